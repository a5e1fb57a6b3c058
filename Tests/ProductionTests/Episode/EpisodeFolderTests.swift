import Foundation
import OpenRouter
import Testing

@testable import Production

@Suite struct `Episode folder` {
    private let time = Date(timeIntervalSince1970: 1_700_000_000)
    private let brief = Brief(topic: "The history of the transistor", minutes: 5)

    /// A folder of episodes that lasts as long as the test.
    private func withEpisodes<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let url = FileManager.default.temporaryDirectory.appending(path: "episodes-\(UUID().uuidString)")
        defer {
            _ = chmod(url.appending(path: "the-history-of-the-transistor").path(percentEncoded: false), 0o700)
            try? FileManager.default.removeItem(at: url)
        }
        return try body(url)
    }

    private func create(in episodes: URL) throws -> EpisodeFolder {
        try EpisodeFolder.create(brief, in: episodes) { time }
    }

    private func open(_ folder: EpisodeFolder) throws -> EpisodeFolder {
        try EpisodeFolder.open(folder.slug, in: folder.url.deletingLastPathComponent()) { time }
    }

    private func run(_ phase: Phase, _ folder: EpisodeFolder, _ word: String = "one") throws {
        var contents: [EpisodeFile: Data] = [:]
        for file in phase.outputs { contents[file] = Data("{\"from\":\"\(file.name) \(word)\"}".utf8) }
        try folder.commit(phase, contents, inputs: folder.inputs(of: phase))
    }

    private func states(_ folder: EpisodeFolder) throws -> [PhaseState] {
        let status = try folder.status()
        return Phase.allCases.map { status.state(of: $0) }
    }

    private func place(_ folder: EpisodeFolder, _ name: String) -> URL { folder.url.appending(path: name) }

    @Test func `is made with a brief and private modes`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            let status = try folder.status()
            #expect(status.slug == "the-history-of-the-transistor")
            #expect(status.brief == brief)
            #expect(status.files.map(\.name) == ["brief.json"])
            #expect(try states(folder) == [.missing, .missing, .missing, .missing, .missing])
            for (name, mode) in [(".", 0o700), ("brief.json", 0o600), ("manifest.json", 0o600)] {
                let path = place(folder, name).path(percentEncoded: false)
                #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
            }
            #expect(try EpisodeFolder.create(brief, in: episodes) { time }.slug == "the-history-of-the-transistor-2")
            #expect(EpisodeFolder.slugs(in: episodes).count == 2)
        }
    }

    @Test func `a phase that ran again makes the later ones stale`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            for phase in Phase.allCases { try run(phase, folder) }
            #expect(try states(folder) == [.done, .done, .done, .done, .done])
            try run(.script, folder, "two")
            #expect(try states(folder) == [.done, .done, .done, .stale, .stale])
            try run(.qa, folder, "two")
            #expect(try states(folder) == [.done, .done, .done, .done, .stale])
            try folder.writeBrief(Brief(topic: "Another", minutes: 5))
            #expect(try states(folder) == [.stale, .stale, .stale, .stale, .stale])
        }
    }

    @Test func `a phase needs the files of the one before`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            let error = #expect(throws: ProductionError.self) { try folder.inputs(of: .script) }
            #expect(error?.code == .phaseMissing)
            #expect(error?.next == "run: research")
        }
    }

    @Test func `an edited file is an input, and comes back after its phase has run again`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            for phase in Phase.allCases { try run(phase, folder) }
            try Data("by hand".utf8).write(to: place(folder, "script.json"))
            let status = try folder.status()
            #expect(status.edited == ["script.json"])
            #expect(try states(folder) == [.done, .done, .done, .stale, .stale])
            #expect(status.stale.first?.reason == "script.json was edited")
            let replaced = try folder.commit(
                .script,
                [.script: Data("anew".utf8)],
                inputs: folder.inputs(of: .script)
            )
            #expect(replaced == ["script.json was edited, and was replaced: `revert 7` brings the edit back"])
            #expect(try folder.status().edited.isEmpty)
            #expect(try folder.revisions().map(\.action).suffix(2) == ["by hand", "script"])
            _ = try folder.revert(to: 7)
            #expect(try folder.text(.script) == "by hand")
            #expect(try folder.status().edited == ["script.json"])
        }
    }

    @Test func `files that a new run does not make are removed`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            try run(.research, folder)
            try run(.outline, folder)
            var contents: [EpisodeFile: Data] = [.script: Data("2".utf8), .fountain: Data("3".utf8)]
            try folder.commit(.script, contents, inputs: folder.inputs(of: .script))
            contents[.fountain] = nil
            try folder.commit(.script, contents, inputs: folder.inputs(of: .script), degradations: ["template"])
            #expect(try folder.read(.fountain) == nil)
            #expect(try folder.status().isDegraded)
            #expect(try states(folder) == [.done, .done, .done, .missing, .missing])
        }
    }

    /// Every state that a crash can leave between two renames, made by hand.
    @Test(arguments: 0...3) func `a crash between two renames is finished by the next opening`(renamed: Int) throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            try run(.research, folder)
            let old = try Data(contentsOf: place(folder, "manifest.json"))
            let oldFiles = try Phase.research.outputs.map { try folder.read($0) }
            try run(.research, folder, "two")
            let new = try Data(contentsOf: place(folder, "manifest.json"))
            // Back to the moment before the renames …
            try new.write(to: place(folder, ".manifest.next"))
            try old.write(to: place(folder, "manifest.json"))
            for (index, file) in Phase.research.outputs.enumerated() where index >= renamed {
                try Data(contentsOf: place(folder, file.name)).write(to: place(folder, ".\(file.name).next"))
                try oldFiles[index]?.write(to: place(folder, file.name))
            }
            if renamed == 3 { try FileManager.default.removeItem(at: place(folder, "manifest.json")) }
            // … and on.
            let opened = try open(folder)
            #expect(try opened.status().edited.isEmpty)
            #expect(
                try opened.manifest().files["notes.json"]?.sha256 == ArtefactJSON.digest(opened.read(.notes) ?? Data())
            )
            #expect(try opened.text(.notes).contains("two"))
            #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/.manifest.next"))
        }
    }

    @Test func `a run that ended before its manifest was ready leaves nothing of itself`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            try run(.research, folder)
            try Data("half".utf8).write(to: place(folder, ".notes.json.next"))
            let opened = try open(folder)
            #expect(try states(opened) == [.done, .missing, .missing, .missing, .missing])
            try run(.research, opened, "two")
            #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/.notes.json.next"))
        }
    }

    @Test(
        arguments: [
            ("", "it is empty"), ("{\"version\": 1, \"fil", "line 1"), ("{\"version\": 1}", "missing"),
            ("{\"version\": 1,\n\"files\": x}", "line 2, column 10"),
        ]
    )
    func `a broken manifest is named with the place, and rebuilt`(text: String, reason: String) throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            for phase in Phase.allCases { try run(phase, folder) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count
            try Data(text.utf8).write(to: place(folder, "manifest.json"))
            let error = #expect(throws: ProductionError.self) { try open(folder) }
            #expect(error?.code == .manifestBroken)
            #expect(error?.message.contains("manifest.json") == true)
            #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == names)

            let recovery = try folder.recover()
            #expect(recovery.phases == Phase.allCases)
            #expect(recovery.setAside == "manifest.broken-1.json")
            #expect(recovery.unknown.isEmpty)
            #expect(try states(open(folder)) == [.done, .done, .done, .done, .done])
            #expect(try folder.status().edited.isEmpty)
        }
    }

    @Test func `recovering takes no edit for what was made, and no stale phase for a done one`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            for phase in Phase.allCases { try run(phase, folder) }
            try run(.script, folder, "two")
            #expect(try states(folder) == [.done, .done, .done, .stale, .stale])
            try Data("mine".utf8).write(to: place(folder, "chapters.json"))
            try Data("{".utf8).write(to: place(folder, "manifest.json"))
            let recovery = try folder.recover()
            #expect(recovery.unknown == ["chapters.json"])
            #expect(try states(open(folder)) == [.done, .done, .done, .stale, .missing])
            #expect(try folder.text(.chapters) == "mine")
        }
    }

    @Test func `where the copy of the manifest is gone too, the last revision stands in`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            for phase in Phase.allCases { try run(phase, folder) }
            let script = try folder.text(.script)
            try run(.script, folder, "two")
            for name in ["manifest.json", ".manifest.copy"] { try Data("{".utf8).write(to: place(folder, name)) }
            #expect(throws: ProductionError.self) { try open(folder) }
            _ = try folder.recover()
            #expect(try states(open(folder)) == [.done, .done, .done, .stale, .stale])
            _ = try folder.undo()
            #expect(try folder.text(.script) == script)
        }
    }

    @Test func `a manifest that would fill the memory is not read, and is rebuilt`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            try FileHandle(forWritingTo: place(folder, "manifest.json")).truncate(atOffset: 5 << 20)
            let error = #expect(throws: ProductionError.self) { try folder.manifest() }
            #expect(error?.message.hasSuffix("manifest.json cannot be read: File too large") == true)
            #expect(try folder.recover().setAside == "manifest.broken-1.json")
            #expect(try folder.manifest().files["brief.json"] != nil)
        }
    }

    @Test func `half a manifest gives back the hashes that stand in it`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            for phase in Phase.allCases { try run(phase, folder) }
            let whole = try String(contentsOf: place(folder, "manifest.json"), encoding: .utf8)
            let half = whole.prefix(upTo: try #require(whole.range(of: "\"phases\"")).lowerBound)
            try Data(half.utf8).write(to: place(folder, "manifest.json"))
            #expect(try folder.recover().phases == Phase.allCases)
            #expect(try states(open(folder)) == [.done, .done, .done, .done, .done])
        }
    }

    @Test func `the ledger is appended to and summed`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            try folder.appendLedger(#"{"cost":"0.000125","unit":"notes"}"#)
            try folder.appendLedger(#"{"cost":"0.25"}"#)
            let path = place(folder, "ledger.jsonl").path(percentEncoded: false)
            try FileHandle(forWritingAtPath: path)?.close()
            #expect(try folder.status().spent.decimal == "0.250125")
            #expect(try folder.status().edited.isEmpty)
        }
    }

    @Test func `links and foreign names are refused`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            let outside = episodes.appending(path: "outside.txt")
            try Data("secret".utf8).write(to: outside)
            try FileManager.default.createSymbolicLink(at: place(folder, "notes.json"), withDestinationURL: outside)
            let error = #expect(throws: ProductionError.self) { try folder.read(.notes) }
            #expect(error?.message.contains("symbolic link") == true)
            try FileManager.default.createSymbolicLink(
                at: episodes.appending(path: "linked"),
                withDestinationURL: folder.url
            )
            for name in ["..", "../etc", "linked", "", "a/b", "no-such-episode"] {
                #expect(throws: ProductionError.self) { try EpisodeFolder.open(name, in: episodes) { time } }
            }
            try Data(
                #"{"created":"2026-01-01T00:00:00Z","files":{"../x":{"sha256":"","sizeBytes":0,"generatedAt":"#.utf8
            )
            .write(to: place(folder, "manifest.json"))
            #expect(throws: ProductionError.self) { try open(folder) }
        }
    }

    @Test(.disabled(if: geteuid() == 0, "root writes where it may not"))
    func `a read-only folder is named`() throws {
        try withEpisodes { episodes in
            let folder = try create(in: episodes)
            _ = chmod(folder.url.path, 0o500)
            let error = #expect(throws: ProductionError.self) { try run(.research, folder) }
            #expect(error?.code == .folderNotWritable)
            #expect(error?.message.contains(folder.slug) == true)
            #expect(try folder.status().phases[.research] == .missing)
        }
    }

    @Test func `a file where the episodes should be is an error about the folder`() throws {
        try withEpisodes { episodes in
            try Data().write(to: episodes)
            let error = #expect(throws: ProductionError.self) { try create(in: episodes) }
            #expect(error?.code == .folderNotWritable)
        }
    }
}
