import Foundation
import OpenRouter
import TestSupport
import Testing

@testable import Production

@Suite struct Shows {
    private func withShow(_ body: (Session, ShowStatus) async throws -> Void) async throws {
        try await withSession { session, _ in
            let status = try await session.createShow("Deep Water") { show in
                show.hosts = [
                    .init(name: "Ada", persona: "asks short questions", voice: "slt"), .init(name: "Ben"),
                ]
                show.style = "Dry humour, few adjectives."
                show.topics = ["tides"]
                show.minutes = 3
                show.address = "https://example.org/deep"
                show.lexicon = ["SQL": "sequel"]
            }
            try await body(session, status)
        }
    }

    @Test func `a show persists and gives its episodes cast, style and length`() async throws {
        try await withShow { session, status in
            #expect(status.slug == "deep-water" && status.isInUse)
            #expect(status.show.address == "https://example.org/deep/")
            #expect(status.show.guid == StableID.feed(at: "https://example.org/deep/shows/deep-water/feed.xml"))
            let file = session.episodesFolder.appending(path: "shows/deep-water/show.json")
            #expect(try ArtefactJSON.value(Show.self, from: Data(contentsOf: file)) == status.show)
            let brief = try await session.brief(topic: "Eels")
            #expect(brief.cast.map(\.name) == ["Ada", "Ben"] && brief.minutes == 3)
            #expect(brief.cast[0].persona == "asks short questions" && brief.cast[0].voice == "slt")
            let prompt = ScriptPrompts.outline(for: brief, notes: [], questions: [], segments: 3).messages[1].content
            for part in ["- Ada: host, asks short questions", "Dry humour", "- tides", "<show>\nDeep Water"] {
                #expect(prompt.contains(part))
            }
            try await session.useShow(nil)
            #expect(try await session.brief(topic: "Eels").show == nil)
        }
    }

    @Test func `another format gives its roles to the hosts`() {
        var show = Show(title: "T", slug: "t")
        show.hosts = [.init(name: "Nora"), .init(name: "Ben")]
        #expect(show.cast(for: .interview).map { "\($0.name):\($0.role)" } == ["Nora:host", "Ben:expert"])
        #expect(show.cast(for: .panel).map(\.name) == ["Nora", "Ben", "Felix"])
        #expect(show.cast(for: .solo).map(\.name) == ["Nora"])
    }

    @Test(
        arguments: [
            { $0.email = "nobody" }, { $0.address = "ftp://x" }, { $0.title = " " }, { $0.minutes = 500 },
            { $0.hosts = [.init(name: "A"), .init(name: "a")] }, { $0.hosts = [.init(name: "A", voice: "../x")] },
            { $0.image = "javascript:alert(1)" }, { $0.language = "English!" },
        ] as [@Sendable (inout Show) -> Void]
    )
    func `a show that could not be published is refused and nothing changes`(
        change: @escaping @Sendable (inout Show) -> Void
    ) async throws {
        try await withShow { session, status in
            await #expect(throws: ProductionError.self) { try await session.reviseShow(status.slug, change) }
            let kept = try await session.show().show
            #expect(kept == status.show)
        }
    }

    @Test func `a second episode knows the first, and both are in the feed`() async throws {
        try await withSource { source in
            try await withShow { session, _ in
                for topic in ["Coral reefs", "Reef fish"] {
                    try await session.produce(session.brief(topic: topic), sources: [source])
                }
                let second = try #require(try await session.status()).brief
                let first = try #require(second.show?.memory.first)
                let prompt = ScriptPrompts.outline(for: second, notes: [], questions: [], segments: 3).messages[1]
                    .content
                #expect(prompt.contains("<earlier-episodes>") && prompt.contains(first.title) && !first.topics.isEmpty)
                let show = try await session.show()
                #expect(show.episodes.map(\.number) == [2, 1] && Set(show.episodes.map(\.guid)).count == 2)
                let feed = try String(contentsOfFile: try #require(show.feed), encoding: .utf8)
                #expect(feed.ranges(of: "<item>").count == 2)
                #expect(feed.contains("https://example.org/deep/reef-fish/transcript.vtt"))
            }
        }
    }

    @Test func `a correction keeps guid, date and title, and stands in notes and feed`() async throws {
        try await withSource { source in
            try await withShow { session, _ in
                try await session.produce(session.brief(topic: "Coral reefs"), sources: [source])
                let before = try #require(try await session.show().episodes.first)
                let calls = try await session.correct("It was 1998, not 1989.")
                #expect(calls.map(\.phase) == [.finalize] && calls[0].calls == 0)
                let show = try await session.show()
                let after = try #require(show.episodes.first)
                #expect((after.guid, after.published, after.text) == (before.guid, before.published, before.text))
                #expect(after.corrections.count == 1)
                let feed = try String(contentsOfFile: try #require(show.feed), encoding: .utf8)
                #expect(feed.contains("It was 1998, not 1989.") && feed.ranges(of: "<item>").count == 1)
                #expect(try await session.artefact("show-notes").text.contains("It was 1998, not 1989."))
                #expect(try await session.status()?.state(of: .finalize) == .done)
            }
        }
    }

    @Test func `what the check rejected comes into the feed only when somebody publishes it`() async throws {
        try await withSource { source in
            try await withSession(change: { $0.finalizeRejected = true }) { session, _ in
                try await session.createShow("Deep Water") { $0.address = "https://example.org/deep" }
                // The simulator writes English, whatever is asked for, and the checks notice.
                var brief = try await session.brief(topic: "Coral reefs")
                (brief.language, brief.minutes) = ("de", 2)
                let reports = try await session.produce(brief, sources: [source])
                #expect(reports.last?.warnings.contains("the feed does not list it until you publish it") == true)
                func feed() async throws -> String {
                    try String(contentsOfFile: try #require(try await session.show().feed), encoding: .utf8)
                }
                let before = try await feed()
                #expect(!before.contains("<item>"))
                // Nor what it has not seen.
                _ = try await session.changeTurns(["t1"], action: "edit t1") { $0.text += " So it is." }
                try await session.finalize()
                let unseen = try await feed()
                #expect(!unseen.contains("<item>"))
                try await session.qa()
                try await session.finalize()
                #expect(try await session.brief(topic: "Eels").show?.memory.isEmpty == true)
                await #expect(throws: ProductionError.self) { try await session.publish() }
                try await session.approve(.qa)
                try await session.publish()
                let after = try await feed()
                #expect(after.ranges(of: "<item>").count == 1)
                #expect(try await session.brief(topic: "Eels").show?.memory.count == 1)
            }
        }
    }

    @Test func `a corrected turn is checked again and published`() async throws {
        try await withSource { source in
            try await withShow { session, _ in
                try await session.produce(session.brief(topic: "Coral reefs"), sources: [source])
                let script = try await session.artefact("script.json").text
                let turn = try #require(
                    try ArtefactJSON.value(Script.self, from: Data(script.utf8)).turns.dropFirst(3).first
                )
                let words = turn.text + " That is all for this part."
                let reports = try await session.correct("One sentence was missing.", change: (turn.id, words))
                #expect(reports.map(\.phase) == [.qa, .finalize])
                #expect(try await session.artefact("transcript").text.contains("That is all for this part."))
                await #expect(throws: ProductionError.self) {
                    try await session.correct("No such turn.", change: ("t999", "Words."))
                }
            }
        }
    }
}
