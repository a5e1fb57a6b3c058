extension Overpaint {
    /// Where libedit takes its cursor to be in a line that is taller than the screen: it knows no row below the last one.
    var cursorOfEditor: LineLayout.Cell { LineLayout.Cell(row: min(cursor.row, rows - 1), column: cursor.column) }

    /// The rows around the cursor, each in its place, where prompt and line are taller than the screen.
    ///
    /// libedit draws the last rows, whichever one the cursor is in. As those fill the whole screen, places on it are known.
    var partDrawing: String {
        let last = end.row - rows + 1
        let first = isDone ? last : min(max(0, cursor.row - rows / 2), last)
        var shown = Array(repeating: "", count: rows)
        var layout = LineLayout(columns: columns)
        for scalar in prompt + line.scalars {
            let cell = layout.place(scalar)
            guard shown.indices.contains(cell.row - first), scalar != "\n" else { continue }
            let isTab = scalar == "\t"
            let width = (layout.end.row > cell.row ? columns : layout.end.column) - cell.column
            shown[cell.row - first] += isTab ? String(repeating: " ", count: width) : LineLayout.shown(scalar)
        }
        var text = "\u{1B}[?25l\u{1B}[m"
        for (index, row) in shown.enumerated() {
            text += Self.moveToPart(LineLayout.Cell(row: index, column: 0)) + "\u{1B}[2K" + row
        }
        let place = isDone ? cursorOfEditor : LineLayout.Cell(row: cursor.row - first, column: cursor.column)
        return text + Self.moveToPart(place) + "\u{1B}[?25h"
    }

    /// To a cell of the screen.
    static func moveToPart(_ cell: LineLayout.Cell) -> String { "\u{1B}[\(cell.row + 1);\(cell.column + 1)H" }
}
