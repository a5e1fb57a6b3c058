import Gateway
import OpenRouter

/// A command with the values it was given, all of them checked.
struct Invocation: Sendable {
    /// A word after the command's name.
    struct Word: Hashable, Sendable {
        var text: String
        /// Whether it stands without quotes, so that a leading `-` makes an option of it.
        var isBare: Bool
        /// Whether the text is known before the line runs.
        var isKnown = true
        /// Its place in the line, the command's name being 0.
        var index: Int
    }

    let command: Command
    private(set) var wantsHelp = false
    private(set) var wantsJSON = false
    /// The words of the command that this one carries, where it carries one, as `time` does.
    private(set) var line: [Word] = []
    private var values: [String: [String]] = [:]

    /// Whether a switch was given.
    func has(_ option: String) -> Bool { !texts(option).isEmpty }

    /// The value of an option or argument; `nil` where it was left out.
    func text(_ name: String) -> String? { texts(name).last }

    /// All values of an option or argument, in order.
    func texts(_ name: String) -> [String] {
        let isDeclared =
            command.allOptions.contains { $0.name == name } || command.arguments.contains { $0.name == name }
        precondition(isDeclared, "\(command.name) declares no \(name)")
        return values[name] ?? []
    }

    func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
    func money(_ name: String) -> USD? { text(name).flatMap { ValueKind.money($0) } }

    /// Reads the words that follow a command's name.
    ///
    /// - Parameters:
    ///   - command: What they are given to.
    ///   - words: The words, with variables replaced as far as they are known.
    ///   - isCheck: Whether what is not known yet passes for right.
    /// - Returns: The command with its values.
    /// - Throws: ``UsageError`` for the first word that is wrong.
    static func parse(
        _ command: Command,
        _ words: [Word],
        isCheck: Bool = false
    ) throws(UsageError) -> Invocation {
        var invocation = Invocation(command: command)
        var positional: [Word] = []
        var optionsEnded = false
        // What `$@` stands for is open until the line runs.
        var isCountOpen = false
        var index = 0
        while index < words.count {
            let word = words[index]
            let isOption = !optionsEnded && word.isBare && word.isKnown && command.isOption(word.text)
            if command.takesLine, !isOption {
                invocation.line = Array(words[index...])
                break
            }
            index += 1
            guard word.isKnown else {
                positional.append(word)
                isCountOpen = true
                continue
            }
            if isOption, word.text == "--" {
                optionsEnded = true
            } else if isOption {
                let used = try invocation.readOption(word, following: words[index...])
                index += used
            } else {
                positional.append(word)
            }
        }
        if invocation.wantsHelp { return invocation }
        if command.takesLine, invocation.line.isEmpty {
            throw UsageError(
                code: .missingArgument,
                message: "\(command.name) needs a command",
                word: nil,
                next: "usage: \(command.usage)"
            )
        }
        try invocation.place(positional, isCountOpen: isCheck && isCountOpen)
        return invocation
    }

    /// Reads an option and its value.
    ///
    /// - Returns: How many of the words that follow belong to it.
    private mutating func readOption(_ word: Word, following: ArraySlice<Word>) throws(UsageError) -> Int {
        let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let typed = parts[0]
        let letter = typed.hasPrefix("--") ? "" : typed.dropFirst()
        let short = letter == "h" ? "help" : command.allOptions.first { $0.short == String(letter) }?.name
        let name = short ?? String(typed.drop { $0 == "-" })
        guard typed.hasPrefix("--") || short != nil, let option = command.allOptions.first(where: { $0.name == name })
        else { throw unknownOption(String(typed), name: name, at: word.index) }
        let attached = parts.count > 1 ? String(parts[1]) : nil
        guard let kind = option.kind else {
            guard attached == nil else {
                throw UsageError(code: .unexpectedValue, message: "--\(name) takes no value", word: word.index)
            }
            switch name {
            case "help": wantsHelp = true
            case "json": wantsJSON = true
            default: values[name] = ["yes"]
            }
            return 0
        }
        if values[name] != nil, !option.isRepeating {
            throw UsageError(code: .repeatedOption, message: "--\(name) was given before", word: word.index)
        }
        if let attached {
            values[name, default: []].append(attached)
            try check(attached, kind, called: "--\(name)", at: word.index)
            return 0
        }
        guard let value = following.first, !(value.isBare && value.isKnown && value.text.hasPrefix("--")) else {
            let message = "--\(name) takes a value: --\(name) \(kind.placeholder)"
            throw UsageError(code: .missingValue, message: message, word: word.index)
        }
        values[name, default: []].append(value.text)
        if value.isKnown { try check(value.text, kind, called: "--\(name)", at: value.index) }
        return 1
    }

    private func unknownOption(_ typed: String, name: String, at index: Int) -> UsageError {
        let known = command.allOptions.map(\.name)
        let suggestions = Spelling.nearest(to: name, among: known, limit: 2).map { "--\($0)" }
        return UsageError(
            code: .unknownOption,
            message: "\(command.name) has no option \(typed)",
            word: index,
            suggestions: suggestions,
            next: "`help \(command.name)` lists its options; quote a word that begins with a dash"
        )
    }

    private mutating func place(_ words: [Word], isCountOpen: Bool) throws(UsageError) {
        var words = words[...]
        var before: Word?
        for argument in command.arguments {
            let taken = argument.isRepeating ? words : words.prefix(1)
            if taken.isEmpty, !argument.isOptional, !isCountOpen {
                let name = argument.name.uppercased()
                let message = "\(command.name) needs \(Self.article(name)) \(name): \(argument.summary)"
                throw UsageError(code: .missingArgument, message: message, word: nil, next: "usage: \(command.usage)")
            }
            for word in taken where word.isKnown && !argument.words.contains(word.text) {
                let kind = argument.kind(after: before?.text)
                try check(word.text, kind, called: argument.name.uppercased(), at: word.index)
            }
            before = taken.last
            if !taken.isEmpty { values[argument.name] = taken.map(\.text) }
            words = words.dropFirst(taken.count)
        }
        guard let extra = words.first, !isCountOpen else { return }
        let last = command.arguments.last?.name.uppercased()
        throw UsageError(
            code: .tooManyArguments,
            message: last.map { "nothing more can follow \($0)" } ?? "\(command.name) takes no arguments",
            word: extra.index,
            next: last == nil ? nil : "put text with blanks in it into quotes; usage: \(command.usage)"
        )
    }

    private func check(_ text: String, _ kind: ValueKind, called name: String, at index: Int) throws(UsageError) {
        guard let problem = kind.problem(with: text) else { return }
        throw UsageError(
            code: .invalidValue,
            message: "\(name) \(problem.message)",
            word: index,
            suggestions: problem.suggestions
        )
    }

    private static func article(_ word: String) -> String {
        word.first.map { "AEIOU".contains($0) } ?? false ? "an" : "a"
    }
}
