/// Reads the notation of ``PhraseGrammar``; a mistake in it is a programmer's.
struct PhraseCompiler {
    private(set) var nodes: [PhraseGrammar.Node] = []
    private(set) var children: [Int32] = []
    private(set) var words: [[UInt8]: Set<Int32>] = [:]
    private(set) var symbolCount = 0
    /// How many classes phrases are made of.
    private(set) var classCount = 0
    private let classes: [String: String]
    private var classNodes: [String: Int32] = [:]
    private var classSymbols: [String: Int32] = [:]
    private var wordSymbols: [String: Int32] = [:]

    init(classes: [String: String]) { self.classes = classes }

    /// The node of a phrase.
    mutating func compile(_ text: String) -> Int32 {
        var items = Self.items(of: text)[...]
        let node = sequenceOrChoice(&items)
        precondition(items.isEmpty, "the phrase \(text) has too many )")
        return node
    }

    private static func items(of text: String) -> [Substring] {
        var items: [Substring] = []
        for piece in text.split(whereSeparator: \.isWhitespace) {
            var rest = piece
            while let first = rest.first, "(|)".contains(first) {
                items.append(rest.prefix(1))
                rest = rest.dropFirst()
                if first == ")", rest.first == "?" {
                    items.append(rest.prefix(1))
                    rest = rest.dropFirst()
                }
            }
            while !rest.isEmpty {
                let end = rest.firstIndex { "(|)".contains($0) } ?? rest.endIndex
                if end > rest.startIndex {
                    var word = rest[..<end]
                    let isOptional = word.last == "?"
                    if isOptional { word = word.dropLast() }
                    items.append(word)
                    if isOptional { items.append("?") }
                }
                guard end < rest.endIndex else { break }
                items.append(rest[end..<rest.index(after: end)])
                rest = rest[rest.index(after: end)...]
                if items.last == ")", rest.first == "?" {
                    items.append("?")
                    rest = rest.dropFirst()
                }
            }
        }
        return items
    }

    private mutating func sequenceOrChoice(_ items: inout ArraySlice<Substring>) -> Int32 {
        var alternatives: [[Int32]] = [[]]
        while let item = items.first, item != ")" {
            items = items.dropFirst()
            switch item {
            case "|": alternatives.append([])
            case "?":
                let last = alternatives[alternatives.count - 1].removeLast()
                alternatives[alternatives.count - 1].append(add(.init(kind: .optional, first: last)))
            case "(":
                let inner = sequenceOrChoice(&items)
                precondition(items.first == ")", "a phrase of the screen lacks a )")
                items = items.dropFirst()
                alternatives[alternatives.count - 1].append(inner)
            default: alternatives[alternatives.count - 1].append(atom(item))
            }
        }
        var parts: [Int32] = []
        for alternative in alternatives { parts.append(sequence(alternative)) }
        return choice(parts)
    }

    private mutating func atom(_ item: Substring) -> Int32 {
        if item == "^" { return add(.init(kind: .begin)) }
        if item == "$" { return add(.init(kind: .finish)) }
        if item.hasPrefix("..") || item.hasPrefix("~") {
            let parts = item.drop { $0 == "." || $0 == "~" }.split(separator: "-@")
            guard let length = parts.first.flatMap({ Int32($0) }), (1...24).contains(length) else {
                preconditionFailure("the gap \(item) has no length of 1…24")
            }
            let closed = parts.count == 2 ? symbol(ofClass: String(parts[1])) : -1
            return add(.init(kind: item.hasPrefix("~") ? .leap : .gap, first: length, count: closed))
        }
        if item.hasPrefix("-"), let sign = item.firstIndex(of: "@") {
            let length = item[..<sign].dropFirst()
            let name = String(item[item.index(after: sign)...])
            guard let count = length.isEmpty ? 1 : Int32(length), (1...24).contains(count) else {
                preconditionFailure("the words before of \(item) are no number of 1…24")
            }
            return add(.init(kind: .notAfter, first: symbol(ofClass: name), count: count))
        }
        if item.hasPrefix("@") { return node(ofClass: String(item.dropFirst())) }
        return add(.init(kind: .word, first: symbol(ofWord: String(item))))
    }

    /// The node of a class: one symbol for all its words, and its phrases.
    private mutating func node(ofClass name: String) -> Int32 {
        if let known = classNodes[name] { return known }
        var alternatives = [add(.init(kind: .word, first: symbol(ofClass: name)))]
        for phrase in parts(ofClass: name).phrases { alternatives.append(compile(phrase)) }
        let node = add(.init(kind: .shared, first: choice(alternatives), count: Int32(classCount)))
        classCount += 1
        classNodes[name] = node
        return node
    }

    /// The symbol of a class's single words.
    private mutating func symbol(ofClass name: String) -> Int32 {
        if let known = classSymbols[name] { return known }
        let symbol = Int32(symbolCount)
        symbolCount += 1
        classSymbols[name] = symbol
        for word in parts(ofClass: name).words { insert(word, symbol) }
        return symbol
    }

    /// What stands before the first bar of a class are single words; each part behind one is a phrase.
    private func parts(ofClass name: String) -> (words: [String], phrases: [String]) {
        guard let text = classes[name] else { preconditionFailure("there is no class @\(name)") }
        var parts = [""]
        var depth = 0
        for character in text {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if character == "|", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return (parts[0].split(whereSeparator: \.isWhitespace).map(String.init), Array(parts.dropFirst()))
    }

    private mutating func symbol(ofWord word: String) -> Int32 {
        if let known = wordSymbols[word] { return known }
        let symbol = Int32(symbolCount)
        symbolCount += 1
        wordSymbols[word] = symbol
        insert(word, symbol)
        return symbol
    }

    private mutating func insert(_ word: String, _ symbol: Int32) {
        words[CharacterFolding.standard.folded(word), default: []].insert(symbol)
    }

    private mutating func sequence(_ parts: [Int32]) -> Int32 {
        precondition(!parts.isEmpty, "a phrase of the screen has an empty part")
        return parts.count == 1 ? parts[0] : group(.sequence, parts)
    }

    private mutating func choice(_ parts: [Int32]) -> Int32 {
        parts.count == 1 ? parts[0] : group(.choice, parts)
    }

    private mutating func group(_ kind: PhraseGrammar.Node.Kind, _ parts: [Int32]) -> Int32 {
        let first = Int32(children.count)
        children += parts
        return add(.init(kind: kind, first: first, count: Int32(parts.count)))
    }

    private mutating func add(_ node: PhraseGrammar.Node) -> Int32 {
        nodes.append(node)
        return Int32(nodes.count - 1)
    }
}
