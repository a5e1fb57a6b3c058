import Foundation
import OpenRouter
import Resilience
import Synchronization

/// The other processes on the store, also those that come after this one: it tells them what keeps calls back, and hears it
/// from them.
///
/// Who meets an open breaker or a closed gate notes it in the store soon afterwards, without waiting for that. The others
/// ask the store at most once a second while they make calls, and take over what is new there, each change once. What a
/// person isolates or ends is in the store before it holds.
final class Neighbours: Sendable {
    private struct State {
        var askedAt: Duration?
        var changes = 0
        /// The moment of each obstacle as it was last heard of.
        var heard: [Obstacle.Subject: Date] = [:]
    }

    /// How often the store is asked.
    static let interval = Duration.seconds(1)

    private let store: any GatewayStore
    private let service: String
    private let isShared: Bool
    private let identity: String
    private let timeline: Timeline
    private let now: @Sendable () -> Date
    private let state = Mutex(State())

    /// Those who share a store and a service.
    ///
    /// - Parameters:
    ///   - store: What they share.
    ///   - service: The base URL of the service.
    ///   - isShared: Whether the service is there for other processes.
    ///   - identity: What this process is known by.
    ///   - timeline: What the time between two looks at the store is measured on.
    ///   - now: The time of day.
    init(
        store: any GatewayStore,
        service: String,
        isShared: Bool,
        identity: String,
        timeline: Timeline,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.service = service
        self.isShared = isShared
        self.identity = identity
        self.timeline = timeline
        self.now = now
    }

    /// Tells that a breaker has opened or, by its probes, closed.
    func tell(_ transition: CircuitBreaker.Transition, of id: BreakerID) {
        guard isShared else { return }
        switch (transition.to, transition.reason) {
        case (.open, .elsewhere): return
        case (.open, let reason):
            // A probe's lease may have run out long before that is noticed.
            let left = transition.instant + (transition.coolDown ?? .zero) - timeline.now
            guard left > .zero else { return }
            var obstacle = obstacle(.breaker(id), reason.explanation, for: left)
            obstacle.openings = transition.openings
            store.noteSoon(obstacle)
        case (.closed, .probesSucceeded): store.forgetSoon(.breaker(id), of: service, metBy: now())
        case (.closed, _), (.halfOpen, _), (.isolated, _): return
        }
    }

    /// Tells that a gate has closed, or stays closed for longer.
    ///
    /// - Parameters:
    ///   - gate: The gate.
    ///   - payer: The first key in the line of the one that met it.
    func tell(of gate: Gate, payer: String?) {
        guard isShared else { return }
        let left = Duration.seconds(gate.until.timeIntervalSince(now()))
        var obstacle = obstacle(.gate(gate.scope, gate.kind), gate.message, for: left)
        obstacle.atLeast = gate.atLeast
        obstacle.call = gate.call
        switch gate.scope {
        // Also a model's: whether its limit is one account's own is not always told.
        case .account, .freeModels, .model: obstacle.payer = payer
        case .key: break
        }
        store.noteSoon(obstacle)
    }

    /// Isolates something for everybody.
    ///
    /// - Throws: ``StoreError``; then nothing was changed.
    func isolate(_ id: BreakerID) async throws {
        try await change { try await store.isolate(id, at: now()) }
    }

    /// Ends for everybody what a person does not want to keep calls back any more.
    ///
    /// - Throws: ``StoreError``; then nothing was changed.
    func lift(_ subject: Obstacle.Subject) async throws {
        try await change { try await store.lift(subject, of: service, by: identity, at: now()) }
    }

    /// Asks the store what others have isolated, met and lifted, and takes it over.
    ///
    /// Nothing is taken over when something was isolated or lifted here meanwhile: it may be missing in what was read. Where
    /// the store cannot be read, all stays as it is: the ledger decides whether a call may be made.
    ///
    /// - Parameters:
    ///   - always: Whether to ask even if the store was asked less than a second ago.
    ///   - heed: Takes over what is isolated, and the obstacles of others that are new or have changed.
    func hear(always: Bool, _ heed: (SharedProtection) -> Void) async {
        guard let seen = begin(always: always), let stored = try? await store.protection(of: service) else { return }
        state.withLock { state in
            guard state.changes == seen else { return }
            // Who has read before this reading ended knows less.
            state.changes += 1
            let news = stored.obstacles.filter { state.heard[$0.subject] != $0.since && $0.source != identity }
            state.heard = Dictionary(stored.obstacles.map { ($0.subject, $0.since) }) { $1 }
            heed(SharedProtection(isolated: stored.isolated, obstacles: news))
        }
    }

    private func begin(always: Bool) -> Int? {
        let time = timeline.now
        return state.withLock { state in
            if !always, let last = state.askedAt, time - last < Self.interval { return nil }
            state.askedAt = time
            return state.changes
        }
    }

    private func change(_ body: () async throws -> Void) async rethrows {
        defer { state.withLock { $0.changes += 1 } }
        state.withLock { $0.changes += 1 }
        try await body()
    }

    private func obstacle(_ subject: Obstacle.Subject, _ reason: String, for duration: Duration) -> Obstacle {
        let date = now()
        return Obstacle(
            service: service,
            subject: subject,
            reason: reason,
            since: date,
            until: date.addingTimeInterval(duration / .seconds(1)),
            source: identity
        )
    }
}
