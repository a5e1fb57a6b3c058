import Testing

@testable import Shell

@Suite struct `Text difference` {
    @Test(
        arguments: [
            ("One. Two. Three.", "One. Two. Three.", ["= One.", "= Two.", "= Three."]),
            ("One. Two. Three.", "One. 2. Three.", ["= One.", "- Two.", "+ 2.", "= Three."]),
            ("One.", "", ["- One."]), ("", "One!\nTwo?", ["+ One!", "+ Two?"]), ("", "", []),
            ("a\nb\nc", "c\na", ["- a", "- b", "= c", "+ a"]),
        ] as [(String, String, [String])]
    )
    func `is told sentence by sentence`(old: String, new: String, expected: [String]) {
        let marks: [TextDifference.Line.Change: String] = [.same: "=", .removed: "-", .added: "+"]
        let lines = TextDifference(from: old, to: new).lines.map { "\(marks[$0.change] ?? "") \($0.text)" }
        #expect(lines == expected)
    }

    @Test func `counts equal runs in place of printing them`() {
        #expect(TextDifference(from: "A. B. C.", to: "A. B. D.").text(.plain) == "  (2 the same)\n- C.\n+ D.")
    }
}
