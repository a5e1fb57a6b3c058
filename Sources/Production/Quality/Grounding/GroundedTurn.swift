import Foundation

/// A turn beside the notes that it cites: what of it stands there, and what does not.
struct GroundedTurn {
    /// Where something that a turn says is found.
    enum Standing: Hashable {
        /// In a note that the turn cites, or in the source around its quote.
        case cited
        /// In another note, in the brief, or elsewhere in the sources.
        case elsewhere
        case nowhere
    }

    /// A sentence with what in it can be looked up.
    struct Sentence {
        var text: String
        var numbers: [(mention: NumberMention, standing: Standing)] = []
        var names: [(mention: NameReader.Mention, standing: Standing, isRegion: Bool)] = []
        var months: Set<Int> = []
        var stems: Set<String> = []
    }

    let turn: Script.Turn
    /// The notes it cites that there are.
    let grounds: [(id: String, ground: Evidence.Ground)]
    private(set) var sentences: [Sentence] = []
    /// The numbers of the cited notes that the turn does not say.
    private(set) var missingNumbers: [NumberMention] = []
    /// The names of the cited notes that the turn does not say.
    private(set) var missingNames: [(name: NameReader.Mention, isRegion: Bool)] = []

    var isCited: Bool { !grounds.isEmpty }

    init(_ checked: CheckedScript.Turn, _ evidence: inout Evidence, matches: WordMatches) {
        turn = checked.turn
        grounds = turn.notes.compactMap { id in evidence.notes[id].map { (id, $0) } }
        var said: Set<String> = []
        var numbers: [NumberMention] = []
        for text in checked.sentences {
            let list = GroundingWord.list(text)
            var sentence = Sentence(text: text)
            for mention in evidence.numberReader.mentions(in: list) {
                sentence.numbers.append((mention, standing(of: mention, &evidence)))
                numbers.append(mention)
            }
            for mention in evidence.nameReader.mentions(in: list) {
                let isName = !mention.isFirst || mention.words.count > 1
                // One word at the beginning of a sentence has its capital from there, unless it is known as a name.
                guard isName || evidence.nameWords.contains(mention.words[0]) else { continue }
                let isRegion = evidence.regions.contains(mention.words.joined(separator: " "))
                sentence.names.append((mention, standing(of: mention, &evidence, matches), isRegion))
            }
            sentence.months = Months.mentioned(in: list)
            sentence.stems = ContentWords.stems(list.map(\.small))
            said.formUnion(list.map { NameReader.bare($0.small) })
            said.formUnion(sentence.names.flatMap(\.mention.words))
            sentences.append(sentence)
        }
        missingNumbers = grounds.flatMap(\.ground.ownNumbers).filter { theirs in
            !numbers.contains { $0.stands(on: theirs) }
        }
        missingNames = grounds.flatMap(\.ground.names).filter { name in
            !name.words.prefix(name.leading).contains { matches.isKnown($0, in: said) }
        }.map { ($0, evidence.regions.contains($0.words.joined(separator: " "))) }
    }

    private func standing(of mention: NumberMention, _ evidence: inout Evidence) -> Standing {
        let cited = grounds.flatMap(\.ground.numbers)
        if cited.contains(where: { mention.stands(on: $0) }) || isDifference(mention, of: cited) { return .cited }
        if evidence.order.numbers.contains(where: { mention.stands(on: $0) }) { return .elsewhere }
        return evidence.sources.numbers.contains { mention.stands(on: $0) } ? .elsewhere : .nowhere
    }

    /// `Nine years later`: the difference of two years is no new fact.
    private func isDifference(_ mention: NumberMention, of cited: [NumberMention]) -> Bool {
        guard mention.unit == nil, let value = mention.values.first, value < 500, value > 0 else { return false }
        let years = cited.flatMap(\.values).filter { (1_000...2_100).contains($0) }
        return years.contains { year in years.contains { $0 - year == value } }
    }

    private func standing(
        of mention: NameReader.Mention,
        _ evidence: inout Evidence,
        _ matches: WordMatches
    ) -> Standing {
        let last = mention.words.last ?? ""
        func isCited(_ word: String) -> Bool {
            grounds.contains { matches.isKnown(word, in: $0.ground.words) }
        }
        if isCited(last) { return .cited }
        let isElsewhere = matches.isKnown(last, in: evidence.order.words)
        let grounded = mention.words.count(where: isCited)
        if grounded > 0 {
            // `John Brattain` where the note has `John Bardeen`.
            if isElsewhere { return .elsewhere }
            let isFirstName = grounds.contains { $0.ground.firstNames.contains(mention.words[0]) }
            return mention.words.count == 2 && isFirstName && !matches.isKnown(last, in: evidence.sources.words)
                ? .nowhere : .cited
        }
        if isElsewhere || mention.words.contains(where: { matches.isKnown($0, in: evidence.order.words) }) {
            return .elsewhere
        }
        return mention.words.contains { matches.isKnown($0, in: evidence.sources.words) } ? .elsewhere : .nowhere
    }
}

/// Whether a word is one of many, inflection apart.
struct WordMatches {
    /// Whether words change their endings with their place in the sentence.
    private let inflects: Bool

    init(language: String) {
        inflects = [
            "ru", "uk", "pl", "cs", "sk", "hr", "sr", "sl", "bg", "tr", "fi", "hu", "et", "lt", "lv", "el", "ro", "eu",
        ].contains(language)
    }

    func isKnown(_ word: String, in words: Set<String>) -> Bool {
        if words.contains(word) { return true }
        if word.hasSuffix("s"), words.contains(String(word.dropLast())) || words.contains("\(word.dropLast())'s") {
            return true
        }
        if words.contains("\(word)s") { return true }
        if word.contains("-") || word.contains("'") {
            let parts = word.split { $0 == "-" || $0 == "'" }.filter { $0.count > 2 }
            if !parts.isEmpty, parts.allSatisfy({ words.contains(String($0)) }) { return true }
        }
        guard inflects, word.count >= 5 else { return false }
        let stem = word.prefix(max(4, word.count - 3))
        return words.contains { $0.hasPrefix(stem) }
    }
}
