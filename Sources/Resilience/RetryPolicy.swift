/// Decides whether a failed attempt is followed by another, and when.
///
/// Whether a failure may be repeated at all is the caller's knowledge; this decides what attempts, time and budget allow.
public struct RetryPolicy: Sendable, Hashable {
    /// What to do after a failed attempt.
    public enum Decision: Sendable, Hashable {
        /// Wait so long, then try again.
        case wait(Duration)
        /// Do not try again.
        case stop(StopReason)
    }

    /// Why nothing is tried again.
    public enum StopReason: String, Sendable, Codable {
        /// All attempts are used up.
        case attemptsExhausted
        /// After the wait, too little time would be left to finish.
        case deadlineTooClose
        /// The wait asked for by the server is longer than one is willing to wait here.
        case retryAfterTooLong
        /// The session has spent its retries.
        case budgetExhausted
    }

    /// The attempts of one request, the first included.
    ///
    /// Source: 3, as in AWS's standard mode and the SRE book, chapter 21.
    public var maximumAttempts: Int

    /// The waits between attempts.
    public var backoff: Backoff

    /// The longest Retry-After worth waiting for in place, or nil for any that fits the limit.
    ///
    /// Past it another candidate is better.
    public var longestRetryAfter: Duration?

    /// Makes a policy.
    public init(maximumAttempts: Int = 3, backoff: Backoff = Backoff(), longestRetryAfter: Duration? = nil) {
        precondition(maximumAttempts >= 1, "there must be an attempt (are \(maximumAttempts))")
        self.maximumAttempts = maximumAttempts
        self.backoff = backoff
        self.longestRetryAfter = longestRetryAfter
    }

    /// Decides what follows a failed attempt.
    ///
    /// - Parameters:
    ///   - attempt: Which attempt failed, counted from 1.
    ///   - elapsed: How long the request has been going on.
    ///   - limit: How long it may go on in all; nil for no limit.
    ///   - minimumUsefulTime: The least time an attempt needs to be of use, such as the median time to a first token.
    ///   - retryAfter: What the server asked for, if it did.
    ///   - generator: Where the jitter comes from.
    ///   - budget: Takes one retry from the session's budget. Asked last, and only when all else permits, so that a
    ///     retry is taken exactly when `.wait` is returned.
    /// - Returns: A wait after which at least `minimumUsefulTime` is left, or why there is none.
    public func decide(
        afterAttempt attempt: Int,
        elapsed: Duration,
        limit: Duration?,
        minimumUsefulTime: Duration = .zero,
        retryAfter: Duration? = nil,
        using generator: inout some RandomNumberGenerator,
        budget: () -> Bool = { true }
    ) -> Decision {
        guard attempt < maximumAttempts else { return .stop(.attemptsExhausted) }
        if let retryAfter, let longestRetryAfter, retryAfter > longestRetryAfter { return .stop(.retryAfterTooLong) }
        let delay = backoff.delay(beforeRetry: attempt, retryAfter: retryAfter, using: &generator)
        if let limit {
            let left = limit - elapsed - delay
            guard left > .zero, left >= minimumUsefulTime else { return .stop(.deadlineTooClose) }
        }
        guard budget() else { return .stop(.budgetExhausted) }
        return .wait(delay)
    }
}
