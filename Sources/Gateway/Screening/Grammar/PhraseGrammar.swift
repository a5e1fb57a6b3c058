/// Phrases over folded words, compiled once and matched without going back.
///
/// | notation | stands for |
/// |---|---|
/// | `word`, `instruc*` | a word; a word that begins so |
/// | `@name` | anything of a class of words and phrases |
/// | `(a b\|c)` | either of them |
/// | `x?` | `x` or nothing |
/// | `..4` | up to four words, within the sentence |
/// | `..4-@name` | up to four words, none of the class |
/// | `~9` | up to nine words, over the ends of sentences |
/// | `^`, `$` | the beginning or end of a sentence or line |
/// | `-@name`, `-4@name` | the word before, or the four before, are none of the class |
///
/// Besides words there are marks: `§fence` is a run of three or more signs, `§tag` a bracket before a word, `§colon` a colon
/// near the beginning of a line, `§quote` a quotation mark that opens.
///
/// A phrase is matched for 63 words at a time as operations on the bits of an integer, one bit for each place where the rest
/// may begin. So the work is bounded by the number of words times the size of the phrases, whatever the text.
///
/// Source: R. Baeza-Yates, G. H. Gonnet, "A New Approach to Text Searching", CACM 35 (10), 1992, with words for letters.
struct PhraseGrammar: Sendable {
    struct Node: Sendable {
        enum Kind: UInt8, Sendable { case word, gap, leap, begin, finish, notAfter, sequence, choice, optional, shared }
        var kind: Kind
        /// A symbol, a length, or the first of the children.
        var first: Int32 = 0
        /// The number of children; for a gap, the symbol it may not hold, or -1; for words before, how many are looked at;
        /// for a class, its place among the answers that a window keeps.
        var count: Int32 = 0
    }

    /// The places of one window's words.
    struct Window {
        /// For each symbol, the words that it stands for.
        var places: [UInt64]
        /// The ends of sentences, which take a place of their own.
        var stops: UInt64 = 0
        /// Words that begin a sentence or a line.
        var begins: UInt64 = 0

        /// Raised with each window: answers of another one are none.
        var number: Int32 = 0
        /// The last answer of each class: many phrases begin with the same ones.
        fileprivate var answers: [Answer]

        fileprivate struct Answer {
            var window: Int32 = -1
            var from: UInt64 = 0
            var ends: UInt64 = 0
        }

        init(symbolCount: Int, classCount: Int) {
            places = Array(repeating: 0, count: symbolCount)
            answers = Array(repeating: Answer(), count: classCount)
        }
    }

    struct Phrase: Sendable {
        var root: Int32
        var rule: Int32
    }

    private(set) var nodes: [Node] = []
    private(set) var children: [Int32] = []
    private(set) var phrases: [Phrase] = []
    /// For each symbol, the phrases that are looked for where it stands: of the parts that a phrase cannot do without, the
    /// one that is least often met.
    private(set) var phrasesBySymbol: [[Int32]] = []
    let table: WordTable
    private let classCount: Int

    /// Compiles the phrases of rules, in the rules' order.
    ///
    /// - Parameters:
    ///   - phrases: The phrases of each rule.
    ///   - classes: The phrases that a class stands for, by its name.
    init(phrases: [[String]], classes: [String: String]) {
        var compiler = PhraseCompiler(classes: classes)
        for (rule, texts) in phrases.enumerated() {
            for text in texts {
                self.phrases.append(Phrase(root: compiler.compile(text), rule: Int32(rule)))
            }
        }
        nodes = compiler.nodes
        children = compiler.children
        table = WordTable(compiler.words)
        classCount = compiler.classCount
        var bySymbol: [[Int32]] = Array(repeating: [], count: compiler.symbolCount)
        let common = Set(Self.commonWords.flatMap { compiler.words[CharacterFolding.standard.folded($0)] ?? [] })
        for (index, phrase) in self.phrases.enumerated() {
            let root = nodes[Int(phrase.root)]
            let parts =
                root.kind == .sequence
                ? Array(children[Int(root.first)..<Int(root.first + root.count)]) : [phrase.root]
            let needed = parts.compactMap { part -> Set<Int32>? in
                guard ![.gap, .leap].contains(nodes[Int(part)].kind) else { return nil }
                var symbols: Set<Int32> = []
                return Self.firstSymbols(of: part, nodes, children, &symbols) ? nil : symbols
            }
            func frequency(_ symbols: Set<Int32>) -> Int { symbols.count + 1_000 * symbols.intersection(common).count }
            guard let rarest = needed.min(by: { frequency($0) < frequency($1) }) else {
                preconditionFailure("a phrase of the screen may be empty")
            }
            for symbol in rarest { bySymbol[Int(symbol)].append(Int32(index)) }
        }
        phrasesBySymbol = bySymbol
    }

    /// Words that stand in nearly every text.
    private static let commonWords = """
        the a an and or of to in on at for with your you is are be it its this that all not no i im my me we what how when
        if from as by do can will have has was were about so just only now new any every
        de la le les el los das der die den ein eine und ist du sie ich que y e o il un una et en no je l d
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    /// Collects the symbols that a node may begin with.
    ///
    /// - Returns: Whether the node may take no word at all.
    private static func firstSymbols(
        of index: Int32,
        _ nodes: [Node],
        _ children: [Int32],
        _ symbols: inout Set<Int32>
    ) -> Bool {
        let node = nodes[Int(index)]
        switch node.kind {
        case .word:
            symbols.insert(node.first)
            return false
        case .gap, .leap: preconditionFailure("a phrase of the screen begins with a gap")
        case .begin, .finish, .notAfter: return true
        case .shared: return firstSymbols(of: node.first, nodes, children, &symbols)
        case .optional:
            _ = firstSymbols(of: node.first, nodes, children, &symbols)
            return true
        case .choice:
            var isOpen = false
            for child in children[Int(node.first)..<Int(node.first + node.count)] {
                if firstSymbols(of: child, nodes, children, &symbols) { isOpen = true }
            }
            return isOpen
        case .sequence:
            for child in children[Int(node.first)..<Int(node.first + node.count)]
            where !firstSymbols(of: child, nodes, children, &symbols) {
                return false
            }
            return true
        }
    }

    /// A window without words yet.
    func makeWindow() -> Window { Window(symbolCount: phrasesBySymbol.count, classCount: classCount) }

    /// Where a phrase may end that begins at one of the places.
    ///
    /// - Parameters:
    ///   - index: The node.
    ///   - places: A bit for each word that it may begin with.
    ///   - window: The words.
    /// - Returns: A bit for each word behind its end.
    func ends(of index: Int32, from places: UInt64, in window: inout Window) -> UInt64 {
        let node = nodes[Int(index)]
        switch node.kind {
        case .word: return (places & window.places[Int(node.first)]) << 1
        case .begin: return places & window.begins
        case .finish: return places & (window.stops | window.begins)
        case .notAfter:
            var step = window.places[Int(node.first)] << 1
            var reached = step
            for _ in 1..<max(node.count, 1) where step != 0 {
                step = (step & ~window.stops) << 1
                reached |= step
            }
            return places & ~reached
        case .gap:
            let closed = window.stops | (node.count >= 0 ? window.places[Int(node.count)] : 0)
            var reached = places
            var step = places
            for _ in 0..<node.first where step != 0 {
                step = (step & ~closed) << 1
                reached |= step
            }
            return reached
        case .leap:
            var reached = places
            var step = places
            for _ in 0..<node.first where step != 0 {
                step <<= 1
                reached |= step
            }
            return reached
        case .shared:
            let answer = window.answers[Int(node.count)]
            if answer.window == window.number, answer.from == places { return answer.ends }
            let ends = ends(of: node.first, from: places, in: &window)
            window.answers[Int(node.count)] = Window.Answer(window: window.number, from: places, ends: ends)
            return ends
        case .optional: return places | ends(of: node.first, from: places, in: &window)
        case .choice:
            var result: UInt64 = 0
            for position in Int(node.first)..<Int(node.first + node.count) {
                result |= ends(of: children[position], from: places, in: &window)
            }
            return result
        case .sequence:
            var reached = places
            for child in Int(node.first)..<Int(node.first + node.count) {
                reached = ends(of: children[child], from: reached, in: &window)
                if reached == 0 { return 0 }
            }
            return reached
        }
    }
}
