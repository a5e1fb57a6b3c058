/// What earlier edits left behind: states to undo to, and killed text to yank.
struct EditMemory {
    private var undone: [LineText] = []
    private var current = LineText()
    private(set) var kills: [[Unicode.Scalar]] = []
    /// The line right after the last kill or yank: as long as it stands, the next one goes on from there.
    private var afterKill: LineText?
    private var afterYank: (line: LineText, range: Range<Int>, kill: Int)?
    private static let mostStates = 500
    private static let mostKills = 30

    /// Begins a new line; kills outlive it.
    mutating func begin() {
        undone = []
        current = LineText()
        afterKill = nil
        afterYank = nil
    }

    /// Looks at the line after a key, so that a change can be undone.
    ///
    /// Characters typed one after the other go together.
    mutating func observe(_ line: LineText) {
        if afterKill != line { afterKill = nil }
        if afterYank?.line != line { afterYank = nil }
        guard line.scalars != current.scalars else {
            current.cursor = line.cursor
            return
        }
        let isTyping =
            line.scalars.count == current.scalars.count + 1 && line.cursor == current.cursor + 1
            && !line.scalars[line.cursor - 1].properties.isWhitespace
        if !isTyping || !isTypingRun { undone.append(current) }
        isTypingRun = isTyping
        if undone.count > Self.mostStates { undone.removeFirst() }
        current = line
    }

    private var isTypingRun = false

    /// The state before the last change.
    mutating func undo() -> LineText? {
        guard let line = undone.popLast() else { return nil }
        current = line
        isTypingRun = false
        return line
    }

    /// The state before the first change.
    mutating func undoAll() -> LineText? {
        guard let first = undone.first else { return nil }
        undone = [first]
        return undo()
    }

    /// Removes a part of the line and keeps it; kills in a row add up to one.
    mutating func kill(_ range: Range<Int>, in line: inout LineText) {
        let text = Array(line.scalars[range])
        let isBefore = range.upperBound == line.cursor && range.lowerBound != line.cursor
        if afterKill == line, let last = kills.last {
            kills[kills.count - 1] = isBefore ? text + last : last + text
        } else {
            kills.append(text)
            if kills.count > Self.mostKills { kills.removeFirst() }
        }
        line.replace(range, with: [])
        afterKill = line
    }

    /// Puts the last kill at the cursor.
    mutating func yank(into line: inout LineText) -> Bool {
        guard let text = kills.last else { return false }
        let start = line.cursor
        line.insert(text)
        afterYank = (line, start..<line.cursor, kills.count - 1)
        return true
    }

    /// Puts the kill before it in place of what was just yanked.
    mutating func yankPop(into line: inout LineText) -> Bool {
        guard let last = afterYank, last.line == line, kills.count > 1 else { return false }
        let kill = (last.kill + kills.count - 1) % kills.count
        line.replace(last.range, with: kills[kill])
        afterYank = (line, last.range.lowerBound..<line.cursor, kill)
        return true
    }
}
