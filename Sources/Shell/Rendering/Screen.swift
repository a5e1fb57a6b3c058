import Glibc
import Synchronization

/// The one who decides what a terminal shows, whoever writes to it.
///
/// While a line is edited, what is written appears above it, in whole lines; while a live view is shown, above that;
/// and otherwise where the cursor stands. So nothing is ever drawn into the middle of something else.
public final class Screen: Sendable {
    /// What is on the terminal beside what was written.
    private enum Mode {
        case plain
        /// A line is edited by somebody who takes texts with ``takeAbove()`` when woken.
        case editing(wake: @Sendable () -> Void)
        /// A live view stands above the cursor.
        case live(Frame)
    }

    private struct State {
        var mode = Mode.plain
        /// Whole lines for above the edited one, or for below the one that is being written.
        var above: [String] = []
        /// The beginning of a line, which waits for its end to go above.
        var rest = ""
        /// Whether what was written last has not ended its line.
        var isMidLine = false
        /// Whether a program of the system has written there, and nobody knows where it has left the cursor.
        var isUncertain = false
        /// Whether its background is light, as far as anybody knows.
        var isLight = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    /// The screen of a terminal.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Columns and rows, as they are now; 80 × 24 where the terminal does not say.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Whether its background is light, as far as anybody knows.
    var isLight: Bool {
        get { state.withLock(\.isLight) }
        set { state.withLock { $0.isLight = newValue } }
    }

    /// Whether what was written last has not ended its line.
    var isMidLine: Bool { state.withLock(\.isMidLine) }

    /// Notes that a program of the system has written to the terminal by itself.
    func noteOtherWriter() { state.withLock { $0.isUncertain = true } }

    /// Whether such a program has written since this was asked last.
    func takeUncertainty() -> Bool {
        state.withLock { state in
            defer { state.isUncertain = false }
            return state.isUncertain
        }
    }

    /// Writes what a command has to say, as it is.
    func write(_ text: String) {
        change { state in
            switch state.mode {
            case .plain:
                guard !state.above.isEmpty, let end = text.lastIndex(of: "\n") else {
                    put(text)
                    state.isMidLine = !text.hasSuffix("\n")
                    return nil
                }
                put(String(text[...end]))
                putAbove(&state)
                let rest = text[text.index(after: end)...]
                put(String(rest))
                state.isMidLine = !rest.isEmpty
                return nil
            case .editing(let wake):
                guard let lines = Self.wholeLines(text, &state.rest) else { return nil }
                state.above.append(lines)
                return wake
            case .live(let frame):
                // The echo of a key, such as ^C, stands on the row below the view.
                if text == "\n", state.rest.isEmpty {
                    put("\r\u{1B}[K")
                    return nil
                }
                guard let lines = Self.wholeLines(text, &state.rest) else { return nil }
                put(frame.erasure + lines + "\n" + frame.whole)
                return nil
            }
        }
    }

    /// Prints a text on rows of its own: never in the middle of a line, whose end it waits for.
    func printAbove(_ text: String) {
        let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
        change { state in
            switch state.mode {
            case .plain:
                if state.isMidLine { state.above.append(body) } else { put(body + "\n") }
                return nil
            case .editing(let wake):
                state.above.append(body)
                return wake
            case .live(let frame):
                put(frame.erasure + body + "\n" + frame.whole)
                return nil
            }
        }
    }

    /// Prints what waits for the end of a line that nobody will end any more.
    func flush() {
        state.withLock { state in
            if case .plain = state.mode, !state.above.isEmpty { endLine(&state) }
        }
    }

    private func endLine(_ state: inout State) {
        if state.isMidLine { put("\n") }
        state.isMidLine = false
        putAbove(&state)
    }

    private func putAbove(_ state: inout State) {
        for text in state.above { put(text + "\n") }
        state.above = []
    }

    /// Rings the bell; terminals make of it a sound, a flash or a mark on their window.
    func ring() { put("\u{07}") }

    private func change(_ body: (inout State) -> (@Sendable () -> Void)?) {
        state.withLock { body(&$0) }?()
    }

    /// The lines a text completes, without the last line end; `nil` where it completes none.
    private static func wholeLines(_ text: String, _ rest: inout String) -> String? {
        rest += text
        guard let end = rest.lastIndex(of: "\n") else { return nil }
        let lines = String(rest[..<end])
        rest = String(rest[rest.index(after: end)...])
        return lines
    }

    // MARK: A line that is edited

    /// Begins the editing of a line; until its end nothing is written but by who edits it.
    func beginEditing(wake: @escaping @Sendable () -> Void) {
        state.withLock { state in
            endLine(&state)
            state.mode = .editing(wake: wake)
        }
    }

    /// What waits to be printed above the edited line.
    func takeAbove() -> [String] {
        state.withLock { state in
            defer { state.above = [] }
            return state.above
        }
    }

    /// Ends the editing, with the cursor at the start of a row, and prints what has come too late for above.
    func endEditing() {
        state.withLock { state in
            putAbove(&state)
            put(state.rest)
            state.isMidLine = !state.rest.isEmpty
            state.rest = ""
            state.mode = .plain
        }
    }

    // MARK: A live view

    /// Shows rows in place of those that were shown before, and sends only what has changed.
    ///
    /// Rows that are wider than the screen are cut, and so is what has no room on it.
    func show(_ rows: [String]) {
        let size = size
        state.withLock { state in
            let frame = Frame(columns: size.columns, rows: rows.prefix(size.rows - 1))
            switch state.mode {
            case .editing: return
            case .live(let before): put(frame.change(from: before))
            case .plain:
                endLine(&state)
                put(frame.whole)
            }
            state.mode = .live(frame)
        }
    }

    /// Draws the live view anew where the cursor is, after others have written below it.
    func showAgain() {
        state.withLock { state in
            if case .live(let frame) = state.mode { put("\r\u{1B}[J" + frame.whole) }
        }
    }

    /// Leaves the last rows of the live view where they are, and goes on below.
    func endLive() {
        state.withLock { state in
            guard case .live = state.mode else { return }
            put(state.rest)
            state.isMidLine = !state.rest.isEmpty
            state.rest = ""
            state.mode = .plain
        }
    }

    private func put(_ text: String) { writeAll(descriptor, text) }
}
