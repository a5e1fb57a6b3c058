import Synchronization

/// Writes an answer as it comes, without what could steer the terminal, and ends its last line; words stay whole there.
final class StreamWriter: Sendable {
    private struct State {
        var hasText = false
        /// Where people read.
        var wrap: WordWrap?
        var failure: (any Error)?
    }

    private let sink: Sink
    private let state: Mutex<State>

    init(_ sink: Sink) {
        self.sink = sink
        state = Mutex(State(wrap: sink.style.width.map { WordWrap(width: $0) }))
    }

    /// Writes a piece; after a failure nothing more.
    func write(_ text: String) {
        let text = text.printable
        guard !text.isEmpty else { return }
        state.withLock { state in
            guard state.failure == nil else { return }
            do {
                try sink.write(state.wrap?.take(text) ?? text)
                state.hasText = true
            } catch {
                state.failure = error
            }
        }
    }

    /// Ends the line, where nothing else has ended it since.
    ///
    /// - Throws: What writing failed of, now or before.
    func finish() throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            if let rest = state.wrap?.finish(), !rest.isEmpty { try sink.write(rest) }
            if state.hasText, sink.isMidLine { try sink.write("\n") }
            state.hasText = false
        }
    }
}
