/// The words that carry meaning, by their beginnings, so that inflection does not matter.
enum ContentWords {
    /// Beginnings of five letters of the words with four and more; pairs of characters in scripts without blanks.
    static func stems(_ words: [String]) -> Set<String> {
        var stems: Set<String> = []
        var last: String?
        for word in words {
            if word.unicodeScalars.first.flatMap(SpokenWords.weight) != nil {
                if let last { stems.insert(last + word) }
                last = word
                continue
            }
            last = nil
            if word.first?.isNumber == true {
                stems.insert(word)
            } else if word.count >= 4, !common.contains(word) {
                stems.insert(String(word.prefix(5)))
            }
        }
        return stems
    }

    /// The stems of words; the words themselves where none of them has one, so that short ones can be looked for as well.
    static func keys(_ words: [String]) -> Set<String> {
        let stems = stems(words)
        return stems.isEmpty ? Set(words) : stems
    }

    /// Words that carry none.
    static let common: Set<String> = [
        "that", "this", "with", "from", "what", "when", "have", "they", "them", "your", "about", "which", "will",
        "were",
        "their", "there", "been", "into", "more", "than", "these", "those", "also", "some", "such", "because", "could",
        "would", "should", "does", "know", "listener", "listeners", "understand", "learn", "episode", "podcast",
        "history", "oder", "nicht", "eine", "einen", "einer", "wird", "werden", "diese", "dieser", "pour", "dans",
        "avec",
        "cette", "para", "como", "esta", "este",
    ]
}
