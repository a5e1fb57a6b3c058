import Resilience
import Synchronization

/// The circuit breakers of a gateway, each made when it is first asked for.
final class Breakers: Sendable {
    /// Leave for one attempt by the breakers of its edge, key and model; handed back with what the attempt showed.
    struct Permit: Sendable {
        fileprivate let tickets: [(id: BreakerID, breaker: CircuitBreaker, ticket: CircuitBreaker.Ticket)]

        /// The breakers that are half-open, so that this attempt decides whether they close.
        var probed: [BreakerID] { tickets.filter(\.ticket.isProbe).map(\.id) }
    }

    /// A breaker that lets no attempt through.
    struct Refusal: Error {
        var id: BreakerID
        var error: CircuitOpenError
    }

    private let make: @Sendable (BreakerID) -> CircuitBreaker
    private let breakers = Mutex<[BreakerID: CircuitBreaker]>([:])
    private let changes: Changes

    init(
        policy: CircuitBreaker.Policy,
        timeline: Timeline,
        random: SharedGenerator,
        changes: Changes,
        onTransition: @escaping @Sendable (BreakerID, CircuitBreaker.Transition) -> Void
    ) {
        self.changes = changes
        make = { id in
            CircuitBreaker(policy: policy, timeline: timeline, generator: random) { transition in
                onTransition(id, transition)
                changes.announce()
            }
        }
    }

    /// Asks all breakers of an attempt for leave; all of them give it, or it counts with none.
    ///
    /// - Parameters:
    ///   - ids: What the attempt depends on.
    ///   - lease: The longest it can take; a probe that takes longer has failed.
    /// - Returns: The permit, to be handed back on every way out.
    /// - Throws: The first refusal.
    func admit(_ ids: [BreakerID], lease: Duration) throws(Refusal) -> Permit {
        var tickets: [(id: BreakerID, breaker: CircuitBreaker, ticket: CircuitBreaker.Ticket)] = []
        for id in ids {
            let breaker = self[id]
            do {
                tickets.append((id, breaker, try breaker.admit(lease: lease)))
            } catch {
                giveBack(Permit(tickets: tickets))
                throw Refusal(id: id, error: error)
            }
        }
        return Permit(tickets: tickets)
    }

    /// Hands a permit back unused.
    func giveBack(_ permit: Permit) {
        for (_, breaker, ticket) in permit.tickets { breaker.finish(ticket, .neutral) }
        if !permit.probed.isEmpty { changes.announce() }
    }

    /// Reports what an attempt showed of its edge, key and model.
    ///
    /// - Parameters:
    ///   - permit: The leave it had.
    ///   - reading: How its end was read.
    ///   - retryAfter: How long the service asked to be left alone.
    ///   - isSlow: Whether its first text came late.
    /// - Returns: How those breakers stand that something counted against, or that it was a probe of.
    func finish(
        _ permit: Permit,
        _ reading: Classification,
        retryAfter: Duration?,
        isSlow: Bool
    ) -> [Standing] {
        var standings: [Standing] = []
        for (id, breaker, ticket) in permit.tickets {
            let mark: Classification.Mark =
                switch id {
                case .edge: reading.edge
                case .model: reading.model
                case .key: reading.key
                }
            let outcome: CircuitBreaker.Outcome =
                switch mark {
                case .success: if case .model = id, isSlow { .slow } else { .success }
                case .failure: .failure(retryAfter: retryAfter)
                case .neutral: .neutral
                }
            guard outcome != .success || ticket.isProbe else {
                breaker.finish(ticket, outcome)
                continue
            }
            let before = breaker.snapshot.generation
            breaker.finish(ticket, outcome)
            if outcome != .neutral { standings.append(Standing(id, breaker.snapshot, after: before)) }
        }
        if !permit.probed.isEmpty { changes.announce() }
        return standings
    }

    /// How a breaker stands after an attempt.
    struct Standing: Sendable {
        var id: BreakerID
        /// Failures in a row; `nil` where it has changed its state.
        var failuresInARow: Int?
        /// What the attempt has made of it, in a sentence.
        var change: String?

        init(_ id: BreakerID, _ snapshot: CircuitBreaker.Snapshot, after generation: Int) {
            self.id = id
            guard snapshot.generation == generation else {
                change = snapshot.lastTransition?.explanation(of: id)
                return
            }
            failuresInARow = snapshot.consecutiveFailures
        }
    }

    /// Failures in a row by what they count against; `nil` where there are none.
    static func failuresInARow(_ standings: [Standing]) -> [String: Int]? {
        var counts: [String: Int] = [:]
        for standing in standings {
            let kind = standing.id.name.prefix { $0 != " " }
            if let count = standing.failuresInARow, count > 0 { counts[String(kind)] = count }
        }
        return counts.isEmpty ? nil : counts
    }

    /// The breaker of something, the same one every time.
    subscript(id: BreakerID) -> CircuitBreaker {
        breakers.withLock { breakers in
            if let breaker = breakers[id] { return breaker }
            let breaker = make(id)
            breakers[id] = breaker
            return breaker
        }
    }

    /// Isolates what is named, and resets what is isolated and not named.
    func heed(_ isolated: Set<BreakerID>) {
        for id in isolated { self[id].isolate() }
        for (id, snapshot) in snapshots where snapshot.state == .isolated && !isolated.contains(id) {
            self[id].reset()
        }
    }

    /// Resets what was reset in another process, where it keeps calls back.
    func letGo(of id: BreakerID) {
        guard let breaker = breakers.withLock({ $0[id] }) else { return }
        switch breaker.snapshot.state {
        case .open, .halfOpen: breaker.reset()
        case .closed, .isolated: break
        }
    }

    /// Every breaker there is, as it is now.
    var snapshots: [BreakerID: CircuitBreaker.Snapshot] { breakers.withLock(\.self).mapValues(\.snapshot) }

    /// Whether there is a breaker of something.
    func contains(_ id: BreakerID) -> Bool { breakers.withLock { $0[id] != nil } }
}
