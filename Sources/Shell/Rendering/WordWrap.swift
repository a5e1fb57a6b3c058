/// Breaks a text that comes in pieces at its blanks, so that no word is torn at the edge of the screen.
///
/// A word is handed on when it has ended. Blanks stay as they are, but for those a line is broken at.
struct WordWrap {
    private let width: Int
    private var column = 0
    private var blanks = ""
    private var word = ""

    /// Lines of at most so many columns.
    init(width: Int) {
        self.width = max(width, 1)
    }

    /// Takes the next piece.
    ///
    /// - Returns: What can be shown now.
    mutating func take(_ text: String) -> String {
        var shown = ""
        for character in text {
            switch character {
            case "\n":
                shown += takeWord() + "\n"
                (column, blanks) = (0, "")
            case " ":
                shown += takeWord()
                blanks.append(" ")
            default: word.append(character)
            }
        }
        return shown
    }

    /// What is left at the end.
    mutating func finish() -> String { takeWord() }

    private mutating func takeWord() -> String {
        guard !word.isEmpty else { return "" }
        let columns = DisplayWidth.of(word)
        defer { (blanks, word) = ("", "") }
        if column > 0, column + blanks.count + columns > width {
            column = columns > width ? columns % width : columns
            return "\n" + word
        }
        column += blanks.count + columns
        // A word that is wider than the screen is broken there.
        if column > width { column %= width }
        return blanks + word
    }
}
