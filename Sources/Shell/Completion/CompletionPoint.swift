/// Where the cursor stands in a line, as far as it decides what may stand there.
struct CompletionPoint {
    /// What the word at the cursor is to a line.
    enum Place {
        /// The name of a command.
        case command
        /// A file, after `>` or among the words of a program.
        case file
        /// The name of a program of the system.
        case program
        /// A variable, begun with `$`.
        case variable
        /// A value of a command's option.
        case value(ValueKind, of: Command.Option)
        /// A value that is written on to an option, as in `--format=`; `head` is what stands before it.
        case attached(ValueKind, of: Command.Option, head: String)
        /// An argument, which comes after so many others, or an option that was not given yet.
        case words(Command, Command.Argument?, position: Int, given: Set<String>)
        /// Nobody knows: the command does not exist.
        case unknown
    }

    let place: Place
    /// What is typed of the word, without an opening quote.
    let typed: String
    /// Where it stands, in Unicode scalars.
    let range: Range<Int>

    /// Looks at the text before the cursor.
    init(_ line: String, _ cursor: Int, table: CommandTable, aliases: [String: Alias]) {
        let scalars = Array(line.unicodeScalars.prefix(max(0, cursor)))
        let source = SourceText(String(String.UnicodeScalarView(scalars)), name: "")
        var words: [Word] = []
        var isFile = false
        var isProgram = false
        for item in Lexer.items(of: source).items {
            switch item.token {
            case .word(let word): if word.keyword == "{" { words = [] } else { words.append(word) }
            case .redirect: (isFile, words) = (true, [])
            case .pipe: (isProgram, words) = (true, [])
            case .lineEnd, .semicolon, .and, .or, .ampersand: (isFile, isProgram, words) = (false, false, [])
            }
        }
        isProgram = isProgram || words.first?.startsProgram ?? false
        // The last word is the one at the cursor, unless a blank has ended it.
        var current: Word?
        if let last = words.last, last.range.upperBound == scalars.count { current = words.removeLast() }
        let start = current?.range.lowerBound ?? scalars.count
        let text = source.text(start..<scalars.count)
        if let dollar = text.lastIndex(of: "$"), !text.hasPrefix("'") {
            let name = text[dollar...].dropFirst().drop { $0 == "{" }
            if name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
                place = .variable
                typed = String(text[dollar...])
                range = (scalars.count - typed.unicodeScalars.count)..<scalars.count
                return
            }
        }
        // The sign that makes a program of a command is no part of its name.
        let sign = words.isEmpty && current?.startsProgram ?? false ? 1 : 0
        typed = String(text.dropFirst(sign).drop { $0 == "'" || $0 == "\"" })
        range = (start + sign)..<scalars.count
        if isProgram {
            place = words.isEmpty || words.map(\.keyword) == ["!"] ? .program : .file
        } else if isFile {
            place = .file
        } else {
            place = Self.place(after: words, typing: typed, table: table, aliases: aliases)
        }
    }

    private static func place(
        after words: [Word],
        typing text: String,
        table: CommandTable,
        aliases: [String: Alias]
    ) -> Place {
        guard let first = words.first else { return .command }
        guard let name = first.literal, let command = Self.command(named: name, table, aliases) else { return .unknown }
        if command.takesLine {
            let rest = words.dropFirst().drop { $0.keyword?.hasPrefix("-") ?? false }
            if !text.hasPrefix("-") || !rest.isEmpty {
                return place(after: Array(rest), typing: text, table: table, aliases: aliases)
            }
        }
        var positional = 0
        var last: Word?
        var pending: Command.Option?
        var given: Set<String> = []
        for word in words.dropFirst() {
            if pending != nil {
                pending = nil
            } else if let option = word.keyword, option.hasPrefix("-"), option != "-", Double(option) == nil {
                let parts = option.drop { $0 == "-" }.split(separator: "=", maxSplits: 1)
                let name = parts.first.map(String.init)
                let declared = command.allOptions.first {
                    option.hasPrefix("--") ? $0.name == name : $0.short == name && name != nil
                }
                if let declared, !declared.isRepeating { given.insert(declared.name) }
                if parts.count == 1, declared?.kind != nil { pending = declared }
            } else {
                positional += 1
                last = word
            }
        }
        if let pending, let kind = pending.kind { return .value(kind, of: pending) }
        if text.hasPrefix("--"), let equals = text.firstIndex(of: "=") {
            let name = text[text.index(text.startIndex, offsetBy: 2)..<equals]
            guard let option = command.allOptions.first(where: { $0.name == name }), let kind = option.kind else {
                return .unknown
            }
            return .attached(kind, of: option, head: String(text[...equals]))
        }
        var argument =
            positional < command.arguments.count
            ? command.arguments[positional] : command.arguments.last.flatMap { $0.isRepeating ? $0 : nil }
        if let kind = argument?.kind(after: last?.literal) { argument?.kind = kind }
        return .words(command, argument, position: positional, given: given)
    }

    /// The command of a name, also where the name is an alias.
    private static func command(named name: String, _ table: CommandTable, _ aliases: [String: Alias]) -> Command? {
        if let alias = aliases[name], !alias.isProgram, let first = alias.words.first?.literal, first != name {
            return table[first]
        }
        return table[name]
    }
}
