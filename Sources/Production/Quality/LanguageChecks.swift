/// Whether the script is in the language asked for, turn by turn.
///
/// The writing has to be the language's. Among languages that share one, the small words tell: a turn in which those of
/// another language are at least four, and three times as many as its own, is in that language. Turns of fewer than six
/// words are taken as they are.
enum LanguageChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let expected = Writing.of(subject.language) else { return }
        result.ran("language")
        let own = LanguageProfile.smallWords[subject.language]
        for turn in subject.turns where turn.amount >= 6 {
            if let found = other(turn, than: subject.language, own, expected) {
                result.found(
                    "language",
                    .block,
                    at: turn.turn.id,
                    "the turn is in \(found), and \(LanguageName.english(subject.brief.language)) was asked for",
                    evidence: turn.turn.text
                )
            }
        }
    }

    private static func other(
        _ turn: CheckedScript.Turn,
        than language: String,
        _ own: Set<String>?,
        _ expected: Set<Writing>
    ) -> String? {
        var letters: [Writing: Int] = [:]
        for scalar in turn.turn.text.unicodeScalars {
            if let writing = Writing(scalar) { letters[writing, default: 0] += 1 }
        }
        let sum = letters.values.reduce(0, +)
        let fitting = expected.reduce(0) { $0 + (letters[$1] ?? 0) }
        if sum > 0, fitting * 2 < sum {
            return letters.max { $0.value < $1.value }.map { "\($0.key.rawValue) writing" }
        }
        // Chinese characters alone are no Japanese.
        if language == "ja", sum > 20, letters[.kana] == nil { return "Chinese" }
        if language == "zh", let kana = letters[.kana], kana * 5 > sum { return "Japanese" }
        guard let own, expected.isSuperset(of: [.latin]) || expected.isSuperset(of: [.cyrillic]) else { return nil }
        let mine = turn.words.count(where: own.contains)
        for (other, words) in LanguageProfile.smallWords.sorted(by: { $0.key < $1.key }) where other != language {
            // What both have tells nothing.
            let theirs = turn.words.count { words.contains($0) && !own.contains($0) }
            if theirs >= 4, theirs > 3 * mine { return LanguageName.english(other) }
        }
        return nil
    }
}

/// A system of writing.
enum Writing: String {
    case latin = "Latin"
    case cyrillic = "Cyrillic"
    case greek = "Greek"
    case arabic = "Arabic"
    case hebrew = "Hebrew"
    case devanagari = "Devanagari"
    case han = "Chinese"
    case kana = "Japanese"
    case hangul = "Korean"
    case thai = "Thai"

    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x590...0x5FF: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F: self = .arabic
        case 0x900...0x97F: self = .devanagari
        case 0xE00...0xE7F: self = .thai
        case 0x3040...0x30FF: self = .kana
        case 0x3400...0x9FFF, 0x20000...0x3FFFF: self = .han
        case 0x1100...0x11FF, 0xAC00...0xD7AF: self = .hangul
        default: return nil
        }
    }

    /// What a language is written in; `nil` where that is not known.
    static func of(_ language: String) -> Set<Writing>? {
        switch language {
        case "ar", "fa", "ur": [.arabic]
        case "he", "yi": [.hebrew]
        case "ru", "uk", "bg", "be", "mk": [.cyrillic]
        case "el": [.greek]
        case "hi", "mr", "ne": [.devanagari]
        case "ja": [.kana, .han]
        case "zh": [.han]
        case "ko": [.hangul, .han]
        case "th": [.thai]
        case _ where LanguageProfile.smallWords[language] != nil: [.latin]
        case "hr", "sk", "sl", "et", "lt", "lv", "ca", "eu", "gl", "is", "ga", "cy", "sq", "ms", "sw", "af", "eo":
            [.latin]
        default: nil
        }
    }
}
