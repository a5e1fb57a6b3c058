import CEditLine

/// Another size of the terminal.
extension TerminalEditor {
    /// Whether the terminal has a size that it was not asked in and nothing was drawn for.
    var isOfUnknownSize: Bool {
        let now = editor.screen.size
        return now != size && now != reflow.asked
    }

    /// Waits until the terminal has kept another size for a while.
    func settle() {
        reflow.settle()
        reflowLimit = .now + Reflow.calm
    }

    /// What `poll` waits, at most, to be past a moment.
    static func milliseconds(until moment: ContinuousClock.Instant) -> Int32 {
        Int32(max(0, ((moment - .now) / .milliseconds(1)).rounded(.up)))
    }

    /// Asks the terminal where its cursor stands, now that it has another size.
    func askForCursor() {
        reflow.ask(size: editor.screen.size)
        reflowLimit = .now + reflow.patience(editor.configuration.longestAnswer)
        put("\u{1B}[6n")
    }

    /// Draws prompt and line for the terminal's size, from where the terminal has put them.
    func fit(_ report: KeyDecoder.Report?) {
        let now = editor.screen.size
        guard reflow.isAwaited else { return reflow.hear() }
        switch reflow.answer(report, size: now) {
        case .wait: return
        case .ask: return settle()
        case .place: break
        }
        let line = line
        reflow.place(
            report,
            drawn: size.columns,
            columns: now.columns,
            before: prompt.visible + line.scalars[..<line.cursor]
        )
        // What has left the screen comes back when there is room again: until somebody types, all stays as it is.
        if !reflow.isHidden { drawInNewSize() }
        showWaitingTexts()
    }

    func drawInNewSize() {
        if let painted, !painted.fits {
            // It had the whole screen.
            self.painted = nil
            _ = reflow.takeRows()
            put("\u{1B}[H\(Frame.erasureBelow)")
        } else {
            painted = nil
            erase(rows: reflow.takeRows())
        }
        fitSize()
        put(rowsAbove)
        unsafe editline_refresh(el)
    }
}
