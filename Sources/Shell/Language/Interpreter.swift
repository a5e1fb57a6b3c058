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
        /// Whether a program died of an interrupt, of which this process hears as well, and perhaps later.
        var hasDiedOfInterrupt = false
        /// Whether it was said where it stopped.
        var isReported = false
        static let success = Outcome(status: .success)
    }

    static let mostNested = 16

    let table: CommandTable
    let context: ShellContext
    let sessions: SessionSource
    let history: History
    let jobs: Jobs
    let notices = Notices()
    let names = KnownNames()
    var variables = Variables()
    /// Prints above a line that is being typed, where lines are typed.
    var printAbove: (@Sendable (String) -> Void)?
    /// Where keys are typed, and who takes those that were typed for the next line; where lines are typed.
    var keyboard: (input: Int32, typeAhead: @Sendable ([UInt8]) -> Void)?
    /// Whether it runs beside what somebody types: there is nobody to ask.
    var isJob = false

    init(table: CommandTable, context: ShellContext, history: History) {
        self.table = table
        self.context = context
        self.history = history
        sessions = SessionSource(context.session)
        jobs = Jobs(now: context.now)
    }

    /// Runs a text.
    func run(_ frame: Frame, output: Output) async -> Outcome {
        guard let tree = checked(frame, output)?.tree else {
            variables.lastStatus = .usage
            return Outcome(status: .usage)
        }
        return await run(tree.statements, frame, output)
    }

    /// What a text says and what it would run; `nil`, and the reason told, where something is wrong with it.
    func checked(_ frame: Frame, _ output: Output) -> (tree: SyntaxTree, planned: [Checker.Planned])? {
        let tree: SyntaxTree
        do throws(ParseError) {
            tree = try CommandParser.parse(frame.source)
        } catch {
            report(error, frame, output)
            return nil
        }
        var checker = Checker(
            table: table,
            aliases: variables.aliases,
            arguments: frame.arguments,
            depth: frame.depth
        )
        if let problem = checker.problem(in: tree) {
            report(problem.error, at: problem.range, frame, isJSON: context.wantsJSON || problem.wantsJSON, output)
            return nil
        }
        return (tree, checker.planned)
    }

    // MARK: Statements

    private func run(_ statements: [Statement], _ frame: Frame, _ output: Output) async -> Outcome {
        var last = Outcome.success
        for statement in statements {
            let outcome: Outcome
            if statement.isJob {
                outcome = start(statement, frame, output)
            } else {
                outcome = await run(statement.links, frame, output)
            }
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

    private func run(_ links: [Statement.Link], _ frame: Frame, _ output: Output) async -> Outcome {
        var outcome = Outcome.success
        for link in links {
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

    /// Lets a statement run beside what follows, with variables of its own.
    private func start(_ statement: Statement, _ frame: Frame, _ output: Output) -> Outcome {
        var beside = self
        beside.variables = variables.copy()
        beside.isJob = true
        let text = frame.source.text(statement.range).replacing("\n", with: " ")
        let jobOutput = printAbove.map { JobOutput(above: $0, like: output) }
        let number = jobs.start(text, variables: beside.variables) { [beside] in
            let outcome = await beside.run(statement.links, frame, jobOutput?.output ?? output)
            jobOutput?.finish()
            return outcome.status
        } ended: { [self] job in
            let style = output.talk.style
            let bell = isLong(.seconds(job.seconds(at: context.now()))) && style.isTerminal ? "\u{07}" : ""
            printAbove?(bell + job.ending(style))
        }
        if printAbove != nil { try? output.talk.print(output.talk.style.dim("[\(number)] \(text.printable)")) }
        variables.lastStatus = .success
        return .success
    }

    /// Whether something has run so long that somebody should be told of its end who looks elsewhere.
    func isLong(_ duration: Duration) -> Bool {
        let limit = context.configuration.duration("bell.after")
        return limit > .zero && duration >= limit
    }

    // MARK: Steps

    private func run(_ step: Step, _ frame: Frame, _ output: Output) async -> Outcome {
        if Task.isCancelled { return Outcome(status: .interrupted, ends: true) }
        let wantsJSON = context.wantsJSON || step.wantsJSON
        do throws(UsageError) {
            var programs: [[String]] = []
            for words in step.programs { programs.append(try expanded(words, frame)) }
            let path = try step.file.map { file throws(UsageError) in
                try expanded([file.name], frame).joined(separator: " ")
            }
            if variables.isTracing { trace(step, programs, path, frame, output) }
            var output = output
            let file: OutputFile?
            do {
                file = try path.map { try OutputFile(path: $0, appends: step.file?.appends ?? false) }
            } catch {
                return finish(error, isJSON: wantsJSON, output)
            }
            defer { file?.close() }
            if let file { output.data = file.sink(output.data.redactor) }
            if programs.isEmpty { return await run(step.action, step, frame, output) }
            return try await run(step, into: programs, frame, output)
        } catch {
            report(error, at: step.range, frame, isJSON: wantsJSON, output)
            return Outcome(status: .usage)
        }
    }

    /// Runs a step whose output goes through programs.
    private func run(
        _ step: Step,
        into programs: [[String]],
        _ frame: Frame,
        _ output: Output
    ) async throws(UsageError) -> Outcome {
        var own: [String]?
        if case .program(let words) = step.action { own = try expanded(words, frame) }
        do {
            let pipeline = try Pipeline((own.map { [$0] } ?? []) + programs, variables: variables, isJob: isJob)
            guard own == nil else { return try await pipeline.run(output) }
            return try await pipeline.run(output) { data in
                await run(step.action, step, frame, Output(data: data, talk: output.talk))
            }
        } catch {
            return finish(error, isJSON: context.wantsJSON || step.wantsJSON, output)
        }
    }

    private func run(_ action: Step.Action, _ step: Step, _ frame: Frame, _ output: Output) async -> Outcome {
        do throws(UsageError) {
            switch action {
            case .program(let words):
                let words = try expanded(words, frame)
                if let last = words.last { variables.lastWord = last }
                return await runProgram(words, output)
            case .command(let syntax):
                var words: [Invocation.Word] = []
                for (index, word) in syntax.enumerated() { words += try expand(word, frame, at: index) }
                return await run(words, Place(frame: frame, syntax: syntax), output)
            case .loop(let loop):
                let values = try expanded(loop.values, frame)
                var last = Outcome.success
                for value in values {
                    variables[loop.variable] = value
                    last = await run(loop.body, frame, output)
                    if last.ends || (last.status != .success && variables.stopsOnError) { return last }
                }
                return last
            }
        } catch {
            let range: Range<Int>
            if case .command(let syntax) = action {
                range = error.word.map { syntax[$0].range } ?? step.range
            } else {
                range = step.range
            }
            report(error, at: range, frame, isJSON: context.wantsJSON || step.wantsJSON, output)
            return Outcome(status: .usage)
        }
    }

    func runProgram(_ words: [String], _ output: Output) async -> Outcome {
        do {
            return try await Pipeline([words], variables: variables, isJob: isJob).run(output)
        } catch {
            return finish(error, isJSON: context.wantsJSON, output)
        }
    }
}

extension Step {
    /// Whether its command is to answer with JSON, as far as that can be seen before its words are known.
    var wantsJSON: Bool {
        guard case .command(let words) = action else { return false }
        return words.contains { $0.keyword == "--json" }
    }
}
