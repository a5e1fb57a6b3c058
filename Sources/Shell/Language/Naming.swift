import OpenRouter

/// What the words of a command name, aliases replaced.
enum Named {
    case command(Invocation)
    /// The words of a program, its name first; none where it is not known yet.
    case program([String])
}

/// Finds what words name: used before anything runs, when variables have no values yet, and when it runs.
struct Naming {
    let table: CommandTable
    let aliases: [String: Alias]
    /// Whether what is not known yet passes for right.
    let isCheck: Bool
    /// What a word stands for; its place is that of the word it came from.
    let expand: (Word, Int) throws(UsageError) -> [Invocation.Word]

    /// The command or program that the words name.
    ///
    /// - Throws: ``UsageError`` for the first word that is wrong.
    func named(_ words: [Invocation.Word]) throws(UsageError) -> Named {
        var words = words
        var replaced: Set<String> = []
        // An alias may begin with its own name, which then is the command's.
        while let first = words.first, first.isBare, let alias = aliases[first.text],
            replaced.insert(first.text).inserted
        {
            var head: [Invocation.Word] = []
            for word in alias.words { head += try expand(word, first.index) }
            words = head + words.dropFirst()
            if alias.isProgram { return .program(words.map(\.text)) }
        }
        // Words are seen by other users, remembered by terminals, and sent to models.
        if let word = words.first(where: \.text.holdsKey) {
            throw UsageError(
                code: .keyInLine,
                message: "an API key stands in this line, and keys are never arguments",
                word: word.index,
                next: "`keys add` takes a key without showing it; `keys revoke` replaces one that others have seen"
            )
        }
        guard let first = words.first else {
            throw UsageError(code: .unknownCommand, message: "this names no command", word: 0)
        }
        if first.isBare, first.text.hasPrefix("!") {
            let name = String(first.text.dropFirst())
            let program = (name.isEmpty ? [] : [name]) + words.dropFirst().map(\.text)
            guard !program.isEmpty else {
                throw UsageError(
                    code: .missingArgument,
                    message: "! takes a program to run, as in !ls",
                    word: first.index
                )
            }
            return .program(program)
        }
        guard first.isKnown else { return .program([]) }
        // As fingers have it from other shells: `status?` is `status --help`.
        if words.count == 1, first.isBare, let asked = table.command(askedAbout: first.text) {
            var option = first
            option.text = "--help"
            return .command(try Invocation.parse(asked, [option], isCheck: isCheck))
        }
        let command: Command
        do throws(UsageError) {
            command = try table.command(named: first.text, others: aliases.keys)
        } catch {
            var error = error
            error.word = first.index
            throw error
        }
        return .command(try Invocation.parse(command, Array(words.dropFirst()), isCheck: isCheck))
    }
}
