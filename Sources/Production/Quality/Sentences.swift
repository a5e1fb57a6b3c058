import Foundation

/// Cuts text into sentences.
///
/// A sentence ends after `.`, `!`, `?` or `…` where a blank or the end follows, and after their counterparts in other scripts
/// anywhere; closing quotes and brackets belong to it. A point after a known abbreviation or a single letter ends none.
enum Sentences {
    static func split(_ text: String) -> [String] {
        let characters = Array(text)
        var sentences: [String] = []
        var start = 0
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            guard isTerminator(character) else { continue }
            while index < characters.count, isTerminator(characters[index]) || isCloser(characters[index]) {
                index += 1
            }
            let isWide = !character.isASCII && character != "…"
            guard index == characters.count || isWide || characters[index].isWhitespace else { continue }
            if character == ".", isAbbreviation(characters[start..<(index - 1)]) { continue }
            append(characters[start..<index], to: &sentences)
            start = index
        }
        append(characters[start...], to: &sentences)
        return sentences
    }

    /// Whether a text ends as a sentence does.
    static func endsWhole(_ text: String) -> Bool {
        guard let last = text.reversed().first(where: { !$0.isWhitespace && !isCloser($0) }) else { return false }
        return isTerminator(last)
    }

    static func isTerminator(_ character: Character) -> Bool { ".!?…。！？｡．؟۔।॥።៕‼⁇⁈⁉".contains(character) }

    private static func isCloser(_ character: Character) -> Bool { "\"'”’»)]」』）】›“".contains(character) }

    private static func append(_ characters: ArraySlice<Character>, to sentences: inout [String]) {
        let bare = String(characters).trimmingCharacters(in: .whitespacesAndNewlines)
        if !bare.isEmpty { sentences.append(bare) }
    }

    private static let abbreviations: Set<String> = [
        "dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "no", "e.g", "i.e", "u.s", "u.k", "approx", "ca", "bzw",
        "z.b", "nr",
    ]

    private static func isAbbreviation(_ characters: ArraySlice<Character>) -> Bool {
        let word = String(characters.reversed().prefix { !$0.isWhitespace }.reversed())
        if word.count == 1, let letter = word.first { return letter.isUppercase && letter != "I" }
        // `no.` and `etc.` do end sentences, but cutting too late is harmless, and cutting a name is not.
        return abbreviations.contains(word.lowercased().trimmingCharacters(in: .punctuationCharacters))
    }
}
