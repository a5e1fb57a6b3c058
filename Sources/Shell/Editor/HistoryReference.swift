/// Words that stand for what was run before, as fingers from other shells have them: `!!` for the last line, `!$` for its
/// last word.
///
/// They are written out in view, by a blank or Enter behind them, and may be changed or taken back like any edit. Files
/// of commands have no history: there `!` begins a program.
enum HistoryReference {
    /// What the word before the cursor is written out as; `nil` where it is no such word, or nothing was run.
    static func expansion(_ line: String, _ cursor: Int, in history: History) -> Expansion? {
        let source = SourceText(line, name: "")
        let last = Lexer.items(of: source).items.last { $0.range.lowerBound < cursor }
        guard let last, case .word = last.token, last.range.upperBound == cursor else { return nil }
        let word = source.text(last.range)
        guard ["!!", "!$"].contains(word), let found = Self.line(from: 0, in: history) else { return nil }
        let text = word == "!!" ? found.text : String.make(lastWord(of: found.text))
        return Expansion(replacing: last.range, text: text)
    }

    /// The nearest line that ran and has a word in it.
    ///
    /// - Returns: How many steps back it is, and its text.
    static func line(from steps: Int, in history: History) -> (steps: Int, text: String)? {
        history.firstLine(from: steps, includesDrafts: false) { !lastWord(of: $0).isEmpty }
    }

    /// The last word of a line as it was typed, with its quotes.
    static func lastWord(of line: String) -> ArraySlice<Unicode.Scalar> {
        let source = SourceText(line, name: "")
        let word = Lexer.items(of: source).items.last { item in
            if case .word = item.token { true } else { false }
        }
        return source.scalars[word?.range ?? 0..<0]
    }
}
