import Foundation

extension Interpreter {
    /// Says what a command failed of, and how it ended.
    func finish(_ error: any Error, command: String? = nil, isJSON: Bool, _ output: Output) -> Outcome {
        if error is OutputClosedError { return Outcome(status: .success, ends: true, hasLostReader: true) }
        let failure = Failure(error)
        do {
            if isJSON {
                try output.data.print(JSONText.of(failure.object, command: command))
            } else if !isJob || failure.status != .interrupted {
                // How a cancelled job has ended is told when it has.
                try output.talk.print(failure.text(output.talk.style))
            }
        } catch {
            // Where not even the failure can be written, its status still tells.
        }
        return Outcome(status: failure.status, ends: failure.status == .interrupted)
    }

    /// Says what is wrong with a text.
    func report(_ error: ParseError, _ frame: Frame, _ output: Output) {
        report(error.message, code: error.code.rawValue, at: error.range, frame, isJSON: context.wantsJSON, output)
    }

    /// Says what is wrong with a command, with the nearest right words.
    func report(_ error: UsageError, at range: Range<Int>, _ frame: Frame, isJSON: Bool, _ output: Output) {
        var message = error.message
        if let first = error.suggestions.first {
            let others = error.suggestions.dropFirst().map { " or `\($0)`" }.joined()
            message += "; did you mean `\(first)`\(others)?"
        }
        let next = error.code == .unknownCommand ? hint(onProgram: frame.source.text(range)) ?? error.next : error.next
        report(message, code: error.code.rawValue, at: range, frame, next: next, isJSON: isJSON, output)
    }

    /// How to run what fingers from other shells have typed, where a program has that name.
    private func hint(onProgram name: String) -> String? {
        if let here = ForeignWord.meaning(of: name) { return here + "; nothing was run" }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        guard !name.contains("/"), (try? Pipeline.path(of: name, in: path)) != nil else { return nil }
        return "`!\(name)` runs the program of that name; nothing was run"
    }

    private func report(
        _ message: String,
        code: String,
        at range: Range<Int>,
        _ frame: Frame,
        next: String? = nil,
        isJSON: Bool,
        _ output: Output
    ) {
        let source = frame.source
        let place = source.name.isEmpty ? "" : "\(source.place(of: range.lowerBound)): "
        if isJSON {
            let failure = Failure(code: code, place + message, next: next, status: .usage)
            try? output.data.print(JSONText.of(failure.object, command: nil))
            return
        }
        let style = output.talk.style
        let head = style.bold(place + style.red("error: "))
        let sentence = head + Failure.readable(message).printable
        let excerpt = source.excerpt(of: range, width: (style.width ?? 108) - 8)
        try? output.talk.print("\(DisplayWidth.fitted(sentence, to: style.width))\n\(excerpt)")
        if let next { try? output.talk.print(DisplayWidth.hanging("next:  \(next)", to: style.width, indent: 7)) }
    }

    /// Says where a text stopped.
    func reportStop(_ statement: Statement, _ status: ExitStatus, _ frame: Frame, _ output: Output) {
        let place = frame.source.place(of: statement.range.lowerBound)
        let text = DisplayWidth.truncated(
            frame.source.text(statement.range).printable.replacing("\n", with: " "),
            to: 70
        )
        let meaning = status.meaning.map { ": \($0)" } ?? ""
        try? output.talk.print(
            output.talk.style.dim("\(place): stopped at `\(text)` (exit \(status.rawValue)\(meaning))")
        )
    }

    /// Tells a step before it runs, with what its words stand for.
    func trace(_ step: Step, _ programs: [[String]], _ path: String?, _ frame: Frame, _ output: Output) {
        var head: [String]
        switch step.action {
        // What its commands are is told when they run.
        case .loop: return
        case .command(let words): head = (try? expanded(words, frame)) ?? []
        case .program(let words):
            head = (try? expanded(words, frame)) ?? []
            if !head.isEmpty { head[0] = "!" + head[0] }
        }
        var text = ([head] + programs).map { $0.map(\.quoted).joined(separator: " ") }.joined(separator: " | ")
        if let path { text += " \(step.file?.appends ?? false ? ">>" : ">") \(path.quoted)" }
        try? output.talk.print(output.talk.style.dim("+ \(text.printable)"))
    }
}

extension String {
    /// The text as one word of the command language.
    var quoted: String {
        let special: Set<Character> = [" ", "\t", "'", "\"", "\\", "$", ";", "&", "|", ">", "#", "{", "}", "\n"]
        guard isEmpty || contains(where: special.contains) else { return self }
        return "'\(replacing("'", with: "'\\''"))'"
    }
}
