import Gateway

/// Lines of sources that speak to a model instead of telling something.
///
/// They stay in the source: nothing is lost for a quote, and an episode may well be about such texts. In prompts they carry a
/// mark, in the quality report they are listed. What keeps them harmless is not that they are found, but that sources are
/// fenced data in calls without tools whose answers are checked.
enum SuspiciousLines {
    /// Stands before a line in a prompt.
    static let mark = "[!] "

    /// The lines of a text, with the rules that found them.
    static func of(_ text: String) -> [ScreeningReport.Line] {
        PromptScreen.standard.screen(text, channel: .context).suspiciousLines(of: text)
    }

    /// The text with the mark before each suspicious line.
    static func marked(_ text: String) -> String {
        changed(text) { "\(mark)\($0)" }
    }

    /// The text without its suspicious lines.
    static func removed(from text: String) -> String {
        changed(text) { _ in nil }
    }

    private static func changed(_ text: String, _ change: (Substring) -> String?) -> String {
        let numbers = Set(of(text).map(\.number))
        guard !numbers.isEmpty else { return text }
        // Lines end at the byte 10, as the screen counts them; for Swift, CR and LF are one character.
        var lines: [String] = []
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let line = numbers.contains(index + 1) ? change(Substring(line)) : String(line) { lines.append(line) }
        }
        return lines.joined(separator: "\n")
    }
}
