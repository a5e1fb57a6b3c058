/// A point in time after which work is useless, passed down unchanged to everything that works towards it.
public struct Deadline: Sendable {
    /// What the deadline is measured on.
    public let timeline: Timeline

    /// When it is reached, counted from the timeline's beginning.
    public let instant: Duration

    /// Sets a deadline `duration` from now.
    ///
    /// - Parameters:
    ///   - duration: How much time there is.
    ///   - timeline: What measures it.
    public init(in duration: Duration, on timeline: Timeline) {
        self.init(at: timeline.now + duration, on: timeline)
    }

    /// Sets a deadline at a point of a timeline.
    ///
    /// - Parameters:
    ///   - instant: When, counted from the timeline's beginning.
    ///   - timeline: What measures it.
    public init(at instant: Duration, on timeline: Timeline) {
        self.timeline = timeline
        self.instant = instant
    }

    /// The time left, never negative.
    public var remaining: Duration { max(.zero, instant - timeline.now) }

    /// Whether the time is over.
    public var hasPassed: Bool { timeline.now >= instant }
}

/// Time ran out.
public struct TimeoutError: Error, Hashable {
    /// How long the work was allowed to take.
    public var limit: Duration

    /// Makes the error of work that was allowed to take `limit`.
    public init(limit: Duration) {
        self.limit = limit
    }
}

/// Runs an operation that must end within `limit`; past it, the operation is cancelled and awaited.
///
/// - Parameters:
///   - limit: How long the operation may take.
///   - clock: What measures the time.
///   - operation: What to run. It should heed cancellation: nothing returns before it has ended.
/// - Returns: What the operation returns, even when that comes after the limit: a finished result is never thrown away.
/// - Throws: ``TimeoutError`` when the operation failed after the limit; otherwise what it throws.
public func withDeadline<Output: Sendable>(
    _ limit: Duration,
    clock: some Clock<Duration> = ContinuousClock(),
    operation: @escaping @Sendable () async throws -> Output
) async throws -> Output {
    try await withDeadline(Deadline(in: limit, on: Timeline(clock: clock)), operation: operation)
}

/// Runs an operation that must end before `deadline`; past it, the operation is cancelled and awaited.
///
/// - Parameters:
///   - deadline: When the operation must have ended. One that has passed already starts nothing.
///   - operation: What to run. It should heed cancellation: nothing returns before it has ended.
/// - Returns: What the operation returns, even when that comes past the deadline: a finished result is never thrown away.
/// - Throws: ``TimeoutError`` when the deadline had passed, or the operation failed after it; otherwise what it throws.
public func withDeadline<Output: Sendable>(
    _ deadline: Deadline,
    operation: @escaping @Sendable () async throws -> Output
) async throws -> Output {
    let limit = deadline.remaining
    guard limit > .zero else { throw TimeoutError(limit: .zero) }
    let result: Result<Output, any Error> = await withTaskGroup(of: DeadlineEvent<Output>.self) { group in
        group.addTask {
            do { return .finished(.success(try await operation())) } catch { return .finished(.failure(error)) }
        }
        group.addTask {
            do { try await deadline.timeline.sleep(until: deadline.instant) } catch { return .timerCancelled }
            return .expired
        }
        var result: Result<Output, any Error> = .failure(CancellationError())
        var isFinished = false
        var isLate = false
        for await event in group {
            switch event {
            case .expired where !isFinished:
                isLate = true
                group.cancelAll()
            case .expired, .timerCancelled:
                continue
            case .finished(let outcome):
                isFinished = true
                result = outcome
                group.cancelAll()
            }
        }
        if isLate, case .failure = result { return .failure(TimeoutError(limit: limit)) }
        return result
    }
    return try result.get()
}

private enum DeadlineEvent<Output: Sendable>: Sendable {
    case finished(Result<Output, any Error>)
    case expired
    case timerCancelled
}
