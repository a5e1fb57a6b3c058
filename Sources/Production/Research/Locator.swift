/// Finds the line of a text on which a quote begins.
struct Locator {
    private let words: [(text: Substring, line: Int)]

    init(_ text: String) {
        words = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { number, line in
            line.words.map { ($0, number + 1) }
        }
    }

    /// The line, from 1; `nil` where the quote is not there word for word.
    func line(of quote: String) -> Int? {
        let wanted = quote.words
        guard let first = wanted.first, wanted.count <= words.count else { return nil }
        for start in 0...(words.count - wanted.count) where words[start].text.hasSuffix(first) {
            var length = 1
            while length < wanted.count - 1, words[start + length].text == wanted[length] { length += 1 }
            // The last word may go on where the quote ends: with a comma, or in a script without blanks.
            guard length >= wanted.count - 1 else { continue }
            if wanted.count == 1 || words[start + wanted.count - 1].text.hasPrefix(wanted[wanted.count - 1]) {
                return words[start].line
            }
        }
        return nil
    }
}
