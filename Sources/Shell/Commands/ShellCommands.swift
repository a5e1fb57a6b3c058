import Foundation
import Gateway

/// The commands of the shell itself.
enum ShellCommands {
    static let all: [Command] = [
        help, schema, config, clear, exit,
    ]

    private static let help = Command(
        name: "help",
        aliases: ["?"],
        group: .shell,
        summary: "say what commands there are, or all about one",
        arguments: [
            .init(
                name: "topic",
                kind: .command,
                summary: "a command, or \(HelpTopic.allCases.map(\.rawValue).joined(separator: ", "))",
                isOptional: true
            )
        ],
        isRead: true,
        examples: [
            .init("help", "lists the commands by what people do with them"),
            .init("help produce", "says all about produce, with examples"),
            .init("help language", "says how commands are put together"),
        ],
        statuses: [],
        output: .either([.object(["commands": .list(.help)]), .help, .object(["topic": .text, "text": .text])])
    ) { invocation, context in
        let help = HelpText(table: context.table)
        guard let name = invocation.text("topic") else {
            return CommandReport(["commands": context.table.commands.map { HelpText.Entry($0) }]) { help.overview($0) }
        }
        // `keys` is both: fingers ask for those of the keyboard, and `keys --help` is about the command.
        switch HelpTopic(rawValue: name) {
        case .commands:
            return CommandReport(["commands": context.table.commands.map { HelpText.Entry($0) }]) { help.list($0) }
        case let topic?:
            return CommandReport(["topic": topic.rawValue, "text": topic.text]) { _ in topic.text }
        case nil:
            if let command = context.table[name] {
                return CommandReport(HelpText.Entry(command)) { help.text(for: command, $0) }
            }
            let topics = context.table.commands.flatMap { [$0.name] + $0.aliases } + HelpTopic.allCases.map(\.rawValue)
            let nearest = Spelling.nearest(to: name, among: topics, limit: 1).first
            throw Failure(
                code: "unknownCommand",
                "There is no help on \(name.debugDescription)\(nearest.map { "; did you mean `help \($0)`?" } ?? ".")",
                next: "`help` lists the commands.",
                status: .usage
            )
        }
    }

    private static let schema = Command(
        name: "schema",
        group: .shell,
        summary: "print the JSON Schema of what a command prints with --json",
        arguments: [.init(name: "command", kind: .command, summary: "the command")],
        isRead: true,
        isVerbatim: true,
        examples: [
            .init("schema status > status.schema.json", "keeps the schema for a validator"),
            .init("schema ask --json", "the schema inside of an object, for a program"),
        ],
        statuses: [],
        output: .object(["schema": .any])
    ) { invocation, context in
        let command = try context.table.command(named: invocation.text("command") ?? "")
        let schema = JSONSchema(of: command)
        let text = try JSONText.pretty(schema)
        return CommandReport(["schema": schema]) { _ in text }
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
        arguments: [.init(name: "filter", kind: .setting, summary: "a part of the names", isOptional: true)],
        isRead: true,
        examples: [
            .init("config", "shows all settings"),
            .init("config budget", "shows those whose names contain budget"),
        ],
        statuses: [.failure],
        output: .object([
            "settings": .list(.object(["name": .text, "value": .text, "origin": .text, "summary": .text]))
        ])
    ) { invocation, context in
        let filter = invocation.text("filter") ?? ""
        let rows = context.shell.settings
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
        statuses: [],
        output: .object(["cleared": .flag])
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
        statuses: [],
        output: .object(["exitCode": .integer])
    ) { invocation, context in
        guard !context.isTyped || context.jobs.mayLeave() else {
            let count = context.jobs.running.count
            throw Failure(
                code: "jobsRunning",
                count == 1 ? "A job still runs." : "\(count) jobs still run.",
                next: "`jobs` lists them, `wait` waits for them; `exit` again cancels them and leaves."
            )
        }
        let code = invocation.integer("code") ?? 0
        context.ending.request()
        return CommandReport(["exitCode": code], status: ExitStatus(rawValue: Int32(code))) { _ in "" }
    }
}
