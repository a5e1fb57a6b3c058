import Foundation
import TestSupport
import Testing

@testable import Production

@Suite(.enabled(if: Validators.areInstalled || Validators.areRequired, Comment(rawValue: Validators.hint)))
struct `Package validation` {
    @Test func `seven formats in five languages pass other people's validators`() async throws {
        try await withTemporaryDirectory { root in
            var folders: [URL] = []
            for (language, words) in PackageMatrix.languages {
                let show = PackageMatrix.show(language, words)
                for format in PackageMatrix.formats {
                    let sample = PackageMatrix.episode(format, language, words)
                    let corrections = [
                        Correction(date: Date(timeIntervalSince1970: 1_764_100_000), statement: words[2])
                    ]
                    let folder = root.appending(path: "\(format.rawValue)-\(language)")
                    let package = sample.package(show: show, corrections: format == .solo ? corrections : [])
                    try sample.write(package, to: folder, show: show)
                    folders.append(folder)
                }
            }
            let (output, faulty) = try await Validators.check(folders)
            #expect(faulty.isEmpty, "\(output)")
            #expect(folders.count == 35)
        }
    }

    @Test func `names and words that are markup pass as they are`() async throws {
        try await withTemporaryDirectory { root in
            let folders = try EpisodePackageSamples.hostile.enumerated().map { index, words in
                let sample = EpisodePackageSamples.spoilt(words)
                let folder = root.appending(path: "hostile-\(index)")
                let show = PackageMatrix.show("en", words)
                try sample.write(sample.package(show: show), to: folder, show: show)
                return folder
            }
            let (output, faulty) = try await Validators.check(folders)
            #expect(faulty.isEmpty, "\(output)")
        }
    }

    /// What is spoilt, and how.
    private static let spoilt: [(file: String, right: String, wrong: String)] = [
        ("transcript.vtt", "<v Felix>", "<v Amara>"), ("transcript.vtt", "00:00:00.000 -->", "00:00:00 -->"),
        ("transcript.srt", "Felix", "Amara"), ("transcript.srt", ",000 -->", ".000 ->"),
        ("transcript.json", "Felix", "Amara"), ("transcript.json", "\"version\" : \"1.0.0\"", "\"version\" : \"2\""),
        ("transcript.html", "<cite>Felix", "<cite>Amara"), ("transcript.html", "<p>", "<div><p>"),
        ("show-notes.html", "<ul>", "<ul><script>alert(1)</script>"), ("show-notes.html", "lang=\"en\"", "lang=\"de\""),
        ("chapters.json", "1.2.0", "1.0.0"), ("script.fountain", "@Felix", "Felix"),
        ("description.txt", "00:00", "00:01"),
        ("item.xml", "isPermaLink=\"false\"", "isPermaLink=\"true\""), ("item.xml", "</item>", ""),
        ("feed.xml", "<itunes:explicit>false", "<itunes:explicit>no"), ("feed.xml", "ai-content", "content"),
        ("feed.xml", "+0000", "UTC+0"), ("feed.xml", "<itunes:duration>", "<itunes:duration>00:"),
        ("feed.xml", "<guid isPermaLink=\"false\">", "<guid isPermaLink=\"false\">0"),
        ("feed.xml", "type=\"application/json+chapters\"", "type=\"application/json\""),
    ]

    @Test func `the validators see what is wrong`() async throws {
        try await withTemporaryDirectory { root in
            let sample = SampleEpisode()
            let show = PackageMatrix.show("en", ["Deep Water", "About the sea.", ""])
            let package = sample.package(show: show)
            let folders = try Self.spoilt.enumerated().map { index, change in
                let folder = root.appending(path: "spoilt-\(index)")
                try sample.write(package, to: folder, show: show)
                let file = folder.appending(path: change.file)
                let text = try String(contentsOf: file, encoding: .utf8)
                let spoilt = text.replacing(change.right, with: change.wrong, maxReplacements: 1)
                #expect(spoilt != text, "\(change.file) holds no \(change.right)")
                try Data(spoilt.utf8).write(to: file)
                return folder
            }
            let (output, faulty) = try await Validators.check(folders)
            for (index, change) in Self.spoilt.enumerated() {
                #expect(faulty.contains("spoilt-\(index)"), "\(change) passes\n\(output)")
            }
        }
    }
}
