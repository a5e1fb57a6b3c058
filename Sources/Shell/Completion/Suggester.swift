/// Finds what may follow a line that is being typed: from history first, then from what may stand there.
struct Suggester: Sendable {
    let history: History
    let completer: Completer
    /// The name of the open episode: what was run in it comes first.
    let openEpisode: @Sendable () -> String?

    /// What may follow the line; `nil` where nothing comes to mind.
    func hint(for line: String) -> Hint? {
        guard line.contains(where: { !$0.isWhitespace }), !line.hasPrefix(" ") else { return nil }
        if let found = history.suggestion(for: line, episode: openEpisode()) {
            return Hint(String(found.unicodeScalars.dropFirst(line.unicodeScalars.count)), isAcceptable: true)
        }
        let point = completer.point(line, line.unicodeScalars.count)
        if point.typed.isEmpty { return expectation(at: point.place).map { Hint($0, isAcceptable: false) } }
        guard point.typed.count > 1 else { return nil }
        let completions = completer.completions(line, line.unicodeScalars.count, readsFolders: false)
        guard let first = completions.candidates.first, first.text.hasPrefix(point.typed), first.text != point.typed
        else { return nil }
        return Hint(String(first.text.dropFirst(point.typed.count)), isAcceptable: true)
    }

    /// What is expected at a place where nothing is typed yet, as help writes it.
    private func expectation(at place: CompletionPoint.Place) -> String? {
        switch place {
        case .value(let kind, _): return kind.placeholder
        case .words(let command, let argument, let position, let given):
            // Of an argument that goes on and on nothing more is said.
            guard argument != nil, position < command.arguments.count else { return nil }
            var words = command.arguments[position...].map { argument in
                let name = argument.name.uppercased() + (argument.isRepeating ? "…" : "")
                return argument.isOptional ? "[\(name)]" : name
            }
            if command.options.contains(where: { !given.contains($0.name) }) { words.append("[options]") }
            return words.joined(separator: " ")
        case .command, .file, .program, .variable, .attached, .unknown: return nil
        }
    }
}
