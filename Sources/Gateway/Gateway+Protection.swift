import Foundation
public import Resilience

extension Gateway {
    /// Every circuit breaker that has been asked so far, is isolated or open elsewhere, as it is now, by name.
    public var breakerStates: [(id: BreakerID, snapshot: CircuitBreaker.Snapshot)] {
        breakers.snapshots.map { (id: $0.key, snapshot: $0.value) }.sorted { $0.id < $1.id }
    }

    /// Closes a breaker and forgets what it has seen, in all processes on the store; what was isolated is so no longer.
    ///
    /// - Returns: Whether there is such a breaker.
    /// - Throws: ``StoreError``; then nothing was changed.
    public func resetBreaker(_ id: BreakerID) async throws -> Bool {
        guard breakers.contains(id) else { return false }
        try await neighbours.lift(.breaker(id))
        breakers[id].reset()
        return true
    }

    /// Refuses every call to what a breaker guards, until it is reset.
    ///
    /// It stands in the store: processes that begin later refuse it too, and those that run do within a second.
    ///
    /// - Throws: ``StoreError``; then nothing was changed.
    public func isolateBreaker(_ id: BreakerID) async throws {
        try await neighbours.isolate(id)
        breakers[id].isolate()
    }

    /// Takes over what other processes on the store have isolated, met and lifted, also those that ran before this one.
    ///
    /// A breaker that is open elsewhere opens here for what is left of its cool-down, and needs its own probes after that; a
    /// gate that is closed elsewhere closes here. The store is asked at most once a second unless `always`.
    public func heedNeighbours(always: Bool = false) async {
        await neighbours.hear(always: always) { protection in
            breakers.heed(protection.isolated)
            for obstacle in protection.obstacles { heed(obstacle) }
        }
    }

    private func heed(_ obstacle: Obstacle) {
        if let payer = obstacle.payer, !keys.lineages.contains(payer) { return }
        let remaining = obstacle.remaining(at: now())
        switch (obstacle.subject, remaining) {
        case (.breaker(let id), let remaining?):
            breakers[id].adopt(
                CircuitBreaker.Opening(remaining: remaining, openings: obstacle.openings, reason: obstacle.reason)
            )
        case (.breaker(let id), nil): if obstacle.isLifted { breakers.letGo(of: id) }
        case (.gate(let scope, let kind), let remaining?):
            let gate = Gate(
                scope: scope,
                kind: kind,
                atLeast: obstacle.atLeast,
                message: obstacle.reason,
                until: now().addingTimeInterval(remaining / .seconds(1)),
                call: obstacle.call,
                isFromElsewhere: true
            )
            if let change = gates.close(gate, for: remaining), change.isNew { publish(.gateClosed(change.gate)) }
        case (.gate(let scope, let kind), nil): if obstacle.isLifted { _ = gates.lift(scope, kind) }
        }
    }

    /// Waits until something about who may be asked has changed, here or in another process.
    ///
    /// - Parameters:
    ///   - seen: How many changes there had been.
    ///   - wake: How long to wait at most.
    /// - Throws: `CancellationError` when the task is cancelled.
    func waitForChange(after seen: Int, until wake: Duration) async throws {
        while changes.count == seen, timeline.now < wake {
            try await changes.wait(after: seen, until: min(wake, timeline.now + Neighbours.interval), on: timeline)
            await heedNeighbours()
        }
    }

    /// The names of the keys that calls take, for the ids of breakers.
    public var keyDigests: [String] { keys.digests }

    /// The conditions that keep calls back now.
    public var closedGates: [Gate] { gates.all }

    /// Opens a gate before its time, in all processes on the store.
    ///
    /// - Returns: Whether there is such a gate.
    /// - Throws: ``StoreError``; then nothing was changed.
    public func liftGate(_ id: String) async throws -> Bool {
        guard let gate = gates.all.first(where: { $0.id == id }) else { return false }
        try await neighbours.lift(.gate(gate.scope, gate.kind))
        return gates.lift(gate.scope, gate.kind)
    }

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
