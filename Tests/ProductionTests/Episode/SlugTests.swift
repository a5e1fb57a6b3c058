import Testing

@testable import Production

@Suite struct `Episode slug` {
    @Test(
        arguments: [
            ("The history of the transistor", "the-history-of-the-transistor"),
            ("  What's   new?  ", "whats-new"),
            ("Łódź: Ärger & Øl", "lodz-arger-ol"),
            ("История транзистора", "istoria-tranzistora"),
            ("晶体管的历史", "jing-ti-guan-de-li-shi"),
            ("../../etc/passwd", "etc-passwd"),
            ("🎉", "episode-6146299c"),
            ("", "episode-e3b0c442"),
        ]
    )
    func `is ASCII in any script`(title: String, slug: String) {
        #expect(Slug.make(from: title) == slug)
        #expect(Slug.isValid(slug))
    }

    @Test func `ends at a word, within the limit`() {
        #expect(
            Slug.make(from: String(repeating: "transistor ", count: 100))
                == "transistor-transistor-transistor-transistor-transistor"
        )
        #expect(Slug.make(from: String(repeating: "x", count: 10_000)).count == 60)
    }
}
