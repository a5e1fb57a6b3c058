import Gateway

/// Every command there is.
///
/// Parsing, help, completion and suggestions read this and nothing else.
struct CommandTable: Sendable {
    let commands: [Command]
    private let byName: [String: Int]

    /// A table of these commands, whose names and aliases are all different.
    init(_ commands: [Command]) {
        self.commands = commands
        var byName: [String: Int] = [:]
        for (index, command) in commands.enumerated() {
            for name in [command.name] + command.aliases {
                precondition(byName.updateValue(index, forKey: name) == nil, "two commands are called \(name)")
            }
        }
        self.byName = byName
    }

    /// The command of a name or alias.
    subscript(name: String) -> Command? { byName[name].map { commands[$0] } }

    /// The command that a name with a question mark behind it asks about, as in `status?`.
    func command(askedAbout name: String) -> Command? { name.hasSuffix("?") ? self[String(name.dropLast())] : nil }

    /// The command of a name, or the error that names the nearest, also among `others`, which people have named.
    func command(named name: String, others: some Collection<String> = []) throws(UsageError) -> Command {
        if let command = self[name] { return command }
        // An alias that stands for itself is no command.
        let known = byName.keys.sorted() + others.filter { $0 != name }
        throw UsageError(
            code: .unknownCommand,
            message: "no command is called \(name.debugDescription.dropFirst().dropLast())",
            word: 0,
            suggestions: Spelling.nearest(to: name, among: known, limit: 3),
            next: "`help` lists the commands; nothing was run"
        )
    }
}
