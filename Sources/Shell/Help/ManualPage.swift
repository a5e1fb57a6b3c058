/// The manual page of the program, made from the table of commands and of settings.
///
/// Source: the man macros, groff_man(7).
public struct ManualPage: Sendable {
    private let table: CommandTable
    private let version: String
    private let usage: String

    /// A page about all commands.
    ///
    /// - Parameters:
    ///   - version: The program's version.
    ///   - usage: How the program is called, with its options, as its `--help` says it.
    public init(version: String, usage: String) {
        table = .standard
        self.version = version
        self.usage = usage
    }

    /// The page as roff, in ASCII.
    public var roff: String {
        var lines = [
            ".TH CASTLINE 1 \"\" \"castline \(Self.escaped(version))\" \"User Commands\"",
            ".SH NAME",
            "castline \\- produce podcast episodes through OpenRouter, in a shell that keeps the line running",
            ".SH SYNOPSIS",
        ]
        lines += Self.verbatim(usage)
        for group in Command.Group.allCases {
            let commands = table.commands.filter { $0.group == group }
            if commands.isEmpty { continue }
            lines.append(".SH \(group.rawValue.uppercased()) COMMANDS")
            for command in commands { lines += entry(of: command) }
        }
        for topic in [HelpTopic.brief, .language, .keys, .security, .json] {
            lines.append(".SH \(topic.rawValue.uppercased())")
            lines += Self.verbatim(topic.text)
        }
        lines.append(".SH EXIT STATUS")
        lines += Self.verbatim(HelpTopic.exitCodes.text)
        lines.append(".SH ENVIRONMENT")
        lines += environment.flatMap { [".TP", ".B \(Self.escaped($0.name))", Self.escaped($0.meaning)] }
        lines.append(".SH FILES")
        lines += Self.files.flatMap { [".TP", ".I \(Self.escaped($0.name))", Self.escaped($0.meaning)] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func entry(of command: Command) -> [String] {
        var lines = [".TP", ".B \(Self.escaped(command.usage))", Self.escaped(command.summary)]
        if !command.aliases.isEmpty {
            lines += [".br", Self.escaped("Also: \(command.aliases.joined(separator: ", "))")]
        }
        if !command.details.isEmpty { lines += [".br", Self.escaped(command.details)] }
        lines.append(".RS")
        for argument in command.arguments {
            lines += [".TP", ".I \(Self.escaped(argument.name.uppercased()))", Self.escaped(argument.summary)]
        }
        for option in command.options {
            let value = option.kind.map { " \($0.placeholder)" } ?? ""
            lines += [".TP", ".B \(Self.escaped("--\(option.name)\(value)"))", Self.escaped(option.summary)]
        }
        lines.append(".RE")
        for example in command.examples {
            lines += [
                ".IP", ".nf", "\\fB\(Self.escaped(example.line))\\fR", Self.escaped("    \(example.explanation)"),
                ".fi",
            ]
        }
        return lines
    }

    private var environment: [(name: String, meaning: String)] {
        [
            ("OPENROUTER_API_KEY", "the API key"),
            ("CASTLINE_HOME", "the folder that holds every file below, instead of their usual places"),
            ("NO_COLOR", "any value: no colours"),
        ] + Setting.all.compactMap { setting in setting.environment.map { ($0, setting.summary) } }
    }

    private static let files = [
        (name: "./castline.yaml", meaning: "settings of this folder; config lists them"),
        (name: "~/.config/castline/config.yaml", meaning: "settings of this person"),
        (name: "~/.config/castline/key", meaning: "the API key, mode 0600"),
        (name: "~/.config/castline/rc.cast", meaning: "commands that run before the first prompt"),
        (name: "~/.local/state/castline/history.jsonl", meaning: "the lines that were typed"),
        (name: "~/.local/share/castline/castline.sqlite", meaning: "ledger, calls, catalogue"),
    ]

    private static func verbatim(_ text: String) -> [String] {
        [".nf"] + text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) } + [".fi"]
    }

    /// A line whose characters stand for themselves.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default:
                let number = String(scalar.value, radix: 16, uppercase: true)
                escaped += "\\[u\(String(repeating: "0", count: max(0, 4 - number.count)))\(number)]"
            }
        }
        return escaped.hasPrefix(".") ? "\\&\(escaped)" : escaped
    }
}
