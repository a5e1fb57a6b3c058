/// A script cut into words once, for all checks.
struct CheckedScript {
    struct Turn {
        var turn: Script.Turn
        var words: [String]
        var sentences: [String]
        var amount: Double
        var startSeconds: Double
        var endSeconds: Double
    }

    let script: Script
    let brief: Brief
    let outline: Outline
    let research: Research
    let turns: [Turn]
    /// The turns of each segment of the script.
    let segments: [[Turn]]
    /// All words, in order.
    let words: [String]
    /// Their number, as speech counts it.
    let wordCount: Int
    /// Whether most of it is in a script without blanks between words.
    let isUnspaced: Bool
    /// The language without region: `pt` for `pt-BR`.
    let language: String

    init(_ script: Script, brief: Brief, outline: Outline, research: Research) {
        self.script = script
        self.brief = brief
        self.outline = outline
        self.research = research
        turns = zip(script.turns, Timeline(script).turns).map { turn, span in
            Turn(
                turn: turn,
                words: SpokenWords.list(turn.text),
                sentences: Sentences.split(turn.text),
                amount: SpokenWords.amount(turn.text),
                startSeconds: span.start,
                endSeconds: span.end
            )
        }
        var rest = turns[...]
        segments = script.segments.map { segment in
            defer { rest = rest.dropFirst(segment.turns.count) }
            return Array(rest.prefix(segment.turns.count))
        }
        words = turns.flatMap(\.words)
        wordCount = Int(turns.reduce(0) { $0 + $1.amount }.rounded())
        let unspaced = words.count { $0.unicodeScalars.first.flatMap(SpokenWords.weight) != nil }
        isUnspaced = unspaced * 2 > words.count
        language = brief.language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
    }
}
