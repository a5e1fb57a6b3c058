/// How similar two texts are, and whether an answer to one may stand for an answer to the other.
///
/// Similarity proposes, vetoes dispose: two questions can share all letters but three and ask for opposite things. A veto
/// falls where the texts differ in language, numbers, negation, names, question word, tense, duty or possibility, person,
/// prepositions that turn a meaning around (*under*, *after*, *off*), what a preposition binds (*from A to B*), the order
/// of words, or any word that says what the text is about. What may differ: case, punctuation, greetings and thanks,
/// hesitations, contractions, articles, singular and plural, slips of spelling (``SpellingSlip``), *do* and *can* behind a
/// question word, and a phrase that moves to the front.
///
/// The score is ½·(2·Σw ∕ (|A| + |B|)) + ½·Dice(A₃, B₃): the words that bear meaning, matched one to one with w = 1, or
/// 0.8 for a slip; and the sets of three letters in a row of the whole texts, L. R. Dice, "Measures of the Amount of
/// Ecologic Association Between Species", Ecology 26, 1945. It lies in 0…1 and is 1 for equal texts.
///
/// Texts in other languages than English are compared by their words alone, each of which must be the same.
enum Similarity: Hashable, Sendable {
    /// Alike, by so much in 0…1.
    case score(Double)
    /// An answer to one is none to the other.
    case vetoed(Veto)

    /// What two texts differ in.
    enum Veto: String, Hashable, Sendable, CaseIterable {
        case roles, language, numbers, negation, question, tense, modality, person, particles, words, order, bonds
    }

    /// The similarity of two conversations: that of their least similar messages.
    ///
    /// Everything that was said counts, because what was said before changes what a question means.
    init(_ first: [QuestionMeaning], _ second: [QuestionMeaning]) {
        guard first.count == second.count, !first.isEmpty else {
            self = .vetoed(.roles)
            return
        }
        var least = 1.0
        for (one, two) in zip(first, second) where one != two {
            switch Similarity(one, two) {
            case .score(let score): least = min(least, score)
            case .vetoed(let veto):
                self = .vetoed(veto)
                return
            }
        }
        self = .score(least)
    }

    /// The similarity of two texts.
    init(_ first: QuestionMeaning, _ second: QuestionMeaning) {
        if let veto = Self.veto(first, second) {
            self = .vetoed(veto)
            return
        }
        guard let match = WordMatch(first.contents, second.contents) else {
            self = .vetoed(.words)
            return
        }
        if let veto = match.veto(first, second) {
            self = .vetoed(veto)
            return
        }
        let words = 2 * match.weight / Double(max(1, first.contents.count + second.contents.count))
        self = .score((words + Self.dice(first.text, second.text)) / 2)
    }

    private static func veto(_ first: QuestionMeaning, _ second: QuestionMeaning) -> Veto? {
        if first.isEnglish != second.isEnglish { return .language }
        if first.numbers.sorted() != second.numbers.sorted() { return .numbers }
        if first.negations != second.negations { return .negation }
        if first.questions.sorted() != second.questions.sorted() { return .question }
        if first.pasts != second.pasts || first.perfects != second.perfects { return .tense }
        if first.copulas != second.copulas { return .tense }
        if first.modals != second.modals {
            // How do I, how can I, how should I; but not: how long can I, who must, what must I.
            guard first.asksForWay && second.asksForWay else { return .modality }
        }
        if Set(first.persons) != Set(second.persons) { return .person }
        if first.turns.sorted() != second.turns.sorted() { return .particles }
        if first.contents.isEmpty && first.text != second.text { return .words }
        return nil
    }

    /// 2·|A ∩ B| ∕ (|A| + |B|) over the sets of three neighbouring bytes.
    private static func dice(_ first: String, _ second: String) -> Double {
        if first == second { return 1 }
        let (one, two) = (triples(first), triples(second))
        guard !one.isEmpty, !two.isEmpty else { return 0 }
        return 2 * Double(one.intersection(two).count) / Double(one.count + two.count)
    }

    private static func triples(_ text: String) -> Set<UInt32> {
        var triples: Set<UInt32> = []
        var last: UInt32 = 0x2020
        for byte in text.utf8 {
            last = (last << 8 | UInt32(byte)) & 0xFF_FFFF
            triples.insert(last)
        }
        return triples
    }
}
