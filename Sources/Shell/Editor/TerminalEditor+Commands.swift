import CEditLine
import Foundation

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
        if let writtenOut { redraw { line = writtenOut } }
        let text = line.text
        guard editor.configuration.isComplete(text) else { return insert("\n") }
        finish(.line(text))
        return .newline
    }

    /// Alt-#: the line goes into history as a comment.
    func comment() -> CommandResult {
        var line = line
        line.cursor = 0
        line.insert(["#"])
        self.line = line
        return accept()
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
        if line.scalars.isEmpty {
            finish(.endOfInput)
            return .end
        }
        return delete(\.characterAfter)
    }

    /// Backspace, Delete: a character with its marks.
    func delete(_ part: (LineText) -> Range<Int>) -> CommandResult {
        let range = part(line)
        guard !range.isEmpty else { return .error }
        return edit { $0.delete(range) }
    }

    // MARK: Moving, and taking over the hint at the end

    /// Right, Ctrl-F: a character on; at the end the whole hint.
    func moveRight() -> CommandResult {
        move {
            $0.characterAfter.upperBound
        } orAccept: {
            $0.scalars.count
        }
    }

    /// Left, Ctrl-B: a character back.
    func moveLeft() -> CommandResult {
        move { $0.characterBefore.lowerBound }
    }

    /// Alt-F, Ctrl-Right: a word on; at the end a word of the hint.
    func moveWordRight() -> CommandResult {
        move {
            $0.wordAfter.upperBound
        } orAccept: {
            $0.blankWordAfter.upperBound
        }
    }

    /// Alt-B, Ctrl-Left: a word back, of the same words that Alt-F goes on by.
    func moveWordLeft() -> CommandResult {
        move { $0.wordBefore.lowerBound }
    }

    /// End, Ctrl-E: to the end of the row; at the end the whole hint.
    func moveToRowEnd() -> CommandResult {
        move {
            $0.rowEnd
        } orAccept: {
            $0.scalars.count
        }
    }

    /// Ctrl-], Alt-Ctrl-]: to the next place, or the last one before, of the character that is typed then.
    func moveToCharacter(forward: Bool) -> CommandResult {
        guard let event = nextEvent() else { return .normal }
        guard case .scalar(let wanted) = event, wanted.value >= 0x20 else {
            putBack(event)
            return .normal
        }
        var line = line
        let place =
            forward
            ? line.scalars[min(line.cursor + 1, line.scalars.count)...].firstIndex(of: wanted)
            : line.scalars[..<line.cursor].lastIndex(of: wanted)
        guard let place else { return .error }
        line.cursor = place
        self.line = line
        return .refresh
    }

    /// Home, Ctrl-A: to the start of the row.
    func moveToRowStart() -> CommandResult {
        move { $0.rowStart }
    }

    private func move(
        _ place: (LineText) -> Int,
        orAccept part: ((LineText) -> Int)? = nil
    ) -> CommandResult {
        var line = line
        if let part, line.cursor == line.scalars.count, acceptHint(part) { return .refresh }
        let target = min(place(line), line.scalars.count)
        guard target != line.cursor else { return .normal }
        line.cursor = target
        self.line = line
        return .refresh
    }

    // MARK: Elsewhere

    /// Alt-Q: puts the line away until another one has run.
    func pushLine() -> CommandResult {
        let line = line
        guard !line.scalars.isEmpty else { return .error }
        pushed.append(line)
        self.line = LineText()
        return .refresh
    }

    /// Ctrl-X Ctrl-E: lets a program edit the line.
    func editElsewhere() -> CommandResult {
        guard let program = editor.configuration.editorProgram() else { return .error }
        let before = line
        erase()
        put("\u{1B}[?2004l")
        flush()
        unsafe editline_set_int(el, EL_PREP_TERM, 0)
        let text = program.edit(before.text, terminal: editor.configuration.input)
        // What was pressed in there was meant for the program.
        editor.forgetSignals()
        unsafe editline_set_int(el, EL_PREP_TERM, 1)
        takeKeyboard()
        if let text { line = LineText(String.make(KeyDecoder.printable(text.unicodeScalars))) }
        put("\u{1B}[?2004h")
        redrawFresh()
        if text == nil { beep() }
        return .normal
    }

    /// A blank: the abbreviation before it is written out.
    func insertBlank() -> CommandResult {
        if let writtenOut { line = writtenOut }
        return insert(" ")
    }

    /// The line with the abbreviation before the cursor written out; `nil` where there is none.
    private var writtenOut: LineText? {
        var line = line
        guard let expansion = editor.configuration.expander(line.text, line.cursor) else { return nil }
        line.replace(expansion.replacing, with: Array(expansion.text.unicodeScalars))
        return line
    }

    func insert(_ text: String) -> CommandResult {
        edit { $0.insert(Array(text.unicodeScalars)) }
    }

    /// The text of a bracketed paste, in one piece, with letters and their marks composed.
    func paste() -> CommandResult {
        guard !pastes.isEmpty else { return .normal }
        let text = String.make(pastes.removeFirst()).precomposedStringWithCanonicalMapping
        return edit { $0.insert(Array(text.unicodeScalars)) }
    }

    /// Alt-U, Alt-L, Alt-C: the word in capitals, small letters, or with a capital first.
    func changeCase(_ change: (String, _ isFirst: Bool) -> String) -> CommandResult {
        edit { $0.changeCase(change) }
    }

    func undo() -> CommandResult {
        guard let before = memory.undo() else { return .error }
        line = before
        return .refresh
    }

    /// Alt-R: the line as it was before anything was changed.
    func undoAll() -> CommandResult {
        guard let before = memory.undoAll() else { return .error }
        line = before
        return .refresh
    }

    /// Alt-T: swaps the word at the cursor with the one before.
    func transposeWords() -> CommandResult {
        var line = line
        guard line.transposeWords() else { return .error }
        self.line = line
        return .refresh
    }

    /// Alt-\: the blanks around the cursor go.
    func deleteBlanks() -> CommandResult {
        edit { $0.replace($0.blanksAround, with: []) }
    }

    /// Ctrl-V, Ctrl-Q: the next key stands in the line as what it sends.
    ///
    /// libedit's own changes the modes of the terminal for it, and Ctrl-C and Ctrl-S would not be keys any more.
    func insertNextKey() -> CommandResult {
        switch nextEvent() {
        case .scalar(let scalar): return edit { $0.insert([scalar]) }
        case .key(let key): return insert(key.rawValue)
        case .paste(let text): return edit { $0.insert(text) }
        case .report, .background, nil: return .normal
        }
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
