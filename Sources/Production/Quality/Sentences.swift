import Foundation

/// Cuts text into sentences.
///
/// A sentence ends after `.`, `!`, `?` or `…` where a blank or the end follows, and after their counterparts in other scripts
/// anywhere; closing quotes and brackets belong to it. A point after a known abbreviation or a single letter ends none.
enum Sentences {
    static func split(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        var sentences: [String] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let place = index
            index = scalars.index(after: index)
            guard isTerminator(scalar) else { continue }
            while index < scalars.endIndex, isTerminator(scalars[index]) || isCloser(scalars[index]) {
                index = scalars.index(after: index)
            }
            let isWide = !scalar.isASCII && scalar != "…"
            guard index == scalars.endIndex || isWide || scalars[index].properties.isWhitespace else { continue }
            if scalar == ".", isAbbreviation(scalars[start..<place]) { continue }
            append(text[start..<index], to: &sentences)
            start = index
        }
        append(text[start...], to: &sentences)
        return sentences
    }

    /// Whether a text ends as a sentence does.
    static func endsWhole(_ text: String) -> Bool {
        guard let last = text.reversed().first(where: { !$0.isWhitespace && !isCloser($0) }) else { return false }
        return isTerminator(last)
    }

    /// Whether a sentence asks something.
    static func isQuestion(_ sentence: String) -> Bool {
        let bare = sentence.reversed().drop { $0.isWhitespace || isCloser($0) }
        guard let last = bare.first else { return false }
        // Japanese and Chinese ask with a word as well.
        return "?？؟;".contains(last)
            || ("。．".contains(last) && bare.dropFirst().first.map { "か吗嗎呢".contains($0) } ?? false)
    }

    static func isTerminator(_ character: Character) -> Bool {
        character.unicodeScalars.first.map(isTerminator) ?? false
    }

    private static func isTerminator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "…", "。", "！", "？", "｡", "．", "؟", "۔", "।", "॥", "።", "៕", "‼", "⁇", "⁈", "⁉": true
        default: false
        }
    }

    private static func isCloser(_ character: Character) -> Bool {
        character.unicodeScalars.first.map(isCloser) ?? false
    }

    private static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "”", "’", "»", ")", "]", "」", "』", "）", "】", "›", "“": true
        default: false
        }
    }

    private static func append(_ sentence: Substring, to sentences: inout [String]) {
        let isBlank = { (scalar: Unicode.Scalar) in
            scalar.isASCII ? scalar.value <= 0x20 : scalar.properties.isWhitespace
        }
        var bare = sentence.unicodeScalars.drop(while: isBlank)
        while let last = bare.last, isBlank(last) { bare.removeLast() }
        if !bare.isEmpty { sentences.append(String(bare)) }
    }

    private static let abbreviations: Set<String> = [
        "dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "no", "e.g", "i.e", "u.s", "u.k", "approx", "ca", "bzw",
        "z.b", "nr",
    ]

    private static func isAbbreviation(_ sentence: Substring.UnicodeScalarView) -> Bool {
        let start = sentence.lastIndex { $0.properties.isWhitespace }.map { sentence.index(after: $0) }
        let word = String(sentence[(start ?? sentence.startIndex)...])
        if word.count == 1, let letter = word.first { return letter.isUppercase && letter != "I" }
        guard word.utf8.count <= 8 else { return false }
        // `no.` and `etc.` do end sentences, but cutting too late is harmless, and cutting a name is not.
        return abbreviations.contains(word.lowercased().trimmingCharacters(in: .punctuationCharacters))
    }
}
