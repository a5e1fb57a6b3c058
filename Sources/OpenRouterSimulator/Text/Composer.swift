/// Makes sentences of frames, never saying the same six words in a row twice.
struct Composer {
    private var nouns: [String]
    private var generator: SplitMix
    private var said: Set<[String]> = []
    private var tail: [String] = []
    private var comments: [String]
    private var questions: [String]
    private var attributions: [String]
    private var nounPosition = 0
    private var positions: (comment: Int, question: Int, attribution: Int)

    /// A composer for one call; `wordsBefore` and `factsBefore` say how much other calls for the same piece of work write
    /// first, so that this one takes up the frames and choices where they leave off.
    init(topic: String, material: String, seed: UInt64, wordsBefore: Int = 0, factsBefore: Int = 0) {
        var order = SplitMix(Digest(seed, topic).value)
        comments = Phrasebook.comments.shuffled(using: &order)
        questions = Phrasebook.questions.shuffled(using: &order)
        attributions = Phrasebook.attributions.shuffled(using: &order)
        // The most comments and questions that so many words can hold.
        positions = (wordsBefore / 11, wordsBefore / 50, factsBefore)
        generator = SplitMix(Digest(seed, topic, material, String(wordsBefore)).value)
        let own = Words.nouns(material)
        let general = [
            "evidence", "context", "outcome", "timing", "background", "detail", "question", "beginning", "consequence",
            "method", "comparison", "example", "setting", "record", "turning point", "bigger picture",
        ]
        nouns = (own + general.dropFirst(own.count > 12 ? 10 : 0)).shuffled(using: &generator)
    }

    mutating func comment() -> String {
        fresh { composer in
            defer { composer.positions.comment += 1 }
            return composer.fill(composer.comments, at: composer.positions.comment)
        }
    }

    mutating func question() -> String {
        fresh { composer in
            defer { composer.positions.question += 1 }
            return composer.fill(composer.questions, at: composer.positions.question)
        }
    }

    /// A fact of the material with a word on where it is from.
    mutating func fact(_ gist: String) -> String {
        let clause = Words.clause(gist)
        defer { positions.attribution += 1 }
        guard Words.count(clause) <= 22 else {
            let sentence = gist.hasSuffix(".") ? gist : gist + "."
            remember(sentence)
            return sentence
        }
        let sentence = fill(attributions, at: positions.attribution).replacing("{f}", with: clause)
        remember(sentence)
        return sentence
    }

    /// Adds a sentence that others must not repeat.
    mutating func remember(_ sentence: String) {
        let words = tail + Words.plain(sentence)
        for window in Composer.windows(words) { said.insert(window) }
        tail = Array(words.suffix(5))
    }

    private mutating func fresh(_ next: (inout Composer) -> String) -> String {
        var sentence = ""
        for _ in 0..<12 {
            sentence = next(&self)
            if Composer.windows(tail + Words.plain(sentence)).allSatisfy({ !said.contains($0) }) { break }
        }
        remember(sentence)
        return sentence
    }

    private static func windows(_ words: [String]) -> [[String]] {
        words.count < 6 ? [] : (0...(words.count - 6)).map { Array(words[$0..<($0 + 6)]) }
    }

    /// Fills the frame of a position.
    ///
    /// Choices count through their combinations as frames come round again, so that any
    /// two neighbouring ones differ from the time before.
    private mutating func fill(_ frames: [String], at position: Int) -> String {
        let frame = frames[position % frames.count]
        let round = position / frames.count
        var choices = 0
        var text = ""
        var rest = frame[...]
        while let mark = rest.firstIndex(where: { $0 == "[" || $0 == "{" }) {
            text += rest[..<mark]
            let close: Character = rest[mark] == "[" ? "]" : "}"
            guard let end = rest[mark...].firstIndex(of: close) else { break }
            let inside = rest[rest.index(after: mark)..<end]
            switch inside {
            case "n": text += noun()
            case "f": text += "{f}"
            default:
                let options = inside.split(separator: "|")
                let turn = choices.isMultiple(of: 2) ? round : round / 3 + round
                text += options[(turn + position % frames.count + choices) % options.count]
                choices += 1
            }
            rest = rest[rest.index(after: end)...]
        }
        return text + rest
    }

    /// Nouns come round in turn, so that near ones differ.
    private mutating func noun() -> String {
        defer { nounPosition += 1 }
        if nounPosition > 0, nounPosition % nouns.count == 0 { nouns.shuffle(using: &generator) }
        return nouns[nounPosition % nouns.count]
    }
}
