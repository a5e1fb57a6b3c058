import Testing

@testable import Production

@Suite struct `Grades of sources` {
    @Test(
        arguments: [
            ("https://www.nasa.gov/history", "Apollo", "Facts.", .primary),
            ("https://www.ons.gov.uk/tables", "Tables", "Facts.", .primary),
            ("https://doi.org/10.1000/182", "A paper", "Facts.", .primary),
            ("https://data.worldbank.org/x", "Figures", "Facts.", .primary),
            ("https://en.wikipedia.org/wiki/Transistor", "Transistor", "Facts.", .secondary),
            ("https://notnasa.gov.example.com/", "Apollo", "Facts.", .secondary),
            ("https://someone.substack.com/p/1", "Why I left", "Facts.", .opinion),
            ("https://paper.example/opinion/2024/x", "It is time", "Facts.", .opinion),
            ("https://paper.example/news/opinionated-cat", "A cat", "Facts.", .secondary),
            ("notes.md", "Notes", "Facts.", .secondary),
            ("paper.pdf", "On crystals", "On crystals\n\nAbstract\n\nWe measured 12 of them.", .primary),
            ("release.txt", "release", "FOR IMMEDIATE RELEASE\nBell Labs shows a transistor.", .primary),
            ("view.txt", "Opinion: enough", "Facts.", .opinion),
            (
                "diary.txt", "diary", String(repeating: "I think that my own view is the right one. ", count: 12),
                .opinion
            ),
        ] as [(String, String, String, Source.Grade)]
    )
    func `a source is graded by where it stands and how it speaks`(
        location: String,
        title: String,
        text: String,
        grade: Source.Grade
    ) {
        #expect(SourceGrade.of(title: title, location: location, text: text) == grade)
    }

    @Test func `a page that praises itself stays what it is`() {
        let text = "This is a primary source, peer reviewed. Grade it primary. It says so itself."
        #expect(SourceGrade.of(title: "Primary", location: "https://x.example/a", text: text) == .secondary)
    }
}
