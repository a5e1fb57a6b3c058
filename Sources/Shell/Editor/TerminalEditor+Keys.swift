import CEditLine
import CTerminal
import Glibc

/// Waiting for keys, and doing meanwhile what the mailbox asks for.
extension TerminalEditor {
    /// The next character for libedit; `nil` at the end of the input.
    func nextScalar() -> Unicode.Scalar? {
        while expanded.isEmpty {
            let event = nextEvent()
            unpaint()
            guard let event else { return nil }
            switch event {
            case .scalar(let scalar) where scalar.value >= 0x300 && LineLayout.width(of: scalar) == 0:
                // libedit would count a cell for it.
                expand(paste: [scalar])
            case .scalar(let scalar): expanded = [isInterrupt(scalar) ? "\u{03}" : scalar]
            case .key(let key): expanded = usesVi ? [key.code] : Array(key.rawValue.unicodeScalars)
            case .paste(let text): expand(paste: text)
            case .report, .background: continue
            }
        }
        return expanded.removeFirst()
    }

    /// Makes of a text the key that inserts it.
    private func expand(paste text: [Unicode.Scalar]) {
        pastes.append(text)
        expanded = usesVi ? [KeyDecoder.pasteCode] : Array("\u{1B}[200~".unicodeScalars)
    }

    /// Whether a key is the one that interrupts.
    func isInterrupt(_ key: Unicode.Scalar) -> Bool { key == interruptKey || key == "\u{03}" }

    /// Forgets what was typed: the terminal has thrown away the rest of it, as it does when it interrupts.
    ///
    /// The end of a paste that had begun is among it.
    func forgetKeys() {
        events = []
        expanded = []
        decoder = KeyDecoder()
    }

    /// Makes a key the next one again.
    func putBack(_ event: KeyDecoder.Event) { events.insert(event, at: 0) }

    /// The next key: waits for it, and does meanwhile what the mailbox asks for.
    func nextEvent() -> KeyDecoder.Event? {
        if let initial {
            self.initial = nil
            redraw { line = initial }
        }
        while events.isEmpty || reflow.isAwaited {
            unsafe fflush(stream)
            if interruptKey == nil || sendsInterrupts { takeInterruptKey() }
            if editor.isReadingUnwanted { return nil }
            var waits = [
                pollfd(fd: editor.configuration.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: editor.wakeIn, events: Int16(POLLIN), revents: 0),
            ]
            // A pasted text may come key by key: look at the line only when nothing waits.
            if unsafe poll(&waits, 2, 0) == 0 {
                if !reflow.isAwaited, !reflow.isPending {
                    memory.observe(line)
                    paint()
                    unsafe fflush(stream)
                }
                let limit = reflow.isAwaited ? Self.milliseconds(until: reflowLimit) : decoder.patience ?? -1
                if unsafe poll(&waits, 2, limit) == 0, !reflow.isSettling { events += decoder.giveUp() }
            }
            if waits[1].revents != 0 { answerWake() }
            if waits[0].revents != 0, !readKeys() { return nil }
            if reflow.isSettling {
                if !events.isEmpty || ContinuousClock.now >= reflowLimit { askForCursor() }
            } else if reflow.isAwaited {
                if ContinuousClock.now >= reflowLimit { fit(nil) }
            } else if !events.isEmpty, isOfUnknownSize {
                // The signal comes after the keys.
                askForCursor()
            }
        }
        if reflow.isPending { drawInNewSize() }
        return events.removeFirst()
    }

    /// Makes Ctrl-C a key like others, and Ctrl-S and Ctrl-Q, while Ctrl-Z and Ctrl-\ stay signals; line ends stay some,
    /// for who reads them behind the line.
    ///
    /// libedit's own setting for it (`EL_SETTY -d intr=`) is lost when the terminal's characters differ from what it
    /// expects, as on a fresh pseudo-terminal. It sets all modes itself when the line is done.
    func takeInterruptKey() {
        var modes = termios()
        guard unsafe tcgetattr(editor.configuration.input, &modes) == 0, modes.c_lflag & UInt32(ICANON) == 0 else {
            return
        }
        let key = modes.c_cc.0
        interruptKey = key == 0 ? "\u{03}" : Unicode.Scalar(key)
        modes.c_cc.0 = 0
        modes.c_iflag &= ~UInt32(IXON | INLCR)
        unsafe tcsetattr(editor.configuration.input, TCSADRAIN, &modes)
    }

    /// Whether Ctrl-C is a signal again: behind a key that is taken as it is, libedit sets the modes that it knows.
    private var sendsInterrupts: Bool {
        var modes = termios()
        return unsafe tcgetattr(editor.configuration.input, &modes) == 0 && modes.c_cc.0 != 0
    }

    /// Reads no further than the line may go: what is typed behind it may be for the program that it runs.
    func readKeys() -> Bool {
        var bytes = [UInt8](repeating: 0, count: decoder.leastToCome)
        let count = unsafe Glibc.read(editor.configuration.input, &bytes, bytes.count)
        if count > 0 {
            take(decoder.feed(bytes[..<count]))
            return true
        }
        return count < 0 && (errno == EINTR || errno == EAGAIN)
    }

    func take(_ keys: [KeyDecoder.Event]) {
        for event in keys {
            switch event {
            case .report(let report): fit(report)
            case .background(let isLight): takeBackground(isLight: isLight)
            case .scalar, .key, .paste: events.append(event)
            }
        }
    }

    func answerWake() {
        let signals = editor.takeWakeBytes()
        if signals.contains(SIGCONT) {
            // The flag of libedit still says raw: only by way of 0 are the modes set again.
            unsafe editline_set_int(el, EL_PREP_TERM, 0)
            unsafe editline_set_int(el, EL_PREP_TERM, 1)
            interruptKey = nil
            painted = nil
            reflow.begin()
            fitSize()
            put("\u{1B}[?2004h" + rowsAbove)
            unsafe editline_refresh(el)
        }
        // Ctrl-C is a key now. A signal of the terminal has ended what ran before, however late it comes.
        if signals.contains(SIGINT) {
            // The end of a paste may be lost; what was read may have been typed before the interrupt or after it, and stays.
            decoder = KeyDecoder()
            events.append(.scalar("\u{03}"))
        }
        if signals.contains(SIGWINCH) { settle() }
        showWaitingTexts()
    }

    func showWaitingTexts() {
        // Until it is known where the line stands, nothing can be drawn above it.
        guard !reflow.isAwaited else { return }
        let texts = editor.screen.takeAbove()
        if !texts.isEmpty {
            if reflow.isPending { drawInNewSize() }
            show(texts.joined(separator: "\n"))
        }
    }
}
