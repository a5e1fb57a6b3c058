import Synchronization

/// Keeps what is written, for who shows it later.
final class CollectedText: Sendable {
    private let collected = Mutex("")

    /// What was written so far.
    var text: String { collected.withLock(\.self) }

    /// A place that keeps what is written to it, in the style of another.
    func sink(like other: Sink) -> Sink {
        Sink(
            style: { other.style.unattended },
            write: { text in self.collected.withLock { $0 += text } }
        )
    }
}
