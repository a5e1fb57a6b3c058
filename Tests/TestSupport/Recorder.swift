import Synchronization

/// Notes down what happens, in order, from any task or thread.
public final class Recorder<Element: Sendable>: Sendable {
    private let notes = Mutex<[Element]>([])

    /// Makes an empty recorder.
    public init() {}

    /// Everything noted so far, oldest first.
    public var elements: [Element] { notes.withLock { $0 } }

    /// Notes one thing.
    public func append(_ element: Element) {
        notes.withLock { $0.append(element) }
    }
}
