import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import TestSupport
import Testing

@testable import Production

/// States, approvals, edits, locks and revisions on a real session, store and socket.
@Suite(.timeLimit(.minutes(5))) struct `Episode states` {
    private let brief = Brief(topic: "Coral reefs", minutes: 6)

    /// A session with an episode that has a script.
    private func withScript<Result>(
        _ body: (Session, Simulator, EpisodeFolder) async throws -> Result
    ) async throws -> Result {
        try await withSource { source in
            try await withSession { session, simulator in
                try await session.produce(brief, sources: [source], until: .script)
                let folder = try EpisodeFolder.open("coral-reefs", in: session.episodesFolder) { Date() }
                return try await body(session, simulator, folder)
            }
        }
    }

    private func calls(_ simulator: Simulator) -> Int { simulator.requestCounts["/chat/completions"] ?? 0 }

    @Test func `an episode goes from its brief to its listeners, one approval after the other`() async throws {
        try await withSource { source in
            try await withSession { session, _ in
                func status() async throws -> EpisodeStatus { try #require(try await session.status()) }
                try await session.create(brief, sources: [source])
                #expect(try await status().state == .brief)
                #expect(try await status().next == "approve brief")
                let early = await #expect(throws: ProductionError.self) { try await session.resume() }
                #expect(early?.code == .notApproved)
                #expect(early?.next?.contains("approve brief") == true)
                try await session.approve()
                #expect(try await status().state == .approved)
                let waits = await #expect(throws: ProductionError.self) { try await session.resume() }
                #expect(waits?.code == .notApproved)
                #expect(try await status().state == .outlined)
                #expect(try await status().waitsFor == .outline)
                #expect(try await status().next == "approve outline")
                try await session.approve(.outline)
                try await session.resume(until: .script)
                #expect(try await status().state == .scripted)
                try await session.qa()
                #expect(try await status().state == .checked)
                try await session.approve(.qa)
                try await session.resume()
                #expect(try await status().state == .finalized)
                #expect(try await status().next == "publish")
                try await session.publish()
                let published = try await status()
                #expect(published.state == .published)
                #expect(published.next == nil)
                #expect(published.approvals.values.allSatisfy { $0.author == .person })
                let actions = try await session.revisions().map(\.action)
                #expect(
                    actions == [
                        "brief", "approve brief", "research", "outline", "approve outline", "script", "qa",
                        "approve qa",
                        "finalize", "publish",
                    ]
                )
            }
        }
    }

    @Test(
        arguments: [
            (.order, Phase.finalize, Approval.Author.order), (.beforehand, .finalize, .beforehand),
            (.order, .outline, nil), (.none, .outline, nil),
        ] as [(Agreement, Phase, Approval.Author?)]
    )
    func `an order of the whole agrees to the outline, and one that stops there does not`(
        agreement: Agreement,
        last: Phase,
        author: Approval.Author?
    ) async throws {
        try await withSource { source in
            try await withSession { session, _ in
                try await session.produce(brief, sources: [source], until: last, agreement: agreement)
                let status = try #require(try await session.status())
                #expect(status.approvals[.outline]?.author == author)
                #expect(status.waitsFor == (author == nil ? .outline : nil) || status.waitsFor == .qa)
                guard author == nil else { return }
                #expect(status.state == .outlined)
                await #expect(throws: ProductionError.self) { try await session.resume() }
                #expect(try await session.status()?.state == .outlined)
            }
        }
    }

    @Test func `who is asked and says no pays for no script, and who says yes does`() async throws {
        try await withSource { source in
            try await withSession { session, simulator in
                let no = Agreement.ask { subject, status in
                    #expect(subject == .outline)
                    #expect(status.state == .outlined)
                    return false
                }
                let error = await #expect(throws: ProductionError.self) {
                    try await session.produce(brief, sources: [source], agreement: no)
                }
                #expect(error?.code == .notApproved)
                let before = calls(simulator)
                try await session.resume(until: .script, agreement: .ask { _, _ in true })
                #expect(calls(simulator) > before)
                #expect(try await session.status()?.approvals[.outline]?.author == .person)
            }
        }
    }

    @Test func `a change of what was approved waits again, and its undo does not`() async throws {
        try await withScript { session, _, folder in
            try await session.approve(.outline)
            var outline = try folder.value(Outline.self, of: .outline)
            outline.segments[0].title = "Another beginning"
            let report = try await session.replace(.outline, by: ArtefactJSON.data(outline), as: .json)
            #expect(report.changed == ["seg1"])
            #expect(report.stale.map(\.phase) == [.script])
            #expect(try await session.status()?.approvals[.outline] == nil)
            let (status, revision) = try await session.undo()
            #expect(revision.action == "approve outline")
            #expect(status.approvals[.outline]?.author == .person)
            #expect(status.stale.isEmpty)
        }
    }

    // MARK: Only what depends on a change

    @Test func `of a changed outline only the changed segment is written anew`() async throws {
        try await withScript { session, simulator, folder in
            let before = try folder.value(Script.self, of: .script)
            #expect(before.segments.count >= 3)
            var outline = try folder.value(Outline.self, of: .outline)
            outline.segments[1].goal = "What fishermen in Palau did"
            _ = try await session.replace(.outline, by: ArtefactJSON.data(outline), as: .json)
            let asked = calls(simulator)
            let report = try await session.script()
            #expect(report.calls >= 1)
            let units = try folder.text(.ledger).split(separator: "\n").suffix(report.calls)
            // The critique reads the new turns alone.
            #expect(units.allSatisfy { $0.contains("\"segment 2") || $0.contains("\"critique") }, "\(units)")
            #expect(units.contains { $0.contains("\"segment 2") })
            #expect(calls(simulator) - asked == report.calls)
            let after = try folder.value(Script.self, of: .script)
            #expect(after.segments[0] == before.segments[0])
            #expect(after.segments[2...] == before.segments[2...])
            #expect(after.segments[1].synopsis == "What fishermen in Palau did")
            #expect(Set(after.turns.map(\.id)).count == after.turns.count)
        }
    }

    @Test func `an edited turn survives a run of its phase, and is checked without a network`() async throws {
        try await withScript { session, simulator, folder in
            try await session.qa()
            try await session.finalize()
            let asked = calls(simulator)
            simulator.set([SimulatorFault(.resetBeforeHeaders)])
            let report = try await session.changeTurns(["t4"], action: "edit t4") {
                $0.text = "As an AI language model, I cannot say."
            }
            #expect(report.changed == ["t4"])
            #expect(report.findings.contains { $0.place == "t4" && $0.severity == .block })
            #expect(report.stale.map(\.phase) == [.qa, .finalize])
            #expect(report.stale.first?.reason == "script.json was edited")
            let quality = try await session.qa(isJudged: false)
            #expect(quality.verdict == .rejected)
            #expect(quality.calls == 0)
            // Title and description hold as long as the outline does.
            let package = try await session.finalize()
            #expect(package.calls == 0)
            #expect(try folder.text(.transcriptText).contains("As an AI language model"))
            let script = try folder.text(.script)
            try await session.script()
            #expect(try folder.text(.script) == script)
            #expect(calls(simulator) == asked)
        }
    }

    @Test func `locked turns survive every rewrite, at their places`() async throws {
        try await withScript { session, _, folder in
            let before = try folder.value(Script.self, of: .script)
            let locked = [before.segments[0].turns[0], before.segments[1].turns[1], before.segments[2].turns[0]]
            let report = try await session.changeTurns(locked.map(\.id), action: "lock") { $0.isLocked = true }
            // A lock changes nothing that is said.
            #expect(report.stale.isEmpty)
            func check() throws -> Script {
                let script = try folder.value(Script.self, of: .script)
                for turn in locked {
                    let there = try #require(script.turns.first { $0.id == turn.id })
                    #expect(there.isLocked && there.text == turn.text && there.speaker == turn.speaker)
                    #expect(script.turns.count { $0.text == turn.text } == 1)
                }
                #expect(Set(script.turns.map(\.id)).count == script.turns.count)
                #expect(script.turns.contains(where: Disclosure.isDisclosure))
                return script
            }
            try await session.script(isFresh: true)
            let fresh = try check()
            #expect(fresh.segments[0].turns[0].id == locked[0].id)
            try await session.script(anew: ["seg2"], isFresh: true)
            #expect(try check().segments[0] == fresh.segments[0])
            // Too short and too long: what is topped up and cut is what is not locked.
            for factor in [3, 1] {
                var outline = try folder.value(Outline.self, of: .outline)
                for index in outline.segments.indices { outline.segments[index].words = 120 * factor }
                _ = try await session.replace(.outline, by: ArtefactJSON.data(outline), as: .json)
                try await session.script()
                _ = try check()
            }
            // Their segment is gone, and they are not.
            var outline = try folder.value(Outline.self, of: .outline)
            outline.segments.remove(at: 1)
            _ = try await session.replace(.outline, by: ArtefactJSON.data(outline), as: .json)
            let last = try await session.script()
            #expect(last.warnings.contains { $0.hasPrefix("\(locked[1].id) is locked and its segment is gone") })
            _ = try check()
        }
    }

    @Test func `a segment that was nothing but locked turns is not asked for`() async throws {
        try await withScript { session, simulator, folder in
            let before = try folder.value(Script.self, of: .script)
            let ids = before.segments[1].turns.map(\.id)
            _ = try await session.changeTurns(ids, action: "lock") { $0.isLocked = true }
            let asked = calls(simulator)
            let report = try await session.script(anew: ["seg2"], isFresh: true)
            #expect(report.calls == calls(simulator) - asked)
            let after = try folder.value(Script.self, of: .script)
            #expect(after.segments[1].turns.filter(\.isLocked).map(\.id) == ids)
        }
    }

    @Test func `a lock is no edit that a rewrite replaces, and what was edited stays so`() async throws {
        try await withScript { session, _, folder in
            /// Of a run that writes another second segment.
            func warnings(title: String) async throws -> [String] {
                let before = try folder.text(.script)
                var outline = try folder.value(Outline.self, of: .outline)
                outline.segments[1].title = title
                _ = try await session.replace(.outline, by: ArtefactJSON.data(outline), as: .json)
                let report = try await session.script(anew: ["seg2"], isFresh: true)
                #expect(try folder.text(.script) != before)
                return report.warnings.filter { $0.contains("was replaced") }
            }
            func isEdited() async throws -> Bool? { try await session.status()?.edited.contains("script.json") }
            _ = try await session.changeTurns(["t1"], action: "lock t1") { $0.isLocked = true }
            #expect(try await isEdited() == false)
            #expect(try await warnings(title: "Palau").isEmpty)
            _ = try await session.changeTurns(["t2"], action: "edit t2") { $0.text = "It is quiet here." }
            _ = try await session.changeTurns(["t2"], action: "lock t2") { $0.isLocked = true }
            #expect(try await isEdited() == true)
            #expect(try await warnings(title: "Yap").count == 1)
        }
    }

    // MARK: Editing

    @Test func `a text that is refused is kept, and the next edit goes on with it`() async throws {
        try await withScript { session, _, folder in
            let before = try folder.text(.outline)
            let error = await #expect(throws: ProductionError.self) {
                try await session.edit(.outline) { file, isOld in
                    #expect(!isOld)
                    let text = try String(contentsOf: file, encoding: .utf8)
                    try text.replacing("\"seg1\"", with: "\"first\"").write(to: file, atomically: true, encoding: .utf8)
                }
            }
            #expect(error?.code == .editInvalid)
            #expect(error?.message.contains(/line \d+: "first" is no id/) == true, "\(error?.message ?? "")")
            #expect(try folder.text(.outline) == before)
            let report = try await session.edit(.outline) { file, isOld in
                #expect(isOld)
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(text.contains("\"first\""))
                try text.replacing("\"first\"", with: "\"seg1\"").replacing(
                    "\"title\" : \"",
                    with: "\"title\" : \"New: "
                )
                .write(to: file, atomically: false, encoding: .utf8)
            }
            #expect(report.isChanged && report.changed.first == "seg1")
            let drafts = folder.url.appending(path: ".drafts").path(percentEncoded: false)
            #expect(try FileManager.default.contentsOfDirectory(atPath: drafts).isEmpty)
            #expect(try folder.status().edited == ["outline.json"])
        }
    }

    @Test func `a script that another program has broken is mended as the text it is`() async throws {
        try await withScript { session, _, folder in
            let good = try folder.text(.script)
            try Data(good.dropLast(3).utf8).write(to: folder.url.appending(path: "script.json"))
            let report = try await session.edit(.script) { file, _ in
                #expect(file.pathExtension == "json")
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(text == String(good.dropLast(3)))
                try good.write(to: file, atomically: true, encoding: .utf8)
            }
            #expect(report.isChanged)
            #expect(try folder.text(.script) == good)
            #expect(report.next == "qa")
        }
    }

    @Test func `who edits holds the episode, and a failed editor changes nothing`() async throws {
        try await withScript { session, _, folder in
            struct Failed: Error {}
            let count = try folder.revisions().count
            await #expect(throws: Failed.self) {
                try await session.edit(.script) { _, _ in
                    do {
                        try await session.qa()
                    } catch let error as ProductionError {
                        #expect(error.code == .busy)
                        #expect(error.message.contains("edit script"))
                        throw Failed()
                    }
                }
            }
            let same = try await session.edit(.script) { _, isOld in #expect(!isOld) }
            #expect(!same.isChanged)
            #expect(try folder.revisions().count == count)
        }
    }

    @Test func `changes are told between any two revisions`() async throws {
        try await withScript { session, _, folder in
            _ = try await session.changeTurns(["t2"], action: "edit t2") { $0.text = "Other words." }
            let change = try #require(try await session.changes(in: nil, from: nil, to: nil).first)
            #expect(change.file == "script.json")
            let lines = Set(change.after.split(separator: "\n")).subtracting(change.before.split(separator: "\n"))
            #expect(lines.count == 1)
            #expect(lines.first?.hasPrefix("t2 ") == true && lines.first?.contains(": Other words.") == true)
            let since = try await session.changes(in: .script, from: 1, to: nil)
            #expect(since.first?.from == nil && since.first?.before.isEmpty == true)
            try Data(folder.text(.brief).replacing("\"minutes\" : 6", with: "\"minutes\" : 7").utf8)
                .write(to: folder.url.appending(path: "brief.json"))
            let byHand = try await session.changes(in: nil, from: nil, to: nil)
            #expect(byHand.map(\.file) == ["brief.json"])
            #expect(byHand.first?.to == nil)
            await #expect(throws: ProductionError.self) { try await session.changes(in: nil, from: 99, to: nil) }
        }
    }

    // MARK: Publishing

    @Test func `nothing stale, rejected or unjudged is published unless somebody signs it off`() async throws {
        try await withScript { session, _, folder in
            let early = await #expect(throws: ProductionError.self) { try await session.publish() }
            #expect(early?.code == .notPublishable)
            #expect(early?.message.contains("qa is missing") == true)
            _ = try await session.changeTurns(["t4"], action: "edit t4") { $0.text = "As an AI language model, no." }
            try await session.qa()
            try await session.finalize()
            let rejected = await #expect(throws: ProductionError.self) { try await session.publish() }
            #expect(rejected?.message.contains("rejected") == true)
            try await session.approve(.qa)
            // The report was read; what is said is what it was about.
            #expect(try await session.publish().state == .published)
            _ = try await session.changeTurns(["t5"], action: "edit t5") { $0.text = "One more change." }
            let changed = try #require(try await session.status())
            #expect(changed.release != nil && !changed.isReleased)
            #expect(changed.approvals[.qa] == nil)
            let (status, _) = try await session.undo()
            #expect(status.state == .published)
            _ = folder
        }
    }

    @Test func `what is next is what publish asks for where no model wrote a segment`() async throws {
        try await withScript { session, _, folder in
            var script = try folder.value(Script.self, of: .script)
            script.segments[1].degradation = "template: the notes as they are"
            _ = try await session.replace(.script, by: ArtefactJSON.data(script), as: .json)
            try await session.qa(isJudged: false)
            try await session.approve(.qa)
            try await session.finalize()
            let refused = await #expect(throws: ProductionError.self) { try await session.publish() }
            let next = try #require(try await session.status()?.next)
            #expect(next == "script --segment seg2")
            #expect(refused?.next?.hasSuffix(": \(next)") == true, "\(refused?.next ?? "")")
        }
    }
}
