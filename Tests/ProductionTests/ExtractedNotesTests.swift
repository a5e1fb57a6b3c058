import Testing

@testable import Production

@Suite struct `Extracted notes` {
    private let passage = Passage(
        id: "s1",
        title: "The transistor",
        text: """
            # A heading without an end
            The transistor was demonstrated on 23 December 1947 at Bell Laboratories. Yes.
            Tubes were large, hot and fragile, and computers used thousands of them.
            The Regency TR-1 became the first transistor radio to be sold in 1954.
            """
    )

    @Test func `are sentences of the source, nearest to the question, in its order`() {
        let notes = ExtractedNotes(about: ["Which transistor radio came first?"], count: 2).drafts(from: [passage])
        #expect(
            notes.map(\.quote) == [
                "The transistor was demonstrated on 23 December 1947 at Bell Laboratories.",
                "The Regency TR-1 became the first transistor radio to be sold in 1954.",
            ]
        )
        #expect(ResearchPhase.checked(notes, against: [passage]).dropped == 0)
    }

    @Test func `are taken from every source, however long one of them is`() {
        let other = Passage(id: "s2", title: "Radios", text: "Nothing here is asked for, but it is another voice.")
        let notes = ExtractedNotes(about: ["transistor radio tubes computers 1954"], count: 3).drafts(from: [
            passage, other,
        ])
        #expect(notes.map(\.source) == ["s1", "s1", "s2"])
    }

    @Test func `are none where nothing can stand alone`() {
        let heading = Passage(id: "s1", title: "", text: "Contents\nPage 1\nPage 2")
        #expect(ExtractedNotes(about: ["Anything"], count: 5).drafts(from: [heading]).isEmpty)
    }
}
