/// A clock, read as the time since the timeline began.
///
/// A plain `Duration` can be stored, compared and written into tables whatever clock is behind it. Durations of different
/// timelines do not compare, so parts that exchange them share one timeline.
public struct Timeline: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let sleepUntil: @Sendable (Duration) async throws -> Void

    /// Begins a timeline now.
    ///
    /// - Parameter clock: What measures the time; a clock that never jumps back.
    public init(clock: some Clock<Duration> = ContinuousClock()) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleepUntil = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }

    /// The time since the timeline began.
    public var now: Duration { elapsed() }

    /// Sleeps until `instant`, counted from the timeline's beginning; returns at once when that has passed.
    ///
    /// - Parameter instant: When to wake.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until instant: Duration) async throws {
        try await sleepUntil(instant)
    }

    /// Sleeps for `duration` from now.
    ///
    /// - Parameter duration: How long.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(for duration: Duration) async throws {
        try await sleepUntil(now + duration)
    }
}
