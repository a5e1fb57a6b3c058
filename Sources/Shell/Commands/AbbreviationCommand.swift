import Gateway

/// The command for words that the editor writes out while they are typed.
enum AbbreviationCommand {
    static let abbr = Command(
        name: "abbr",
        group: .shell,
        summary: "have a word written out as you type it, or list such words",
        details: """
            A blank or Enter behind the word writes it out in the line, where it can be changed; Ctrl-_ takes that back, and \
            Ctrl-Q before the blank keeps it as it is. Lines of rc.cast in the configuration folder run before the prompt.
            """,
        arguments: [
            .init(name: "name", kind: .abbreviation, summary: "the word", isOptional: true),
            .init(name: "text", kind: .text(1...100_000), summary: "what is written out, in quotes", isOptional: true),
        ],
        options: [.init(name: "erase", kind: nil, summary: "forget the word")],
        examples: [
            .init("abbr cheap 'models --sort price --limit 5'", "cheap and a blank become the whole command"),
            .init("abbr st status; abbr st --erase", "forgets it again"),
            .init("abbr", "lists the words"),
        ],
        statuses: [.failure],
        output: .object(["abbreviations": .map(.text)])
    ) { invocation, context in
        let variables = context.variables
        let name = invocation.text("name")
        if let name, let text = invocation.text("text") {
            guard Alias.isName(name) else {
                throw Failure(
                    code: "invalidValue",
                    "\(name.printable.debugDescription) cannot be an abbreviation.",
                    next: "Letters, digits, and _ - . : ? make a name.",
                    status: .usage
                )
            }
            variables.setAbbreviation(name, text)
            return CommandReport(["abbreviations": [name: text]]) { _ in "" }
        }
        let shown = variables.abbreviations.filter { name == nil || $0.key == name }
        if let name, shown.isEmpty {
            let nearest = Spelling.nearest(to: name, among: variables.abbreviations.keys.sorted(), limit: 1).first
            let hint = nearest.map { "; did you mean `\($0)`?" } ?? "."
            throw Failure(
                code: "unknownAbbreviation",
                "No abbreviation is called \(name.printable.debugDescription)\(hint)",
                next: "`abbr` lists them."
            )
        }
        if invocation.has("erase") {
            guard let name else {
                throw Failure(
                    code: "missingArgument",
                    "`abbr --erase` needs to be told which.",
                    next: "`abbr` lists them.",
                    status: .usage
                )
            }
            variables.setAbbreviation(name, nil)
            return CommandReport(["abbreviations": shown]) { _ in "" }
        }
        return CommandReport(["abbreviations": shown]) { _ in
            guard !shown.isEmpty else { return "no abbreviations" }
            return shown.sorted { $0.key < $1.key }.map { "abbr \($0.key) \($0.value.quoted)" }.joined(separator: "\n")
        }
    }
}
