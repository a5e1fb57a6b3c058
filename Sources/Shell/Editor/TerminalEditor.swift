import CEditLine
import CTerminal
import Glibc
import Synchronization

/// libedit over one terminal.
///
/// It lives on the editor's thread and nowhere else. libedit keeps the line and draws it; keys are decoded, waits are made and texts are printed here, in the function
/// it calls for its next character, where its drawing is always finished.
@safe
final class TerminalEditor {
    let editor: LineEditor
    let el: OpaquePointer
    let stream: UnsafeMutablePointer<FILE>
    private let inputStream: UnsafeMutablePointer<FILE>
    private let slot: Int32
    private let promptBuffer: UnsafeMutablePointer<wchar_t>
    private static let promptCapacity = 4096
    private static let mark: Unicode.Scalar = "\u{1}"

    var decoder = KeyDecoder()
    var events: [KeyDecoder.Event] = []
    var expanded: [Unicode.Scalar] = []
    /// What stands before the line; libedit draws it from the buffer.
    var prompt = Prompt("") {
        didSet { fillPromptBuffer() }
    }
    private var result = ReadResult.endOfInput
    /// The key that interrupts, as the terminal has it; `nil` until it was made an ordinary key for this line.
    var interruptKey: Unicode.Scalar?
    var pastes: [[Unicode.Scalar]] = []
    var memory = EditMemory()
    var walk: HistoryWalk?
    var lastArgument: (line: LineText, range: Range<Int>, steps: Int)?
    /// What is drawn over libedit's own drawing now.
    var painted: Overpaint?
    /// Lines that were put away until another one has run, the latest last.
    var pushed: [LineText] = []
    /// What the line begins with, until it does.
    var initial: LineText?
    /// Whether the keys are those of vi.
    var usesVi = false
    /// The rows that are to stand below the line, for a screen of so many columns and rows.
    var below: ((_ columns: Int, _ rows: Int) -> [String])?
    /// Whether marks that take no room were drawn, of which libedit knows nothing.
    var showsMarks = false
    /// Whether the line stands in a search, whose prompt tells what is looked for.
    var isSearching = false
    /// Whether the line has ended, and nothing follows it any more.
    var isDone = false
    /// Whether Ctrl-C was pressed after the line had ended, and before anybody could run it.
    var isInterruptedAhead = false
    /// What becomes of the drawing after the terminal got another size.
    var reflow = Reflow()
    /// When the terminal's size has stayed for long enough, or its answer is waited for no longer.
    var reflowLimit = ContinuousClock.now
    /// The terminal's size, as libedit draws for it.
    var size: (columns: Int, rows: Int)
    /// Whether the terminal is still to be asked for the colour of its background.
    lazy var asksForBackground = editor.configuration.asksForBackground
    /// What was found out about the line before; asked for again when the line is another.
    var highlighted: (line: [Unicode.Scalar], highlights: [Highlight])?
    var hinted: (line: [Unicode.Scalar], hint: Hint?)?

    var history: History { editor.configuration.history }

    /// Takes hold of the terminal.
    ///
    /// - Returns: `nil` when libedit cannot.
    init?(_ editor: LineEditor) {
        let configuration = editor.configuration
        let copy = dup(configuration.output)
        let inputCopy = dup(configuration.input)
        guard copy >= 0, inputCopy >= 0, let stream = unsafe fdopen(copy, "w"),
            let inputStream = unsafe fdopen(inputCopy, "r")
        else { return nil }
        // One write per drawing.
        unsafe setvbuf(stream, nil, Int32(_IOFBF), 65_536)
        slot = terminal_save(configuration.input)
        guard
            let el = unsafe editline_open(
                configuration.programName,
                inputStream,
                stream,
                configuration.input,
                configuration.output
            )
        else { return nil }
        self.editor = editor
        size = editor.screen.size
        unsafe self.el = el
        unsafe self.stream = stream
        unsafe self.inputStream = inputStream
        unsafe promptBuffer = .allocate(capacity: Self.promptCapacity)
        unsafe promptBuffer.initialize(repeating: 0, count: Self.promptCapacity)
        unsafe editline_set_data(el, Unmanaged.passUnretained(self).toOpaque())
        unsafe editline_set_prompt(
            el,
            { el in unsafe TerminalEditor.of(el)?.promptBuffer },
            wchar_t(bitPattern: Self.mark.value)
        )
        unsafe editline_set_getc(el) { el, character in
            guard let next = unsafe TerminalEditor.of(el)?.nextScalar() else { return 0 }
            unsafe character?.pointee = wchar_t(bitPattern: next.value)
            return 1
        }
        bindKeys()
    }

    /// Finds the editor a callback of libedit belongs to.
    static func of(_ el: OpaquePointer?) -> TerminalEditor? {
        guard let data = unsafe editline_data(el) else { return nil }
        return unsafe Unmanaged<TerminalEditor>.fromOpaque(data).takeUnretainedValue()
    }

    /// Gives the terminal back.
    func end() {
        unsafe el_end(el)
        unsafe fclose(stream)
        unsafe fclose(inputStream)
        terminal_forget(slot)
        unsafe promptBuffer.deallocate()
    }

    /// Reads one line.
    func read(_ prompt: Prompt) -> ReadResult {
        self.prompt = prompt
        result = .endOfInput
        walk = nil
        lastArgument = nil
        pastes = []
        interruptKey = nil
        painted = nil
        below = nil
        showsMarks = false
        isSearching = false
        isDone = false
        let hasBeenInterruptedAhead = isInterruptedAhead
        isInterruptedAhead = false
        highlighted = nil
        hinted = nil
        reflow.begin()
        fitSize()
        memory.begin()
        initial = pushed.popLast()
        // A Ctrl-C among keys that came at once has taken those before it with it, and has left those behind it.
        if editor.takeInterrupted(), !hasBeenInterruptedAhead { forgetKeys() }
        take(decoder.feed(editor.takeTypedAhead()))
        editor.screen.beginEditing(wake: { [editor] in editor.wake() })
        terminal_set_editing(slot, true)
        // Before the prompt shows: a press right after it must find a key, not a signal that flushes what was typed.
        unsafe editline_set_int(el, EL_PREP_TERM, 1)
        takeInterruptKey()
        if editor.screen.takeUncertainty() || hasInput { put(freshRow) }
        put("\u{1B}[?2004h" + rowsAbove)
        askForBackground()
        var count: Int32 = 0
        _ = unsafe el_wgets(el, &count)
        put("\u{1B}[?2004l")
        unsafe fflush(stream)
        terminal_set_editing(slot, false)
        editor.screen.endEditing()
        if isInterruptedAhead { editor.configuration.interrupt() }
        return result
    }

    private func fillPromptBuffer() {
        let scalars = prompt.marked(with: Self.mark).prefix(Self.promptCapacity - 1)
        for (index, scalar) in scalars.enumerated() {
            unsafe promptBuffer[index] = wchar_t(bitPattern: scalar.value)
        }
        unsafe promptBuffer[scalars.count] = 0
    }

    /// Lets a Ctrl-C that came together with the line interrupt what the line runs, as it does when it comes later.
    ///
    /// As with the interrupt of a terminal, nothing stays of what was typed before it.
    private func takeInterruptTypedAhead() {
        while hasInput, readKeys() {}
        let last = events.lastIndex { if case .scalar(let key) = $0 { isInterrupt(key) } else { false } }
        guard let last else { return }
        events.removeSubrange(...last)
        isInterruptedAhead = true
    }

    /// Ends the reading with a result; the commands that call this return what ends libedit's loop.
    func finish(_ result: ReadResult, after suffix: String = "") {
        self.result = result
        if case .line(let text) = result {
            editor.noteLineEnd()
            if !editor.configuration.handsKeysOn(text) { takeInterruptTypedAhead() }
        }
        // Keys that came all at once were not looked at one by one.
        isDone = true
        paint()
        painted = nil
        let (cursor, end) = cells()
        let down = end.row - cursor.row
        put(
            (down > 0 ? "\u{1B}[\(down)B" : "") + "\r" + (end.column > 0 ? "\u{1B}[\(end.column)C" : "") + suffix
                + "\r\n" + (isInterruptedAhead ? "^C\r\n" : "") + "\u{1B}[J"
        )
    }

    // MARK: The line

    /// The line as libedit has it.
    var line: LineText {
        get {
            var line = LineText()
            guard let info = unsafe el_wline(el)?.pointee, let buffer = unsafe info.buffer else { return line }
            let count = unsafe info.lastchar - buffer
            line.scalars.reserveCapacity(count)
            for index in 0..<count {
                line.scalars.append(SkinTone.unhidden(unsafe buffer[index]))
            }
            line.cursor = unsafe info.cursor - buffer
            return line
        }
        set {
            // el_wreplacestr refuses an empty text and leaves the cursor where it was.
            let count = line.scalars.count
            unsafe el_cursor(el, Int32(count))
            if count > 0 { unsafe el_deletestr(el, Int32(count)) }
            if !newValue.scalars.isEmpty {
                let wide = newValue.scalars.map(SkinTone.hidden) + [0]
                unsafe el_winsertstr(el, wide)
            }
            unsafe el_cursor(el, Int32(newValue.cursor - newValue.scalars.count))
        }
    }

    // MARK: The screen

    /// Lets libedit know another size of the terminal.
    func fitSize() {
        let now = editor.screen.size
        guard now != size else { return }
        size = now
        unsafe el_resize(el)
    }

    /// Where the cursor and the end of the line are, counted from the first cell of the prompt.
    func cells() -> (cursor: LineLayout.Cell, end: LineLayout.Cell) {
        let line = line
        var layout = LineLayout(columns: size.columns)
        layout.place(prompt.visible)
        layout.place(line.scalars[..<line.cursor])
        var cursor = layout.end
        if line.cursor < line.scalars.count, LineLayout.width(of: line.scalars[line.cursor]) == 2,
            line.scalars[line.cursor].value >= 0x80, cursor.column + 2 > size.columns
        {
            cursor = LineLayout.Cell(row: cursor.row + 1)
        }
        layout.place(line.scalars[line.cursor...])
        var end = layout.end
        // What is taller than the screen scrolls: libedit knows no row below the last one.
        cursor.row = min(cursor.row, size.rows - 1)
        end.row = min(end.row, size.rows - 1)
        return (cursor, end)
    }

    /// Whether keys wait to be read.
    var hasInput: Bool {
        var waits = pollfd(fd: editor.configuration.input, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&waits, 1, 0) > 0
    }

    /// Goes to a row of its own unless the cursor stands at the start of one.
    ///
    /// What was typed while something ran was shown by the terminal itself, and what a program wrote may not end its line.
    /// A row full of blanks reaches the next one only from further in, as zsh and fish have it.
    private var freshRow: String { String(repeating: " ", count: size.columns) + "\r\u{1B}[K" }

    var rowsAbove: String {
        prompt.above.isEmpty ? "" : prompt.above.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    }

    /// Prints on rows of its own above prompt and line, and draws those again below.
    func show(_ text: String) {
        erase()
        reflow.forgetAbove()
        if !text.isEmpty {
            let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
            put(body.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") + "\r\n")
        }
        put(rowsAbove)
        unsafe editline_refresh(el)
    }

    /// Draws prompt and line anew after a change to either.
    func redraw(_ change: () -> Void) {
        erase()
        change()
        put(rowsAbove)
        unsafe editline_refresh(el)
    }

    /// Takes prompt and line from the screen; the cursor stands where they began.
    func erase() { erase(rows: cells().cursor.row) }

    /// Takes away the row of the cursor and so many above it, the rows above the prompt, and all that is below.
    func erase(rows: Int) {
        unpaint()
        let up = rows + prompt.above.split(separator: "\n").count
        put("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + Frame.erasureBelow)
    }

    /// Draws prompt and line below whatever was drawn by others.
    func redrawFresh() {
        painted = nil
        put(rowsAbove)
        unsafe editline_refresh(el)
    }

    /// Sends what was drawn.
    func flush() { unsafe fflush(stream) }

    /// Says that a key can do nothing here.
    func beep() { put("\u{07}") }

    /// Takes the key that interrupts again, after the modes of the terminal were set anew.
    func takeKeyboard() {
        interruptKey = nil
        takeInterruptKey()
    }

    /// Clears the screen and draws prompt and line at its top.
    func clearScreen() {
        painted = nil
        reflow.forgetAbove()
        put("\u{1B}[H\u{1B}[2J" + rowsAbove)
        unsafe editline_refresh(el)
    }

    func put(_ text: String) {
        guard !text.isEmpty else { return }
        unsafe fputs(text, stream)
    }
}
