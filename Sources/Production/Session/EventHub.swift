import Synchronization

/// Hands events to every subscriber in one order.
///
/// Each subscriber has a buffer of its own; who falls further behind than it holds loses the oldest events, never the
/// latest. Publishing never waits.
final class EventHub: Sendable {
    private struct State {
        var next = 0
        var subscribers: [Int: AsyncStream<SessionEvent>.Continuation] = [:]
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int = 4_096) {
        precondition(capacity >= 1, "capacity must be at least 1 (is \(capacity))")
        self.capacity = capacity
    }

    /// A stream of everything published from now on; it ends with the reader's task, or with ``finish()``.
    func subscribe() -> AsyncStream<SessionEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SessionEvent.self,
            bufferingPolicy: .bufferingNewest(capacity)
        )
        let id = state.withLock { state in
            state.next += 1
            state.subscribers[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.subscribers.removeValue(forKey: id) }
        }
        return stream
    }

    /// Hands an event to all; the lock makes their orders the same.
    func publish(_ event: SessionEvent) {
        state.withLock { state in
            for subscriber in state.subscribers.values { subscriber.yield(event) }
        }
    }

    /// Ends all streams.
    func finish() {
        let subscribers = state.withLock { state in
            defer { state.subscribers = [:] }
            return Array(state.subscribers.values)
        }
        for subscriber in subscribers { subscriber.finish() }
    }
}
