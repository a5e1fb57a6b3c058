/// Reads a text of commands: a typed line, `-c`, or a whole file.
///
/// The grammar, in which a line end may follow `&&`, `||`, `|` and `{`:
///
///     script    = { statement ( ";" | line end ) }
///     statement = step { ( "&&" | "||" ) step }
///     step      = command | "!" text | loop
///     command   = word { word | redirect } [ "|" word { word } { "|" word { word } } ]
///     redirect  = ( ">" | ">>" ) word
///     loop      = "for" name "in" { word } "{" script "}"
///     word      = ( bare | "'" text "'" | '"' text '"' | "\" character | variable ) { … }
///     variable  = "$name" | "${name}" | "$1" | "$@" | "$#" | "$?"
///     comment   = "#" at the start of a word, to the line's end
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
        while let item = next {
            let condition: Statement.Condition
            switch item.token {
            case .and: condition = .success
            case .or: condition = .failure
            case .ampersand:
                let message = "commands run one after the other: end this one with ; or a new line instead of &"
                throw error(.unexpectedToken, message, at: item.range)
            default:
                return Statement(links: links, range: range(of: links))
            }
            index += 1
            skipLineEnds()
            links.append(Statement.Link(condition: condition, step: try step(after: item)))
        }
        return Statement(links: links, range: range(of: links))
    }

    private func range(of links: [Statement.Link]) -> Range<Int> {
        (links.first?.step.range.lowerBound ?? 0)..<(links.last?.step.range.upperBound ?? 0)
    }

    private mutating func step(after sign: Lexer.Item?) throws(ParseError) -> Step {
        guard let item = next else {
            let range = sign?.range ?? end..<end
            throw ParseError(
                code: .missingCommand,
                message: "a command is missing here",
                range: range,
                isIncomplete: true
            )
        }
        switch item.token {
        case .program(let text):
            index += 1
            guard !text.allSatisfy(\.isWhitespace) else {
                throw error(.missingCommand, "! takes a program to run, as in !ls", at: item.range)
            }
            return .program(text: text, range: item.range)
        case .word(let word) where word.keyword == "for":
            return .loop(try loop(from: item))
        case .word(let word) where word.keyword == "{" || word.keyword == "}":
            throw error(.unexpectedToken, "a command cannot begin with \(word.keyword ?? "")", at: item.range)
        case .word: return .command(try command())
        case .redirect: throw error(.missingCommand, "a command must come before this", at: item.range)
        case .ampersand, .and, .or, .pipe, .semicolon, .lineEnd:
            throw error(.missingCommand, "a command is missing before this", at: item.range)
        }
    }

    private mutating func command() throws(ParseError) -> CommandSyntax {
        var words: [Word] = []
        var destination: CommandSyntax.Destination?
        var range = (next?.range.lowerBound ?? end)..<end
        loop: while let item = next {
            switch item.token {
            case .word(let word):
                // A block's closing brace ends the command before it.
                if depth > 0, word.keyword == "}" { break loop }
                words.append(word)
                index += 1
            case .redirect(let appends):
                guard destination == nil else { throw twoDestinations(item.range) }
                index += 1
                guard let target = next, case .word(let word) = target.token else {
                    let isIncomplete = next == nil
                    let message = "the name of a file is missing after this"
                    throw ParseError(
                        code: .missingTarget,
                        message: message,
                        range: item.range,
                        isIncomplete: isIncomplete
                    )
                }
                destination = .file(word, appends: appends)
                index += 1
            case .pipe:
                guard destination == nil else { throw twoDestinations(item.range) }
                destination = .programs(try programs())
                range = range.lowerBound..<items[index - 1].range.upperBound
                break loop
            default: break loop
            }
            range = range.lowerBound..<items[index - 1].range.upperBound
        }
        return CommandSyntax(words: words, destination: destination, range: range)
    }

    private mutating func programs() throws(ParseError) -> [[Word]] {
        var programs: [[Word]] = []
        while let sign = next, sign.token == .pipe {
            index += 1
            skipLineEnds()
            var words: [Word] = []
            while case .word(let word) = next?.token, !(depth > 0 && word.keyword == "}") {
                words.append(word)
                index += 1
            }
            guard !words.isEmpty else {
                let message = "a program is missing after this"
                throw ParseError(code: .missingTarget, message: message, range: sign.range, isIncomplete: next == nil)
            }
            programs.append(words)
        }
        if let item = next, case .redirect = item.token { throw twoDestinations(item.range) }
        return programs
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

    private func expected(_ what: String, after item: Lexer.Item) -> ParseError {
        let range = next?.range ?? item.range
        return ParseError(
            code: .unexpectedToken,
            message: "expected \(what)",
            range: range,
            isIncomplete: next == nil
        )
    }

    private func twoDestinations(_ range: Range<Int>) -> ParseError {
        error(.unexpectedToken, "the output of a command goes to one place: a file or a program", at: range)
    }

    private func error(_ code: ParseError.Code, _ message: String, at range: Range<Int>) -> ParseError {
        ParseError(code: code, message: message, range: range, isIncomplete: false)
    }
}
