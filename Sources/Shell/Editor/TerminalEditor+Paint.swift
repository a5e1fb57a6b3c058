extension TerminalEditor {
    /// Draws colours, hint and menu over what libedit has drawn, while nobody types.
    func paint() {
        let look = editor.configuration.look
        guard painted == nil else { return }
        let size = size
        let line = line
        var paint = Overpaint(columns: size.columns, rows: size.rows, prompt: prompt.visible, line: line)
        paint.isDone = isDone
        paint.isLight = editor.screen.isLight
        paint.coversMarks = showsMarks
        guard look != .plain || below != nil || !paint.fits || paint.isUneven || showsMarks else { return }
        if paint.fits, look.isColoured, look.highlights, !isSearching {
            if highlighted?.line != line.scalars {
                highlighted = (line.scalars, editor.configuration.highlighter(line.text))
            }
            paint.highlights = highlighted?.highlights ?? []
        }
        if paint.fits, below == nil, let hint { paint.hint = hint.text }
        paint.below = Array((below?(size.columns, size.rows) ?? []).prefix(paint.roomBelow))
        let drawing = paint.drawing
        showsMarks = paint.hasMarks
        guard !drawing.isEmpty else { return }
        put(drawing)
        painted = paint
    }

    /// Leaves only what libedit has drawn, before it draws again.
    func unpaint() {
        guard let paint = painted else { return }
        painted = nil
        put(paint.erasure)
    }

    /// What may follow the line, when the cursor is at its end.
    var hint: Hint? {
        let look = editor.configuration.look
        let line = line
        // Without colours a hint would look like text that was typed.
        guard look.hints, look.isColoured, !isSearching, !isDone, !line.scalars.isEmpty,
            line.cursor == line.scalars.count
        else {
            return nil
        }
        if let hinted, hinted.line == line.scalars { return hinted.hint }
        let hint = editor.configuration.suggester(line.text)
        hinted = (line.scalars, hint)
        return hint
    }

    /// Takes over the hint, or a part of it.
    ///
    /// - Parameter part: How much of a text goes into the line.
    /// - Returns: `false` where there is no hint to take.
    func acceptHint(_ part: (LineText) -> Int) -> Bool {
        guard let hint, hint.isAcceptable else { return false }
        var line = line
        var whole = line
        whole.scalars += Array(hint.text.unicodeScalars)
        line.insert(whole.scalars[line.cursor..<max(part(whole), line.cursor)])
        self.line = line
        return true
    }

    // MARK: The background

    /// Asks the terminal once what colour its background has, where keys have time to come after the answer.
    func askForBackground() {
        guard asksForBackground, !hasInput, events.isEmpty, initial == nil else { return }
        asksForBackground = false
        decoder.awaitsString = true
        put("\u{1B}]11;?\u{1B}\\")
    }

    func takeBackground(isLight: Bool) {
        guard isLight != editor.screen.isLight else { return }
        editor.screen.isLight = isLight
        guard isLight, !reflow.isAwaited, !reflow.isPending else { return }
        redraw { prompt = Prompt(TextStyle.onLight(prompt.text), above: prompt.above) }
    }
}
