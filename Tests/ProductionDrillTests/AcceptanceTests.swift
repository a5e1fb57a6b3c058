import Foundation
import Production
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProductionDrill

/// The program as a person uses it, offline: no key, no address, three files, and sound.
@Suite(
    .temporaryDirectory,
    .timeLimit(.minutes(10)),
    .enabled(if: KillDrillTests.canSpeak, "install flite and ffmpeg with: scripts/setup")
)
struct Acceptance {
    private static let slug = "the-history-of-the-transistor"
    private let root = TemporaryDirectory.current

    private var work: URL { root.appending(path: "work") }
    private var episodes: URL { work.appending(path: "episodes") }

    /// Runs a line, and reads the object that it prints.
    private func castline(_ line: String) async throws -> [String: Any] {
        let ended = try await Subprocess.run(
            .path(FilePath(KillDrillTests.program.path(percentEncoded: false))),
            arguments: ["-c", line],
            environment: .custom([
                "PATH": "/usr/bin:/bin", "HOME": root.path(percentEncoded: false),
                "CASTLINE_HOME": root.appending(path: "home").path(percentEncoded: false),
            ]),
            workingDirectory: FilePath(work.path(percentEncoded: false)),
            output: .string(limit: 1_048_576),
            error: .string(limit: 1_048_576)
        )
        #expect(ended.terminationStatus == .exited(0), "\(line)\n\(ended.standardError)\(ended.standardOutput)")
        let object = try JSONSerialization.jsonObject(with: Data(ended.standardOutput.utf8))
        return try #require(object as? [String: Any])
    }

    private func value<Value: Decodable>(_ type: Value.Type, _ name: String, of slug: String = slug) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(contentsOf: episodes.appending(path: "\(slug)/\(name)")))
    }

    private func clips() throws -> Set<String> {
        let folder = episodes.appending(path: "\(Self.slug)/audio/clips").path(percentEncoded: false)
        return Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    }

    private struct Transcript: Decodable {
        struct Segment: Decodable { var startTime, endTime: Double }
        var segments: [Segment]
    }

    private struct Chapters: Decodable {
        struct Chapter: Decodable { var startTime: Double }
        var chapters: [Chapter]
    }

    /// Whether sound, transcript, chapters and feed agree within a second, and other people's tools accept them.
    private func checkAgreement(of slug: String) async throws {
        let publication = try value(Publication.self, "publication.json", of: slug)
        let transcript = try value(Transcript.self, "transcript.json", of: slug).segments
        let chapters = try value(Chapters.self, "chapters.json", of: slug).chapters
        let audio = try #require(publication.audio)
        let length = Double(audio.durationMilliseconds) / 1_000
        #expect(abs((transcript.last?.endTime ?? 0) - length) <= 1 && length > 20)
        #expect(chapters.count >= 3 && chapters.first?.startTime == 0)
        for chapter in chapters { #expect(transcript.contains { abs($0.startTime - chapter.startTime) < 0.01 }) }
        let folder = episodes.appending(path: slug)
        let sound = folder.appending(path: "episode.mp3").path(percentEncoded: false)
        let probe = try await Subprocess.run(
            .name("ffprobe"),
            arguments: ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", sound],
            output: .string(limit: 4_096)
        )
        let measured = try #require(Double(probe.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(abs(measured - length) <= 1)
        let feed = try String(contentsOf: episodes.appending(path: "shows/deep-water/feed.xml"), encoding: .utf8)
        #expect(feed.contains(publication.guid) && feed.contains("length=\"\(audio.sizeBytes)\""))
        #expect(abs(Double(publication.durationSeconds) - length) <= 1)
        #expect(feed.contains("<itunes:duration>\(publication.durationSeconds)</itunes:duration>"))
        guard Validators.areInstalled else { return }
        // The validators look for the feed beside the episode.
        let copy = root.appending(path: "checked/\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: folder, to: copy)
        try Data(feed.utf8).write(to: copy.appending(path: "feed.xml"))
        let (output, faulty) = try await Validators.check([copy])
        #expect(faulty.isEmpty, "\(output)")
    }

    @Test func `three files become an episode to hear, an edit renders one clip, and the next episode knows the first`()
        async throws
    {
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        try SampleSources.write(to: root.appending(path: "sources"))
        let sources = SampleSources.all.map { "--source ../sources/\($0.name)" }.joined(separator: " ")
        _ = try await castline(
            "show new 'Deep Water' --host Nora --host Felix --feed address=https://example.org/deep/ --json"
        )
        _ = try await castline(
            "produce 'The history of the transistor' \(sources) --minutes 2 --show deep-water --audio --yes --json"
        )
        try await checkAgreement(of: Self.slug)

        // One turn in the middle is said otherwise.
        let before = (
            script: try value(Script.self, "script.json"), publication: try value(Publication.self, "publication.json"),
            clips: try clips()
        )
        let turn = try #require(before.script.segments.dropFirst().first?.turns.first)
        let words = "\(turn.text) Keep that in mind.".replacing("'", with: "’")
        let edit = try await castline(
            "open \(Self.slug) > /dev/null; edit script --turn \(turn.id) --say '\(words)' --json"
        )
        #expect(edit["changed"] as? [String] == [turn.id])
        let findings = try #require(edit["findings"] as? [[String: Any]])
        #expect(findings.allSatisfy { $0["place"] as? String == turn.id }, "\(findings)")
        let stale = try #require(edit["stale"] as? [[String: Any]])
        #expect(stale.map { $0["phase"] as? String } == ["qa", "finalize"])
        let resumed = try await castline("resume \(Self.slug) --yes --json")
        let phases = try #require(resumed["phases"] as? [[String: Any]])
        #expect(phases.map { $0["phase"] as? String } == ["qa", "finalize"])
        // Only the judge is asked, for he has not read these words.
        #expect(phases.map { $0["calls"] as? Int } == [1, 0])
        let after = try value(Publication.self, "publication.json")
        #expect(try clips().subtracting(before.clips).count == 1 && after.guid == before.publication.guid)
        let changed = zip(before.publication.audio?.clips ?? [], after.audio?.clips ?? []).filter { $0.key != $1.key }
        #expect(changed.map(\.0.turn) == [turn.id])
        try await checkAgreement(of: Self.slug)

        // The next one.
        _ = try await castline(
            "produce 'The first pocket radio' \(sources) --minutes 1 --show deep-water --audio --yes --json"
        )
        let memory = try value(Brief.self, "brief.json", of: "the-first-pocket-radio").show?.memory ?? []
        #expect(memory.map(\.title) == [after.text.title] && memory.first?.topics.isEmpty == false)
        try await checkAgreement(of: "the-first-pocket-radio")
        let feed = try String(contentsOf: episodes.appending(path: "shows/deep-water/feed.xml"), encoding: .utf8)
        #expect(feed.ranges(of: "<item>").count == 2 && feed.contains("<podcast:episode>2</podcast:episode>"))
        #expect(feed.contains("<podcast:soundbite "))
    }
}
