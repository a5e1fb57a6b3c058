/// Finds what is wrong with a text without running it: unknown commands and options, values that cannot be.
///
/// What only running can tell, such as the value of a variable, passes.
struct Checker {
    struct Problem {
        var error: UsageError
        var range: Range<Int>
        var wantsJSON: Bool
    }

    /// A command that would run, with how often; `nil` where only running can tell.
    struct Planned {
        var invocation: Invocation
        var range: Range<Int>
        var count: Int?
    }

    private static let mostSources = 16

    private let table: CommandTable
    private let arguments: [String]?
    private let depth: Int
    private var aliases: [String: Alias]
    /// Whether a file that cannot be read beforehand may define any alias.
    private var isOpen = false
    private(set) var planned: [Planned] = []

    /// A check of a text.
    ///
    /// - Parameters:
    ///   - table: The commands there are.
    ///   - aliases: The aliases there are before it runs.
    ///   - arguments: What `$1` and so on stand for, where that shall count.
    ///   - depth: How many texts it stands in.
    init(
        table: CommandTable,
        aliases: [String: Alias] = [:],
        arguments: [String]? = nil,
        depth: Int = 0
    ) {
        self.table = table
        self.aliases = aliases
        self.arguments = arguments
        self.depth = depth
    }

    /// The first problem, in the order of the text.
    mutating func problem(in tree: SyntaxTree) -> Problem? { problem(in: tree.statements, count: 1) }

    private mutating func problem(in statements: [Statement], count: Int?) -> Problem? {
        for statement in statements {
            for link in statement.links {
                switch link.step.action {
                case .program: continue
                case .command(let words):
                    if let problem = problem(in: words, of: link.step, count: count) { return problem }
                case .loop(let loop):
                    let isCounted = loop.values.allSatisfy { $0.literal != nil }
                    let times = isCounted ? count.map { $0 * loop.values.count } : nil
                    if let problem = problem(in: loop.body, count: times) { return problem }
                }
            }
        }
        return nil
    }

    private mutating func problem(in syntax: [Word], of step: Step, count: Int?) -> Problem? {
        let naming = Naming(table: table, aliases: aliases, isCheck: true) { [arguments] word, index in
            Self.expand(word, index, arguments)
        }
        do throws(UsageError) {
            var words: [Invocation.Word] = []
            for (index, word) in syntax.enumerated() { words += try naming.expand(word, index) }
            // A command may carry another one, as `time` does.
            var invocation: Invocation?
            while case .command(let named) = try naming.named(words) {
                invocation = named
                guard !named.line.isEmpty, !named.wantsHelp else { break }
                words = named.line
            }
            if let invocation {
                planned.append(Planned(invocation: invocation, range: step.range, count: count))
                follow(invocation)
            }
            return nil
        } catch {
            if isOpen, error.code == .unknownCommand { return nil }
            let end = syntax[syntax.count - 1].range.upperBound
            let range = error.word.map { syntax[$0].range } ?? end..<end
            return Problem(error: error, range: range, wantsJSON: syntax.contains { $0.keyword == "--json" })
        }
    }

    /// What a word stands for, as far as that is known.
    private static func expand(_ word: Word, _ index: Int, _ arguments: [String]?) -> [Invocation.Word] {
        if let literal = word.literal {
            return [Invocation.Word(text: literal, isBare: word.startsBare, index: index)]
        }
        let meaningful = word.pieces.filter { $0 != .text("") }
        if let arguments, meaningful.count == 1, case .variable("@", _) = meaningful[0] {
            return arguments.map { Invocation.Word(text: $0, isBare: false, index: index) }
        }
        var text = ""
        var isKnown = true
        for piece in word.pieces {
            switch piece {
            case .text(let part): text += part
            case .variable(let name, _):
                if let arguments, let number = Int(name), arguments.indices.contains(number - 1) {
                    text += arguments[number - 1]
                } else {
                    text += "$\(name)"
                    isKnown = false
                }
            }
        }
        return [Invocation.Word(text: text, isBare: word.startsBare, isKnown: isKnown, index: index)]
    }

    /// Takes over the aliases that a command will define.
    private mutating func follow(_ invocation: Invocation) {
        switch invocation.command.name {
        case "alias":
            guard let (name, text) = Alias.definition(in: invocation), let alias = Alias(text) else { return }
            aliases[name] = alias
        case "unalias": aliases[invocation.text("name") ?? ""] = nil
        case "source":
            guard depth < Self.mostSources, let path = invocation.text("file"), let text = try? ScriptFile.read(path),
                let tree = try? CommandParser.parse(text)
            else {
                isOpen = true
                return
            }
            var inner = Checker(table: table, aliases: aliases, depth: depth + 1)
            // What is wrong there is said when it is reached: a line before it may still change the file.
            _ = inner.problem(in: tree)
            aliases = inner.aliases
            isOpen = isOpen || inner.isOpen
        default: return
        }
    }
}
