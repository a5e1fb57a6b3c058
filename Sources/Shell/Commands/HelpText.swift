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

    /// All commands, by what people do with them.
    func overview(_ style: TextStyle) -> String {
        let widest = table.commands.map(\.name.count).max() ?? 0
        var lines: [String] = []
        for group in Command.Group.allCases {
            let commands = table.commands.filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            lines.append(style.bold(group.rawValue))
            lines += commands.map { command in
                let line = "  \(DisplayWidth.padded(command.name, to: widest))  \(command.summary)"
                return style.width.map { DisplayWidth.truncated(line, to: $0) } ?? line
            }
        }
        lines.append("")
        lines.append("help COMMAND says more, help language and help keys too; exit or Ctrl-D leaves.")
        return lines.joined(separator: "\n")
    }

    /// One command: usage, arguments, options, examples, exit codes.
    func text(for command: Command, _ style: TextStyle) -> String {
        let width = min(style.width ?? 100, 100)
        var lines = [
            "\(style.bold(command.usage))",
            "  \(command.summary)"
                + (command.aliases.isEmpty ? "" : " (also \(command.aliases.joined(separator: ", ")))"),
        ]
        if !command.details.isEmpty { lines += DisplayWidth.wrapped(command.details, to: width - 2).map { "  \($0)" } }
        let parts =
            command.arguments.map { (head: $0.name.uppercased(), summary: $0.summary) }
            + command.allOptions.map {
                (head: "--\($0.name)\($0.kind.map { " \($0.placeholder)" } ?? "")", summary: $0.summary)
            }
        let column = min(parts.map(\.head.count).max() ?? 0, 34)
        lines += parts.map { part in
            let line = "  \(DisplayWidth.padded(part.head, to: column))  \(part.summary)"
            return style.width.map { DisplayWidth.truncated(line, to: $0) } ?? line
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

    /// The keys of the line editor.
    static let keys = """
        Enter        run the line                    Tab          complete; again: list
        Ctrl-C       drop the line, or cancel what   Ctrl-D       leave, on an empty line
                     runs (never the shell)          Ctrl-L       clear the screen
        Up, Down     earlier lines that begin so     Ctrl-R       search earlier lines
        Ctrl-A, E    start, end of the line          Alt-B, F     a word left, right
        Ctrl-W       cut the word before             Ctrl-U, K    cut to the start, to the end
        Ctrl-Y       paste what was cut              Ctrl-Z, fg   suspend, go on
        A line goes on below while a quote, a brace or a backslash at its end is open.
        """

    /// The command language in short.
    static let language = """
        command word 'literal' "with $name" --option value    \\ at a line's end continues it, # begins a comment
        a ; b      one after the other; a failure stops the rest (on-error continue changes that)
        a && b     b after success           a || b     b after failure
        a > file   write the output there    a >> file  append it        a | program   hand it to a program
        !program   run a program             for x in 1 2 3 { status $x; ask "more on $x" }
        set name value, $name, ${name}       $? last exit code, $last what the last command handed on
        source file a b                      in the file: $1 $2 … $@ all, $# how many
        A file of commands is checked as a whole before its first line runs.
        Variables that are not set are errors; '$name' in single quotes is text. -- ends options.
        """
}
