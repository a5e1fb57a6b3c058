import CEditLine

extension TerminalEditor {
    /// Ctrl-R: looks through history while somebody types what to look for, and shows what was found below.
    ///
    /// Ctrl-R and Up go to the next older line, Ctrl-S and Down to the next newer one. Enter runs the line, Ctrl-C and
    /// Ctrl-G put back what stood there, and any other key keeps the line and does what it usually does; Esc keeps it and
    /// does nothing.
    func searchHistory() -> CommandResult {
        var search = HistorySearch(from: line, in: history.known)
        let usual = prompt
        isSearching = true
        func end(with line: LineText) -> CommandResult {
            isSearching = false
            below = nil
            redraw {
                prompt = usual
                self.line = line
            }
            return .normal
        }
        while true {
            redraw {
                let text = String.make(search.pattern).printable
                prompt = Prompt("\(search.hasFailed ? "nothing found" : "history") '\(text)': ", above: usual.above)
                line = search.shown
                below = preview(search)
            }
            guard let event = nextEvent() else { return end(with: search.shown) }
            switch event {
            case .scalar(let key) where isInterrupt(key) || key == "\u{07}": return end(with: search.draft)
            case .scalar("\u{12}"), .key(.up), .scalar("\u{10}"): if !search.move(by: 1) { beep() }
            case .scalar("\u{13}"), .key(.down), .scalar("\u{0E}"): if !search.move(by: -1) { beep() }
            case .key(.pageUp): _ = search.move(by: Self.mostPreviewRows)
            case .key(.pageDown): _ = search.move(by: -Self.mostPreviewRows)
            case .scalar("\u{08}"), .scalar("\u{7F}"): search.erase()
            case .scalar("\u{1B}"): return end(with: search.shown)
            case .scalar(let key) where key.value >= 0x20: search.type([key])
            case .paste(let text): search.type(text.filter { $0.value >= 0x20 })
            case .scalar, .key, .report, .background:
                putBack(event)
                return end(with: search.shown)
            }
        }
    }

    private static let mostPreviewRows = 8

    /// The lines found, and of each when it ran and how it ended.
    private func preview(_ search: HistorySearch) -> ((_ columns: Int, _ rows: Int) -> [String])? {
        let look = editor.configuration.look
        guard look.menu, search.found.count > 0 else { return nil }
        let first = max(0, search.chosen - Self.mostPreviewRows)
        let window = search.found[first...].prefix(Self.mostPreviewRows * 2)
        let candidates = window.map { entry in
            Candidate(text: entry.text.replacing("\n", with: " ⏎ "), description: history.facts(of: entry))
        }
        var menu = CompletionMenu(
            Completions(replacing: 0..<0, candidates: candidates),
            over: LineText()
        )
        menu.move(by: search.chosen - first + 1)
        let shown = menu
        let total = search.found.count
        return { columns, rows in
            let limit = min(Self.mostPreviewRows, rows / 2)
            return shown.rows(
                columns: columns,
                limit: limit,
                isColoured: look.isColoured,
                total: total,
                before: first
            )
        }
    }
}
