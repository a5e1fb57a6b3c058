import CEditLine

/// What a command tells libedit to do next.
enum CommandResult: UInt8 {
    case normal = 0
    case newline = 1
    case end = 2
    case refresh = 4
    case error = 6
}

extension TerminalEditor {
    /// Enter: the line is done, or open and goes on in a new row.
    func accept() -> CommandResult {
        let text = line.text
        guard editor.configuration.isComplete(text) else { return insert("\n") }
        finish(.line(text))
        return .newline
    }

    /// Ctrl-C: the line is dropped, and one Up away.
    func interrupt() -> CommandResult {
        let draft = line.text
        history.keepDraft(draft)
        finish(.interrupted(draft: draft), after: "^C")
        return .end
    }

    /// Ctrl-D: the end on an empty line, otherwise the character at the cursor goes.
    func deleteOrEnd() -> CommandResult {
        var line = line
        if line.scalars.isEmpty {
            finish(.endOfInput)
            return .end
        }
        guard line.cursor < line.scalars.count else { return .error }
        let cursor = line.cursor
        line.replace(cursor..<(cursor + 1), with: [])
        self.line = line
        return .refresh
    }

    func insert(_ text: String) -> CommandResult {
        edit { $0.insert(Array(text.unicodeScalars)) }
    }

    /// The text of a bracketed paste, in one piece.
    func paste() -> CommandResult {
        guard !pastes.isEmpty else { return .normal }
        let text = pastes.removeFirst()
        return edit { $0.insert(text) }
    }

    /// Up and Down: rows of the line first, then lines of history that begin as the draft does.
    func moveInHistory(older: Bool) -> CommandResult {
        var line = line
        if walk?.shown.scalars != line.scalars {
            if line.moveRow(up: older) {
                self.line = line
                return .refresh
            }
            walk = HistoryWalk(from: line)
        } else if line.cursor < line.scalars.count, line.moveRow(up: older) {
            self.line = line
            return .refresh
        }
        guard var walk, walk.move(older: older, in: history) else { return .error }
        self.walk = walk
        self.line = walk.shown
        return .refresh
    }

    /// Tab.
    func complete() -> CommandResult {
        var line = line
        let completions = editor.configuration.completer(line.text, line.cursor)
        let range = completions.replacing.clamped(to: 0..<line.scalars.count)
        guard let first = completions.candidates.first else { return .error }
        if completions.candidates.count == 1 {
            let isSpaced = range.upperBound < line.scalars.count && line.scalars[range.upperBound] == " "
            line.replace(range, with: Array((first.text + (first.isComplete && !isSpaced ? " " : "")).unicodeScalars))
            if first.isComplete, isSpaced { line.cursor += 1 }
            self.line = line
            return .refresh
        }
        if let common = completions.commonExtension(of: String.make(line.scalars[range])) {
            line.replace(range, with: Array(common.unicodeScalars))
            self.line = line
            return .refresh
        }
        let size = size
        show(completions.listing(columns: size.columns, rows: size.rows))
        return .normal
    }

    /// Alt-.: the last word of the line before; again, of the one before that.
    func insertLastArgument() -> CommandResult {
        var line = line
        var steps = 0
        var range = line.cursor..<line.cursor
        if let last = lastArgument, last.line == line {
            steps = last.steps + 1
            range = last.range
        }
        guard let found = history.firstLine(from: steps, where: { !$0.split(separator: " ").isEmpty }),
            let word = found.text.split(separator: " ").last
        else { return .error }
        line.replace(range, with: Array(word.unicodeScalars))
        self.line = line
        lastArgument = (line, range.lowerBound..<line.cursor, found.steps)
        return .refresh
    }

    func undo() -> CommandResult {
        guard let before = memory.undo() else { return .error }
        line = before
        return .refresh
    }

    func kill(_ part: (LineText) -> Range<Int>) -> CommandResult {
        var line = line
        let range = part(line)
        guard !range.isEmpty else { return .error }
        memory.kill(range, in: &line)
        self.line = line
        return .refresh
    }

    func yank(isPop: Bool) -> CommandResult {
        var line = line
        guard isPop ? memory.yankPop(into: &line) : memory.yank(into: &line) else { return .error }
        self.line = line
        return .refresh
    }

    private func edit(_ change: (inout LineText) -> Void) -> CommandResult {
        var line = line
        change(&line)
        self.line = line
        return .refresh
    }
}
