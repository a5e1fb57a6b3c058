import CEditLine

extension TerminalEditor {
    /// Ctrl-R: looks through history while somebody types what to look for.
    ///
    /// Ctrl-R goes to the next older line, Enter runs the line, Ctrl-C and Ctrl-G put back what stood there, and any other
    /// key keeps the line and does what it usually does; Esc keeps it and does nothing.
    func searchHistory() -> CommandResult {
        var search = HistorySearch(from: line)
        let usual = prompt
        func end(with line: LineText) -> CommandResult {
            redraw {
                prompt = usual
                self.line = line
            }
            return .normal
        }
        while true {
            redraw {
                let text = String.make(search.pattern).printable
                prompt = Prompt("\(search.hasFailed ? "nothing more" : "history") '\(text)': ", above: usual.above)
                line = search.shown
            }
            guard let event = nextEvent() else { return end(with: search.shown) }
            switch event {
            case .scalar(let key) where isInterrupt(key) || key == "\u{07}":
                return end(with: search.draft)
            case .scalar("\u{12}"): search.goOlder(in: history)
            case .scalar("\u{08}"), .scalar("\u{7F}"): search.erase(in: history)
            case .scalar("\u{1B}"): return end(with: search.shown)
            case .scalar(let key) where key.value >= 0x20: search.type([key], in: history)
            case .paste(let text): search.type(text.filter { $0.value >= 0x20 }, in: history)
            case .scalar, .key:
                putBack(event)
                return end(with: search.shown)
            }
        }
    }
}
