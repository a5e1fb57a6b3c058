import Testing

@testable import Shell

/// A line of 49 cells at the top of a screen of 60 columns, whose width changes.
@Suite struct `Line in another size` {
    private let before = Array("castline> ask 'hello world and all who live in it".unicodeScalars)

    private func place(
        _ reflow: inout Reflow,
        row: Int,
        column: Int,
        drawn: Int = 60,
        columns: Int
    ) -> (isHidden: Bool, rows: Int) {
        reflow.ask(size: (columns, 24))
        let report = KeyDecoder.Report(row: row, column: column)
        #expect(reflow.answer(report, size: (columns, 24)) == .place)
        reflow.place(report, drawn: drawn, columns: columns, before: before)
        let isHidden = reflow.isHidden
        return (isHidden, isHidden ? 0 : reflow.takeRows())
    }

    @Test(
        arguments: [
            // Broken anew, somewhere on the screen.
            (5, 19, 60, 30, false, 1), (7, 9, 60, 20, false, 2), (3, 49, 30, 60, false, 0),
            // Cut off: the cursor stays in its row.
            (5, 29, 60, 30, false, 0), (5, 19, 30, 60, false, 1), (5, 49, 60, 30, false, 0),
            // Broken anew at the top, where its first row has left the screen.
            (0, 19, 60, 30, true, 0), (1, 9, 60, 20, true, 0),
            // At the top of tmux, where the row of the cursor has left the screen too.
            (0, 0, 60, 30, false, 0), (0, 0, 60, 20, false, 0),
            // A terminal that holds the cursor back in a full row.
            (4, 48, 60, 49, false, 0),
        ]
    )
    func `the cursor tells where the line begins`(
        row: Int,
        column: Int,
        drawn: Int,
        columns: Int,
        isHidden: Bool,
        rows: Int
    ) {
        var reflow = Reflow()
        #expect(place(&reflow, row: row, column: column, drawn: drawn, columns: columns) == (isHidden, rows))
    }

    @Test func `rows that were drawn anew below hidden ones are found with them when those come back`() {
        var reflow = Reflow()
        #expect(place(&reflow, row: 0, column: 19, columns: 30).isHidden)
        // Somebody types: all is drawn from the top, and thirty cells stay in the scrollback, joined with it.
        #expect(reflow.takeRows() == 1)
        #expect(!reflow.isPending)
        #expect(place(&reflow, row: 1, column: 19, drawn: 30, columns: 60) == (false, 1))
        // Now nothing is joined any more.
        #expect(place(&reflow, row: 4, column: 19, drawn: 60, columns: 30) == (false, 1))
    }

    @Test func `hidden rows that are not joined any more are found as well`() {
        var reflow = Reflow()
        #expect(place(&reflow, row: 0, column: 19, columns: 30).isHidden)
        #expect(reflow.takeRows() == 1)
        #expect(place(&reflow, row: 3, column: 49, drawn: 30, columns: 60) == (false, 1))
        #expect(place(&reflow, row: 3, column: 49, drawn: 60, columns: 70) == (false, 0))
    }

    @Test func `what was printed above the line meanwhile is left alone`() {
        var reflow = Reflow()
        #expect(place(&reflow, row: 0, column: 19, columns: 30).isHidden)
        #expect(reflow.takeRows() == 1)
        reflow.forgetAbove()
        #expect(place(&reflow, row: 3, column: 49, drawn: 30, columns: 60) == (false, 0))
    }

    @Test func `where both ways leave the cursor in one column, the terminal is as it was seen before`() {
        for (isCut, rows) in [(false, 2), (true, 1)] {
            var reflow = Reflow()
            // 49 cells: in a row of 40 nine are over, in one of 20 as well.
            #expect(place(&reflow, row: 5, column: isCut ? 39 : 9, columns: 40).rows == (isCut ? 0 : 1))
            #expect(place(&reflow, row: 6, column: 9, drawn: 40, columns: 20).rows == rows)
        }
    }

    @Test func `without an answer the rows are taken to be broken anew`() {
        var reflow = Reflow()
        reflow.ask(size: (30, 24))
        #expect(reflow.isAwaited)
        #expect(reflow.answer(nil, size: (30, 24)) == .place)
        reflow.place(nil, drawn: 60, columns: 30, before: before)
        #expect(!reflow.isHidden)
        #expect(reflow.takeRows() == 1)
    }

    @Test func `an answer about another size than the present one is asked for again`() {
        var reflow = Reflow()
        reflow.ask(size: (30, 24))
        reflow.ask(size: (40, 24))
        let report = KeyDecoder.Report(row: 0, column: 0)
        #expect(reflow.answer(report, size: (50, 24)) == .wait)
        #expect(reflow.answer(report, size: (50, 24)) == .ask)
    }

    @Test func `while the size is in motion answers are of no use, and none is asked for`() {
        var reflow = Reflow()
        reflow.ask(size: (30, 24))
        reflow.settle()
        #expect(reflow.answer(KeyDecoder.Report(row: 0, column: 0), size: (30, 24)) == .wait)
        #expect(reflow.isAwaited && reflow.isSettling)
        reflow.ask(size: (40, 24))
        #expect(reflow.isAwaited && !reflow.isSettling)
        #expect(reflow.answer(KeyDecoder.Report(row: 0, column: 0), size: (40, 24)) == .place)
    }

    @Test func `a terminal that has not answered is not waited for as long again, until it answers`() {
        var reflow = Reflow()
        #expect(reflow.patience(.seconds(2)) == .seconds(2))
        reflow.ask(size: (60, 24))
        #expect(reflow.answer(nil, size: (60, 24)) == .place)
        reflow.begin()
        #expect(reflow.patience(.seconds(2)) == .milliseconds(100))
        #expect(reflow.patience(.milliseconds(50)) == .milliseconds(50))
        reflow.hear()
        #expect(reflow.patience(.seconds(2)) == .seconds(2))
    }
}
