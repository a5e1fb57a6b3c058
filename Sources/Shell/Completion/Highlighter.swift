/// Says what the parts of a line are while it is typed, and which of them no command, option or value is called.
///
/// A word that may still become right while somebody types at its end is not called wrong.
struct Highlighter: Sendable {
    let table: CommandTable
    let variables: Variables
    /// Whether a model of this name is in the catalogue; `nil` while there is none.
    var isModel: @Sendable (String) -> Bool? = { _ in nil }

    /// Where in a command the next word stands.
    private enum Expectation {
        case command
        case loop
        case file
        case anything
        case words(Command, positional: Int, pending: ValueKind?, last: String? = nil)
    }

    /// The parts of a line, in order, without those that nothing is to be said of.
    func highlights(_ line: String) -> [Highlight] {
        let source = SourceText(line, name: "")
        let aliases = variables.aliases
        var found: [Highlight] = []
        var expected = Expectation.command
        var end = 0
        for item in Lexer.items(of: source).items {
            found += comments(source, end..<item.range.lowerBound)
            end = item.range.upperBound
            switch item.token {
            case .word(let word):
                let isOpen = word.range.upperBound == source.scalars.count
                let kind = take(word, isOpen: isOpen, &expected, aliases)
                found += parts(of: word, kind, source)
            case .redirect:
                found.append(Highlight(item.range, .sign))
                expected = .file
            case .pipe:
                found.append(Highlight(item.range, .sign))
                expected = .anything
            case .semicolon, .and, .or, .ampersand:
                found.append(Highlight(item.range, .sign))
                expected = .command
            case .lineEnd: expected = .command
            }
        }
        return found + comments(source, end..<source.scalars.count)
    }

    // MARK: Words

    /// What a word is, and what comes after it.
    private func take(
        _ word: Word,
        isOpen: Bool,
        _ expected: inout Expectation,
        _ aliases: [String: Alias]
    ) -> Highlight.Kind? {
        switch expected {
        case .anything, .file: return nil
        case .loop:
            if word.keyword == "{" { expected = .command }
            return word.keyword.map { ["in", "{"].contains($0) } ?? false ? .sign : nil
        case .command: return takeCommand(word, isOpen: isOpen, &expected, aliases)
        case .words(let command, let positional, let pending, let last):
            if word.keyword == "}" { return .sign }
            if let pending {
                expected = .words(command, positional: positional, pending: nil, last: last)
                return value(word, pending, isOpen: isOpen)
            }
            if let text = word.keyword, command.isOption(text) {
                return takeOption(text, command, positional, last: last, isOpen: isOpen, &expected)
            }
            if command.takesLine {
                expected = .command
                return takeCommand(word, isOpen: isOpen, &expected, aliases)
            }
            expected = .words(command, positional: positional + 1, pending: nil, last: word.literal)
            let argument =
                positional < command.arguments.count
                ? command.arguments[positional] : command.arguments.last.flatMap { $0.isRepeating ? $0 : nil }
            guard let argument else { return .mistake }
            if let text = word.literal, argument.words.contains(text) { return .option }
            return value(word, argument.kind(after: last), isOpen: isOpen)
        }
    }

    private func takeCommand(
        _ word: Word,
        isOpen: Bool,
        _ expected: inout Expectation,
        _ aliases: [String: Alias]
    ) -> Highlight.Kind? {
        switch word.keyword {
        case "for":
            expected = .loop
            return .sign
        case "{", "}": return .sign
        default: break
        }
        expected = .anything
        if word.startsProgram { return .command }
        guard let name = word.literal else { return nil }
        if let alias = aliases[name] {
            if let first = alias.words.first?.literal, !alias.isProgram, let command = table[first] {
                // Its own words come first, and only it knows how many there are.
                expected = alias.words.count == 1 ? .words(command, positional: 0, pending: nil) : .anything
            }
            return .command
        }
        if let command = table[name] {
            expected = .words(command, positional: 0, pending: nil)
            return .command
        }
        if table.command(askedAbout: name) != nil { return .command }
        let abbreviations = variables.abbreviations.keys
        if isOpen, abbreviations.contains(name) { return .command }
        let names = table.commands.flatMap { [$0.name] + $0.aliases } + aliases.keys + abbreviations
        return isOpen && names.contains { $0.hasPrefix(name) } ? nil : .mistake
    }

    private func takeOption(
        _ text: String,
        _ command: Command,
        _ positional: Int,
        last: String?,
        isOpen: Bool,
        _ expected: inout Expectation
    ) -> Highlight.Kind? {
        if text == "-h" { return .option }
        if text == "--" {
            expected = .anything
            return .sign
        }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard
            let option = command.allOptions.first(where: { option in
                "--\(option.name)" == parts[0] || option.short.map { "-\($0)" == parts[0] } ?? false
            })
        else {
            let mayBecome = isOpen && parts.count == 1 && command.allOptions.contains { "--\($0.name)".hasPrefix(text) }
            return mayBecome ? nil : .mistake
        }
        if parts.count == 1 {
            expected = .words(command, positional: positional, pending: option.kind, last: last)
        } else if !isOpen, option.kind?.problem(with: parts[1]) != nil {
            return .mistake
        }
        return .option
    }

    private func value(_ word: Word, _ kind: ValueKind, isOpen: Bool) -> Highlight.Kind? {
        guard !isOpen, let text = word.literal else { return nil }
        if case .model = kind, !text.contains("*"), isModel(text) == false { return .mistake }
        return kind.problem(with: text) == nil ? nil : .mistake
    }

    // MARK: Parts

    /// A word in its colour, variables and quotes in their own.
    private func parts(of word: Word, _ kind: Highlight.Kind?, _ source: SourceText) -> [Highlight] {
        if let kind { return [Highlight(word.range, kind)] }
        let isQuoted = source.scalars[word.range.lowerBound] == "'" || source.scalars[word.range.lowerBound] == "\""
        var found: [Highlight] = []
        var start = word.range.lowerBound
        for case .variable(_, let range) in word.pieces {
            if isQuoted, start < range.lowerBound { found.append(Highlight(start..<range.lowerBound, .quoted)) }
            found.append(Highlight(range, .variable))
            start = range.upperBound
        }
        if isQuoted, start < word.range.upperBound { found.append(Highlight(start..<word.range.upperBound, .quoted)) }
        return found
    }

    /// The comment that stands between words, if one does.
    private func comments(_ source: SourceText, _ gap: Range<Int>) -> [Highlight] {
        guard let start = source.scalars[gap].firstIndex(of: "#") else { return [] }
        return [Highlight(start..<gap.upperBound, .comment)]
    }
}
