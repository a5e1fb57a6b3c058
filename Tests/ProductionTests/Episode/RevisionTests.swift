import Foundation
import TestSupport
import Testing

@testable import Production

@Suite(.temporaryDirectory) struct `Revisions` {
    private let time = Date(timeIntervalSince1970: 1_700_000_000)

    private func create() throws -> EpisodeFolder {
        try EpisodeFolder.create(Brief(topic: "Coral reefs", minutes: 4), in: TemporaryDirectory.current) { time }
    }

    private func run(_ phase: Phase, _ folder: EpisodeFolder, _ word: String = "one") throws {
        let contents = Dictionary(
            uniqueKeysWithValues: phase.outputs.map { ($0, Data("{\"from\":\"\($0.name) \(word)\"}".utf8)) }
        )
        try folder.commit(phase, contents, inputs: folder.inputs(of: phase))
    }

    private func place(_ folder: EpisodeFolder, _ name: String) -> URL { folder.url.appending(path: name) }

    /// All files that people see, with their contents.
    private func contents(_ folder: EpisodeFolder) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for file in EpisodeFile.allCases where file != .manifest { contents[file.name] = try folder.read(file) }
        return contents
    }

    @Test func `undo goes back step by step, to the brief and no further`() throws {
        let folder = try create()
        var states = [try contents(folder)]
        for phase in Phase.allCases {
            try run(phase, folder)
            states.append(try contents(folder))
        }
        for expected in states.dropLast().reversed() {
            _ = try folder.undo()
            #expect(try contents(folder) == expected)
        }
        let error = #expect(throws: ProductionError.self) { try folder.undo() }
        #expect(error?.code == .revisionMissing)
        #expect(error?.kept == "nothing was changed")
        // Everything can still be had again.
        _ = try folder.revert(to: 6)
        #expect(try contents(folder) == states.last)
        #expect(try folder.status().phases.values.allSatisfy { $0 == .done })
        _ = try folder.undo()
        #expect(try contents(folder) == states.first)
    }

    @Test func `a hand edit is the last change, and undo of it loses nothing`() throws {
        let folder = try create()
        for phase in Phase.allCases { try run(phase, folder) }
        let made = try folder.text(.script)
        try Data("by hand".utf8).write(to: place(folder, "script.json"))
        _ = try folder.undo()
        #expect(try folder.text(.script) == made)
        #expect(try folder.status().edited.isEmpty)
        #expect(try folder.revisions().map(\.action).suffix(2) == ["by hand", "undo"])
        _ = try folder.revert(to: 7, file: .script)
        #expect(try folder.text(.script) == "by hand")
    }

    @Test func `one file goes back alone, and what was made from the other one is stale`() throws {
        let folder = try create()
        for phase in Phase.allCases { try run(phase, folder) }
        let old = try folder.text(.script)
        try run(.script, folder, "two")
        try run(.qa, folder, "two")
        let report = try folder.text(.quality)
        _ = try folder.revert(to: 4, file: .script)
        #expect(try folder.text(.script) == old)
        #expect(try folder.text(.quality) == report)
        let status = try folder.status()
        #expect(status.state(of: .script) == .done)
        #expect(status.stale.map(\.phase) == [.qa, .finalize])
    }

    @Test func `a change that only notes something writes no file twice`() throws {
        let folder = try create()
        try folder.record("approve brief") { $0.approvals = [:] }
        #expect(try folder.revisions().map(\.action) == ["brief", "approve brief"])
        #expect(try folder.revisions().map(\.files) == [["brief.json"], []])
    }

    /// The states of the folder that a crash of `undo` can leave, made by hand: before, between and after its renames.
    @Test(arguments: 0...3) func `an undo that a crash has interrupted is finished by the next opening`(
        done: Int
    ) throws {
        let folder = try create()
        try run(.research, folder)
        let wanted = try contents(folder)
        try run(.research, folder, "two")
        let before = try contents(folder)
        let manifest = try Data(contentsOf: place(folder, "manifest.json"))
        _ = try folder.undo()
        let announced = try Data(contentsOf: place(folder, "manifest.json"))
        // Back to the moment when it was announced …
        try announced.write(to: place(folder, ".manifest.next"))
        try manifest.write(to: place(folder, "manifest.json"))
        for (index, file) in Phase.research.outputs.enumerated() where index >= done {
            try before[file.name]?.write(to: place(folder, file.name))
        }
        if done == 3 { try FileManager.default.removeItem(at: place(folder, "manifest.json")) }
        // … and on.
        let opened = try EpisodeFolder.open(folder.slug, in: TemporaryDirectory.current) { time }
        #expect(try contents(opened) == wanted)
        #expect(try opened.status().edited.isEmpty)
        #expect(try opened.revisions().last?.action == "undo")
    }

    @Test func `a crash before the announcement leaves the old state, and the number is used again`() throws {
        let folder = try create()
        try run(.research, folder)
        let manifest = try Data(contentsOf: place(folder, "manifest.json"))
        let before = try contents(folder)
        try run(.research, folder, "two")
        try manifest.write(to: place(folder, "manifest.json"))
        for (name, data) in before { try data.write(to: place(folder, name)) }
        let opened = try EpisodeFolder.open(folder.slug, in: TemporaryDirectory.current) { time }
        #expect(try opened.revisions().map(\.number) == [1, 2])
        try run(.research, opened, "three")
        #expect(try opened.revisions().map(\.number) == [1, 2, 3])
        _ = try opened.undo()
        #expect(try contents(opened) == before)
    }

    @Test func `a content that was spoilt is not restored, and nothing is changed`() throws {
        let folder = try create()
        try run(.research, folder)
        let digest = ArtefactJSON.digest(try folder.read(.notes) ?? Data())
        try run(.research, folder, "two")
        let before = try contents(folder)
        try FileManager.default.removeItem(at: place(folder, ".versions/\(digest)"))
        let error = #expect(throws: ProductionError.self) { try folder.undo() }
        #expect(error?.code == .revisionMissing)
        #expect(error?.message.contains("notes.json of revision 2") == true)
        #expect(try contents(folder) == before)
    }

    @Test func `an episode of an older program is taken over with all its files`() throws {
        let folder = try create()
        for phase in Phase.allCases { try run(phase, folder) }
        // As version 1 had it: outline and script one phase, no revisions, no versions.
        var manifest = try folder.manifest()
        manifest.version = 1
        manifest.revision = nil
        manifest.preapproved = nil
        var run = try #require(manifest.phases["script"])
        run.files = ["outline.json", "script.json"]
        run.inputs = ["brief.json", "sources.json", "notes.json"].reduce(into: [:]) { inputs, name in
            inputs[name] = manifest.files[name]?.sha256
        }
        manifest.phases["script"] = run
        manifest.phases["outline"] = nil
        manifest.files["outline.json"]?.phase = .script
        try ArtefactJSON.data(manifest).write(to: place(folder, "manifest.json"))
        try FileManager.default.removeItem(at: place(folder, ".versions"))
        let old = try EpisodeFolder.open(folder.slug, in: TemporaryDirectory.current) { time }
        #expect(try old.status().phases.values.allSatisfy { $0 == .done })
        #expect(try old.status().waitsFor == nil)
        let before = try contents(old)
        try self.run(.script, old, "two")
        #expect(try old.revisions().map(\.action) == ["as it was", "script"])
        _ = try old.undo()
        #expect(try contents(old) == before)
    }

    @Test(
        arguments: [
            ("voice", [.finalize]), ("sources", [.research, .outline, .script, .qa, .finalize]),
            ("lexicon", [.qa, .finalize]), ("minutes", [.research, .outline, .script, .qa, .finalize]),
        ] as [(String, [Phase])]
    )
    func `a member of the brief makes stale what reads it`(member: String, expected: [Phase]) throws {
        var brief = Brief(
            topic: "Coral reefs",
            minutes: 4,
            show: ShowContext(slug: "s", title: "S", style: "", topics: [], lexicon: [:], memory: [])
        )
        let folder = try EpisodeFolder.create(brief, in: TemporaryDirectory.current) { time }
        for phase in Phase.allCases { try run(phase, folder) }
        switch member {
        case "voice": brief.cast[0].voice = "slt"
        case "sources": brief.sources = ["/a.txt"]
        case "lexicon": brief.show?.lexicon = ["SQL": "sequel"]
        default: brief.minutes = 5
        }
        try folder.writeBrief(brief)
        #expect(try folder.status().stale.map(\.phase) == expected)
    }

    @Test(
        arguments: [
            ("sources.json", [.qa, .finalize]), ("notes.json", [.outline, .script, .qa, .finalize]),
            ("outline.json", [.script, .qa, .finalize]), ("script.json", [.qa, .finalize]), ("qa.json", [.finalize]),
            ("show-notes.md", []), ("qa.md", []),
        ] as [(String, [Phase])]
    )
    func `a changed file makes stale what reads it, and nothing else`(name: String, expected: [Phase]) throws {
        let folder = try create()
        for phase in Phase.allCases { try run(phase, folder) }
        try Data("{\"by\":\"hand\"}".utf8).write(to: place(folder, name))
        let status = try folder.status()
        #expect(status.stale.map(\.phase) == expected)
        if let first = status.stale.first { #expect(first.reason == "\(name) was edited") }
    }
}
