import Testing

@testable import Production

@Suite struct Critiques {
    private let sample = SampleEpisode()

    private func applied(_ turn: String, _ text: String, notes: [String] = []) -> Script? {
        let patch = Critique.Patch(turn: turn, fault: "dull", text: text, notes: notes)
        return Critique.apply(patch, to: sample.script, sample.brief, sample.research)
    }

    @Test func `a patch changes the words of one turn and nothing else`() throws {
        let better = try #require(
            applied("t4", "Nora: **Vacuum tubes**, in huts beside the line.", notes: ["[n1]", "n99"])
        )
        var expected = sample.script
        expected.segments[0].turns[3].text = "Vacuum tubes, in huts beside the line."
        #expect(better == expected)
    }

    @Test(
        arguments: [
            ("t99", "No such turn."), ("t4", " … "),
            ("t3", String(repeating: "A whole new script instead of a patch. ", count: 20)),
        ]
    )
    func `what is no patch changes nothing`(turn: String, text: String) { #expect(applied(turn, text) == nil) }

    @Test func `the disclosure cannot be patched away`() throws {
        var script = sample.script
        script.segments[0].turns[1].text = Disclosure.sentence(language: "en")
        let patch = Critique.Patch(turn: "t2", fault: "slow", text: "Let us begin.", notes: [])
        #expect(Critique.apply(patch, to: script, sample.brief, sample.research) == nil)
    }

    @Test func `a critic's answer is read, and half of one is no fault`() throws {
        let text =
            #"{"faults":[{"turn":"T4 ","fault":"vague","text":"It was hot.","notes":["n1"]},{"turn":"t5"},{"fault":"x"}]}"#
        let patches = try AnswerForm<[Critique.Patch]>.critique.value(in: text)
        #expect(patches == [Critique.Patch(turn: "t4", fault: "vague", text: "It was hot.", notes: ["n1"])])
        #expect(try AnswerForm<[Critique.Patch]>.critique.value(in: #"{"faults":[]}"#).isEmpty)
    }
}
