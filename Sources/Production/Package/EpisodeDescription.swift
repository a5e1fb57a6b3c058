/// The plain description with time stamps that players turn into chapters; at most 4,000 bytes, Apple's limit.
enum EpisodeDescription {
    static let limitBytes = 4_000
    static let disclosure = "This episode was made with artificial intelligence; all voices are synthetic."

    static func text(_ text: PublishedText, _ chapters: Chapters) -> String {
        let end = "\n\n\(disclosure)\n\n\(chapters.lines.joined(separator: "\n"))\n"
        let paragraphs = text.description.split(whereSeparator: \.isNewline).map { PlainLine.make(String($0)) }
        var body = paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
        let room = max(limitBytes - end.utf8.count, 0)
        if body.utf8.count > room {
            while body.utf8.count > room - 3, !body.isEmpty {
                // Word by word, for a description's last one should be whole.
                body = body.lastIndex(of: " ").map { String(body[..<$0]) } ?? ""
            }
            body += "…"
        }
        return body + end
    }
}
