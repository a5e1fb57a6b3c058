import Testing

@testable import Production

@Suite struct `Research conflicts` {
    private func note(_ id: String, _ source: String, _ gist: String) -> Note {
        Note(id: id, source: source, quote: gist, gist: gist)
    }

    @Test func `two sources with another year of the same thing are named`() {
        let notes = [
            note("n1", "s1", "Bell Labs showed the first transistor to its managers in December 1947."),
            note("n2", "s2", "The first transistor was shown to managers of Bell Labs in 1948."),
            note("n3", "s2", "Transistor radios were sold in 1954."),
        ]
        let conflicts = Conflicts.find(in: notes, language: "en")
        #expect(conflicts == [.init(notes: ["n1", "n2"], difference: "n1 (s1) says 1947, n2 (s2) says 1948")])
    }

    @Test(
        arguments: [
            ("s1", "The first transistor was shown to managers of Bell Labs in 1948."),
            ("s2", "Managers of Bell Labs saw the first transistor in 1947."),
            ("s2", "The first transistor was shown to managers of Bell Labs."),
            ("s2", "A radio with four parts was sold in 1954."),
        ]
    )
    func `what does not contradict is not named`(source: String, gist: String) {
        let first = note("n1", "s1", "Bell Labs showed the first transistor to its managers in December 1947.")
        #expect(Conflicts.find(in: [first, note("n2", source, gist)], language: "en").isEmpty)
    }

    @Test(
        arguments: [
            ("The tube was hot.", 1), ("hot. It broke", 1), ("It broke soon, and nobody", 1), ("nobody minded", 2),
            ("a second line", 4), ("never said", nil), ("", nil),
        ]
    )
    func `a quote is found on its line`(quote: String, line: Int?) {
        let text = "The tube was hot. It broke soon, and\nnobody minded.\n\nHere is a second line, with more."
        #expect(Locator(text).line(of: quote) == line)
    }
}
