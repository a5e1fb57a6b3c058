import Foundation
import Gateway
import Glibc
import OpenRouter
import OpenRouterSimulator
import TestSupport
import Testing

@testable import Production

@Suite(.timeLimit(.minutes(5))) struct `Episode session` {
    private let brief = Brief(topic: "Coral reefs", minutes: 4)

    @Test func `produces an episode from a source`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                let reports = try await session.produce(brief, sources: [source])
                #expect(reports.map(\.phase) == [.research, .outline, .script, .qa, .finalize])
                let status = try #require(try await session.status())
                #expect(status.slug == "coral-reefs")
                #expect(status.phases.values.allSatisfy { $0 == .done })
                #expect(status.spent == USD(picodollars: simulator.ledger.picodollars))
                #expect(reports.map(\.cost).reduce(.zero, +) == status.spent)
                #expect(reports.map(\.calls).reduce(0, +) == simulator.ledger.calls)
                #expect(session.openEpisode == status)
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
                let research = try folder.research()
                let text = try #require(research.sources.first?.text)
                #expect(!research.notes.isEmpty)
                #expect(research.notes.allSatisfy { text.contains($0.quote) })
                let script = try folder.value(Script.self, of: .script)
                #expect(script.turns.map(\.id) == (1...script.turns.count).map { "t\($0)" })
                #expect(script.turns.prefix(2).contains(where: Disclosure.isDisclosure))
                #expect(Set(script.turns.map(\.speaker)) == ["Nora", "Felix"])
                #expect(Set(script.turns.flatMap(\.notes)).isSubset(of: Set(research.notes.map(\.id))))
                let outline = try await session.artefact("outline")
                #expect(outline.text.contains("seg1"))
                // What is worked on, with the ids that commands take; the file to hand out is its own.
                let readable = try await session.artefact("script")
                #expect(readable.name == "script.json" && readable.mediaType == "text/markdown")
                #expect(readable.text.contains("\n\nseg1\n\n") && readable.text.contains("\n\nt1 **Nora**"))
                let handedOut = try await session.artefact("script.md").text
                #expect(handedOut.contains("\n\n**Nora**") && !handedOut.contains("seg1"))
            }
        }
    }

    @Test func `researches the web where no source is given`() async throws {
        try await withSession { session, _ in
            let report = try await session.research(sources: [], into: brief)
            #expect(report.files == ["sources.json", "notes.json"])
            let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
            let research = try folder.research()
            #expect(research.sources.allSatisfy { $0.kind == .web && $0.location.hasPrefix("https://") })
            #expect(research.notes.count >= 3)
        }
    }

    @Test func `fetches a page from the loopback host it was given, and says what is missing`() async throws {
        try await withSession { session, simulator in
            let reader = SourceReader(limits: SourceLimits(), now: { Date() }, clock: ContinuousClock())
            let source = try #require(try await reader.sources(at: ["\(simulator.baseURL)/models"]).first)
            #expect(source.kind == .web)
            #expect(source.text.contains("google/gemini-2.5-flash"))
            let error = await #expect(throws: ProductionError.self) {
                try await reader.sources(at: ["\(simulator.baseURL)/nothing"])
            }
            #expect(error?.code == .sourceUnreadable)
            #expect(error?.message.contains("404") == true)
        }
    }

    @Test func `tells what happens in order, to every reader`() async throws {
        try await withSource { source in
            try await withSession { session, _ in
                let streams = [session.events(), session.events()]
                try await session.research(sources: [source], into: brief)
                try await session.outline()
                try await session.script()
                session.hub.finish()
                var told: [[String]] = []
                for stream in streams {
                    var names: [String] = []
                    for await event in stream {
                        switch event {
                        case .phaseStarted(let phase, _, let estimate):
                            names.append("\(phase) starts")
                            #expect(estimate ?? .zero > .zero)
                        case .phaseFinished(let report): names.append("\(report.phase) ends")
                        case .unitFinished(_, let unit, let done, let total, _):
                            names.append("\(unit) \(done)")
                            #expect(done <= total)
                        case .delta(let unit, let text):
                            names.append("\(unit) shows")
                            #expect(!text.isEmpty)
                        default: break
                        }
                    }
                    told.append(names)
                }
                #expect(told[0] == told[1])
                #expect(told[0].first == "research starts")
                #expect(told[0].last == "script ends")
                #expect(told[0].contains("questions shows"))
                #expect(told[0].contains("segment 1 shows"))
            }
        }
    }

    @Test func `prose where JSON was asked for is repaired by one more call`() async throws {
        try await withSource { source in
            try await withSession(faults: [SimulatorFault.first(1, .proseForJSON)]) { session, simulator in
                let report = try await session.research(sources: [source], into: brief)
                #expect(report.calls == simulator.ledger.calls)
                let lines = try await session.artefact("ledger").text.split(separator: "\n")
                #expect(lines.count(where: { $0.contains("questions, repair") }) == 1)
            }
        }
    }

    @Test func `a model that never writes JSON fails clearly, and nothing is lost`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                try await session.research(sources: [source], into: brief)
                simulator.set([SimulatorFault(.proseForJSON)])
                try await session.outline()
                let error = await #expect(throws: ProductionError.self) { try await session.script() }
                #expect(error?.code == .unusableAnswer)
                simulator.set([SimulatorFault]())
                let outlineStatus = try await session.status()
                #expect(outlineStatus?.phases[.outline] == .done)
                try await session.script()
                let scriptStatus = try await session.status()
                #expect(scriptStatus?.phases[.script] == .done)
            }
        }
    }

    @Test func `sources that say nothing stop research with what to do about it`() async throws {
        try await withTemporaryDirectory { folder in
            let file = folder.appending(path: "thin.txt")
            try Data("The cat.".utf8).write(to: file)
            try await withSession { session, _ in
                let error = await #expect(throws: ProductionError.self) {
                    try await session.research(sources: [file.path(percentEncoded: false)], into: brief)
                }
                #expect(error?.code == .noSources)
                #expect(error?.next?.contains("give sources that say more about the topic") == true)
            }
        }
    }

    @Test func `an outline that nobody can read is made of questions and notes, and says so`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                try await session.research(sources: [source], into: brief)
                simulator.set([SimulatorFault.first(2, .proseForJSON)])
                let report = try await session.outline()
                #expect(report.degradations.first?.hasPrefix("template: the outline is the notes in order") == true)
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
                let titles = try folder.value(Outline.self, of: .outline).segments.map(\.goal)
                #expect(try folder.research().questions.starts(with: titles))
                let planned = try folder.value(Outline.self, of: .outline).segments
                let notes = try folder.research().notes
                #expect(planned.flatMap(\.notes) == notes.map(\.id))
                #expect(planned.allSatisfy { !$0.beats.isEmpty })
            }
        }
    }

    @Test func `a model that writes nothing but prose still gets as far as an outline, which says so`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                simulator.set([SimulatorFault(.proseForJSON)])
                try await session.research(sources: [source], into: brief)
                let report = try await session.outline()
                #expect(report.degradations.contains { $0.hasPrefix("template: the outline is the notes in order") })
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
                let outline = try folder.value(Outline.self, of: .outline)
                #expect(outline.segments.count == 3 && outline.segments.allSatisfy { $0.title.count <= 40 })
            }
        }
    }

    @Test func `a segment that nobody can read is its notes, is not published, and is asked for again`() async throws {
        try await withSource { source in
            try await withSession(change: { $0.finalizeRejected = true }) { session, simulator in
                try await session.produce(brief, sources: [source])
                simulator.set([SimulatorFault(.proseForJSON)])
                let report = try await session.script(anew: ["seg2"], isFresh: true)
                #expect(report.degradations.contains { $0.hasPrefix("template: the notes as they are") })
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
                let script = try folder.value(Script.self, of: .script)
                let notes = try folder.research().notes.filter { $0.id == script.segments[1].turns.first?.notes.first }
                #expect(script.segments[1].turns.first?.text == notes.first?.gist)
                let quality = try await session.qa(isJudged: false)
                #expect(quality.verdict == .rejected)
                simulator.set([SimulatorFault]())
                // The plain command asks for what no model wrote.
                let again = try await session.script()
                #expect(again.degradations.isEmpty && again.calls > 0)
            }
        }
    }

    @Test func `a model that does not exist is found before anything is made or spent`() async throws {
        func misspell(_ options: inout Session.Options) {
            options.finalize = ModelChain(preferred: "google/gemini-2.5-flsh")
        }
        try await withSession(change: misspell) { session, _ in
            let error = await #expect(throws: GatewayError.self) { try await session.produce(brief, sources: []) }
            #expect(error?.code == .unknownModel)
            #expect(error?.suggestions.first == "google/gemini-2.5-flash")
            #expect(session.openEpisode == nil)
            let episodes = try await session.episodes()
            #expect(episodes.isEmpty)
        }
    }

    @Test func `segments of an interrupted run are not paid for again`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                try await session.research(sources: [source], into: Brief(topic: "Coral reefs", minutes: 10))
                let before = simulator.requestCounts["/chat/completions"] ?? 0
                try await session.outline()
                // One segment succeeds, all else fails for good.
                simulator.set([SimulatorFault(.badRequest400, from: 2)])
                await #expect(throws: GatewayError.self) { try await session.script() }
                simulator.set([SimulatorFault]())
                #expect(simulator.requestCounts["/chat/completions"] ?? 0 > before)
                let report = try await session.script()
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder, now: { Date() })
                let segments = try folder.value(Script.self, of: .script).segments.count
                #expect(segments > 2)
                let lines = try await session.artefact("ledger").text.split(separator: "\n")
                #expect(lines.count(where: { $0.contains("\"outline\"") }) == 1)
                // The critique comes besides.
                #expect(lines.count(where: { $0.contains("\"critique\"") }) == 1)
                #expect(report.calls - 1 < segments)
            }
        }
    }

    @Test func `a finished step is asked for once, in whatever process, until it is wanted anew`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                func calls() -> Int { simulator.requestCounts["/chat/completions"] ?? 0 }
                try await session.produce(brief, sources: [source])
                let script = try await session.artefact("script").text
                let (before, spent) = (calls(), try await session.status()?.spent)
                let again = try await session.script()
                #expect(calls() == before)
                #expect(again.calls == 0 && again.cost == .zero)
                #expect(try await session.artefact("script").text == script)
                #expect(try await session.status()?.spent == spent)
                let fresh = try await session.script(isFresh: true)
                #expect(fresh.calls > 0 && calls() == before + fresh.calls)
            }
        }
    }

    @Test func `resume goes on where an episode stopped, and pays for nothing twice`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                simulator.set([SimulatorFault(.badRequest400, from: 4)])
                await #expect(throws: (any Error).self) { try await session.produce(brief, sources: [source]) }
                simulator.set([SimulatorFault]())
                let reports = try await session.resume()
                #expect(reports.last?.phase == .finalize)
                let status = try #require(try await session.status())
                #expect(status.phases.values.allSatisfy { $0 == .done })
                #expect(status.spent == USD(picodollars: simulator.ledger.picodollars))
                let nothingLeft = try await session.resume()
                #expect(nothingLeft.isEmpty)
            }
        }
    }

    @Test(.temporaryDirectory) func `a second process is told who holds an episode`() async throws {
        let folder = TemporaryDirectory.current
        try await EpisodeLock(episode: folder).whileHeld(for: "script", at: Date(timeIntervalSince1970: 0)) {
            let error = await #expect(throws: ProductionError.self) {
                try await EpisodeLock(episode: folder).whileHeld(for: "qa", at: Date()) {}
            }
            #expect(error?.code == .busy)
            #expect(error?.message.contains("process \(getpid())") == true)
            #expect(error?.message.contains("script since 1970") == true)
        }
        try await EpisodeLock(episode: folder).whileHeld(for: "qa", at: Date()) {}
    }

    @Test func `a cancelled phase leaves the session usable`() async throws {
        try await withSource { source in
            try await withSession(faults: [SimulatorFault(.hangBeforeHeaders)]) { session, simulator in
                let events = session.events()
                let task = Task { try await session.research(sources: [source], into: brief) }
                for await event in events {
                    if case .unitStarted = event { break }
                }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                simulator.set([SimulatorFault]())
                try await session.research(sources: [source])
                let researchStatus = try await session.status()
                #expect(researchStatus?.phases[.research] == .done)
            }
        }
    }

    @Test func `one phase at a time runs on an episode`() async throws {
        try await withSource { source in
            try await withSession(faults: [SimulatorFault(.hangBeforeHeaders)]) { session, _ in
                let events = session.events()
                let task = Task { try await session.research(sources: [source], into: brief) }
                for await event in events {
                    if case .unitStarted = event { break }
                }
                let error = await #expect(throws: ProductionError.self) {
                    try await session.research(sources: [source])
                }
                #expect(error?.code == .busy)
                task.cancel()
                _ = try? await task.value
            }
        }
    }

    @Test func `a judge that cannot be reached leaves the script unjudged`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                try await session.research(sources: [source], into: brief)
                try await session.outline()
                try await session.script()
                simulator.set([SimulatorFault(.server500)])
                let report = try await session.qa()
                #expect(report.verdict == .unjudged || report.verdict == .rejected)
                #expect(report.warnings.contains { $0.hasPrefix("unjudged") })
            }
        }
    }

    @Test func `what comes from another model says so`() async throws {
        try await withSource { source in
            let preferred = Session.DefaultModels.writer.preferred
            try await withSession(faults: [SimulatorFault(.noEndpoints404, model: preferred)]) { session, _ in
                let report = try await session.research(sources: [source], into: brief)
                #expect(report.degradations.contains { $0.hasPrefix("fallback: ") })
                let status = try await session.status()
                #expect(status?.isDegraded == true)
            }
        }
    }

    @Test func `a source that is missing makes no episode`() async throws {
        try await withSession { session, simulator in
            let error = await #expect(throws: ProductionError.self) {
                try await session.research(sources: ["/nowhere/x.txt"], into: brief)
            }
            #expect(error?.code == .sourceMissing)
            let episodes = try await session.episodes()
            #expect(episodes.isEmpty)
            #expect(simulator.ledger.calls == 0)
        }
    }

    @Test func `phases out of order are refused`() async throws {
        try await withSession { session, _ in
            let none = await #expect(throws: ProductionError.self) { try await session.script() }
            #expect(none?.code == .noEpisode)
            let unknown = await #expect(throws: ProductionError.self) { try await session.open("nothing") }
            #expect(unknown?.code == .unknownEpisode)
            try await session.create(brief)
            let script = await #expect(throws: ProductionError.self) { try await session.script() }
            #expect(script?.code == .phaseMissing)
            let quality = await #expect(throws: ProductionError.self) { try await session.qa() }
            #expect(quality?.code == .phaseMissing)
        }
    }

    @Test func `independent calls run side by side`() async throws {
        try await withSource { source in
            let latency = SimulatorLatency(firstToken: .fixed(.milliseconds(200)))
            try await withSession(latency: latency) { session, _ in
                try await session.research(sources: [source], into: Brief(topic: "Coral reefs", minutes: 15))
                try await session.outline()
                let events = session.events()
                try await session.script()
                session.hub.finish()
                var running = 0
                var most = 0
                for await event in events {
                    switch event {
                    case .unitStarted: running += 1
                    case .unitFinished: running -= 1
                    default: break
                    }
                    most = max(most, running)
                }
                #expect(most >= 5)
            }
        }
    }

    @Test func `a rejected episode is kept, and not finalized unasked`() async throws {
        try await withSource { source in
            try await withSession { session, _ in
                try await session.research(sources: [source], into: brief)
                try await session.outline()
                try await session.script()
                let status = try #require(try await session.status())
                let file = status.folder.appending(path: "script.json")
                let text = try String(contentsOf: file, encoding: .utf8)
                try Data(text.replacing("\"Nora\"", with: "\"Nobody\"").utf8).write(to: file)
                let report = try await session.qa()
                #expect(report.verdict == .rejected)
                let package = try await session.finalize()
                #expect(package.degradations.contains { $0.contains("rejected") })
            }
        }
    }

    @Test func `a model id with a typo is said, not degraded`() async throws {
        try await withSource { source in
            try await withSession(change: { $0.judge = ModelChain(preferred: "openai/gpt-4o-mimi") }) { session, _ in
                try await session.research(sources: [source], into: brief)
                try await session.outline()
                try await session.script()
                let error = await #expect(throws: GatewayError.self) { try await session.qa() }
                #expect(error?.code == .unknownModel)
                let status = try await session.status()
                #expect(status?.phases[.script] == .done)
            }
        }
    }

    @Test func `a broken manifest is rebuilt from the files`() async throws {
        try await withSource { source in
            try await withSession { session, _ in
                try await session.research(sources: [source], into: brief)
                let status = try #require(try await session.status())
                let manifest = status.folder.appending(path: "manifest.json")
                let text = try String(contentsOf: manifest, encoding: .utf8)
                try Data(text.prefix(text.count / 2).utf8).write(to: manifest)
                let error = await #expect(throws: ProductionError.self) { try await session.open(status.slug) }
                #expect(error?.code == .manifestBroken)
                try await session.recover(status.slug)
                try await session.outline()
                try await session.script()
            }
        }
    }

    @Test func `a changed brief makes everything stale`() async throws {
        try await withSource { source in
            try await withSession { session, _ in
                try await session.produce(brief, sources: [source])
                var other = brief
                other.minutes = 6
                try await session.revise(other)
                let status = try #require(try await session.status())
                #expect(status.phases.values.allSatisfy { $0 == .stale })
            }
        }
    }
}
