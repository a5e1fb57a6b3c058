/// A credential that does not print: its description shows the first characters of its kind and the last four.
public struct Secret: Sendable {
    private let value: String

    /// Wraps a credential, without the blanks and line ends that come along when one is pasted.
    public init(_ value: String) {
        let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
        self.value = String(value.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
    }

    /// The credential itself, for the one place that sends it and the one that redacts it.
    public func withExposed<Output>(_ body: (String) throws -> Output) rethrows -> Output {
        try body(value)
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `sk-or-…abcd`; a short credential shows nothing of itself.
    public var description: String {
        guard value.count >= 16 else { return "…" }
        return "\(value.hasPrefix("sk-or-") ? "sk-or-" : "")…\(value.suffix(4))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Reflection finds nothing inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
