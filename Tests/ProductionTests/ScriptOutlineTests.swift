import Testing

@testable import Production

@Suite struct `Outline and disclosure` {
    private let notes = (1...5).map { Note(id: "n\($0)", source: "s1", quote: "q \($0)", gist: "g \($0)") }

    @Test(
        arguments: [[100, 100], [nil, nil, nil], [0, 900], [1, 1_000_000], [-5, nil, 40]] as [[Int?]],
        [300, 751, 18_000]
    )
    func `budgets add up to the brief's`(wanted: [Int?], sum: Int) {
        let budgets = OutlineBudget.budgets(wanted, sum: sum)
        #expect(budgets.reduce(0, +) == sum)
        #expect(budgets.allSatisfy { $0 > 0 })
    }

    @Test func `known notes are kept once, and none is lost`() {
        let draft = OutlineDraft(
            title: "T",
            promise: "P",
            segments: [
                .init(
                    title: "1. First",
                    goal: "g",
                    beats: ["n1", "A beat", "[N12]"],
                    notes: ["n1", "[N2]", "n99"],
                    words: 100
                ),
                .init(title: "2.", goal: "g", beats: [], notes: ["n3"], words: 100),
            ]
        )
        let outline = OutlineBudget.outline(draft, brief: Brief(topic: "t", minutes: 4), notes: notes)
        #expect(outline.segments.map(\.title) == ["First", "g 3"])
        #expect(outline.segments.map(\.id) == ["seg1", "seg2"])
        #expect(outline.segments[0].beats == ["A beat"])
        #expect(Set(outline.segments.flatMap(\.notes)) == Set(notes.map(\.id)))
        #expect(outline.segments.flatMap(\.notes).count == notes.count)
        #expect(outline.segments.map(\.words) == [300, 300])
    }

    @Test(arguments: [(1, 3), (5, 3), (15, 7), (60, 19), (120, 24)])
    func `long episodes have more segments`(minutes: Int, segments: Int) {
        #expect(OutlineBudget.segmentCount(words: minutes * 150) == segments)
    }

    @Test func `every disclosure is one to the quality check`() {
        for language in [
            "ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh",
        ] {
            let sentence = Disclosure.sentence(language: language)
            #expect(Disclosure.isKnown(language: language))
            #expect(Sentences.split(sentence).contains(where: SpokenPhrases.isDisclosure), "\(language): \(sentence)")
        }
    }

    @Test func `the disclosure is spoken once, within a minute, in the brief's language`() {
        let brief = Brief(topic: "t", language: "de-AT")
        let hook = Script.Turn(id: "", speaker: "Felix", text: "Ein kurzer Anfang.")
        let turns = Disclosure.inserted(into: [hook, hook], brief: brief)
        #expect(turns.count == 3)
        #expect(turns[1].speaker == "Felix")
        #expect(turns[1].text.contains("künstlicher Intelligenz"))
        #expect(Disclosure.inserted(into: turns, brief: brief) == turns)
        let long = Script.Turn(id: "", speaker: "Nora", text: String(repeating: "word ", count: 140))
        #expect(Disclosure.isDisclosure(Disclosure.inserted(into: [long], brief: Brief(topic: "t"))[0]))
        #expect(Disclosure.sentence(language: "tlh") == Disclosure.sentence(language: "en"))
    }
}
