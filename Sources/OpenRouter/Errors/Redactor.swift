import Synchronization

/// Takes keys out of everything that is written anywhere: those that look like keys, and those that are known to be some.
///
/// One redactor serves a process; it learns the keys as they are found.
public final class Redactor: Sendable {
    private let known = Mutex<[Secret]>([])
    /// A shorter secret would be found in innocent words.
    private static let shortest = 8

    /// A redactor that knows no key yet.
    public init() {}

    /// Remembers a key, whatever it looks like, and as texts of other kinds have it: JSON, Markdown, XML and addresses.
    public func learn(_ secret: Secret) {
        guard secret.withExposed({ $0.utf8.count >= Self.shortest }) else { return }
        known.withLock { known in
            for spelling in secret.spellings where !known.contains(where: { $0.isEqual(to: spelling) }) {
                known.append(spelling)
            }
        }
    }

    /// The text without keys and account names.
    public func redacted(_ text: String) -> String {
        withoutKnownKeys(text.redacted)
    }

    /// The text without keys, with its hashes and with names that begin like those of accounts: for texts that nobody's
    /// key or account is named in, such as the files of an episode.
    public func withoutKeys(_ text: String) -> String { withoutKnownKeys(text.withoutKeys) }

    private func withoutKnownKeys(_ text: String) -> String {
        known.withLock(\.self).reduce(text) { $1.removed(from: $0) }
    }

    /// Whether a key stands in a text.
    public func findsKey(in text: String) -> Bool {
        text.holdsKey || known.withLock(\.self).contains { $0.isContained(in: text) }
    }

    /// Where what stands at the end of a text may be the beginning of a known key, whose rest is still to come; no longer
    /// than the limit.
    func opening(of bytes: [UInt8], limit: Int) -> Int? {
        known.withLock(\.self).compactMap { $0.opening(in: bytes, limit: limit) }.min()
    }

    /// Where a known key begins that would be cut at a place of a text.
    func keyCut(at place: Int, of bytes: [UInt8]) -> Int? {
        known.withLock(\.self).compactMap { $0.start(around: place, in: bytes) }.min()
    }
}

/// A text that comes in pieces, without keys and account names: one that is cut between two pieces is found too.
public struct RedactedStream: Sendable {
    private let redactor: Redactor
    private var pending: [UInt8] = []
    /// Whether a key or a name was taken out whose end has not come yet: what still comes of it goes too.
    private var isDropping = false
    /// What is held back is never longer than this, in bytes.
    private static let longest = 512

    /// A stream that nothing has come of yet.
    public init(_ redactor: Redactor) {
        self.redactor = redactor
    }

    /// Whether something waits for what comes next.
    public var isHolding: Bool { !pending.isEmpty }

    /// Takes a piece; returns what of the text is certain now.
    public mutating func pass(_ text: String) -> String {
        var bytes = pending + Array(text.utf8)
        if isDropping {
            bytes.removeFirst(TokenRun.lengthOfFirst(of: bytes))
            isDropping = bytes.isEmpty
        }
        var start = bytes.count
        let run = TokenRun.last(of: bytes)
        if run.bytes.count <= Self.longest {
            if run.mayBecomeSecret { start = run.bytes.startIndex }
        } else if !run.isTakenOut {
            // Too much to wait for: what is no key yet goes out.
            start -= run.lengthOfKeyBeginning
        }
        start = min(start, redactor.opening(of: bytes, limit: Self.longest) ?? start)
        // What waits may be the end of a key that is whole already.
        while let cut = redactor.keyCut(at: start, of: bytes) { start = cut }
        isDropping = isDropping || start == bytes.count && run.isTakenOut
        pending = Array(bytes[start...])
        return redactor.redacted(String(decoding: bytes[..<start], as: UTF8.self))
    }

    /// What was held back.
    public mutating func end() -> String {
        defer {
            pending = []
            isDropping = false
        }
        return redactor.redacted(String(decoding: pending, as: UTF8.self))
    }
}
