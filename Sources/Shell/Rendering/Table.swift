/// Rows in columns that fit the width there is.
struct Table {
    enum Alignment { case left, right }

    struct Column {
        var title: String
        var alignment = Alignment.left
        /// Whether it gives up room first when the table is too wide.
        var isElastic = false
    }

    var columns: [Column]
    var rows: [[String]]

    private static let gap = 2
    private static let narrowest = 8

    /// The table as lines; columns that are elastic are cut with `…`, and last resort is cutting the whole line.
    func text(_ style: TextStyle) -> String {
        let cells = rows.map { row in row.map(Self.oneLine) }
        var widths = columns.indices.map { index in
            cells.map { DisplayWidth.of($0[index]) }.max().map { max($0, DisplayWidth.of(columns[index].title)) }
                ?? DisplayWidth.of(columns[index].title)
        }
        if let width = style.width {
            var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - width
            for index in columns.indices.reversed() where columns[index].isElastic && excess > 0 {
                let given = min(excess, max(0, widths[index] - Self.narrowest))
                widths[index] -= given
                excess -= given
            }
        }
        func line(_ row: [String], marked mark: (String) -> String = { $0 }) -> String {
            var parts: [String] = []
            for index in columns.indices {
                let cell = DisplayWidth.truncated(row[index], to: widths[index])
                let isLast = index == columns.count - 1
                let isRight = columns[index].alignment == .right
                parts.append(isLast && !isRight ? cell : DisplayWidth.padded(cell, to: widths[index], onLeft: isRight))
            }
            var text = parts.joined(separator: String(repeating: " ", count: Self.gap))
            while text.last == " " { text.removeLast() }
            return mark(style.width.map { DisplayWidth.truncated(text, to: $0) } ?? text)
        }
        return ([line(columns.map(\.title), marked: style.bold)] + cells.map { line($0) }).joined(separator: "\n")
    }

    /// A cell's text on one line and without control characters: data never draws on the terminal.
    private static func oneLine(_ text: String) -> String { text.printable.replacing("\n", with: " ") }
}

extension String {
    /// The text without control characters but line ends and tabs, so that data cannot steer a terminal.
    ///
    /// What turns the direction of all that follows goes too: a question would say another thing than it asks.
    public var printable: String {
        guard
            unicodeScalars.contains(where: { scalar in
                scalar.value < 0x20 && scalar != "\n" || (0x7f..<0xa0).contains(scalar.value)
                    || Self.turnsDirection(scalar.value)
            })
        else { return self }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.compactMap { scalar in
                    switch scalar.value {
                    case 0x0a: scalar
                    case 0x09: " "
                    case 0..<0x20, 0x7f..<0xa0: nil
                    case let value where Self.turnsDirection(value): nil
                    default: scalar
                    }
                }
            )
        )
    }

    /// Whether a scalar embeds or overrides a direction, or isolates one (Unicode Standard Annex #9, 2.1 to 2.4).
    private static func turnsDirection(_ value: UInt32) -> Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}
