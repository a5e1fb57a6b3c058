extension TerminalEditor {
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

    /// Alt-.: the last word of the line before; again, of the one before that.
    func insertLastArgument() -> CommandResult {
        var line = line
        var steps = 0
        var range = line.cursor..<line.cursor
        if let last = lastArgument, last.line == line {
            steps = last.steps + 1
            range = last.range
        }
        guard let found = HistoryReference.line(from: steps, in: history) else { return .error }
        line.replace(range, with: HistoryReference.lastWord(of: found.text))
        self.line = line
        lastArgument = (line, range.lowerBound..<line.cursor, found.steps)
        return .refresh
    }

    /// PageUp, Alt-<: the oldest line that Up leads to; PageDown, Alt->: back to the draft.
    func moveToEndOfHistory(oldest: Bool) -> CommandResult {
        let line = line
        var walk = walk?.shown.scalars == line.scalars ? walk : nil
        walk = walk ?? HistoryWalk(from: line)
        var hasMoved = false
        while walk?.move(older: oldest, in: history) ?? false { hasMoved = true }
        guard hasMoved, let walk else { return .error }
        self.walk = walk
        self.line = walk.shown
        return .refresh
    }

    /// Ctrl-O: runs a line of history; the line that followed it is the next draft.
    func acceptAndGetNext() -> CommandResult {
        let isRecalled = walk?.shown.scalars == line.scalars
        if isRecalled, editor.configuration.isComplete(line.text), let steps = walk?.stepsBack, steps > 0,
            let next = history.entry(steps - 1)
        {
            pushed.append(LineText(next.text))
        }
        return accept()
    }
}
