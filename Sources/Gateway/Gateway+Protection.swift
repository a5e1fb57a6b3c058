import Foundation
public import Resilience

extension Gateway {
    /// Every circuit breaker that has been asked so far or is isolated, as it is now, by name.
    public var breakerStates: [(id: BreakerID, snapshot: CircuitBreaker.Snapshot)] {
        breakers.snapshots.map { (id: $0.key, snapshot: $0.value) }.sorted { $0.id < $1.id }
    }

    /// Closes a breaker and forgets what it has seen; what was isolated is so no longer, in all processes.
    ///
    /// - Returns: Whether there is such a breaker.
    /// - Throws: ``StoreError``; then nothing was changed.
    public func resetBreaker(_ id: BreakerID) async throws -> Bool {
        guard breakers.contains(id) else { return false }
        if breakers[id].snapshot.state == .isolated {
            try await isolations.change { try await store.set(isolated: false, id, at: now()) }
        }
        breakers[id].reset()
        return true
    }

    /// Refuses every call to what a breaker guards, until it is reset.
    ///
    /// It stands in the store: processes that begin later refuse it too, and those that run do within a second.
    ///
    /// - Throws: ``StoreError``; then nothing was changed.
    public func isolateBreaker(_ id: BreakerID) async throws {
        try await isolations.change { try await store.set(isolated: true, id, at: now()) }
        breakers[id].isolate()
    }

    /// Isolates here what was isolated in another process, and lets go of what was reset there.
    ///
    /// The store is asked at most once a second unless `always`. Where it cannot be read, all stays as it is: the ledger
    /// decides whether a call may be made.
    public func heedIsolations(always: Bool = false) async {
        guard let seen = isolations.begin(at: timeline.now, always: always),
            let isolated = try? await store.isolated()
        else { return }
        // What was changed here meanwhile may be missing in what was read.
        isolations.finish(seen) { breakers.heed(isolated) }
    }

    /// The names of the keys that calls take, for the ids of breakers.
    public var keyDigests: [String] { keys.digests }

    /// The conditions that keep calls back now.
    public var closedGates: [Gate] { gates.all }

    /// Opens a gate before its time.
    ///
    /// - Returns: Whether there is such a gate.
    public func liftGate(_ id: String) -> Bool { gates.lift(id) }

    /// The calls that run now, the oldest first.
    public var runningCalls: [RunningCall] { running.all }

    /// How many calls run and wait: of the whole key, and to each model.
    public var load: [(name: String, snapshot: Bulkhead.Snapshot)] {
        leases.snapshots.map { key, snapshot in
            switch key {
            case .key(let digest): (name: "key \(digest ?? "none")", snapshot: snapshot)
            case .model(let model, _): (name: "model \(model)", snapshot: snapshot)
            }
        }.sorted { $0.name < $1.name }
    }
}
