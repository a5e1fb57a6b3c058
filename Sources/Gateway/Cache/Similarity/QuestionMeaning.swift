/// What of a question must be the same for an answer to be the same.
struct QuestionMeaning: Hashable, Sendable {
    /// A word that says what the question is about.
    struct Content: Hashable, Sendable {
        /// In lower case and, in English, in the singular.
        var text: String
        /// A name, a number or a sign: never misspelt, only different.
        var isExact: Bool
    }

    /// A word with the preposition before it.
    struct Bond: Hashable, Sendable {
        var preposition: String
        var word: String
    }

    /// All words, for the comparison of letters.
    private(set) var text: String
    private(set) var isEnglish: Bool
    private(set) var contents: [Content] = []
    private(set) var numbers: [String] = []
    private(set) var negations = 0
    private(set) var copulas = 0
    private(set) var pasts = 0
    private(set) var perfects = 0
    /// *can*, *will*, *must* and their kind, as classes.
    private(set) var modals: Set<Character> = []
    private(set) var questions: [String] = []
    /// Whom pronouns mean, in order, repetitions left out.
    private(set) var persons: [Character] = []
    private(set) var turns: [String] = []
    private(set) var bonds: Set<Bond> = []
    /// Whether it asks for a way, or for somebody, to do something: *how do I*, *who can we*.
    private(set) var asksForWay = false

    /// The meaning of a text, as far as its words show it.
    init(_ text: String) {
        let words = QuestionWords(text)
        self.text = words.text
        isEnglish = words.isEnglish
        guard isEnglish else {
            contents = words.words.map { Content(text: $0.text, isExact: true) }
            return
        }
        var open: [String] = []
        for (position, word) in words.words.enumerated() {
            if let number = Self.number(word) {
                numbers.append(number)
                add(Content(text: number, isExact: true), &open)
            } else if word.isName {
                add(Content(text: Self.singular(word.text), isExact: true), &open)
            } else if EnglishWords.prepositions.contains(word.text) {
                if EnglishWords.turning.contains(word.text) { turns.append(word.text) }
                open.append(word.text)
            } else if !note(word.text, before: words.words.dropFirst(position + 1).first?.text) {
                add(Content(text: Self.singular(word.text), isExact: false), &open)
            }
        }
        asksForWay = words.words.indices.contains { place in
            let phrase = words.words[place...].prefix(3).map(\.text)
            return phrase.count == 3 && ["how", "who"].contains(phrase[0])
                && ["do", "can", "could", "should"].contains(phrase[1]) && ["i", "we"].contains(phrase[2])
        }
        // A preposition at the end is a particle: what is turned off is not turned on.
        turns += open.filter { !EnglishWords.turning.contains($0) }
    }

    private mutating func add(_ content: Content, _ open: inout [String]) {
        for preposition in open { bonds.insert(Bond(preposition: preposition, word: content.text)) }
        open = []
        contents.append(content)
    }

    /// Notes a word of grammar.
    ///
    /// - Returns: Whether it was one.
    private mutating func note(_ word: String, before next: String?) -> Bool {
        switch word {
        case _ where EnglishWords.negations.contains(word): negations += 1
        case "have" where next == "to", "has" where next == "to": modals.insert("d")
        case "have", "has": perfects += 1
        case _ where EnglishWords.idle.contains(word) || EnglishWords.auxiliaries.contains(word): break
        case _ where EnglishWords.copulas.contains(word): copulas += 1
        case _ where EnglishWords.pasts.contains(word): pasts += 1
        case _ where EnglishWords.possibilities.contains(word): modals.insert("c")
        case _ where EnglishWords.futures.contains(word): modals.insert("w")
        case _ where EnglishWords.duties.contains(word): modals.insert("d")
        case "which": questions.append("what")
        case "whom": questions.append("who")
        case _ where EnglishWords.questions.contains(word): questions.append(word)
        default:
            guard let person = EnglishWords.persons[word] else { return false }
            if persons.last != person { persons.append(person) }
        }
        return true
    }

    private static func number(_ word: QuestionWords.Word) -> String? {
        if word.text.unicodeScalars.contains(where: isNumeric) || signs.contains(word.text) { return word.text }
        return EnglishWords.numbers[word.text]
    }

    private static let signs: Set<String> = ["%", "£", "$", "€", "¥"]

    private static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? ("0"..."9").contains(scalar) : scalar.properties.numericType != nil
    }

    /// A noun in the singular; nothing else is cut off, because *parking* is no *park* and *bored* not *boring*.
    static func singular(_ word: String) -> String {
        if let singular = EnglishWords.plurals[word] { return singular }
        guard word.utf8.count > 3, word.hasSuffix("s"), !EnglishWords.singularsInS.contains(word) else { return word }
        if word.hasSuffix("ies") { return word.utf8.count > 4 ? word.dropLast(3) + "y" : String(word.dropLast()) }
        for ending in ["sses", "shes", "ches", "xes"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
        for ending in ["ss", "us", "is"] where word.hasSuffix(ending) { return word }
        return String(word.dropLast())
    }
}
