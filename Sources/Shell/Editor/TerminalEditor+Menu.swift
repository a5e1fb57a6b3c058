import CEditLine

extension TerminalEditor {
    /// Tab: completes the word, or as much of it as all candidates share, and opens a menu of them.
    func complete() -> CommandResult {
        let look = editor.configuration.look
        var completions = completions(for: line)
        guard !completions.candidates.isEmpty else { return .error }
        if completions.candidates.count == 1 {
            var menu = CompletionMenu(completions, over: line)
            menu.move(by: 1)
            line = menu.line(isTaken: true)
            return .refresh
        }
        if let common = completions.commonExtension(of: String.make(line.scalars[range(of: completions)])) {
            var longer = line
            longer.replace(range(of: completions), with: Array(common.unicodeScalars))
            line = longer
            completions = self.completions(for: longer)
            guard look.menu, completions.candidates.count > 1 else { return .refresh }
        }
        guard look.menu else {
            let size = size
            show(completions.listing(columns: size.columns, rows: size.rows))
            return .normal
        }
        return choose(from: completions)
    }

    private func completions(for line: LineText) -> Completions {
        editor.configuration.completer(line.text, line.cursor)
    }

    private func range(of completions: Completions) -> Range<Int> {
        completions.replacing.clamped(to: 0..<line.scalars.count)
    }

    /// The menu: Tab and the arrows choose, Enter takes, typing narrows it down, Esc puts back what was typed.
    private func choose(from completions: Completions) -> CommandResult {
        var menu = CompletionMenu(completions, over: line)
        func end(with line: LineText) -> CommandResult {
            below = nil
            redraw { self.line = line }
            return .normal
        }
        while true {
            let page = Self.menuRows(of: size.rows) - 1
            let shown = menu
            let isColoured = editor.configuration.look.isColoured
            redraw { line = shown.line() }
            below = { shown.rows(columns: $0, limit: Self.menuRows(of: $1), isColoured: isColoured) }
            guard let event = nextEvent() else { return end(with: menu.line()) }
            switch event {
            case .scalar("\t"), .key(.down), .scalar("\u{0E}"): menu.move(by: 1)
            case .key(.backTab), .key(.up), .scalar("\u{10}"): menu.move(by: -1)
            case .key(.pageDown): menu.move(by: page)
            case .key(.pageUp): menu.move(by: -page)
            case .scalar("\r") where menu.chosen != nil, .scalar("\n") where menu.chosen != nil,
                .key(.right) where menu.chosen != nil:
                return end(with: menu.line(isTaken: true))
            case .scalar(let key) where isInterrupt(key) || key == "\u{07}" || key == "\u{1B}":
                return end(with: menu.base)
            case .scalar(let key) where key.value > 0x20 && key.value != 0x7F:
                var longer = menu.line()
                longer.insert([key])
                let narrowed = self.completions(for: longer)
                guard narrowed.candidates.count > 1 else { return end(with: longer) }
                menu = CompletionMenu(narrowed, over: longer)
            case .scalar("\u{7F}") where menu.chosen == nil, .scalar("\u{08}") where menu.chosen == nil:
                var shorter = menu.base
                guard shorter.cursor > menu.replacing.lowerBound else {
                    putBack(event)
                    return end(with: shorter)
                }
                shorter.replace((shorter.cursor - 1)..<shorter.cursor, with: [])
                let widened = self.completions(for: shorter)
                guard widened.candidates.count > 1 else { return end(with: shorter) }
                menu = CompletionMenu(widened, over: shorter)
            case .scalar, .key, .paste, .report, .background:
                putBack(event)
                return end(with: menu.line())
            }
        }
    }

    /// How many rows of a screen a menu takes at most.
    private static func menuRows(of rows: Int) -> Int { min(12, max(1, rows / 2)) }
}
