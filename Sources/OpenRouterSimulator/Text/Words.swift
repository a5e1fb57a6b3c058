import Foundation

/// Small arts of words: sentences, nouns, counts.
enum Words {
    static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

    static func count(_ text: String) -> Int { text.split { $0 == " " || $0 == "\n" }.count }

    /// The words of a text in lower case without marks, as repetition is counted.
    static func plain(_ text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'") }.map(String.init)
    }

    /// Whole sentences that stand in the text exactly so.
    static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let after = text.index(after: index)
            let isEnd = ".!?".contains(text[index]) && (after == text.endIndex || text[after].isWhitespace)
            let isBreak = text[index] == "\n" && (after == text.endIndex || text[after] == "\n" || text[after] == "#")
            if isEnd || isBreak {
                let sentence = trimmed(String(text[start..<after]))
                if isEnd, !sentence.isEmpty { sentences.append(sentence) }
                start = after
            }
            index = after
        }
        return sentences
    }

    /// Words that stand where nouns do: after an article and before a preposition, a verb's mark or a stop.
    static func nouns(_ text: String) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        let tokens = text.split { $0 == " " || $0 == "\n" }
        for (index, token) in tokens.enumerated() {
            let word = token.trimmingCharacters(in: .punctuationCharacters).lowercased()
            guard word.count > 3, word.allSatisfy(\.isLetter), !stops.contains(word), token.first?.isUppercase == false
            else { continue }
            let isLast = token.last.map { ".,;:".contains($0) } ?? false
            let before = index > 0 ? tokens[index - 1].lowercased() : ""
            let after = index + 1 < tokens.count ? tokens[index + 1].lowercased() : ""
            let articles = ["the", "a", "an", "its", "their", "this", "each", "every"]
            let followers = [
                "of", "is", "was", "are", "were", "and", "in", "on", "at", "that", "which", "has", "had", "to",
            ]
            let endings = ["tion", "ment", "ness", "ance", "ence", "ship", "ture", "logy", "sion"]
            let isNoun =
                articles.contains(before) && (isLast || followers.contains(after))
                || endings.contains(where: word.hasSuffix)
            if isNoun, seen.insert(word).inserted { found.append(word) }
        }
        return found
    }

    /// A text as it stands within a sentence: first letter small unless it is a name, no full stop.
    static func clause(_ sentence: String) -> String {
        var text = sentence
        while let last = text.last, ".!?;:, ".contains(last) { text.removeLast() }
        let first = String(text.prefix { $0 != " " })
        let small: Set = [
            "The", "A", "An", "In", "It", "Its", "This", "That", "These", "Those", "They", "Their", "There", "Some",
            "Most", "Many", "Each", "Every", "Because", "When", "While", "By", "At", "On", "From", "For", "With",
            "People", "No", "One", "Before", "After", "If", "As", "To", "Nobody", "Several", "Few", "Even",
        ]
        return small.contains(first) ? text.prefix(1).lowercased() + text.dropFirst() : text
    }

    private static let stops: Set<String> = [
        "that", "this", "with", "from", "have", "been", "were", "them", "they", "their", "there", "which", "what",
        "same", "such", "more", "most", "much", "many", "other", "first", "last", "only", "very", "also", "than",
        "then", "when", "where", "while", "would", "could", "about", "into", "over", "some", "these", "those",
        "mention",
    ]
}
