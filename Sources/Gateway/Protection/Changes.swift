import Resilience
import Synchronization

/// Wakes those who wait until something about who may be asked has changed.
final class Changes: Sendable {
    private struct State {
        var count = 0
        var lastID = 0
        var waiters: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// How many changes there were; what one saw before asking.
    var count: Int { state.withLock(\.count) }

    /// Says that something changed.
    func announce() {
        let waiters = state.withLock { state in
            state.count += 1
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.finish() }
    }

    /// Waits until something changes, or until `instant`; returns at once when something changed since `count`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func wait(after count: Int, until instant: Duration, on timeline: Timeline) async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let id: Int? = state.withLock { state in
            guard state.count == count else { return nil }
            state.lastID += 1
            state.waiters[state.lastID] = continuation
            return state.lastID
        }
        guard let id else { return }
        defer { state.withLock { $0.waiters[id] = nil } }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await timeline.sleep(until: instant) }
            group.addTask { for await _ in stream {} }
            await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }
}
