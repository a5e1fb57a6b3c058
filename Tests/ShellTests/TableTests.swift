import Testing

@testable import Shell

@Suite struct `Table rendering` {
    private let table = Table(
        columns: [.init(title: "name", isElastic: true), .init(title: "price", alignment: .right)],
        rows: [["日本語のモデル", "$0.15"], ["e\u{301}tude 👩‍👩‍👧", "$12.00"], ["plain\u{1b}[31m\nname", "–"]]
    )

    @Test func `columns line up by what a terminal shows`() {
        #expect(
            table.text(.plain) == """
                name             price
                日本語のモデル   $0.15
                e\u{301}tude 👩‍👩‍👧        $12.00
                plain[31m name       –
                """
        )
    }

    @Test(arguments: [10, 16, 20, 24, 40])
    func `no line is wider than the screen`(width: Int) {
        let style = TextStyle(width: width, isColoured: false, isTerminal: true)
        for line in table.text(style).split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
    }

    @Test(
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("abc", 1, "…"), ("abc", 0, ""),
        ]
    )
    func `cuts by display width`(text: String, width: Int, expected: String) {
        #expect(DisplayWidth.truncated(text, to: width) == expected)
    }

    @Test func `wraps at blanks, and inside words that are too long`() {
        #expect(DisplayWidth.wrapped("the quick brown fox", to: 10) == ["the quick", "brown fox"])
        #expect(DisplayWidth.wrapped("日本語日本語", to: 4) == ["日本", "語日", "本語"])
    }

    @Test func `text that hangs goes on further in, and a stream keeps its words whole`() {
        #expect(DisplayWidth.hanging("  1 s  one two three", to: 15, indent: 7) == "  1 s  one two\n       three")
        #expect(DisplayWidth.hanging("one two", to: nil, indent: 5) == "one two")
        var wrap = WordWrap(width: 10)
        let pieces = ["one t", "wo three", "  four\n", "  five 漢字漢字 ", "abcdefghijklmno six"]
        let shown = pieces.map { wrap.take($0) }.joined() + wrap.finish()
        #expect(shown == "one two\nthree\nfour\n  five\n漢字漢字\nabcdefghijklmno six")
    }

    @Test func `colours only where they can be shown`() {
        #expect(TextStyle.plain.red("x") == "x")
        #expect(TextStyle(width: 80, isColoured: true, isTerminal: true).red("x") == "\u{1b}[31mx\u{1b}[0m")
    }
}
