/// Colours, a hint and a menu, drawn over a line that libedit has drawn.
///
/// libedit keeps a model of the screen and sends only what changed. That model stays true as long as nothing but
/// attributes change in the cells of prompt and line, and all others are blank again before it draws. So the same
/// characters are written once more in colour, the rest goes into blank cells, and the cursor returns to where libedit
/// left it; ``erasure`` takes the rest away again.
///
/// Marks that take no room, which libedit leaves out of its drawing, appear this way too.
struct Overpaint {
    let columns: Int
    let rows: Int
    /// The visible characters of the prompt.
    let prompt: [Unicode.Scalar]
    let line: LineText
    var highlights: [Highlight] = []
    /// Whether they are for a light background.
    var isLight = false
    /// What follows the line, cut to its row.
    var hint = ""
    /// Rows below the line, as they are to be shown.
    var below: [String] = []
    /// Whether marks stand on the screen from the painting before, of which libedit knows nothing.
    var coversMarks = false
    /// Whether the line has ended, so that its end is what is left on the screen.
    var isDone = false
    /// The beginning and the cursor and the end of the line.
    private let start: LineLayout.Cell
    let cursor: LineLayout.Cell
    let end: LineLayout.Cell

    init(columns: Int, rows: Int, prompt: [Unicode.Scalar], line: LineText) {
        self.columns = columns
        self.rows = rows
        self.prompt = prompt
        self.line = line
        var layout = LineLayout(columns: columns)
        layout.place(prompt)
        start = layout.end
        layout.place(line.scalars[..<line.cursor])
        var cursor = layout.end
        if line.cursor < line.scalars.count { cursor = layout.cell(before: line.scalars[line.cursor]) }
        layout.place(line.scalars[line.cursor...])
        self.cursor = cursor
        end = layout.end
    }

    /// Whether prompt and line fit the screen; of taller ones a part is shown.
    var fits: Bool { end.row < rows }
    /// How many rows there are for a menu.
    var roomBelow: Int { max(0, rows - 1 - end.row) }

    /// Whether there are marks to be drawn.
    var hasMarks: Bool { line.scalars.contains { LineLayout.width(of: $0) == 0 && !LineLayout.isLeftOut($0) } }
    /// Whether there are characters of other than one cell: libedit loses count where it draws one half of a wide one.
    var isUneven: Bool { line.scalars.contains { $0.value >= 0x300 && LineLayout.width(of: $0) != 1 } }

    /// What to write, with the cursor where libedit left it, before and after.
    var drawing: String {
        guard fits else { return partDrawing }
        let hint = shownHint
        let isPlain = highlights.isEmpty && end.row == start.row && !coversMarks && !isUneven
        guard !(isPlain && hint.isEmpty && below.isEmpty) else { return "" }
        var text = "\u{1B}[?25l"
        if isPlain {
            text += Self.move(from: cursor, to: end)
        } else {
            text += "\r" + Self.move(from: LineLayout.Cell(row: cursor.row), to: start) + painted
        }
        if !hint.isEmpty { text += "\u{1B}[2m\(hint)\u{1B}[m" }
        for row in below { text += "\r\n\(row)" }
        let last = LineLayout.Cell(row: end.row + below.count, column: 0)
        return text + "\r" + Self.move(from: last, to: cursor) + "\u{1B}[?25h"
    }

    /// What takes hint and menu away again, and puts the cursor where libedit left it.
    var erasure: String {
        guard fits else { return Self.moveToPart(cursorOfEditor) }
        guard !(shownHint.isEmpty && below.isEmpty) else { return "" }
        return Self.move(from: cursor, to: end) + "\u{1B}[J" + Self.move(from: end, to: cursor)
    }

    /// The part of the hint that fits the row.
    private var shownHint: String {
        guard line.cursor == line.scalars.count, !hint.isEmpty else { return "" }
        let first = hint.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let text = first.count > 1 ? first[0] + "…" : first[0]
        return clip(String(text), to: columns - end.column - 1)
    }

    /// The line in its colours, from its first cell to its end.
    ///
    /// A full row goes on in the next one by itself, and so stays one line for a terminal that breaks its rows anew when
    /// it is resized.
    private var painted: String {
        var text = ""
        var layout = LineLayout(columns: columns)
        layout.place(prompt)
        // The row the terminal writes to; after a full row it stays there until the next character comes.
        var row = start.row
        var attributes = ""
        var kinds = highlights[...]
        // Where a mark is drawn that stands on nothing of the line, terminals do not agree.
        var hasBase = false
        for (index, scalar) in line.scalars.enumerated() {
            while let first = kinds.first, first.range.upperBound <= index { kinds.removeFirst() }
            let kind = kinds.first.flatMap { $0.range.contains(index) ? $0.kind : nil }
            let wanted = kind?.attributes(isLight: isLight) ?? ""
            if wanted != attributes {
                text += wanted.isEmpty ? "\u{1B}[m" : "\u{1B}[0;\(wanted)m"
                attributes = wanted
            }
            let before = layout.end
            switch scalar {
            case "\n":
                layout.place(scalar)
                text += Self.down(layout.end.row - row)
                row = layout.end.row
                hasBase = false
            case "\t":
                text += Self.down(before.row - row)
                row = layout.place(scalar).row
                // Only a full row goes on in the next one by itself.
                text +=
                    layout.end.row > row
                    ? String(repeating: " ", count: columns - before.column) : "\u{1B}[\(8 - before.column % 8)C"
                hasBase = false
            case _ where LineLayout.width(of: scalar) == 0: if hasBase { text += LineLayout.shown(scalar) }
            default:
                hasBase = true
                for glyph in LineLayout.shown(scalar).unicodeScalars {
                    let before = layout.end
                    let cell = layout.place(glyph)
                    // Not every terminal moves a wide character to the next row by itself.
                    if cell.row > before.row { text += Self.down(1) }
                    row = cell.row
                    text.unicodeScalars.append(glyph)
                }
            }
        }
        return text + (attributes.isEmpty ? "" : "\u{1B}[m") + Self.down(end.row - row)
    }

    private static func down(_ rows: Int) -> String { String(repeating: "\r\u{1B}[B", count: max(0, rows)) }

    private static func move(from: LineLayout.Cell, to: LineLayout.Cell) -> String {
        guard from != to else { return "" }
        var text = "\r"
        if to.row < from.row { text += "\u{1B}[\(from.row - to.row)A" }
        if to.row > from.row { text += "\u{1B}[\(to.row - from.row)B" }
        if to.column > 0 { text += "\u{1B}[\(to.column)C" }
        return text
    }
}
