/// What `help` prints, from the table alone.
struct HelpText: Sendable {
    /// A command as `help --json` gives it.
    struct Entry: Encodable, Sendable {
        struct Part: Encodable, Sendable {
            var name: String
            var value: String?
            var summary: String
        }

        struct Example: Encodable, Sendable {
            var line: String
            var explanation: String
        }

        var name: String
        var aliases: [String]
        var group: String
        var summary: String
        var usage: String
        var arguments: [Part]
        var options: [Part]
        var examples: [Example]
        var exitCodes: [Int32]

        init(_ command: Command) {
            name = command.name
            aliases = command.aliases
            group = command.group.rawValue
            summary = command.summary
            usage = command.usage
            arguments = command.arguments.map { Part(name: $0.name, value: $0.kind.placeholder, summary: $0.summary) }
            options = command.allOptions.map { Part(name: $0.name, value: $0.kind?.placeholder, summary: $0.summary) }
            examples = command.examples.map { Example(line: $0.line, explanation: $0.explanation) }
            exitCodes = (HelpText.statuses(of: command)).map(\.rawValue)
        }
    }

    let table: CommandTable

    /// All commands by name, by what people do with them.
    func overview(_ style: TextStyle) -> String {
        let widest = Command.Group.allCases.map(\.rawValue.count).max() ?? 0
        let width = min(style.width ?? 80, 80) - widest - 2
        var lines: [String] = []
        for group in Command.Group.allCases {
            let names = table.commands.filter { $0.group == group }.map(\.name)
            guard !names.isEmpty else { continue }
            for (index, row) in DisplayWidth.wrapped(names.joined(separator: " "), to: width).enumerated() {
                let head = DisplayWidth.padded(index == 0 ? group.rawValue : "", to: widest)
                lines.append("\(style.bold(head))  \(row)")
            }
        }
        lines.append("")
        lines.append("help COMMAND    all about one, with examples; COMMAND --help says the same")
        for topic in HelpTopic.allCases {
            lines.append("help \(DisplayWidth.padded(topic.rawValue, to: 10)) \(topic.summary)")
        }
        lines.append("Tab completes, Ctrl-C cancels what runs, exit or Ctrl-D leaves.")
        return lines.joined(separator: "\n")
    }

    /// All commands, a line each.
    func list(_ style: TextStyle) -> String {
        let widest = table.commands.map(\.name.count).max() ?? 0
        let lines = Command.Group.allCases.flatMap { group in
            table.commands.filter { $0.group == group }.map { command in
                let line = "\(DisplayWidth.padded(command.name, to: widest))  \(command.summary)"
                return style.width.map { DisplayWidth.truncated(line, to: $0) } ?? line
            }
        }
        return lines.joined(separator: "\n")
    }

    /// One command: usage, arguments, options, examples, exit codes.
    func text(for command: Command, _ style: TextStyle) -> String {
        let width = min(style.width ?? 100, 100)
        let aliases = command.aliases.isEmpty ? "" : " (also \(command.aliases.joined(separator: ", ")))"
        var lines = [style.bold(command.usage)]
        lines += DisplayWidth.wrapped(command.summary + aliases, to: width - 2).map { "  \($0)" }
        if !command.details.isEmpty { lines += DisplayWidth.wrapped(command.details, to: width - 2).map { "  \($0)" } }
        let parts =
            command.arguments.map { (head: $0.name.uppercased(), summary: $0.summary) }
            // Who reads this knows how to ask for it.
            + command.allOptions.filter { $0.name != "help" && $0.topic == nil }.map {
                (head: "--\($0.name)\($0.kind.map { " \($0.placeholder)" } ?? "")", summary: $0.summary)
            }
        let column = min(parts.map(\.head.count).max() ?? 0, 34)
        lines += parts.map { part in
            let line = "  \(DisplayWidth.padded(part.head, to: column))  \(part.summary)"
            return style.width.map { DisplayWidth.truncated(line, to: $0) } ?? line
        }
        for topic in HelpTopic.allCases {
            let names = command.options.filter { $0.topic == topic }.map { "--\($0.name)" }
            guard !names.isEmpty else { continue }
            let row = "\(names.joined(separator: " ")): help \(topic.rawValue)"
            lines += DisplayWidth.wrapped(row, to: width - 2).map { "  \($0)" }
        }
        lines.append(style.bold("examples"))
        for example in command.examples {
            lines.append("  \(example.line)")
            lines.append(style.dim("      \(example.explanation)"))
        }
        let statuses = Self.statuses(of: command).compactMap { status in
            status.meaning.map { "\(status.rawValue) \($0)" }
        }
        let exits = DisplayWidth.wrapped("exit codes: \(statuses.joined(separator: " · "))", to: width)
        return (lines + exits).joined(separator: "\n")
    }

    static func statuses(of command: Command) -> [ExitStatus] {
        ([.success, .usage] + command.statuses).sorted { $0.rawValue < $1.rawValue }
    }
}
