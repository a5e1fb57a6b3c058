/// Exponential backoff with full jitter.
///
/// Retry *n*, counted from 1, waits a uniformly random time between zero and `min(base × 2ⁿ⁻¹, cap)`:
/// with the defaults at most 0.5 s, 1 s, 2 s, 4 s … 30 s. A Retry-After is a floor: the random time comes on top of it, so
/// that callers who were told the same moment do not return together.
///
/// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
public struct Backoff: Sendable, Hashable {
    /// The longest wait before the first retry.
    public var base: Duration

    /// The longest wait before any retry, a Retry-After not counted.
    public var cap: Duration

    /// Makes a schedule; the defaults suit calls of a few seconds.
    public init(base: Duration = .milliseconds(500), cap: Duration = .seconds(30)) {
        precondition(base > .zero && cap >= base, "base and cap must be positive and in order (are \(base), \(cap))")
        self.base = base
        self.cap = cap
    }

    /// The longest random wait before a retry, counted from 1.
    public func ceiling(ofRetry retry: Int) -> Duration {
        precondition(retry >= 1, "retries are counted from 1 (is \(retry))")
        var ceiling = base
        for _ in 1..<retry where ceiling < cap { ceiling *= 2 }
        return min(ceiling, cap)
    }

    /// Chooses the wait before a retry.
    ///
    /// - Parameters:
    ///   - retry: Which retry, counted from 1.
    ///   - retryAfter: What the server asked for, if it did.
    ///   - generator: Where the jitter comes from.
    /// - Returns: At least `retryAfter`, at most the ceiling more.
    public func delay(
        beforeRetry retry: Int,
        retryAfter: Duration? = nil,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let jitter = ceiling(ofRetry: retry) * Double.random(in: 0..<1, using: &generator)
        return max(.zero, retryAfter ?? .zero) + jitter
    }
}
