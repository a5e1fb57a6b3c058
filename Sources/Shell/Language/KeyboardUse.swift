/// Whether a line runs something that may read the keys that were typed behind it, as a program of the system does.
struct KeyboardUse: Sendable {
    let table: CommandTable
    let aliases: [String: Alias]

    /// Whether any part of a line does; not one that runs beside what is typed next.
    func isHandedOn(by line: String) -> Bool {
        guard let tree = try? CommandParser.parse(SourceText(line, name: "")) else { return false }
        return tree.statements.contains(where: isHandedOn)
    }

    private func isHandedOn(by statement: Statement) -> Bool {
        !statement.isJob
            && statement.links.contains { link in
                guard link.step.programs.isEmpty else { return true }
                return switch link.step.action {
                case .program: true
                case .loop(let loop): loop.body.contains(where: isHandedOn)
                case .command(let words): isHandedOn(by: words)
                }
            }
    }

    private func isHandedOn(by words: [Word]) -> Bool {
        guard let name = words.first?.literal else { return true }
        if let alias = aliases[name] { return alias.isProgram || alias.words.first?.literal.map(runsEditor) ?? true }
        // A command may carry another one, as `time` does.
        return runsEditor(name) || words.contains(where: \.startsProgram)
    }

    private func runsEditor(_ name: String) -> Bool { table[name]?.runsEditor ?? false }
}
