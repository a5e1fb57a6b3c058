/// The rows of a live view, and how they come onto a screen: the cursor stands at the start of the row below them.
struct Frame {
    /// A character with its width and how it is shown.
    struct Cell: Equatable {
        var character: Character
        var attributes: String
    }

    /// Erases from the cursor, which stands at the start of a row, to the end of the screen, and leaves it there.
    ///
    /// Where that is the whole screen, tmux moves what it erases to its scrollback; so a row is left out first.
    static let erasureBelow = "\u{1B}7\u{1B}[K\u{1B}[B\u{1B}[J\u{1B}8"

    private let columns: Int
    private let rows: [[Cell]]

    /// Rows of text with SGR sequences, each cut to the width of the screen.
    init(columns: Int, rows: some Sequence<String>) {
        self.columns = columns
        self.rows = rows.map { Self.cells(of: $0, columns: columns) }
    }

    /// Draws all rows from the cursor down, where nothing stands.
    var whole: String { rows.map { Self.text($0[...]) + "\r\n" }.joined() }

    /// Takes the rows away; the cursor stands where they began.
    var erasure: String { rows.isEmpty ? "" : "\r\u{1B}[\(rowsOnScreen(columns))A\(Self.erasureBelow)" }

    /// Draws what differs from another frame, which is on the screen.
    func change(from before: Frame) -> String {
        guard before.columns == columns, before.rows.count == rows.count else {
            let up = before.rowsOnScreen(columns)
            return (up > 0 ? "\r\u{1B}[\(up)A\(Self.erasureBelow)" : "") + whole
        }
        var text = ""
        for (index, (old, new)) in zip(before.rows, rows).enumerated() where old != new {
            let same = zip(old, new).prefix { $0 == $1 }.count
            let column = new[..<same].reduce(0) { $0 + DisplayWidth.of($1.character) }
            // Where the ends are as wide as before, what follows the change stays.
            var end = new.count
            if Self.width(old) == Self.width(new) {
                let tail = zip(old[same...].reversed(), new[same...].reversed()).prefix { $0 == $1 }.count
                end -= tail
            }
            let up = rows.count - index
            text += "\u{1B}[\(up)A" + (column > 0 ? "\u{1B}[\(column)C" : "") + Self.text(new[same..<end])
            if Self.width(new) < Self.width(old) { text += "\u{1B}[K" }
            text += "\r\u{1B}[\(up)B"
        }
        return text
    }

    /// How many rows they take where the screen has another width now and has broken them anew.
    private func rowsOnScreen(_ columns: Int) -> Int {
        rows.reduce(0) { $0 + max(1, (Self.width($1) + columns - 1) / max(columns, 1)) }
    }

    private static func width(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + DisplayWidth.of($1.character) } }

    private static func text(_ cells: ArraySlice<Cell>) -> String {
        var text = ""
        var attributes = ""
        for cell in cells {
            if cell.attributes != attributes {
                text += "\u{1B}[m" + cell.attributes
                attributes = cell.attributes
            }
            text.append(cell.character)
        }
        return attributes.isEmpty ? text : text + "\u{1B}[m"
    }

    private static func cells(of row: String, columns: Int) -> [Cell] {
        var cells: [Cell] = []
        var attributes = ""
        var width = 0
        var rest = row[...]
        while let character = rest.first {
            if character == "\u{1B}", let end = rest.firstIndex(where: \.isLetter) {
                let sequence = String(rest[...end])
                attributes = ["\u{1B}[m", "\u{1B}[0m"].contains(sequence) ? "" : attributes + sequence
                rest = rest[rest.index(after: end)...]
                continue
            }
            rest.removeFirst()
            width += DisplayWidth.of(character)
            guard width <= columns else { break }
            cells.append(Cell(character: character, attributes: attributes))
        }
        return cells
    }
}
