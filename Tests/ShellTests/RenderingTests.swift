import Testing

@testable import Shell

@Suite struct `Rendering` {
    @Test(
        arguments: [
            ([], ""), ([0, 0], "▁▁"), ([1, 2, 4], "▃▅█"), ([0, 0.001, 100], "▁▂█"), ([5], "█"),
        ] as [([Double], String)]
    )
    func `numbers become bars`(values: [Double], expected: String) {
        #expect(Sparkline.of(values) == expected)
    }

    @Test func `amounts are summed up by their age, the latest last`() {
        let amounts = [(age: 0.0, amount: 1.0), (59, 2), (60, 4), (179, 8), (180, 16), (-1, 32)]
        #expect(Sparkline.sums(amounts, spans: 3, of: 60) == [8, 4, 3])
    }

    @Test(
        arguments: [
            ("short\n\nlines", "short\n\nlines"), ("exactly twenty chars", "exactly twenty chars"),
            ("this line is longer than that", "this line is longer\n  than that"),
            ("  moved in  and longer", "  moved in  and\n    longer"),
            ("http://example.org/without/blanks x", "http://example.org/without/blanks\n  x"),
            ("\u{1B}[31mfour\u{1B}[0m more words are it", "\u{1B}[31mfour\u{1B}[0m more words are\n  it"),
            ("漢漢 漢漢漢 漢漢漢 漢", "漢漢 漢漢漢 漢漢漢\n  漢"),
        ]
    )
    func `lines that are too long are broken at blanks, whatever their colours`(text: String, expected: String) {
        #expect(DisplayWidth.fitted(text, to: 20) == expected)
        #expect(DisplayWidth.fitted(text, to: nil) == text)
    }

    private static let text = """
        # Coral reefs #

        A paragraph with **strong** words,
        `code` and *emphasis* in a_b_c \\[n1\\].

        - first item that is longer than a row of this narrow terminal
        1. numbered
        > quoted

        ```
        code **as it is**
        ```
        """

    @Test func `Markdown reads well without colours`() {
        let style = TextStyle(width: 40, isColoured: false, isTerminal: true)
        #expect(
            MarkdownText(style).render(Self.text) == """
                Coral reefs

                A paragraph with **strong** words,
                `code` and *emphasis* in a_b_c [n1].

                • first item that is longer than a row
                  of this narrow terminal
                1. numbered
                │ quoted

                    code **as it is**
                """
        )
    }

    @Test func `Markdown marks become attributes where there are colours`() {
        let style = TextStyle(width: 80, isColoured: true, isTerminal: true)
        let shown = MarkdownText(style).render("**a** `b` *c* x_y_z 2 * 3 * 4")
        #expect(shown == "\u{1B}[1ma\u{1B}[0m \u{1B}[36mb\u{1B}[0m \u{1B}[3mc\u{1B}[0m x_y_z 2 * 3 * 4")
    }
}
