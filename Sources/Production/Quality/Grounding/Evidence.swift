import Foundation

/// What the notes and sources of an episode say: their words, numbers and names.
struct Evidence {
    /// What one note stands for.
    struct Ground {
        var words: Set<String> = []
        var numbers: [NumberMention] = []
        /// The names in quote and gist alone, in which a turn can go wrong.
        var names: [NameReader.Mention] = []
        /// The first words of longer names, in the source around the quote as well.
        var firstNames: Set<String> = []
        /// The numbers in quote and gist alone.
        var ownNumbers: [NumberMention] = []
        /// The months in quote and gist alone.
        var months: Set<Int> = []
        /// Beginnings of the content words of quote and gist.
        var stems: Set<String> = []
    }

    let notes: [String: Ground]
    let numberReader: NumberReader
    let nameReader: NameReader
    /// Everything that brief, outline and notes say.
    let order: Ground
    /// The words of all names in the notes.
    let nameWords: Set<String>
    /// Countries and continents.
    let regions: Set<String>
    /// Everything that the sources say, read when the notes do not suffice.
    private(set) lazy var sources: Ground = Self.ground(sourceTexts, numberReader)
    private let sourceTexts: [String]

    init(_ subject: CheckedScript) {
        let numbers = NumberReader(language: subject.language)
        let names = NameReader(language: subject.language, ordinary: Self.ordinary(subject))
        var contexts: [String: String] = [:]
        let research = subject.research
        for source in research.sources where contexts[source.id] == nil {
            contexts[source.id] = source.text.words.joined(separator: " ")
        }
        var notes: [String: Ground] = [:]
        for note in research.notes where notes[note.id] == nil {
            let own = "\(note.gist)\n\(note.quote)"
            let around = contexts[note.source].flatMap { Self.sentences(around: note.quote, in: $0) } ?? ""
            var ground = Self.ground([own, around], numbers)
            let list = GroundingWord.list(own)
            ground.names = names.mentions(in: list)
            ground.firstNames = Set(
                (ground.names + names.mentions(in: GroundingWord.list(around))).filter { $0.words.count > 1 }
                    .compactMap(\.words.first)
            )
            ground.ownNumbers = numbers.mentions(in: list)
            ground.months = Months.mentioned(in: list)
            ground.stems = ContentWords.stems(list.map(\.small))
            notes[note.id] = ground
        }
        self.notes = notes
        numberReader = numbers
        nameReader = names
        let brief = subject.brief
        var texts = [brief.topic, brief.audience, subject.outline.title, subject.outline.promise]
        texts += brief.cast.map(\.name) + (brief.must ?? []) + [brief.callToAction ?? ""]
        texts += subject.outline.segments.flatMap { [$0.title, $0.goal] + $0.beats }
        texts += research.questions + research.sources.map(\.title)
        if let show = brief.show {
            texts += [show.title] + show.topics + show.memory.flatMap { [$0.title] + $0.topics }
        }
        var order = Self.ground(texts, numbers)
        for ground in notes.values {
            order.words.formUnion(ground.words)
            order.numbers += ground.numbers
        }
        self.order = order
        nameWords = Set(notes.values.flatMap(\.names).flatMap(\.words))
        regions = Regions.names(in: subject.language)
        sourceTexts = Array(contexts.values)
    }

    private static func ground(_ texts: [String], _ numbers: NumberReader) -> Ground {
        var ground = Ground()
        for text in texts {
            let list = GroundingWord.list(text)
            for word in list {
                ground.words.insert(NameReader.bare(word.small))
                // `Bell-Labs-Forscher` has all three in it.
                if word.small.contains("-") {
                    for part in word.small.split(separator: "-") { ground.words.insert(String(part)) }
                }
            }
            ground.words.formUnion(Self.runs(of: list))
            ground.numbers += numbers.mentions(in: list)
        }
        return ground
    }

    /// Katakana words, whose characters are words of their own otherwise.
    private static func runs(of list: [GroundingWord]) -> [String] {
        NameReader(language: "ja", ordinary: []).mentions(in: list).flatMap(\.words)
    }

    /// The sentences of a text that a quote stands in; `nil` where it does not stand there.
    static func sentences(around quote: String, in text: String) -> String? {
        guard let range = text.firstRange(of: quote.words.joined(separator: " ")) else { return nil }
        var start = range.lowerBound
        var left = 300
        while start > text.startIndex, left > 0 {
            let before = text.index(before: start)
            if Sentences.isTerminator(text[before]), !text[before].isASCII || text[start].isWhitespace { break }
            start = before
            left -= 1
        }
        var end = range.upperBound
        left = 300
        while end < text.endIndex, left > 0, !Sentences.isTerminator(text[text.index(before: end)]) {
            end = text.index(after: end)
            left -= 1
        }
        return String(text[start..<end])
    }

    /// The words that stand somewhere in small letters.
    private static func ordinary(_ subject: CheckedScript) -> Set<String> {
        var words = LanguageProfile.smallWords[subject.language] ?? []
        func add(_ text: String) {
            for word in text.split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" })
            where word.first?.isLowercase == true {
                words.insert(String(word).replacing("’", with: "'"))
            }
        }
        for turn in subject.script.turns { add(turn.text) }
        for note in subject.research.notes {
            add(note.gist)
            add(note.quote)
        }
        return words
    }
}
