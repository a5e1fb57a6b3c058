/// A name for the beginning of a command.
struct Alias: Hashable, Sendable {
    /// What it stands for, as it was written.
    let text: String
    let words: [Word]
    /// Whether the words name a program of the system.
    let isProgram: Bool

    /// A name for this text; `nil` unless the text is one command or one program without redirects and pipes.
    init?(_ text: String) {
        guard let tree = try? CommandParser.parse(SourceText(text, name: "alias")), tree.statements.count == 1,
            !tree.statements[0].isJob, tree.statements[0].links.count == 1
        else { return nil }
        let step = tree.statements[0].links[0].step
        guard step.programs.isEmpty, step.file == nil else { return nil }
        switch step.action {
        case .command(let words): (self.words, isProgram) = (words, false)
        case .program(let words): (self.words, isProgram) = (words, true)
        case .loop: return nil
        }
        self.text = text
    }
}

extension Alias {
    /// What an `alias` command defines: `alias NAME TEXT`, or `alias NAME=TEXT` as other shells have it.
    static func definition(in invocation: Invocation) -> (name: String, text: String)? {
        guard let name = invocation.text("name") else { return nil }
        if let text = invocation.text("text") { return (name, text) }
        let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }

    /// Whether a text can be an alias's name.
    static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "_-.:?".contains($0) }
    }
}
