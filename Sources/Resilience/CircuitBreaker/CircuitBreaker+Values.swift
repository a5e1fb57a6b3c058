extension CircuitBreaker {
    /// What a breaker does with calls.
    public enum State: String, Sendable, Hashable, Codable {
        /// Lets calls through; after an opening, a growing share of them.
        case closed
        /// Refuses calls until its cool-down is over.
        case open
        /// Lets probes through.
        case halfOpen
        /// Refuses calls until it is reset by hand.
        case isolated
    }

    /// How an admitted call ended, as evidence about what the breaker guards.
    public enum Outcome: Sendable, Hashable {
        /// It answered.
        case success
        /// It failed, and asked not to be called for a while, if it did.
        case failure(retryAfter: Duration?)
        /// It answered, but its first token came late or it stalled.
        case slow
        /// The end says nothing about what the breaker guards: cancelled, refused for money, or the caller's own mistake.
        case neutral
    }

    /// Permission for one call; handed back with the outcome.
    public struct Ticket: Sendable, Hashable {
        let id: Int
        let generation: Int
        /// Whether the call decides if the breaker closes again.
        public let isProbe: Bool
    }

    /// Why a breaker changed its state.
    public enum Reason: Sendable, Hashable {
        /// So many failures in a row.
        case consecutiveFailures(Int)
        /// Too large a share of failures.
        case failureRate(Double)
        /// Too large a share of slow answers.
        case slowRate(Double)
        /// The time to stay open is over.
        case coolDownOver
        /// A probe failed or was slow.
        case probeFailed
        /// A probe did not end within its lease.
        case probeExpired
        /// So many probes succeeded.
        case probesSucceeded(Int)
        /// Another breaker of the same thing opened: why, in words.
        case elsewhere(String)
        /// Isolated by hand.
        case isolated
        /// Reset by hand.
        case reset
    }

    /// A change of state.
    public struct Transition: Sendable, Hashable {
        /// The state before.
        public var from: State
        /// The state after; the same as before when only the time to stay open grew.
        public var to: State
        /// Why.
        public var reason: Reason
        /// The number of the state after; grows with every transition.
        public var generation: Int
        /// When, counted from the beginning of the breaker's timeline.
        public var instant: Duration
        /// How long the breaker stays open from then on, when it opened.
        public var coolDown: Duration?
        /// How often it has opened since it last recovered.
        public var openings: Int
    }

    /// What another breaker of the same thing has opened for.
    public struct Opening: Sendable, Hashable {
        /// What is left of its cool-down.
        public var remaining: Duration
        /// How often it has opened since it last recovered, this time included.
        public var openings: Int
        /// Why, in words.
        public var reason: String

        /// An opening of another breaker.
        public init(remaining: Duration, openings: Int, reason: String) {
            self.remaining = remaining
            self.openings = openings
            self.reason = reason
        }
    }

    /// A breaker at one moment, for display.
    public struct Snapshot: Sendable, Hashable {
        /// What it does with calls.
        public var state: State
        /// The time until an open breaker lets a probe through.
        public var reopensIn: Duration?
        /// The share of calls let through: 0 when open, growing after that, 1 when closed and recovered.
        public var admittedShare: Double
        /// Calls let through within the window, counted when sent.
        public var sent: Int
        /// Calls of the present generation that have not ended.
        public var inFlight: Int
        /// Successes within the window.
        public var successes: Int
        /// Failures within the window.
        public var failures: Int
        /// Slow answers within the window.
        public var slow: Int
        /// Failures in a row.
        public var consecutiveFailures: Int
        /// How often it opened since it last recovered.
        public var openings: Int
        /// The number of the present state.
        public var generation: Int
        /// The latest change, if there was one.
        public var lastTransition: Transition?

        /// The share of failures among the window's outcomes, or nil when there are none.
        public var failureRate: Double? {
            let outcomes = successes + failures + slow
            return outcomes == 0 ? nil : Double(failures) / Double(outcomes)
        }
    }
}

/// A breaker did not let the call through; nothing was sent.
public struct CircuitOpenError: Error, Hashable {
    /// Why a call is refused.
    public enum Reason: String, Sendable, Codable {
        /// The breaker cools down.
        case open
        /// It waits for the outcome of its probes.
        case probing
        /// It has just closed and lets only a share of the calls through.
        case recovering
        /// It was isolated by hand.
        case isolated
    }

    /// Why the call is refused.
    public var reason: Reason

    /// When asking again may help; nil when only a person can.
    ///
    /// While probing it is the longest wait, when the lease of a probe runs out: a probe's success ends it sooner.
    public var retryAfter: Duration?

    /// Makes the error of a refused call.
    public init(reason: Reason, retryAfter: Duration?) {
        self.reason = reason
        self.retryAfter = retryAfter
    }
}
