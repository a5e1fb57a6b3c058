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
    func finish(_ permit: Permit, _ reading: Classification, retryAfter: Duration?, isSlow: Bool) {
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
            breaker.finish(ticket, outcome)
        }
        if !permit.probed.isEmpty { changes.announce() }
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

    /// Every breaker there is, as it is now.
    var snapshots: [BreakerID: CircuitBreaker.Snapshot] { breakers.withLock(\.self).mapValues(\.snapshot) }

    /// Whether there is a breaker of something.
    func contains(_ id: BreakerID) -> Bool { breakers.withLock { $0[id] != nil } }
}
