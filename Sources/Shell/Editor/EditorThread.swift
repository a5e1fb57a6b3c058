import CTerminal
import Glibc
import Synchronization

/// The thread that reads lines: waits for a request, reads, answers.
struct EditorThread {
    private let editor: LineEditor

    init(_ editor: LineEditor) {
        self.editor = editor
    }

    /// Serves requests until the editor is closed.
    func run() {
        let configuration = editor.configuration
        let isTerminal = isatty(configuration.input) == 1 && isatty(configuration.output) == 1
        var terminal: TerminalEditor?
        if isTerminal, !["", "dumb", "unknown", "emacs"].contains(configuration.terminal) {
            terminal = TerminalEditor(editor)
        }
        var plain = PlainReader(editor)
        listen(isEditor: terminal != nil, isTerminal: isTerminal)
        while let prompt = waitForRequest() {
            let result: ReadResult
            if let terminal { result = terminal.read(prompt) } else { result = plain.read(prompt) }
            answer(result)
        }
        terminal?.end()
        terminal_unlisten(editor.wakeOut)
        editor.mailbox.withLock { box in
            box.isFinished = true
            close(editor.wakeIn)
            close(editor.wakeOut)
        }
    }

    private func listen(isEditor: Bool, isTerminal: Bool) {
        let signals = isEditor ? [SIGINT, SIGWINCH, SIGCONT] : isTerminal ? [SIGINT] : []
        if !signals.isEmpty { _ = unsafe terminal_listen(editor.wakeOut, signals, Int32(signals.count)) }
    }

    private func waitForRequest() -> Prompt? {
        while true {
            // Also where a line is wanted already: what was pressed before must not interrupt that one.
            _ = editor.takeWakeBytes()
            let (prompt, isClosing) = editor.mailbox.withLock { ($0.request?.prompt, $0.isClosing) }
            if let prompt { return prompt }
            if isClosing { return nil }
            var wake = pollfd(fd: editor.wakeIn, events: Int16(POLLIN), revents: 0)
            _ = unsafe poll(&wake, 1, -1)
        }
    }

    private func answer(_ result: ReadResult) {
        let continuation = editor.mailbox.withLock { box in
            defer {
                box.request = nil
                box.isReading = false
                box.isCancelled = false
            }
            return box.request?.continuation
        }
        continuation?.resume(returning: result)
    }
}

extension LineEditor {
    /// A SIGINT that a key of the terminal has sent, and no process.
    static let typedInterrupt = SIGINT | Int32(TERMINAL_TYPED)

    /// Empties the pipe.
    ///
    /// - Returns: The signals that arrived; 0 stands for news in the mailbox.
    func takeWakeBytes() -> Set<Int32> {
        var bytes = [UInt8](repeating: 0, count: 256)
        var taken: Set<Int32> = []
        while true {
            let count = unsafe read(wakeIn, &bytes, bytes.count)
            guard count > 0 else { return taken }
            taken.formUnion(bytes[..<count].map(Int32.init))
        }
    }

    /// Forgets signals that were meant for a program in the foreground; news in the mailbox stay news.
    func forgetSignals() {
        let signals = takeWakeBytes()
        if signals.contains(0) { wake() }
    }

    /// Whether the line being read is no longer wanted.
    var isReadingUnwanted: Bool { mailbox.withLock { $0.isCancelled || $0.isClosing } }
}
