/// Reads a text of commands: a typed line, `-c`, or a whole file.
///
/// The grammar, in which a line end may follow `&&`, `||`, `|` and `{`:
///
///     script    = { statement ( ";" | "&" | line end ) }
///     statement = step { ( "&&" | "||" ) step }
///     step      = ( command | "!" program | loop ) { "|" program } [ redirect ]
///     command   = word { word | redirect }
///     program   = word { word | redirect }
///     redirect  = ( ">" | ">>" ) word
///     loop      = "for" name "in" { word } "{" script "}"
///     word      = ( bare | "'" text "'" | '"' text '"' | "\" character | variable ) { … }
///     variable  = "$name" | "${name}" | "$1" | "$@" | "$#" | "$?"
///     comment   = "#" at the start of a word, to the line's end
///
/// A step has at most one redirect, and no pipe after it.
struct CommandParser {
    private static let mostNested = 32
    private let items: [Lexer.Item]
    private let end: Int
    private var index = 0
    private var depth = 0

    /// What a text says.
    ///
    /// - Throws: ``ParseError`` for the first thing that is wrong; total over any text.
    static func parse(_ source: SourceText) throws(ParseError) -> SyntaxTree {
        let (items, problem) = Lexer.items(of: source)
        if let problem { throw problem }
        var parser = CommandParser(items: items, end: source.scalars.count)
        return SyntaxTree(statements: try parser.statements())
    }

    /// Whether a typed text can be run or be told wrong as it is; otherwise an editor asks for another line.
    package static func isComplete(_ text: String) -> Bool {
        do {
            _ = try parse(SourceText(text, name: ""))
            return true
        } catch {
            return !error.isIncomplete
        }
    }

    private init(items: [Lexer.Item], end: Int) {
        self.items = items
        self.end = end
    }

    private var next: Lexer.Item? { index < items.count ? items[index] : nil }
    private var nextKeyword: String? {
        guard case .word(let word) = next?.token else { return nil }
        return word.keyword
    }

    // MARK: Statements

    private mutating func statements() throws(ParseError) -> [Statement] {
        var statements: [Statement] = []
        while let item = next {
            switch item.token {
            case .lineEnd, .semicolon: index += 1
            case .word where nextKeyword == "}":
                guard depth == 0 else { return statements }
                throw error(.unexpectedToken, "this } closes nothing", at: item.range)
            default: statements.append(try statement())
            }
        }
        return statements
    }

    private mutating func statement() throws(ParseError) -> Statement {
        var links = [Statement.Link(condition: .always, step: try step(after: nil))]
        var isJob = false
        loop: while let item = next {
            let condition: Statement.Condition
            switch item.token {
            case .and: condition = .success
            case .or: condition = .failure
            case .ampersand:
                isJob = true
                index += 1
                break loop
            default: break loop
            }
            index += 1
            skipLineEnds()
            links.append(Statement.Link(condition: condition, step: try step(after: item)))
        }
        let range = links[0].step.range.lowerBound..<links[links.count - 1].step.range.upperBound
        return Statement(links: links, isJob: isJob, range: range)
    }

    // MARK: Steps

    private mutating func step(after sign: Lexer.Item?) throws(ParseError) -> Step {
        guard let item = next else {
            throw missingCommand("a command is missing here", at: sign?.range ?? end..<end, isIncomplete: true)
        }
        guard case .word(let word) = item.token else {
            if case .redirect = item.token { throw missingCommand("a command must come before this", at: item.range) }
            throw missingCommand("a command is missing before this", at: item.range)
        }
        var step: Step
        switch word.keyword {
        case "for":
            let loop = try loop(from: item)
            step = Step(action: .loop(loop), range: loop.range)
            if let extra = try words(of: &step).first {
                throw error(.unexpectedToken, "a loop ends at its }: put ; or a line end here", at: extra.range)
            }
        case "{", "}":
            throw error(.unexpectedToken, "a command cannot begin with \(word.keyword ?? "")", at: item.range)
        default:
            step = Step(action: .command([]), range: item.range)
            let words = try words(of: &step)
            if word.startsProgram {
                step.action = .program(try program(words, at: item.range))
            } else {
                step.action = .command(words)
            }
        }
        while let sign = next, sign.token == .pipe {
            guard step.file == nil else { throw twoDestinations(sign.range) }
            index += 1
            skipLineEnds()
            let isAtEnd = next == nil
            let words = try words(of: &step)
            guard let first = words.first else {
                let message = "a program is missing after this"
                throw ParseError(code: .missingTarget, message: message, range: sign.range, isIncomplete: isAtEnd)
            }
            step.programs.append(first.startsProgram ? try program(words, at: first.range) : words)
            try refuseInput(among: words)
        }
        return step
    }

    /// The words up to the next sign; a redirect among them becomes the step's, and the step's range ends with them.
    private mutating func words(of step: inout Step) throws(ParseError) -> [Word] {
        var words: [Word] = []
        while let item = next {
            switch item.token {
            case .word(let word):
                // A block's closing brace ends the command before it.
                if depth > 0, word.keyword == "}" { return words }
                try refuseSubstitution(in: word)
                words.append(word)
                index += 1
            case .redirect(let appends):
                guard step.file == nil else { throw twoDestinations(item.range) }
                try refuseDescriptor(words.last, before: item)
                index += 1
                guard case .word(let name) = next?.token, depth == 0 || name.keyword != "}" else {
                    throw ParseError(
                        code: .missingTarget,
                        message: "the name of a file is missing after this",
                        range: item.range,
                        isIncomplete: false
                    )
                }
                step.file = Step.File(name: name, appends: appends)
                index += 1
            default: return words
            }
            step.range = step.range.lowerBound..<items[index - 1].range.upperBound
        }
        return words
    }

    /// The words of a program without the `!` before them.
    private func program(_ words: [Word], at range: Range<Int>) throws(ParseError) -> [Word] {
        let words = (words.first?.withoutFirst.map { [$0] } ?? []) + words.dropFirst()
        guard !words.isEmpty else { throw missingCommand("! takes a program to run, as in !ls", at: range) }
        try refuseInput(among: words)
        return words
    }

    // What other shells mean by these would silently be something else.

    private func refuseSubstitution(in word: Word) throws(ParseError) {
        guard let text = word.literal, text.unicodeScalars.count == word.range.count else { return }
        guard text.contains("$(") || text.hasPrefix("`") else { return }
        let message = "nothing runs within a word: `!sh -c '…'` has that; quote it to mean itself"
        throw error(.unexpectedToken, message, at: word.range)
    }

    private func refuseInput(among words: [Word]) throws(ParseError) {
        guard let sign = words.first(where: { $0.keyword?.hasPrefix("<") ?? false }) else { return }
        let message = "nothing reads a file by <: `!sh -c 'sort < file'` has that; quote it to mean itself"
        throw error(.unexpectedToken, message, at: sign.range)
    }

    private func refuseDescriptor(_ word: Word?, before sign: Lexer.Item) throws(ParseError) {
        guard let word, word.range.upperBound == sign.range.lowerBound, let text = word.keyword,
            text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) })
        else { return }
        let message = "only data goes to a file: `!sh -c '… 2> file'` has the rest; put a blank after a number"
        throw error(.unexpectedToken, message, at: word.range.lowerBound..<sign.range.upperBound)
    }

    private mutating func loop(from start: Lexer.Item) throws(ParseError) -> LoopSyntax {
        guard depth < Self.mostNested else {
            throw error(.nestedTooDeep, "loops are nested more than \(Self.mostNested) deep", at: start.range)
        }
        index += 1
        guard case .word(let name) = next?.token, let variable = name.keyword, Lexer.isName(variable) else {
            throw expected("the name of a variable, as in `for x in a b { … }`", after: start)
        }
        index += 1
        guard nextKeyword == "in" else { throw expected("`in`, as in `for x in a b { … }`", after: items[index - 1]) }
        index += 1
        var values: [Word] = []
        while case .word(let word) = next?.token, word.keyword != "{" {
            values.append(word)
            index += 1
        }
        skipLineEnds()
        guard let brace = next, nextKeyword == "{" else {
            throw expected("`{` and the commands of the loop", after: items[index - 1])
        }
        index += 1
        depth += 1
        let body = try statements()
        depth -= 1
        guard let close = next else {
            throw ParseError(
                code: .unclosedBrace,
                message: "this { is not closed",
                range: brace.range,
                isIncomplete: true
            )
        }
        index += 1
        let range = start.range.lowerBound..<close.range.upperBound
        return LoopSyntax(variable: variable, values: values, body: body, range: range)
    }

    private mutating func skipLineEnds() {
        while next?.token == .lineEnd { index += 1 }
    }

    // MARK: Errors

    private func expected(_ what: String, after item: Lexer.Item) -> ParseError {
        let range = next?.range ?? item.range
        return ParseError(
            code: .unexpectedToken,
            message: "expected \(what)",
            range: range,
            isIncomplete: next == nil
        )
    }

    private func missingCommand(_ message: String, at range: Range<Int>, isIncomplete: Bool = false) -> ParseError {
        ParseError(code: .missingCommand, message: message, range: range, isIncomplete: isIncomplete)
    }

    private func twoDestinations(_ range: Range<Int>) -> ParseError {
        error(.unexpectedToken, "the output of a command goes to one place: a file or a program", at: range)
    }

    private func error(_ code: ParseError.Code, _ message: String, at range: Range<Int>) -> ParseError {
        ParseError(code: code, message: message, range: range, isIncomplete: false)
    }
}
