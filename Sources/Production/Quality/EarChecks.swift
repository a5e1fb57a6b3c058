/// Whether the words can be said in one breath and followed by ear.
///
/// All of it warns: what is hard to hear is for a person to mend, and no fault of what is said.
///
/// - `ear.sentences`: from 20 sentences on, their mean is 7…15 words in recorded talk; it warns below 4 and above 18, and where
///   more than one in twenty has above 30. `ear.long-sentence`: one of more than 40 words.
/// - `ear.symbols`: signs that speech engines leave out or spell: arrows, pictures, raised figures, mathematics.
/// - `ear.figures`: a number of more than six significant figures, which nobody remembers.
/// - `ear.acronym`: one that is neither well known, nor in the show's lexicon, nor opened: its words stand in the talk up to the
///   turn after it. Once for each.
/// - `ear.twister`: five words in a row, small ones apart, that begin with the same consonant.
/// - `ear.grade`: in English, from 200 words on, an index above 13, or above 8 where children listen; specialists are spared.
///
/// Source of the index: E. Smith and R. Senter, "Automated Readability Index", 1967.
enum EarChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        sentences(subject, &result)
        result.ran("ear.symbols")
        result.ran("ear.figures")
        for turn in subject.turns {
            if let symbol = turn.turn.text.unicodeScalars.first(where: isUnspeakable) {
                result.found(
                    "ear.symbols",
                    .warn,
                    at: turn.turn.id,
                    "“\(symbol)” is no word, and engines leave it out or spell it",
                    evidence: turn.turn.text
                )
            }
            if let number = turn.words.first(where: { significantFigures(of: $0) > 6 }) {
                result.found(
                    "ear.figures",
                    .warn,
                    at: turn.turn.id,
                    "\(number) has more figures than a listener keeps (limit 6): say it rounded",
                    evidence: turn.turn.text
                )
            }
        }
        acronyms(subject, &result)
        twisters(subject, &result)
        grade(subject, &result)
    }

    // MARK: Sentences

    private static func sentences(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("ear.long-sentence")
        var (count, long) = (0, 0)
        for turn in subject.turns {
            count += turn.sentences.count
            // Thirty words are no fewer bytes than this.
            for sentence in turn.sentences where sentence.utf8.count > 90 {
                let length = SpokenWords.amount(sentence)
                if length > 30 { long += 1 }
                guard length > 40 else { continue }
                result.found(
                    "ear.long-sentence",
                    .warn,
                    at: turn.turn.id,
                    "a sentence has \(length.places(0)) words (limit 40): nobody says it in one breath",
                    evidence: sentence
                )
            }
        }
        guard count >= 20 else { return }
        result.ran("ear.sentences")
        let mean = subject.turns.reduce(0) { $0 + $1.amount } / Double(count)
        if mean < 4 || mean > 18 {
            result.found(
                "ear.sentences",
                .warn,
                "sentences have \(mean.places(1)) words on average (limits 4 and 18; talk has 7 to 15)"
            )
        } else if long * 20 > count {
            result.found("ear.sentences", .warn, "\(long) of \(count) sentences have more than 30 words (limit 5 %)")
        }
    }

    // MARK: Signs and figures

    private static func isUnspeakable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x5C, 0x5E, 0x7C, 0x7E: return true
        case 0..<0x80: return false
        case 0xA6, 0xA7, 0xA9, 0xAC, 0xAE, 0xB2, 0xB3, 0xB6, 0xB9: return true
        case 0x80..<0x2020: return false
        case 0x2020...0x2023, 0x203B, 0x2070...0x209F, 0x2120...0x2123: return true
        // Arrows, mathematics but the minus, technical signs, boxes, shapes, dingbats.
        case 0x2190...0x2BFF: return scalar != "−"
        case 0x1F000...0x1FAFF: return true
        default: return scalar.properties.isEmojiPresentation
        }
    }

    /// Figures between the first and the last that is not 0.
    static func significantFigures(of word: String) -> Int {
        guard word.utf8.count > 6, word.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else { return 0 }
        let figures = word.utf8.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
        return figures.count - figures.reversed().prefix { $0 == 0x30 }.count
    }

    // MARK: Words

    /// The consonant that a word begins with by ear; `nil` for a vowel, for what is no letter, and for letters with marks.
    private static func onset(_ word: String) -> UInt8? {
        var bytes = word.utf8.makeIterator()
        guard let first = bytes.next(), (0x61...0x7A).contains(first), let second = bytes.next() else { return nil }
        switch (first, second) {
        case (UInt8(ascii: "p"), UInt8(ascii: "h")): return UInt8(ascii: "f")
        case (UInt8(ascii: "k"), UInt8(ascii: "n")): return UInt8(ascii: "n")
        case (UInt8(ascii: "w"), UInt8(ascii: "r")): return UInt8(ascii: "r")
        case (UInt8(ascii: "p"), UInt8(ascii: "s")): return UInt8(ascii: "s")
        // Sounds of their own, which no other letter writes.
        case (UInt8(ascii: "c"), UInt8(ascii: "h")): return UInt8(ascii: "C")
        case (UInt8(ascii: "t"), UInt8(ascii: "h")): return UInt8(ascii: "T")
        case (UInt8(ascii: "c"), UInt8(ascii: "e")), (UInt8(ascii: "c"), UInt8(ascii: "i")): return UInt8(ascii: "s")
        case (UInt8(ascii: "c"), _): return UInt8(ascii: "k")
        default: return "aeiouy".utf8.contains(first) ? nil : first
        }
    }

    private static func twisters(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let small = LanguageProfile.smallWords[subject.language],
            Writing.of(subject.language)?.contains(.latin) ?? false
        else { return }
        result.ran("ear.twister")
        for turn in subject.turns {
            var run: [String] = []
            var last: UInt8?
            for word in turn.words where word.utf8.count > 1 && !small.contains(word) {
                let onset = onset(word)
                if onset == nil || onset != last { run = [] }
                last = onset
                run.append(word)
                guard run.count == 5, Set(run).count >= 4 else { continue }
                result.found(
                    "ear.twister",
                    .warn,
                    at: turn.turn.id,
                    "“\(run.joined(separator: " "))” begins \(run.count) times alike, which twists the tongue",
                    evidence: turn.turn.text
                )
                break
            }
        }
    }

    private static func grade(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let audience = Set(SpokenWords.list(subject.brief.audience))
        guard subject.language == "en", subject.wordCount >= 200,
            audience.isDisjoint(with: ["specialists", "experts", "researchers", "engineers", "professionals"])
        else { return }
        result.ran("ear.grade")
        let letters = subject.words.reduce(0) { $0 + $1.utf8.count }
        let sentences = subject.turns.reduce(0) { $0 + $1.sentences.count }
        let (words, count) = (Double(subject.words.count), Double(max(sentences, 1)))
        let index = 4.71 * Double(letters) / words + 0.5 * words / count - 21.43
        let limit = audience.isDisjoint(with: ["children", "kids", "pupils"]) ? 13.0 : 8.0
        guard index > limit else { return }
        result.found(
            "ear.grade",
            .warn,
            "the words are those of school year \(index.places(0)) (limit \(limit.places(0)) for \(subject.brief.audience))"
        )
    }
}
