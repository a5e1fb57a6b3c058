import Foundation

/// A prompt taken apart into the sections that its tags mark; a missing section is empty.
struct Prompt: Sendable {
    struct Note: Sendable {
        var id: String
        var gist: String
    }

    struct Source: Sendable {
        var id: String
        var text: String
    }

    private let sections: [String: String]
    let sources: [Source]
    let notes: [Note]
    private let whole: String

    init(_ text: String) {
        var sections: [String: String] = [:]
        var sources: [Source] = []
        var tag: (name: String, head: Substring)?
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = tag {
                guard line.hasPrefix("</\(open.name)"), line.hasSuffix(">") else {
                    lines.append(line)
                    continue
                }
                let body = lines.joined(separator: "\n")
                if open.name == "source" {
                    let id = Prompt.attribute("id", of: open.head) ?? "s\(sources.count + 1)"
                    sources.append(Source(id: id, text: body))
                } else if sections[open.name] == nil {
                    sections[open.name] = body
                }
                tag = nil
                continue
            }
            guard line.hasPrefix("<"), line.count > 2, !line.hasPrefix("</") else { continue }
            let name = line.dropFirst().prefix { $0.isLetter || $0 == "_" || $0 == "-" }
            guard !name.isEmpty, line.contains(">") else { continue }
            // A whole section may also stand on one line.
            if let start = line.firstIndex(of: ">"), let end = line.range(of: "</\(name)>"),
                line.index(after: start) <= end.lowerBound
            {
                sections[String(name)] =
                    sections[String(name)] ?? String(line[line.index(after: start)..<end.lowerBound])
            } else if line.hasSuffix(">") {
                tag = (String(name), line)
                lines = []
            }
        }
        self.sections = sections
        self.sources = sources
        whole = text
        notes = (sections["notes"] ?? "").split(separator: "\n").compactMap(Prompt.note)
    }

    /// The text of a section without blanks at its ends.
    subscript(_ name: String) -> String {
        Words.trimmed(sections[name] ?? "")
    }

    /// What it is about: the topic, or the last line of a prompt without sections.
    var topic: String {
        if !self["topic"].isEmpty { return self["topic"] }
        let line = whole.split(separator: "\n").last { !$0.hasPrefix("<") }
        return line.map { Words.trimmed(String($0)) } ?? "the question"
    }

    /// Names of the cast in order.
    var cast: [String] {
        let names = self["cast"].split(separator: "\n").compactMap { line -> String? in
            let name = line.drop { $0 == "-" || $0 == " " || $0 == "*" }.prefix { $0 != ":" }
            return name.isEmpty ? nil : Words.trimmed(String(name))
        }
        return names.isEmpty ? ["Nora", "Felix"] : names
    }

    /// The points of a section that lists some.
    func points(of name: String) -> [String] {
        self[name].split(separator: "\n").filter { $0.hasPrefix("- ") }.map { Words.trimmed(String($0.dropFirst(2))) }
    }

    var words: Int? { Int(self["words"].prefix { $0.isNumber }) }

    /// A JSON section's value.
    func json(_ name: String) -> JSON? { JSONReader.value(of: Array(self[name].utf8)) }

    private static func attribute(_ name: String, of head: Substring) -> String? {
        guard let start = head.range(of: "\(name)=\"") else { return nil }
        return String(head[start.upperBound...].prefix { $0 != "\"" })
    }

    /// Reads a line such as `n1 (s1): gist | "quote"` as a note.
    private static func note(_ line: Substring) -> Note? {
        let text = line.drop { $0 == "-" || $0 == " " }
        let id = text.prefix { $0.isLetter || $0.isNumber }
        guard !id.isEmpty, let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        let gist = rest.range(of: " | ").map { rest[..<$0.lowerBound] } ?? rest
        return Note(id: String(id), gist: Words.trimmed(String(gist)))
    }
}
