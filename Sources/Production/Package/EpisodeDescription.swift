/// The plain description with time stamps that players turn into chapters.
///
/// At most 4,000 bytes, Apple's limit, both as text and as the HTML that feeds carry.
enum EpisodeDescription {
    static let limitBytes = 4_000

    static func text(_ publication: Publication, _ chapters: Chapters) -> String {
        let phrases = NotesPhrases(publication.language)
        var closing = publication.corrections.map { "\(phrases[.corrections]): \($0.dated)" }
        closing.append(phrases[.disclosure])
        closing.append(chapters.lines.joined(separator: "\n"))
        let paragraphs = publication.text.description.split(whereSeparator: \.isNewline)
            .map { PlainLine.make(String($0)) }.filter { !$0.isEmpty }
        var body = paragraphs.joined(separator: "\n\n")
        // What was put right is never cut off before what was said of the episode.
        var shown = body
        while !fits(shown, closing), !body.isEmpty {
            // Word by word, for a description's last one should be whole.
            body = body.lastIndex { $0 == " " || $0 == "\n" }.map { String(body[..<$0]) } ?? ""
            shown = body.isEmpty ? "" : "\(body)…"
        }
        while !fits(shown, closing), closing.count > 2 { closing.removeFirst() }
        return joined(shown, closing)
    }

    private static func joined(_ body: String, _ closing: [String]) -> String {
        ([body] + closing).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func fits(_ body: String, _ closing: [String]) -> Bool {
        let text = joined(body, closing)
        return text.utf8.count <= limitBytes && html(text).utf8.count <= limitBytes
    }

    /// Paragraphs and line ends of a description as the HTML that feeds carry.
    static func html(_ text: String) -> String {
        text.split(separator: "\n\n").map { paragraph in
            "<p>\(paragraph.split(separator: "\n").map { Markup.escaped(String($0)) }.joined(separator: "<br>"))</p>"
        }.joined()
    }
}
