import Foundation
import TestSupport
import Testing

@testable import Production

@Suite struct `Episode package` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let python = root.appending(path: ".build/validators/bin/python").path(percentEncoded: false)

    private func package(_ sample: SampleEpisode) -> EpisodePackage {
        EpisodePackage(
            brief: sample.brief,
            research: sample.research,
            script: sample.script,
            report: QualityReport(verdict: .unjudged, checks: [], findings: []),
            text: PublishedText(
                title: sample.script.title,
                description: "How a switch came to be.\n\nTold in five minutes.",
                hook: "#1 story & more.",
                topics: ["Tubes", "Germanium"],
                callToAction: "Tell a friend."
            ),
            degradations: ["the judge could not be reached"]
        )
    }

    private func text(_ file: EpisodeFile, _ sample: SampleEpisode = SampleEpisode()) throws -> String {
        String(decoding: try #require(package(sample).files()[file]), as: UTF8.self)
    }

    /// Names, titles and words that are markup in one format or another.
    static let hostile: [[String]] = [
        ["Nora", "Plain", "Nothing here is special."],
        ["Nora & <Co>", "a --> b", "Then a --> b, <v Felix> & more; 3 < 4 > 2."],
        [
            "#Nora", "# Leading",
            "#1 was @home, =even, !so. *Really* _very_ good_ [[not a note]] /* nor */ a \\ comment.",
        ],
        ["Nora ^", "[[x]]", "(An aside) comes first, and (then another)"],
        ["O'Neill (voice)", "= = =", "~ A song, they say [1] and ]] and [[ ."],
        ["נורה", "ההיסטוריה של הטרנזיסטור", "הטרנזיסטור הומצא בשנת 1947, והעולם השתנה. תודה רבה!"],
        [
            "诺拉", "晶体管的历史从一九四七年的冬天开始然后一直延续到今天而且永远不会真正结束的故事还有很多很多很多",
            "晶体管改变了世界。它很小，但是它无处不在，从收音机到手机，从医院到火箭，没有它就没有今天的生活！谢谢收听。",
        ],
        [
            "Zoë 👩‍🔬", "Émile\u{2028}two",
            "Line one.\nLine two.\r\n\r\nLine\tthree with \u{0} control. " + String(repeating: "x", count: 200),
        ],
    ]

    private func spoilt(_ words: [String]) -> SampleEpisode {
        var sample = SampleEpisode()
        sample.script.title = words[1]
        sample.brief.cast[0].name = words[0]
        for segment in sample.script.segments.indices {
            sample.script.segments[segment].title = words[1]
            sample.script.segments[segment].synopsis = words[2]
            for turn in sample.script.segments[segment].turns.indices
            where sample.script.segments[segment].turns[turn].speaker == "Nora" {
                sample.script.segments[segment].turns[turn].speaker = words[0]
                sample.script.segments[segment].turns[turn].text = words[2]
                sample.script.segments[segment].turns[turn].style = "softly"
            }
        }
        return sample
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: python),
            "install the validators with: scripts/setup --test"
        ),
        .temporaryDirectory,
        arguments: hostile
    )
    func `passes other people's validators`(words: [String]) throws {
        let sample = spoilt(words)
        let folder = TemporaryDirectory.current
        for (file, data) in try package(sample).files() { try data.write(to: folder.appending(path: file.name)) }
        try ArtefactJSON.data(sample.script).write(to: folder.appending(path: EpisodeFile.script.name))
        let (status, output) = try validate(folder)
        #expect(status == 0, "\(output)")
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: python),
            "install the validators with: scripts/setup --test"
        ),
        .temporaryDirectory,
        arguments: [
            (EpisodeFile.vtt, "<v Felix>", "<v Amara>"), (.vtt, "00:00:00.000 -->", "00:00:00 -->"),
            (.srt, "Felix", "Amara"),
            (.chapters, "1.2.0", "1.0.0"), (.transcript, "Felix", "Amara"), (.fountain, "@Felix", "Felix"),
            (.description, "00:00", "00:01"),
        ]
    )
    func `the validators see what is wrong`(file: EpisodeFile, right: String, wrong: String) throws {
        let sample = SampleEpisode()
        let folder = TemporaryDirectory.current
        for (file, data) in try package(sample).files() { try data.write(to: folder.appending(path: file.name)) }
        try ArtefactJSON.data(sample.script).write(to: folder.appending(path: EpisodeFile.script.name))
        let spoilt = try text(file).replacing(right, with: wrong, maxReplacements: 1)
        try Data(spoilt.utf8).write(to: folder.appending(path: file.name))
        #expect(try validate(folder).status != 0)
    }

    private func validate(_ folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: Self.python)
        process.arguments = [
            Self.root.appending(path: "Tests/Validators/validate.py").path(percentEncoded: false),
            folder.path(percentEncoded: false),
        ]
        process.environment = ["PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test(arguments: hostile) func `Fountain reads back what was written`(words: [String]) {
        var script = spoilt(words).script
        script.segments[1].degradation = "fallback: a/b instead of c/d [1]"
        var plain = script
        plain.title = PlainLine.make(script.title)
        for segment in plain.segments.indices {
            plain.segments[segment].title = PlainLine.make(plain.segments[segment].title)
            plain.segments[segment].synopsis = PlainLine.make(plain.segments[segment].synopsis)
            for turn in plain.segments[segment].turns.indices {
                plain.segments[segment].turns[turn].text = PlainLine.make(plain.segments[segment].turns[turn].text)
            }
        }
        #expect(Fountain.script(from: Fountain.text(of: script)) == plain)
    }

    @Test func `a turn added by hand gets an id`() {
        let script = Fountain.script(
            from: "Title: T\n\n# One\n\n@Nora\n(softly)\nHello.\n\n@Felix\nBye. [[turn: t1]]\n"
        )
        #expect(script.segments.map(\.id) == ["seg1"])
        #expect(script.turns.map(\.id) == ["t2", "t1"])
        #expect(script.turns.map(\.style) == ["softly", nil])
    }

    @Test func `times follow the words`() {
        let turns = [("t1", String(repeating: "word ", count: 150)), ("t2", "Yes.")].map { id, text in
            Script.Turn(id: id, speaker: "Nora", text: text)
        }
        let empty = Script.Segment(id: "seg0", title: "", synopsis: "", turns: [])
        let script = Script(title: "", segments: [empty, .init(id: "seg1", title: "", synopsis: "", turns: turns)])
        let timeline = Timeline(script)
        #expect(timeline.turns.map(\.endMilliseconds) == [60_000, 61_000])
        #expect(timeline.segments.map(\.id) == ["seg1"])
        #expect(Timeline(script, pace: 75).durationMilliseconds == 121_000)
    }

    @Test func `cues end with sentences and fit their lines`() {
        let script = SampleEpisode().script
        for limit in [32, 65] {
            let captions = Captions(script, Timeline(script), limit: limit)
            #expect(captions.cues.allSatisfy { $0.lines.count <= 2 && $0.lines.allSatisfy { $0.count <= limit } })
            #expect(captions.cues.last?.end == Timeline(script).durationMilliseconds)
        }
    }

    @Test(
        arguments: [
            ("Short", "Short"), ("A title of exactly thirty-nine characters", "A title of exactly thirty-nine…"),
            (String(repeating: "x", count: 50), String(repeating: "x", count: 38) + "…"),
        ]
    )
    func `titles are cut at words`(title: String, cut: String) {
        #expect(PlainLine.trimmed(title, below: 40) == cut)
    }

    @Test func `the description has stamps and stays below the limit`() throws {
        let description = try text(.description)
        #expect(
            description.hasPrefix(
                "How a switch came to be.\n\nTold in five minutes.\n\nThis episode was made with artificial"
            )
        )
        #expect(description.contains("\n00:00 A tube too hot\n"))
        let chapters = Chapters(SampleEpisode().script, Timeline(SampleEpisode().script))
        let long = PublishedText(title: "", description: String(repeating: "晶体管 ", count: 2_000), hook: "", topics: [])
        #expect(EpisodeDescription.text(long, chapters).utf8.count <= 4_000)
    }

    @Test func `the notes say who speaks, what it rests on, and what is not as asked`() throws {
        let notes = try text(.showNotes)
        for part in [
            "\\#1 story &amp; more.", "- Nora (host)", "All voices are synthetic", "- 00:00 A tube too hot",
            "> “vacuum tubes, which burned out and ran hot” \\[1\\]",
            "1. A short history of the transistor, transistor.txt, read 2023-11-14",
            "Not made as asked: the judge could not be reached", "no judge could be reached", "Tell a friend.",
        ] {
            #expect(notes.contains(part), "\(part) is not in\n\(notes)")
        }
    }

    @Test func `the same values give the same bytes`() throws {
        #expect(try package(SampleEpisode()).files() == package(SampleEpisode()).files())
        #expect(try Set(package(SampleEpisode()).files().keys) == Set(Phase.finalize.outputs))
    }
}
