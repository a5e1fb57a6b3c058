/// Finds the proper names of a text, where writing tells them: by capitals in the middle of a sentence, by katakana.
///
/// German writes every noun with a capital: there two words in a row that both have one make a name.
struct NameReader {
    /// A name as it stands in a text.
    struct Mention: Hashable {
        /// Its words in small letters, without the `'s` of possession.
        var words: [String]
        /// How many of them stand before a `von`: they are enough to name it.
        var leading: Int
        /// As it is written.
        var text: String
        /// Whether its first word begins a sentence, and may have its capital from there.
        var isFirst: Bool
        /// Whether it may be two nouns with a `von` between them.
        var isLoose = false
    }

    private enum Writing { case capitals, nouns, katakana, none }
    private let writing: Writing
    /// Words that are seen in small letters, and so are no names where a sentence begins with them.
    private let ordinary: Set<String>

    init(language: String, ordinary: Set<String>) {
        self.ordinary = ordinary
        writing =
            switch language {
            case "de", "lb": .nouns
            case "ja": .katakana
            case "ar", "fa", "ur", "he", "hi", "zh", "ko", "th", "bn", "ta", "te", "mr", "ka", "my", "km", "lo": .none
            default: .capitals
            }
    }

    func mentions(in list: [GroundingWord]) -> [Mention] {
        switch writing {
        case .none: []
        case .katakana: katakana(list)
        case .capitals, .nouns: capitals(list)
        }
    }

    private func capitals(_ list: [GroundingWord]) -> [Mention] {
        var found: [Mention] = []
        var index = 0
        while index < list.count {
            guard isCapital(list[index]) else {
                index += 1
                continue
            }
            let start = index
            var end = index + 1
            var isLoose = false
            var leading = Int.max
            while let next = continuation(of: end, in: list) {
                if next > end {
                    isLoose = true
                    leading = min(leading, end - start)
                }
                end = next + 1
            }
            index = end
            var run = list[start..<end].filter(isCapital)[...]
            // `The Bell Labs`, `Yesterday Bardeen`: what is an ordinary word elsewhere is one here.
            while let first = run.first, first.isFirst || run.count > 1, isOrdinary(first.small) { run.removeFirst() }
            run.removeAll { Self.common.contains(Self.bare($0.small)) }
            guard let first = run.first else { continue }
            if writing == .nouns {
                // `Eine Tasse Kaffee` is no name, and `Kiste von Bord` is none that could be missed.
                let before = list[max(0, start - 2)..<start]
                if run.count < 2 || before.contains(where: { Self.determiners.contains($0.small) }) { continue }
            }
            found.append(
                Mention(
                    words: run.map { Self.bare($0.small) },
                    leading: max(1, min(leading, run.count)),
                    text: list[start..<end].map(\.text).joined(separator: " "),
                    isFirst: first.isFirst,
                    isLoose: isLoose && writing == .nouns
                )
            )
        }
        return found
    }

    /// Where a name goes on: at the next word, or after a `von`.
    private func continuation(of end: Int, in list: [GroundingWord]) -> Int? {
        guard end < list.count, list[end].isAdjacent else { return nil }
        if isCapital(list[end]) { return end }
        guard Self.connectors.contains(list[end].small), end + 1 < list.count, list[end + 1].isAdjacent else {
            return nil
        }
        return isCapital(list[end + 1]) ? end + 1 : nil
    }

    private static let connectors: Set<String> = [
        "von", "van", "de", "del", "della", "di", "da", "do", "du", "la", "ibn", "bin",
    ]
    private static let determiners: Set<String> = [
        "ein", "eine", "einen", "einem", "einer", "eines", "der", "die", "das", "den", "dem", "des", "kein", "keine",
        "keinen",
        "pro", "je", "viele", "wenige", "zwei", "drei", "vier", "fünf", "jede", "jeder", "jedes", "jeden", "dieser",
        "diese", "dieses",
    ]

    private func isCapital(_ word: GroundingWord) -> Bool {
        guard let first = word.text.unicodeScalars.first, first.properties.isUppercase else { return false }
        return word.text.unicodeScalars.count > 1
    }

    private func isOrdinary(_ word: String) -> Bool {
        ordinary.contains(word) || Self.common.contains(word) || Self.common.contains(Self.bare(word))
    }

    static func bare(_ word: String) -> String {
        for ending in ["'s", "’s", "'"] where word.hasSuffix(ending) { return String(word.dropLast(ending.count)) }
        // `l'Amérique`, `dell'Arte`.
        if let mark = word.firstIndex(of: "'"), word.distance(from: word.startIndex, to: mark) <= 4,
            word.distance(from: mark, to: word.endIndex) > 3
        {
            return String(word[word.index(after: mark)...])
        }
        return word
    }

    private func katakana(_ list: [GroundingWord]) -> [Mention] {
        var found: [Mention] = []
        var run = ""
        func end() {
            if run.unicodeScalars.count >= 3 {
                found.append(Mention(words: [run], leading: 1, text: run, isFirst: false))
            }
            run = ""
        }
        for word in list {
            guard let scalar = word.text.unicodeScalars.first, (0x30A1...0x30FE).contains(scalar.value) else {
                end()
                continue
            }
            if !word.isGlued { end() }
            run += word.text
        }
        end()
        return found
    }

    /// Capitals that name nothing which a source would have to tell.
    static let common: Set<String> = [
        "i", "i'm", "i'd", "i'll", "i've", "ai", "ki", "ia", "ok", "tv", "god", "internet", "earth", "podcast", "mr",
        "mrs", "ms",
        "dr", "st", "prof", "professor", "president", "doctor", "sir", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december", "christmas", "easter", "english", "german", "french", "spanish",
        "italian", "european", "american", "british", "russian", "chinese", "japanese", "indian", "african", "asian",
        "arab", "greek", "roman", "latin", "europe", "africa", "asia", "america", "a", "the", "and", "but", "so", "now",
        "yes", "no", "well", "oh", "ah",
    ]
}
