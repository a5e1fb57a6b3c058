import Foundation
import Gateway
import OpenRouter
import Production

/// The commands that belong to the command language: variables, aliases, files of commands.
enum LanguageCommands {
    static let all: [Command] = [set, unset, alias, unalias, AbbreviationCommand.abbr, echo, source, onError, time]

    private static let logLevel = "log.level"

    private static let set = Command(
        name: "set",
        group: .shell,
        summary: "give a variable a value, list the variables, or choose how lines run",
        details: """
            set -x tells each command before it runs, set +x ends that; set -e and +e are on-error stop and continue. \
            set log.level changes what is told of calls while they run.
            """,
        arguments: [
            .init(
                name: "name",
                kind: .variable,
                summary: "the variable, or log.level, -x, +x, -e, +e",
                isOptional: true,
                words: ["-x", "+x", "-e", "+e", logLevel]
            ),
            .init(
                name: "value",
                kind: .text(0...100_000),
                summary: "its value",
                isOptional: true,
                kinds: [logLevel: .verb(LogLevel.allCases.map { Verb(name: $0.rawValue, summary: $0.summary) })]
            ),
        ],
        examples: [
            .init("set topic 'The history of the transistor'", "afterwards $topic stands for the text"),
            .init("set", "lists the variables that are set"),
            .init("set -x", "tells each command before it runs"),
            .init("set log.level trace", "tells of every step of every call from now on"),
        ],
        statuses: [],
        output: .either([
            .object(["variables": .map(.text)]), .object(["option": .words(["-x", "+x", "-e", "+e"])]),
            .object(["logLevel": .words(LogLevel.allCases.map(\.rawValue))]),
        ])
    ) { invocation, context in
        let variables = context.variables
        guard let name = invocation.text("name") else {
            let all = variables.all.sorted { $0.key < $1.key }
            return CommandReport(["variables": variables.all]) { style in
                all.isEmpty
                    ? "no variable is set"
                    : Table(
                        columns: [.init(title: "name"), .init(title: "value", isElastic: true)],
                        rows: all.map { [$0.key, $0.value] }
                    ).text(style)
            }
        }
        switch name {
        case "-x", "+x": variables.isTracing = name == "-x"
        case "-e", "+e": variables.stopsOnError = name == "-e"
        case logLevel:
            let log = context.shell.log
            let wanted = invocation.text("value").flatMap(LogLevel.init(rawValue:))
            if let wanted { log.level = wanted }
            return CommandReport(["logLevel": log.level.rawValue]) { _ in wanted == nil ? log.level.rawValue : "" }
        default: return try set(name, invocation.text("value"), variables)
        }
        return CommandReport(["option": name]) { _ in "" }
    }

    private static func set(_ name: String, _ value: String?, _ variables: Variables) throws -> CommandReport {
        guard !Variables.reserved.contains(name) else {
            throw Failure(code: "reservedName", "$\(name) is set by the shell itself.", status: .usage)
        }
        if let value {
            variables[name] = value
            return CommandReport(["variables": [name: value]]) { _ in "" }
        }
        guard let value = variables[name] else {
            throw Failure(
                code: "undefinedVariable",
                "$\(name) is not set.",
                next: "`set \(name) VALUE` sets it.",
                status: .usage
            )
        }
        return CommandReport(["variables": [name: value]]) { _ in value.printable }
    }

    private static let unset = Command(
        name: "unset",
        group: .shell,
        summary: "forget a variable",
        arguments: [.init(name: "name", kind: .variable, summary: "the variable")],
        examples: [
            .init("set topic reefs; unset topic", "$topic is an error afterwards"),
            .init("set topic reefs; unset topic --json", "the same, told to a program"),
        ],
        statuses: [.failure],
        output: .object(["unset": .text])
    ) { invocation, context in
        let name = invocation.text("name") ?? ""
        guard context.variables[name] != nil else {
            throw Failure(code: "undefinedVariable", "$\(name) was not set.")
        }
        context.variables[name] = nil
        return CommandReport(["unset": name]) { _ in "" }
    }

    private static let alias = Command(
        name: "alias",
        group: .shell,
        summary: "give a name to the beginning of a command, or list such names",
        details:
            "An alias may begin with its own name. Lines of rc.cast in the configuration folder run before the prompt.",
        arguments: [
            .init(name: "name", kind: .text(1...100_000), summary: "the name, or NAME=TEXT", isOptional: true),
            .init(name: "text", kind: .text(1...100_000), summary: "what it stands for, in quotes", isOptional: true),
        ],
        examples: [
            .init("alias cheap 'models --sort price --limit 5'; cheap gemini", "cheap is a command afterwards"),
            .init("alias st=status", "as other shells write it"),
            .init("alias", "lists the aliases"),
        ],
        statuses: [.failure],
        output: .object(["aliases": .map(.text)])
    ) { invocation, context in
        let aliases = context.variables.aliases
        if let (name, text) = Alias.definition(in: invocation) {
            guard Alias.isName(name) else {
                throw Failure(
                    code: "invalidValue",
                    "\(name.printable.debugDescription) cannot be the name of an alias.",
                    next: "Letters, digits, and _ - . : ? make a name.",
                    status: .usage
                )
            }
            guard let alias = Alias(text) else {
                throw Failure(
                    code: "invalidValue",
                    "An alias stands for one command, and \(text.printable.debugDescription) is none.",
                    next: "Put more into a file, and let the alias be `source FILE`.",
                    status: .usage
                )
            }
            context.variables.setAlias(name, alias)
            return CommandReport(["aliases": [name: text]]) { _ in "" }
        }
        let wanted = invocation.text("name")
        let shown = aliases.filter { wanted == nil || $0.key == wanted }.sorted { $0.key < $1.key }
        if let wanted, shown.isEmpty { throw unknownAlias(wanted, aliases) }
        return CommandReport(["aliases": Dictionary(uniqueKeysWithValues: shown.map { ($0.key, $0.value.text) })]) {
            _ in
            shown.isEmpty
                ? "no aliases" : shown.map { "alias \($0.key) \($0.value.text.quoted)" }.joined(separator: "\n")
        }
    }

    private static let unalias = Command(
        name: "unalias",
        group: .shell,
        summary: "forget an alias",
        arguments: [.init(name: "name", kind: .alias, summary: "its name")],
        examples: [
            .init("alias st status; unalias st", "st is no command afterwards"),
            .init("alias st status; unalias st --json", "the same, told to a program"),
        ],
        statuses: [.failure],
        output: .object(["unalias": .text])
    ) { invocation, context in
        let name = invocation.text("name") ?? ""
        guard context.variables.aliases[name] != nil else { throw unknownAlias(name, context.variables.aliases) }
        context.variables.setAlias(name, nil)
        return CommandReport(["unalias": name]) { _ in "" }
    }

    private static func unknownAlias(_ name: String, _ aliases: [String: Alias]) -> Failure {
        let nearest = Spelling.nearest(to: name, among: aliases.keys.sorted(), limit: 1).first
        let hint = nearest.map { "; did you mean `\($0)`?" } ?? "."
        return Failure(
            code: "unknownAlias",
            "No alias is called \(name.printable.debugDescription)\(hint)",
            next: "`alias` lists them."
        )
    }

    private struct Said: Encodable, Sendable {
        var text: String
    }

    private static let echo = Command(
        name: "echo",
        group: .shell,
        summary: "print words",
        arguments: [
            .init(name: "text", kind: .text(0...100_000), summary: "what to print", isOptional: true, isRepeating: true)
        ],
        isVerbatim: true,
        examples: [
            .init("echo 'first done'", "prints the text"),
            .init("echo \"exit code $?\"", "prints how the last command ended"),
        ],
        statuses: [],
        output: .object(["text": .text])
    ) { invocation, _ in
        let text = invocation.texts("text").joined(separator: " ")
        return CommandReport(Said(text: text)) { _ in text + "\n" }
    }

    private static let source = Command(
        name: "source",
        aliases: ["."],
        group: .shell,
        summary: "run a file of commands",
        details: "The file is read and checked as a whole before its first command runs.",
        arguments: [
            .init(name: "file", kind: .file, summary: "the file"),
            .init(
                name: "argument",
                kind: .text(0...100_000),
                summary: "$1, $2 … in the file",
                isOptional: true,
                isRepeating: true
            ),
        ],
        examples: [
            .init("source produce.cast 'Coral reefs'", "runs the file with $1 set to the topic"),
            .init("source checks.cast && finalize", "goes on when all of it succeeded"),
        ],
        statuses: ExitStatus.ofWork,
        output: .object(["file": .text, "exitCode": .integer])
    ) { invocation, context in
        let path = invocation.text("file") ?? ""
        guard context.place.frame.depth < Interpreter.mostNested else {
            throw Failure(
                code: "nestedTooDeep",
                "Files source each other more than \(Interpreter.mostNested) deep, at \(path).",
                next: "Look for a file that sources itself.",
                status: .usage
            )
        }
        let frame = Interpreter.Frame(
            source: try ScriptFile.read(path),
            arguments: invocation.texts("argument"),
            depth: context.place.frame.depth + 1
        )
        let stops = context.variables.stopsOnError
        defer { context.variables.stopsOnError = stops }
        let outcome = await context.interpreter.run(frame, output: context.lineOutput)
        try context.endIfAsked(outcome)
        let report = SourceReport(file: path, exitCode: outcome.status.rawValue)
        return CommandReport(report, status: outcome.status) { _ in "" }
    }

    private struct SourceReport: Encodable, Sendable {
        var file: String
        var exitCode: Int32
    }

    private static let onError = Command(
        name: "on-error",
        group: .shell,
        summary: "say whether a failed command stops the lines after it",
        arguments: [
            .init(
                name: "action",
                kind: .verb([
                    .init(name: "stop", summary: "the lines after it do not run, as at the start"),
                    .init(name: "continue", summary: "the lines after it run all the same"),
                ]),
                summary: "stop or continue"
            )
        ],
        examples: [
            .init("on-error continue", "goes on with the next line after a failure"),
            .init("on-error stop", "stops at the first failure, as at the start"),
        ],
        statuses: [],
        output: .object(["onError": .words(["stop", "continue"])])
    ) { invocation, context in
        let action = invocation.text("action") ?? "stop"
        context.variables.stopsOnError = action == "stop"
        return CommandReport(["onError": action]) { _ in "" }
    }

    private struct TimeReport: Encodable, Sendable {
        var line: String
        var exitCode: Int32
        var seconds: Double
        var calls: Int
        var cost: USD
    }

    private static let time = Command(
        name: "time",
        group: .shell,
        summary: "run a command and say how long it took and what it cost",
        takesLine: true,
        examples: [
            .init("time ask 'Say hi.'", "says the time, the calls and their cost after the answer"),
            .init("time --json models gemini", "the same as JSON; what the command prints goes to standard error"),
        ],
        statuses: ExitStatus.ofWork,
        output: .object(["line": .text, "exitCode": .integer, "seconds": .number, "calls": .integer, "cost": .money])
    ) { invocation, context in
        let clock = ContinuousClock()
        let began = context.shell.now()
        let start = clock.now
        let outcome = await context.interpreter.run(invocation.line, context.place, context.lineOutput)
        let seconds = start.duration(to: clock.now) / .seconds(1)
        try context.endIfAsked(outcome)
        // The session may have been opened by the command itself; without one there were no calls.
        let records = try await context.openSession?.gateway.requests(limit: 1_000).filter { $0.at >= began } ?? []
        let report = TimeReport(
            line: invocation.line.map(\.text.quoted).joined(separator: " "),
            exitCode: outcome.status.rawValue,
            seconds: seconds,
            calls: records.count,
            cost: records.reduce(.zero) { $0 + $1.cost }
        )
        if !context.isJSON {
            let style = context.output.talk.style
            let money =
                report.calls == 0 ? "" : ", \(Figures.count(report.calls, "call")), \(Figures.money(report.cost))"
            try context.output.talk.print(style.dim("time: \(Figures.seconds(seconds))\(money)"))
        }
        return CommandReport(report, status: outcome.status) { _ in "" }
    }
}
