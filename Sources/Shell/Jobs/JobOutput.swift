import Synchronization

/// Where a job writes while somebody types: whole lines, above what is being typed.
final class JobOutput: Sendable {
    private let data: LineBuffer
    private let talk: LineBuffer
    private let styles: (data: @Sendable () -> TextStyle, talk: @Sendable () -> TextStyle)

    /// An output that prints through `above`, with the colours and width of another.
    init(above: @escaping @Sendable (String) -> Void, like output: Output) {
        data = LineBuffer(above)
        talk = LineBuffer(above)
        styles = ({ output.data.style.unattended }, { output.talk.style.unattended })
    }

    var output: Output {
        Output(
            data: Sink(style: styles.data) { self.data.write($0) },
            talk: Sink(style: styles.talk) { self.talk.write($0) }
        )
    }

    /// Prints what has no line end yet.
    func finish() {
        data.flush()
        talk.flush()
    }

    /// Keeps text until its line is whole.
    private final class LineBuffer: Sendable {
        private let rest = Mutex("")
        private let put: @Sendable (String) -> Void

        init(_ put: @escaping @Sendable (String) -> Void) {
            self.put = put
        }

        func write(_ text: String) {
            rest.withLock { rest in
                rest += text
                guard let end = rest.lastIndex(of: "\n") else { return }
                put(String(rest[..<end]))
                rest = String(rest[rest.index(after: end)...])
            }
        }

        func flush() {
            rest.withLock { rest in
                if !rest.isEmpty { put(rest) }
                rest = ""
            }
        }
    }
}
