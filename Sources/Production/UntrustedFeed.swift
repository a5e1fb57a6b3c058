import Foundation

/// Reads a show of strangers, writes its feed, and looks whether that is XML: the way in for whatever tries out what texts
/// can do.
package enum UntrustedFeed {
    /// Whether the feed of a show is well formed: one that the bytes describe, or one that is called what they say.
    package static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        var show = (try? ArtefactJSON.value(Show.self, from: Data(bytes))) ?? Show(title: text, slug: "show")
        if show.address == nil { show.address = text }
        let publication = Publication(
            guid: text,
            published: Date(timeIntervalSince1970: 0),
            slug: "episode",
            language: show.language,
            cast: [Speaker(name: text, role: "host")],
            text: PublishedText(title: text, description: text, hook: text, topics: [text], licence: text)
        )
        let entry = Feed.Entry(publication: publication, description: text, notes: text)
        return isWellFormed(Feed.xml(show, at: "feed.xml", [entry]))
    }

    /// Whether elements nest, references end, and no character stands that XML 1.0 does not have.
    ///
    /// Source: W3C, Extensible Markup Language 1.0, sections 2.1, 2.2 and 2.7, as far as a feed uses it.
    private static func isWellFormed(_ xml: String) -> Bool {
        guard xml.unicodeScalars.allSatisfy(isAllowed) else { return false }
        // Byte by byte: a sign with a mark on it is markup all the same.
        var open: [[UInt8]] = []
        var rest = Array(xml.utf8)[...]
        func isAtStart(_ text: String) -> Bool { rest.starts(with: text.utf8) }
        while let next = rest.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            rest = rest[next...]
            if rest.first == UInt8(ascii: "&") {
                guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return false }
                rest = rest[end...]
            } else if isAtStart("<![CDATA[") {
                guard let end = rest.firstRange(of: Array("]]>".utf8)) else { return false }
                rest = rest[end.upperBound...]
            } else {
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
                let tag = rest[(rest.startIndex + 1)..<end]
                rest = rest[(end + 1)...]
                if tag.first == UInt8(ascii: "?") || tag.last == UInt8(ascii: "/") { continue }
                if tag.first == UInt8(ascii: "/") {
                    guard let last = open.popLast(), tag.dropFirst().elementsEqual(last) else { return false }
                } else {
                    open.append(Array(tag.prefix { $0 != UInt8(ascii: " ") }))
                }
            }
        }
        return open.isEmpty
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
