import CTerminal

/// Where prompt and line stand on the screen, by libedit's own rules.
///
/// Rows and columns count from 0, from the first cell of the prompt. A character that does not fit in its row goes to
/// the next one, a full row ends at once, a tab goes to the next multiple of eight, other control characters take two
/// cells, and a newline goes to column 0.
///
/// Source: libedit 3.1-20221030, refresh.c (`re_addc`, `re_putc`, `re_nextline`).
struct LineLayout {
    /// A cell of the screen.
    struct Cell: Equatable {
        var row = 0
        var column = 0
    }

    /// How many columns the terminal has.
    let columns: Int
    /// The cell the next character goes to.
    private(set) var end = Cell()

    /// Lays out nothing yet.
    init(columns: Int) {
        self.columns = max(columns, 1)
    }

    /// Places a run of characters after what is there.
    mutating func place(_ scalars: some Sequence<Unicode.Scalar>) {
        for scalar in scalars { place(scalar) }
    }

    /// Places one character.
    ///
    /// - Returns: The cell it begins in, after any move to the next row.
    @discardableResult
    mutating func place(_ scalar: Unicode.Scalar) -> Cell {
        switch scalar {
        case "\n":
            let cell = end
            end = Cell(row: end.row + 1)
            return cell
        case "\t":
            let cell = end
            repeat { advance(1) } while end.column % 8 != 0
            return cell
        case _ where scalar.value < 0x7F && scalar.value >= 0x20:
            return advance(1)
        default:
            let shown = Self.shown(scalar).unicodeScalars
            guard shown.count > 1 else { return advance(Self.width(of: scalar)) }
            let cells = shown.map { _ in advance(1) }
            return cells[0]
        }
    }

    /// The cell a character will begin in when it is placed next.
    func cell(before scalar: Unicode.Scalar) -> Cell {
        var next = self
        return next.place(scalar)
    }

    /// The cells a character takes on the row.
    static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7F: return 1
        case 0..<0x20, 0x7F: return 2
        default:
            if isLeftOut(scalar) { return 0 }
            let width = Int(terminal_width(Int32(bitPattern: scalar.value)))
            return width >= 0 ? width : shown(scalar).unicodeScalars.count
        }
    }

    /// Whether a character stands in the line and is not drawn: what joins others to one glyph, or changes theirs.
    ///
    /// Some terminals make one emoji of `👩`, a joiner and `🚀`, others two, and nobody can tell which; so they are
    /// drawn as the two that libedit takes them for. A colour of skin is left out for the same reason.
    ///
    /// Source: UTS #51, §1.4 (emoji sequences); The Unicode Standard, §23.2 (layout controls) and §23.4 (variation
    /// selectors).
    static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300: false
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default:
            scalar.properties.isEmojiModifier
                || scalar.properties.generalCategory == .format && terminal_width(Int32(bitPattern: scalar.value)) == 0
        }
    }

    /// How libedit shows a character: control characters as `^A`, those that have no glyph by their number.
    static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x20..<0x7F: return String(scalar)
        case 0..<0x20, 0x7F: return "^" + String(Unicode.Scalar(UInt8(scalar.value ^ 0x40)))
        case _ where isLeftOut(scalar): return ""
        default:
            guard terminal_width(Int32(bitPattern: scalar.value)) < 0 else { return String(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }

    /// The cells a text without control characters takes on one row.
    static func width(of text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    @discardableResult
    private mutating func advance(_ width: Int) -> Cell {
        if end.column + width > columns { end = Cell(row: end.row + 1) }
        let cell = end
        end.column += width
        if end.column >= columns { end = Cell(row: end.row + 1) }
        return cell
    }
}
