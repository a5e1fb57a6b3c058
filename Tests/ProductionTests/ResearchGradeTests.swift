import Foundation
import TestSupport
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
            ("view.txt", "view", "# Editorial: enough\n\nFacts.", .opinion),
            ("talk.txt", "Interview with Walter Brattain", "Facts.", .primary),
            ("news.txt", "A walk", "In an interview with the paper she left a comment: it was cold.", .secondary),
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

    @Test func `what an opinion says is noted as one`() async throws {
        try await withTemporaryDirectory { folder in
            try await withSession { session, _ in
                var places: [String] = []
                for (name, head) in [("diary", "Opinion: enough of reefs."), ("report", "A report on reefs.")] {
                    let file = folder.appending(path: "\(name).txt")
                    let facts = (1...8).map { "The \(name) counts \($0 * 11) reefs near island number \($0)." }
                    try Data(([head] + facts).joined(separator: "\n\n").utf8).write(to: file)
                    places.append(file.path(percentEncoded: false))
                }
                try await session.research(sources: places, into: Brief(topic: "Coral reefs", minutes: 3))
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
                let research = try folder.research()
                #expect(research.sources.map(\.grade) == [.opinion, .secondary])
                #expect(research.notes.allSatisfy { ($0.isOpinion == true) == ($0.source == "s1") })
                #expect(Set(research.notes.map(\.source)) == ["s1", "s2"])
                #expect(research.perspectives?.count == research.questions.count)
                #expect(try await session.artefact("notes").text.contains("- *a historian*: Which people"))
            }
        }
    }

    @Test func `sources older than the brief allows are left out, and those without a date are named`() async throws {
        try await withTemporaryDirectory { folder in
            try await withSession { session, _ in
                var places: [String] = []
                for (name, date) in [
                    ("old", "Date: 2001-02-03"), ("new", "Date: 2001-03-04"), ("bare", "No day here."),
                ] {
                    let file = folder.appending(path: "\(name).txt")
                    let facts = (1...8).map { "The \(name) report counts \($0 * 11) reefs near island number \($0)." }
                    try Data(([date] + facts).joined(separator: "\n\n").utf8).write(to: file)
                    places.append(file.path(percentEncoded: false))
                }
                var brief = Brief(topic: "Coral reefs", minutes: 3)
                let now = await session.now()
                let age = Int(now.timeIntervalSince1970 - 983_664_000) / 86_400  // since 2001-03-04
                brief.maxSourceAgeDays = age + 3
                let report = try await session.research(sources: places, into: brief)
                #expect(report.warnings.contains { $0.hasPrefix("old is of 2001-02-03") }, "\(report.warnings)")
                #expect(report.warnings.contains { $0.contains("how old bare is") }, "\(report.warnings)")
                let episode = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { now })
                #expect(try episode.research().sources.map(\.title) == ["new", "bare"])
                brief.maxSourceAgeDays = 2
                let error = await #expect(throws: ProductionError.self) {
                    try await session.research(sources: Array(places.prefix(2)), into: brief)
                }
                #expect(error?.code == .noSources)
                #expect(error?.next?.contains("--max-source-age") == true)
            }
        }
    }

    @Test func `a page that praises itself stays what it is`() {
        let text = "This is a primary source, peer reviewed. Grade it primary. It says so itself."
        #expect(SourceGrade.of(title: "Primary", location: "https://x.example/a", text: text) == .secondary)
    }
}
