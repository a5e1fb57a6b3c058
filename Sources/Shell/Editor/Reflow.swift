/// Where prompt and line stand after the terminal got another size.
///
/// Most terminals break their rows anew, some cut them off, and both do it before anybody hears of the size. Rows may leave
/// the screen at its top meanwhile, in tmux even where rows below are free, and come back when there is room again. So the
/// terminal is asked where its cursor stands (CPR), and what it says is compared with where each way would have left it.
/// What is drawn while rows are broken anew is lost to both sides, so the size must first stay as it is for a while, or
/// somebody type: who types does not drag the window's edge.
///
/// Sources: ECMA-48 §8.3.14 (cursor position report); tmux 3.3, grid.c (`grid_reflow`), screen.c (`screen_reflow`), server-client.c (the program is told
/// of the first of many changes at once, and of later ones 250 ms after).
struct Reflow {
    /// What follows from an answer.
    enum Verdict {
        /// More answers come.
        case wait
        /// The terminal has changed again since it was asked.
        case ask
        /// It is known where the cursor stands, or will never be.
        case place
    }

    /// How long a size must stay before anything is drawn for it.
    static let calm = Duration.milliseconds(300)

    private static let longestAnswerOfMute = Duration.milliseconds(100)

    private var questions = 0
    /// Whether the terminal did not answer when it was asked last: nobody is kept waiting as long for it again.
    private var isMute = false
    /// Whether the size may change again at once, and the terminal is not asked yet.
    private(set) var isSettling = false
    /// The size the terminal had when it was asked last.
    private(set) var asked: (columns: Int, rows: Int) = (0, 0)
    /// How many rows above the cursor prompt and line begin, and how many of them have left the screen.
    private var found: (rows: Int, hidden: Int)?
    private var columns = 0
    /// Whether the terminal cuts its rows off, as far as it was seen.
    private var cutsRows = false
    /// The cells right above the prompt, off the screen, that were drawn once more below.
    private var lost = 0

    /// Whether nothing can be drawn: the size is in motion, or the terminal was asked and has not answered.
    var isAwaited: Bool { isSettling || questions > 0 }
    /// Whether it is known where the line stands, and nothing was drawn since.
    var isPending: Bool { found != nil }

    /// Begins anew where nothing is drawn, with the same terminal.
    mutating func begin() {
        let (cutsRows, isMute) = (cutsRows, isMute)
        self = Reflow()
        (self.cutsRows, self.isMute) = (cutsRows, isMute)
    }

    /// How long an answer is waited for, and at most so long.
    func patience(_ longest: Duration) -> Duration { isMute ? min(Self.longestAnswerOfMute, longest) : longest }

    /// Takes note that the size has changed.
    mutating func settle() { isSettling = true }

    /// Remembers that the terminal was asked when it had this size.
    mutating func ask(size: (columns: Int, rows: Int)) {
        isSettling = false
        questions += 1
        asked = size
    }

    /// Takes note of an answer that comes too late to be of use: the terminal is not mute.
    mutating func hear() { isMute = false }

    /// Takes an answer, or that there was none in time.
    mutating func answer(_ report: KeyDecoder.Report?, size: (columns: Int, rows: Int)) -> Verdict {
        questions = report == nil ? 0 : max(0, questions - 1)
        isMute = report == nil
        if isAwaited { return .wait }
        return report == nil || asked == size ? .place : .ask
    }

    /// Finds out where prompt and line stand.
    ///
    /// - Parameters:
    ///   - report: Where the cursor stands; without it the terminal is taken to have done as before, or to have broken its
    ///     rows anew.
    ///   - drawn: The columns that prompt and line were drawn for.
    ///   - columns: The columns there are now.
    ///   - before: The characters before the cursor, those of the prompt first.
    mutating func place(
        _ report: KeyDecoder.Report?,
        drawn: Int,
        columns: Int,
        before: [Unicode.Scalar]
    ) {
        self.columns = columns
        var alone = Self.cell(after: before, columns: columns)
        var cut = Self.cell(after: before, columns: drawn)
        cut.column = min(cut.column, columns - 1)
        guard let report else {
            lost = 0
            found = (cutsRows ? cut.row : alone.row, 0)
            return
        }
        let column = min(report.column, columns - 1)
        /// A full row ends at once for us, and with its next character for most terminals.
        func isThere(_ cell: inout LineLayout.Cell) -> Bool {
            if cell.column == 0, cell.row > 0, column == columns - 1 { cell = .init(row: cell.row - 1, column: column) }
            return cell.column == column
        }
        var joined = Self.cell(after: Array(repeating: " ", count: lost) + before, columns: columns)
        var cell: LineLayout.Cell
        if lost > 0, isThere(&joined) {
            cell = joined
        } else {
            let (isBroken, isCut) = (isThere(&alone), isThere(&cut))
            if isBroken != isCut { cutsRows = isCut }
            // tmux takes a cursor whose row has left the screen to its first cell, and does not bring it back.
            guard isBroken || isCut || (report.row, report.column) != (0, 0) else {
                lost = 0
                found = (0, 0)
                return
            }
            cell = isCut && cutsRows ? cut : alone
            // Rows of their own now, as far as they have come back.
            let rows = (lost + columns - 1) / columns
            cell.row += min(rows, max(0, report.row - cell.row))
        }
        lost = 0
        found = (cell.row, max(0, cell.row - report.row))
    }

    /// Whether some of it is off the screen now.
    var isHidden: Bool { (found?.hidden ?? 0) > 0 }

    /// Forgets what stands above the prompt: something else stands there now.
    mutating func forgetAbove() { lost = 0 }

    /// How many rows up to begin drawing; the terminal stops at its first one.
    mutating func takeRows() -> Int {
        lost = (found?.hidden ?? 0) * columns
        defer { found = nil }
        return found?.rows ?? 0
    }

    private static func cell(after scalars: [Unicode.Scalar], columns: Int) -> LineLayout.Cell {
        var layout = LineLayout(columns: columns)
        layout.place(scalars)
        return layout.end
    }
}
