import Synchronization

/// A clock that stands still until somebody moves it: the time of tests and drills.
///
/// A test starts its tasks, waits until they sleep with ``sleepers(_:)``, then calls ``advance(by:)``; the sleepers whose
/// time has come wake in the order of their deadlines. A cancelled sleeper leaves at once.
public final class ManualClock: Clock, Sendable {
    /// A point on the clock, as the time since it was made.
    public struct Instant: InstantProtocol {
        /// The time since the clock was made.
        public var offset: Duration

        /// Makes the point that lies `offset` after the clock's beginning.
        public init(offset: Duration = .zero) {
            self.offset = offset
        }

        /// The point that lies `duration` later.
        public func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        /// The time from here to `other`.
        public func duration(to other: Instant) -> Duration {
            other.offset - offset
        }

        /// Whether `left` is earlier.
        public static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }
    }

    private struct Sleeper {
        var id: Int
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        var id: Int
        var count: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct Line {
        var now = Instant()
        var lastID = 0
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []

        mutating func makeID() -> Int {
            lastID += 1
            return lastID
        }

        mutating func takeSatisfiedWatchers() -> [Watcher] {
            let satisfied = watchers.filter { $0.count <= sleepers.count }
            watchers.removeAll { $0.count <= sleepers.count }
            return satisfied
        }
    }

    private let line = Mutex(Line())

    /// Makes a clock that shows zero.
    public init() {}

    /// The time the clock shows.
    public var now: Instant { line.withLock { $0.now } }

    /// The smallest step, one attosecond.
    public var minimumResolution: Duration { Duration(secondsComponent: 0, attosecondsComponent: 1) }

    /// When each sleeper wakes, in no order.
    public var wakeTimes: [Instant] { line.withLock { $0.sleepers.map(\.deadline) } }

    /// The time until the first sleeper wakes, or nil when nobody sleeps.
    public var timeToNextWake: Duration? {
        line.withLock { line in
            line.sleepers.map(\.deadline).min().map { line.now.duration(to: $0) }
        }
    }

    /// Sleeps until the clock has been moved to `deadline`.
    ///
    /// - Parameters:
    ///   - deadline: When to wake; not later than now returns at once.
    ///   - tolerance: Not used.
    /// - Throws: `CancellationError` when the sleeping task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = line.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(Sleeper(id: id, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            let sleeper = line.withLock { line in
                line.sleepers.firstIndex { $0.id == id }.map { line.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func fallAsleep(_ sleeper: Sleeper) {
        enum Verdict {
            case cancelled
            case due
            case asleep([Watcher])
        }
        let verdict: Verdict = line.withLock { line in
            // Asked under the lock: a later cancellation finds the sleeper in the line.
            if Task.isCancelled { return .cancelled }
            if sleeper.deadline <= line.now { return .due }
            line.sleepers.append(sleeper)
            return .asleep(line.takeSatisfiedWatchers())
        }
        switch verdict {
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        case .due: sleeper.continuation.resume()
        case .asleep(let watchers):
            for watcher in watchers { watcher.continuation.resume() }
        }
    }

    /// Waits until at least `count` tasks sleep on the clock; returns early when the waiting task is cancelled.
    ///
    /// - Parameter count: How many sleepers to wait for.
    public func sleepers(_ count: Int) async {
        let id = line.withLock { $0.makeID() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = line.withLock { line in
                    if Task.isCancelled || line.sleepers.count >= count { return true }
                    line.watchers.append(Watcher(id: id, count: count, continuation: continuation))
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            let watcher = line.withLock { line in
                line.watchers.firstIndex { $0.id == id }.map { line.watchers.remove(at: $0) }
            }
            watcher?.continuation.resume()
        }
    }

    /// Moves the clock and wakes everyone whose time has come, earliest deadline first.
    ///
    /// A woken task that sleeps again counts from the new time.
    ///
    /// - Parameter duration: How far; not negative.
    public func advance(by duration: Duration) {
        precondition(duration >= .zero, "time only moves forward (by \(duration))")
        let woken = line.withLock { line in
            line.now = line.now.advanced(by: duration)
            let woken = line.sleepers.filter { $0.deadline <= line.now }
            line.sleepers.removeAll { $0.deadline <= line.now }
            return woken.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }
}
