import Foundation
import Gateway

/// The commands of the shell itself.
enum ShellCommands {
    static let all: [Command] = [
        help, set, unset, echo, source, onError, config, clear, exit,
    ]

    private struct Said: Encodable, Sendable {
        var text: String
    }

    private static let help = Command(
        name: "help",
        aliases: ["?"],
        group: .shell,
        summary: "say what commands there are, or all about one",
        arguments: [
            .init(name: "command", kind: .command, summary: "a command, `keys` or `language`", isOptional: true)
        ],
        examples: [
            .init("help", "lists the commands by what people do with them"),
            .init("help produce", "says all about produce, with examples"),
        ],
        statuses: []
    ) { invocation, context in
        let help = HelpText(table: context.table)
        switch invocation.text("command") {
        case nil:
            return CommandReport(["commands": context.table.commands.map { HelpText.Entry($0) }]) { help.overview($0) }
        case "keys": return CommandReport(Said(text: HelpText.keys)) { _ in HelpText.keys }
        case "language": return CommandReport(Said(text: HelpText.language)) { _ in HelpText.language }
        case let name?:
            guard let command = context.table[name] else {
                let topics = context.table.commands.map(\.name) + ["keys", "language"]
                let nearest = Spelling.nearest(to: name, among: topics, limit: 1).first
                throw Failure(
                    code: "unknownCommand",
                    "There is no help on \(name.debugDescription)\(nearest.map { "; did you mean `help \($0)`?" } ?? ".")",
                    next: "`help` lists the commands.",
                    status: .usage
                )
            }
            return CommandReport(HelpText.Entry(command)) { help.text(for: command, $0) }
        }
    }

    private static let set = Command(
        name: "set",
        group: .shell,
        summary: "give a variable a value, or list the variables",
        arguments: [
            .init(name: "name", kind: .variable, summary: "the variable", isOptional: true),
            .init(name: "value", kind: .text(0...100_000), summary: "its value", isOptional: true),
        ],
        examples: [
            .init("set topic 'The history of the transistor'", "afterwards $topic stands for the text"),
            .init("set", "lists the variables that are set"),
        ],
        statuses: []
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
        guard !Variables.reserved.contains(name) else {
            throw Failure(code: "reservedName", "$\(name) is set by the shell itself.", status: .usage)
        }
        guard let value = invocation.text("value") else {
            guard let value = variables[name] else {
                throw Failure(
                    code: "undefinedVariable",
                    "$\(name) is not set.",
                    next: "`set \(name) VALUE` sets it.",
                    status: .usage
                )
            }
            return CommandReport([name: value]) { _ in value.printable }
        }
        variables[name] = value
        return CommandReport([name: value]) { _ in "" }
    }

    private static let unset = Command(
        name: "unset",
        group: .shell,
        summary: "forget a variable",
        arguments: [.init(name: "name", kind: .variable, summary: "the variable")],
        examples: [
            .init("unset topic", "$topic is an error afterwards"),
            .init("unset topic --json", "the same, told to a program"),
        ],
        statuses: [.failure]
    ) { invocation, context in
        let name = invocation.text("name") ?? ""
        guard context.variables[name] != nil else {
            throw Failure(code: "undefinedVariable", "$\(name) was not set.")
        }
        context.variables[name] = nil
        return CommandReport(["unset": name]) { _ in "" }
    }

    private static let echo = Command(
        name: "echo",
        group: .shell,
        summary: "print words",
        arguments: [
            .init(name: "text", kind: .text(0...100_000), summary: "what to print", isOptional: true, isRepeating: true)
        ],
        examples: [
            .init("echo 'first done'", "prints the text"),
            .init("echo \"exit code $?\"", "prints how the last command ended"),
        ],
        statuses: []
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
        statuses: [.failure, .budget, .degraded, .authentication, .upstream, .rejected, .interrupted]
    ) { invocation, context in
        let path = invocation.text("file") ?? ""
        guard context.frame.depth < Interpreter.mostNested else {
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
            depth: context.frame.depth + 1
        )
        let stops = context.variables.stopsOnError
        defer { context.variables.stopsOnError = stops }
        // With --json its commands say what they have to say to people, and the object tells how it ended.
        let output = context.isJSON ? Output(data: context.output.talk, talk: context.output.talk) : context.output
        let outcome = await context.interpreter.run(frame, output: output)
        if outcome.ends {
            if outcome.status == .interrupted { throw CancellationError() }
            context.ending.request()
        }
        return CommandReport(SourceReport(file: path, exitCode: outcome.status.rawValue), status: outcome.status) { _ in
            ""
        }
    }

    private struct SourceReport: Encodable, Sendable {
        var file: String
        var exitCode: Int32
    }

    private static let onError = Command(
        name: "on-error",
        group: .shell,
        summary: "say whether a failed command stops the lines after it",
        arguments: [.init(name: "action", kind: .choice(["stop", "continue"]), summary: "stop or continue")],
        examples: [
            .init("on-error continue", "goes on with the next line after a failure"),
            .init("on-error stop", "stops at the first failure, as at the start"),
        ],
        statuses: []
    ) { invocation, context in
        let action = invocation.text("action") ?? "stop"
        context.variables.stopsOnError = action == "stop"
        return CommandReport(["onError": action]) { _ in "" }
    }

    private struct SettingRow: Encodable, Sendable {
        var name: String
        var value: String
        var origin: String
        var summary: String
    }

    private static let config = Command(
        name: "config",
        group: .shell,
        summary: "show each setting, its value and where it came from",
        arguments: [.init(name: "filter", kind: .text(1...100), summary: "a part of the names", isOptional: true)],
        examples: [
            .init("config", "shows all settings"),
            .init("config budget", "shows those whose names contain budget"),
        ],
        statuses: [.failure]
    ) { invocation, context in
        let filter = invocation.text("filter") ?? ""
        let rows = context.shell.configuration.rows
            .filter { filter.isEmpty || $0.setting.name.contains(filter) }
            .map {
                SettingRow(
                    name: $0.setting.name,
                    value: $0.value,
                    origin: "\($0.origin)",
                    summary: $0.setting.summary
                )
            }
        guard !rows.isEmpty else {
            let names = Setting.all.map(\.name)
            let nearest = Spelling.nearest(to: filter, among: names, limit: 1).first
            throw Failure(
                code: "unknownSetting",
                "No setting has \(filter.debugDescription) in its name\(nearest.map { "; did you mean `\($0)`?" } ?? ".")",
                next: "`config` lists them all."
            )
        }
        return CommandReport(["settings": rows]) { style in
            Table(
                columns: [
                    .init(title: "setting"), .init(title: "value", isElastic: true), .init(title: "from"),
                    .init(title: "what it is", isElastic: true),
                ],
                rows: rows.map { [$0.name, $0.value.isEmpty ? "–" : $0.value, $0.origin, $0.summary] }
            ).text(style)
        }
    }

    private static let clear = Command(
        name: "clear",
        group: .shell,
        summary: "clear the screen",
        examples: [
            .init("clear", "clears the screen, where there is one"),
            .init("clear; status", "shows the status on a clear screen"),
        ],
        statuses: []
    ) { _, _ in
        // ECMA-48: cursor to the first cell, erase the display.
        CommandReport(["cleared": true]) { $0.isTerminal ? "\u{1b}[H\u{1b}[2J" : "" }
    }

    private static let exit = Command(
        name: "exit",
        aliases: ["quit", ":q"],
        group: .shell,
        summary: "leave the shell",
        arguments: [
            .init(name: "code", kind: .integer(0...255), summary: "exit code, 0 if not given", isOptional: true)
        ],
        examples: [
            .init("exit", "leaves with exit code 0"),
            .init("exit 1", "leaves with exit code 1, in scripts"),
        ],
        statuses: []
    ) { invocation, context in
        let code = invocation.integer("code") ?? 0
        context.ending.request()
        return CommandReport(["exitCode": code], status: ExitStatus(rawValue: Int32(code))) { _ in "" }
    }
}
