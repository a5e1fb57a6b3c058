import Glibc

/// Reads lines where no line can be edited: from pipes and files, and on terminals too plain for it.
struct PlainReader {
    private let editor: LineEditor
    private var buffer: [UInt8] = []
    private var searched = 0
    private var isAtEnd = false

    init(_ editor: LineEditor) {
        self.editor = editor
    }

    /// Reads a line, and more while the text is not complete.
    mutating func read(_ prompt: Prompt) -> ReadResult {
        let asks = isatty(editor.configuration.input) == 1
        if asks {
            if !prompt.above.isEmpty { writeAll(editor.configuration.output, prompt.above + "\n") }
            writeAll(editor.configuration.output, String.make(prompt.visible))
        }
        var text = ""
        while true {
            switch readRow() {
            case .line(let row):
                text += row
                if isAtEnd || editor.configuration.isComplete(text) {
                    editor.noteLineEnd()
                    return .line(text)
                }
                text += "\n"
                if asks { writeAll(editor.configuration.output, "> ") }
            case .interrupted:
                writeAll(editor.configuration.output, "\n")
                editor.configuration.history.keepDraft(text)
                return .interrupted(draft: text)
            case .endOfInput:
                return text.isEmpty ? .endOfInput : .line(text)
            }
        }
    }

    private mutating func readRow() -> ReadResult {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { take(end + 1) }
                return .line(String(decoding: buffer[..<end], as: UTF8.self))
            }
            searched = buffer.count
            if isAtEnd {
                defer { take(buffer.count) }
                return buffer.isEmpty ? .endOfInput : .line(String(decoding: buffer, as: UTF8.self))
            }
            var waits = [
                pollfd(fd: editor.configuration.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: editor.wakeIn, events: Int16(POLLIN), revents: 0),
            ]
            _ = unsafe poll(&waits, 2, -1)
            if waits[1].revents != 0 {
                let signals = editor.takeWakeBytes()
                if editor.isReadingUnwanted { return .endOfInput }
                if signals.contains(SIGINT) || signals.contains(LineEditor.typedInterrupt) {
                    take(buffer.count)
                    return .interrupted(draft: "")
                }
            }
            if waits[0].revents != 0 { fill() }
        }
    }

    private mutating func fill() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(editor.configuration.input, &bytes, bytes.count)
        if count > 0 {
            buffer += bytes[..<count]
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            isAtEnd = true
        }
    }

    private mutating func take(_ count: Int) {
        buffer.removeFirst(count)
        searched = 0
    }
}
