import Glibc

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

    /// Whether it can be sent in a header and typed: one word of visible ASCII.
    public var isWord: Bool { !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// Whether it is the same as another one.
    func isEqual(to other: Secret) -> Bool { value == other.value }

    /// The secret, and how texts in which some of its characters mean something have it.
    var spellings: [Secret] {
        func escaped(_ characters: String, _ escape: (Character) -> String) -> Secret {
            Secret(value.map { characters.contains($0) ? escape($0) : String($0) }.joined())
        }
        let entities: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        let percent = value.utf8.map { byte in
            plain.utf8.contains(byte)
                ? String(decoding: [byte], as: UTF8.self)
                : "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
        }
        return [
            self, escaped("\"\\") { "\\\($0)" }, escaped("\"\\/") { "\\\($0)" },
            escaped("\\`*_[]|~") { "\\\($0)" }, escaped("&<>\"'") { entities[$0] ?? "" },
            Secret(percent.joined()),
        ]
    }

    /// Whether it stands in a text.
    package func isContained(in text: String) -> Bool { range(in: text, least: value.utf8.count) != nil }

    /// The text with `…` in the place of the credential, and of a good part of its beginning: what breaks off in the middle
    /// of one is enough to guess by.
    package func removed(from text: String) -> String {
        var text = text
        let length = value.utf8.count
        // Where no beginning of it stands, it does not stand either.
        let least = Self.lengths ~= length ? Self.lengths.lowerBound - 1 : length
        while let start = range(in: text, least: least)?.lowerBound {
            let found = zip(text.utf8[start...], value.utf8).prefix { $0 == $1 }.count
            text.replaceSubrange(start..<text.utf8.index(start, offsetBy: found), with: "…")
        }
        return text
    }

    /// How long credentials are of which twelve bytes are told from any word.
    private static let lengths = 13...512

    /// Where so many of its first bytes stand in a text for the first time; fewer than eight stand nowhere.
    private func range(in text: String, least length: Int) -> Range<String.Index>? {
        guard length >= 8, text.utf8.count >= length else { return nil }
        var (text, value) = (text, value)
        let offset: Int? = text.withUTF8 { bytes in
            value.withUTF8 { pattern in
                // The standard library's search takes a hundred times as long, and every answer is looked through.
                guard let start = bytes.baseAddress, let sought = pattern.baseAddress else { return nil }
                let last = bytes.count - length
                var place = 0
                while place <= last {
                    let rest = last - place + 1
                    guard let found = unsafe memchr(start + place, Int32(sought.pointee), rest) else { return nil }
                    if unsafe memcmp(found, sought, length) == 0 {
                        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start)
                    }
                    place = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
                }
                return nil
            }
        }
        guard let offset else { return nil }
        let start = text.utf8.index(text.utf8.startIndex, offsetBy: offset)
        return start..<text.utf8.index(start, offsetBy: length)
    }

    /// Where it begins in a text that has it with a place in its middle.
    func start(around place: Int, in bytes: [UInt8]) -> Int? {
        let value = Array(value.utf8)
        guard value.count >= 8 else { return nil }
        return (max(0, place - value.count + 1)..<place).first { start in
            start + value.count <= bytes.count && bytes[start] == value[0]
                && bytes[start..<(start + value.count)].elementsEqual(value)
        }
    }

    /// Where its beginning ends a text, and its rest may still come.
    func opening(in bytes: [UInt8], limit: Int) -> Int? {
        let value = Array(value.utf8)
        guard !value.isEmpty else { return nil }
        for length in stride(from: min(value.count - 1, bytes.count, limit), to: 0, by: -1)
        where bytes.suffix(length).elementsEqual(value.prefix(length)) {
            return bytes.count - length
        }
        return nil
    }
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
