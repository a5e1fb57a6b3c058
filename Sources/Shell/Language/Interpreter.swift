import Foundation
import Gateway

/// Runs texts of commands: parses all, checks all, and only then runs the first.
struct Interpreter: Sendable {
    /// What a text runs in.
    struct Frame: Sendable {
        var source: SourceText
        /// What `$1`, `$2` and so on stand for.
        var arguments: [String] = []
        /// How many texts it stands in.
        var depth = 0
        /// Whether it is a line that somebody typed, who sees what failed without being told its place.
        var isTyped: Bool { source.name.isEmpty }
    }

    /// How a part of a text ended.
    struct Outcome: Sendable, Equatable {
        var status: ExitStatus
        /// Whether nothing more may run: `exit`, an interrupt, or nobody who reads.
        var ends = false
        /// Whether nobody reads the output any more.
        var hasLostReader = false
        /// Whether it was said where it stopped.
        var isReported = false
        static let success = Outcome(status: .success)
    }

    static let mostNested = 16

    let table: CommandTable
    let context: ShellContext
    let sessions: SessionSource
    let history: History
    let variables = Variables()
    let names = KnownNames()
    /// Whether somebody else tells what happens in the gateway: the loop at the prompt does.
    var tellsNotices = false

    init(table: CommandTable, context: ShellContext, history: History) {
        self.table = table
        self.context = context
        self.history = history
        sessions = SessionSource(context.session)
    }

    /// Runs a text.
    func run(_ frame: Frame, output: Output) async -> Outcome {
        let tree: SyntaxTree
        do throws(ParseError) {
            tree = try CommandParser.parse(frame.source)
        } catch {
            report("\(error.message)", at: error.range, in: frame.source, code: error.code.rawValue, output)
            variables.lastStatus = .usage
            return Outcome(status: .usage)
        }
        if let problem = Checker(table: table, source: frame.source).problem(in: tree) {
            report(problem.error, at: problem.range, in: frame.source, isJSON: problem.wantsJSON, output)
            variables.lastStatus = .usage
            return Outcome(status: .usage)
        }
        return await run(tree.statements, frame, output)
    }

    private func run(_ statements: [Statement], _ frame: Frame, _ output: Output) async -> Outcome {
        var last = Outcome.success
        for statement in statements {
            let outcome = await run(statement, frame, output)
            if outcome.ends { return outcome }
            last = outcome
            if outcome.status != .success, variables.stopsOnError {
                if !outcome.isReported, !frame.isTyped, statements.count > 1 {
                    reportStop(statement, outcome.status, frame, output)
                    last.isReported = true
                }
                return last
            }
        }
        return last
    }

    private func reportStop(_ statement: Statement, _ status: ExitStatus, _ frame: Frame, _ output: Output) {
        let place = frame.source.place(of: statement.range.lowerBound)
        let text = DisplayWidth.truncated(
            frame.source.text(statement.range).printable.replacing("\n", with: " "),
            to: 70
        )
        let meaning = status.meaning.map { ": \($0)" } ?? ""
        try? output.talk.print(
            output.talk.style.dim("\(place): stopped at `\(text)` (exit \(status.rawValue)\(meaning))")
        )
    }

    private func run(_ statement: Statement, _ frame: Frame, _ output: Output) async -> Outcome {
        var outcome = Outcome.success
        for link in statement.links {
            let runs =
                switch link.condition {
                case .always: true
                case .success: outcome.status == .success
                case .failure: outcome.status != .success
                }
            guard runs else { continue }
            outcome = await run(link.step, frame, output)
            variables.lastStatus = outcome.status
            if outcome.ends { return outcome }
        }
        return outcome
    }

    private func run(_ step: Step, _ frame: Frame, _ output: Output) async -> Outcome {
        if Task.isCancelled { return Outcome(status: .interrupted, ends: true) }
        switch step {
        case .program(let text, _):
            do {
                return try await Program.shell(text, variables: variables).run(output)
            } catch {
                return finish(error, isJSON: false, output)
            }
        case .command(let command): return await run(command, frame, output)
        case .loop(let loop):
            let values: [String]
            do throws(UsageError) {
                var all: [String] = []
                for word in loop.values { all += try expand(word, frame).map(\.text) }
                values = all
            } catch {
                report(error, at: loop.range, in: frame.source, isJSON: false, output)
                return Outcome(status: .usage)
            }
            var last = Outcome.success
            for value in values {
                variables[loop.variable] = value
                last = await run(loop.body, frame, output)
                if last.ends || (last.status != .success && variables.stopsOnError) { return last }
            }
            return last
        }
    }

    private func run(_ syntax: CommandSyntax, _ frame: Frame, _ output: Output) async -> Outcome {
        var words: [Invocation.Word] = []
        var wantsJSON = syntax.words.contains { $0.keyword == "--json" }
        do throws(UsageError) {
            for (index, word) in syntax.words.enumerated() {
                words += try expand(word, frame, at: index)
            }
            guard let name = words.first?.text else {
                throw UsageError(code: .unknownCommand, message: "this names no command", word: 0)
            }
            let command = try table.command(named: name)
            let invocation = try Invocation.parse(command, Array(words.dropFirst()))
            wantsJSON = invocation.wantsJSON
            return await run(invocation, syntax, frame, output)
        } catch {
            let range = error.word.map { syntax.words[min($0, syntax.words.count - 1)].range }
            let end = syntax.words.last?.range ?? syntax.range
            report(error, at: range ?? end.upperBound..<end.upperBound, in: frame.source, isJSON: wantsJSON, output)
            return Outcome(status: .usage)
        }
    }

    private func run(
        _ invocation: Invocation,
        _ syntax: CommandSyntax,
        _ frame: Frame,
        _ output: Output
    ) async -> Outcome {
        do {
            switch syntax.destination {
            case nil: return try await execute(invocation, frame, output)
            case .file(let word, let appends):
                let path = try expand(word, frame).map(\.text).joined(separator: " ")
                let file = try OutputFile(path: path, appends: appends)
                defer { file.close() }
                return try await execute(invocation, frame, Output(data: file.sink, talk: output.talk))
            case .programs(let programs):
                let lines = try programs.map { words in
                    try words.flatMap { try expand($0, frame).map(\.text) }
                }
                return try await Program.pipeline(lines, variables: variables).run(output) { data in
                    var outcome = try await execute(invocation, frame, Output(data: data, talk: output.talk))
                    // A program that has seen enough ends its own command only.
                    if outcome.hasLostReader { outcome.ends = false }
                    return outcome
                }
            }
        } catch {
            return finish(error, isJSON: invocation.wantsJSON, output)
        }
    }

    /// Runs a command and writes what it brought.
    private func execute(_ invocation: Invocation, _ frame: Frame, _ output: Output) async throws -> Outcome {
        if invocation.wantsHelp {
            let help = HelpText(table: table).text(for: invocation.command, output.data.style)
            if invocation.wantsJSON {
                try output.data.print(JSONText.of(HelpText.Entry(invocation.command)))
            } else {
                try output.data.print(help)
            }
            return .success
        }
        let ending = Ending()
        let command = CommandContext(
            interpreter: self,
            frame: frame,
            output: output,
            isJSON: invocation.wantsJSON,
            ending: ending
        )
        do {
            let result = try await invocation.command.run(invocation, command)
            if let last = result.last { variables.lastText = last }
            if invocation.wantsJSON {
                try output.data.print(JSONText.of(result.value))
            } else {
                try output.data.print(result.text(output.data.style))
            }
            return Outcome(status: result.status, ends: ending.isRequested)
        } catch {
            return finish(error, isJSON: invocation.wantsJSON, output)
        }
    }

    /// Says what a command failed of, and how it ended.
    private func finish(_ error: any Error, isJSON: Bool, _ output: Output) -> Outcome {
        if error is OutputClosedError { return Outcome(status: .success, ends: true, hasLostReader: true) }
        let failure = Failure(error)
        let isInterrupt = failure.status == .interrupted
        if isJSON {
            try? output.data.print(JSONText.of(failure.object))
        } else {
            try? output.talk.print(failure.text(output.talk.style))
        }
        return Outcome(status: failure.status, ends: isInterrupt)
    }

    // MARK: Words

    /// What a word stands for: one word, or as many as there are arguments for a `$@` of its own.
    private func expand(_ word: Word, _ frame: Frame, at index: Int? = nil) throws(UsageError) -> [Invocation.Word] {
        let meaningful = word.pieces.filter { $0 != .text("") }
        if meaningful.count == 1, case .variable("@", _) = meaningful[0] {
            return frame.arguments.map { Invocation.Word(text: $0, isBare: false, index: index ?? 0) }
        }
        var text = ""
        for piece in word.pieces {
            switch piece {
            case .text(let part): text += part
            case .variable(let name, _):
                do throws(UsageError) {
                    text += try value(of: name, frame)
                } catch {
                    var error = error
                    error.word = index
                    throw error
                }
            }
        }
        return [Invocation.Word(text: text, isBare: word.startsBare, index: index ?? 0)]
    }

    private func value(of name: String, _ frame: Frame) throws(UsageError) -> String {
        switch name {
        case "?": return String(variables.lastStatus.rawValue)
        case "#": return String(frame.arguments.count)
        case "@": return frame.arguments.joined(separator: " ")
        case "last": return variables.lastText
        default: break
        }
        if let number = Int(name) {
            if number >= 1, number <= frame.arguments.count { return frame.arguments[number - 1] }
            let count = frame.arguments.count
            throw UsageError(
                code: .undefinedVariable,
                message: "$\(name) is not given: there \(count == 1 ? "is 1 argument" : "are \(count) arguments")",
                next: frame.isTyped ? "write '$\(name)' in single quotes for the text itself" : nil
            )
        }
        if let value = variables[name] { return value }
        throw UsageError(
            code: .undefinedVariable,
            message: "$\(name) is not set",
            suggestions: Spelling.nearest(to: name, among: variables.all.keys.sorted(), limit: 1).map { "$\($0)" },
            next: "`set \(name) VALUE` sets it; write '$\(name)' in single quotes for the text itself"
        )
    }

    // MARK: Saying what is wrong with a line

    private func report(
        _ error: UsageError,
        at range: Range<Int>,
        in source: SourceText,
        isJSON: Bool,
        _ output: Output
    ) {
        var message = error.message
        if let first = error.suggestions.first {
            let others = error.suggestions.dropFirst().map { " or `\($0)`" }.joined()
            message += "; did you mean `\(first)`\(others)?"
        }
        if isJSON {
            let place = source.name.isEmpty ? "" : "\(source.place(of: range.lowerBound)): "
            let failure = Failure(code: error.code.rawValue, place + message, next: error.next, status: .usage)
            try? output.data.print(JSONText.of(failure.object))
        } else {
            report(message, at: range, in: source, code: error.code.rawValue, output)
            if let next = error.next { try? output.talk.print("next:  \(next)") }
        }
    }

    private func report(_ message: String, at range: Range<Int>, in source: SourceText, code: String, _ output: Output)
    {
        let style = output.talk.style
        let place = source.name.isEmpty ? "" : "\(source.place(of: range.lowerBound)): "
        let excerpt = source.excerpt(of: range, width: (style.width ?? 108) - 8)
        try? output.talk.print("\(style.bold(place + style.red("error: ")))\(message.printable)\n\(excerpt)")
    }
}
