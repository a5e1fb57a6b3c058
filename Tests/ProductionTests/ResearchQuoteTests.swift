import Foundation
import Testing

@testable import Production

@Suite struct `Quotes and passages` {
    private static let text = """
        The first transistor was   demonstrated on 23 December 1947 at Bell Labs. “It’s small,” she said —
        750 people came… The café opened later.
        """

    @Test(
        arguments: [
            (
                "The first transistor was demonstrated on 23 December 1947",
                "The first transistor was demonstrated on 23 December 1947"
            ),
            ("\"the FIRST transistor was demonstrated\"", "The first transistor was demonstrated"),
            ("\"It's small,\" she said - 750 people came...", "It’s small,” she said — 750 people came"),
            ("The café opened later.", "The café opened later."),
            ("50 people came", nil),
            ("The first transistor was demonstrated in 1947", nil),
            ("he first transistor was", nil),
            ("at Bell Lab", nil),
            ("later", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func `are found where they stand, in the source's own words`(quote: String, expected: String?) {
        #expect(QuoteMatch(Self.text).words(for: quote) == expected)
    }

    @Test func `invented quotes are dropped and counted, wrong sources put right, doubles merged`() {
        let passages = [
            Passage(id: "s1", title: "A", text: "Corals live in warm and shallow water."),
            Passage(id: "s2", title: "B", text: "A reef grows about one centimetre a year."),
        ]
        let drafts = [
            NoteDraft(source: "s1", quote: "Corals live in warm and shallow water.", gist: "Where they live."),
            NoteDraft(source: "s1", quote: "A reef grows about one centimetre a year", gist: "How fast."),
            NoteDraft(source: "s2", quote: "A reef grows ten metres a year", gist: "Wrong."),
            NoteDraft(source: "s1", quote: "corals live in warm and shallow water", gist: "Again."),
        ]
        let checked = ResearchPhase.checked(drafts, against: passages)
        #expect(checked.dropped == 1)
        let notes = ResearchPhase.merged(checked.notes)
        #expect(notes.map(\.id) == ["n1", "n2"])
        #expect(notes.map(\.source) == ["s1", "s2"])
    }

    @Test func `long sources are cut at paragraphs, within the limit, ends included`() {
        let text = (1...100).map { "Paragraph \($0) " + String(repeating: "word ", count: 40) }.joined(
            separator: "\n\n"
        )
        let source = Source(
            id: "s1",
            kind: .text,
            title: "T",
            location: "t",
            accessed: Date(timeIntervalSince1970: 0),
            digest: "",
            text: text
        )
        let all = Chunks(of: [source], size: 1_000, limit: 100)
        #expect(all.omitted == 0)
        #expect(all.groups.allSatisfy { $0.count == 1 && $0[0].text.hasPrefix("Paragraph") })
        let some = Chunks(of: [source], size: 200, limit: 3)
        #expect(some.groups.count == 3)
        #expect(some.omitted > 10_000)
    }

    @Test func `short sources share a call`() {
        let sources = (1...6).map { number in
            Source(
                id: "s\(number)",
                kind: .text,
                title: "T",
                location: "t",
                accessed: Date(timeIntervalSince1970: 0),
                digest: "",
                text: String(repeating: "x", count: 300)
            )
        }
        #expect(Chunks(of: sources, size: 1_000, limit: 24).groups.map(\.count) == [3, 3])
    }
}
