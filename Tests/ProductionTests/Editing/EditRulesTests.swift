import Foundation
import Resilience
import TestSupport
import Testing

@testable import Production

/// What is refused of a text, and where.
@Suite struct `Edited texts` {
    private func withEpisode<Value>(_ body: (EpisodeFolder, SampleEpisode) throws -> Value) throws -> Value {
        let url = FileManager.default.temporaryDirectory.appending(path: "edits-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let sample = SampleEpisode()
        let folder = try EpisodeFolder.create(sample.brief, in: url) { Date(timeIntervalSince1970: 0) }
        try folder.commit(
            .research,
            [
                .sources: ArtefactJSON.data(SourcesFile(sources: sample.research.sources)),
                .notes: ArtefactJSON.data(
                    NotesFile(questions: sample.research.questions, notes: sample.research.notes)
                ),
            ],
            inputs: [:]
        )
        try folder.commit(.outline, [.outline: ArtefactJSON.data(sample.outline)], inputs: [:])
        try folder.commit(.script, [.script: ArtefactJSON.data(sample.script)], inputs: [:])
        return try body(folder, sample)
    }

    private func line(_ needle: String, in text: String) throws -> Int {
        let range = try #require(text.range(of: needle))
        return text[..<range.lowerBound].count { $0 == "\n" } + 1
    }

    /// Replaces one text by another in a file, and expects the complaint on the line of the place.
    @Test(
        arguments: [
            (.brief, #""minutes" : 5"#, #""minutes" : 500"#, "1 to 120 minutes (is 500)"),
            (.brief, #""language" : "en""#, #""language" : "e""#, "`e` is no language tag"),
            (.brief, #""name" : "Felix""#, #""name" : "nora""#, "two speakers are called nora"),
            (.brief, #""minutes" : 5"#, #""minutes" : "five""#, "minutes: Expected"),
            (.notes, #""source" : "s1""#, #""source" : "s9""#, "s9 is no source"),
            (.notes, #""quote" : "pressed two gold"#, #""quote" : "pressed three gold"#, "do not stand in source s1"),
            (.notes, #""id" : "n2""#, #""id" : "n1""#, "n1 is there twice"),
            (.outline, #""words" : 240"#, #""words" : 0"#, "1 to 20000 words (is 0)"),
            (.outline, #""id" : "seg2""#, #""id" : "seg1""#, "seg1 is there twice"),
            (.outline, #""id" : "seg2""#, #""id" : "intro""#, "is no id such as seg1"),
            (.outline, #""n3""#, #""n33""#, "n33 is no note"),
            (.outline, #""title" : "Two gold points""#, #""title" : " ""#, "the title is empty"),
            (.outline, #""words" : 240"#, #""words" : 240,,"#, "this is no JSON"),
            (.script, #""speaker" : "Felix""#, #""speaker" : "Bob""#, "Bob is not in the cast: Nora, Felix"),
            (.script, #""id" : "t2""#, #""id" : "t1""#, "t1 is there twice"),
            (
                .brief, #""minutes" : 5"#, #""minutes" : 5, "must_cover" : ["Palau"]"#,
                #"nothing reads a member "must_cover""#
            ),
            (
                .outline, #""title" : "Two gold points""#, #""titel" : "x", "title" : "Two""#,
                #"nothing reads a member "titel""#
            ),
            (
                .script, #""speaker" : "Felix""#, #""speaker" : "Felix", "voice" : "slt""#,
                #"nothing reads a member "voice""#
            ),
            (.script, #""id" : "seg3""#, #""id" : "seg9""#, "the outline has no segment seg9"),
        ] as [(Editable, String, String, String)]
    )
    func `are refused with line and reason`(subject: Editable, old: String, new: String, reason: String) throws {
        try withEpisode { folder, _ in
            let text = try folder.text(subject.file)
            let place = try #require(text.range(of: old))
            let spoilt = text.replacingCharacters(in: place, with: new)
            let error = #expect(throws: ProductionError.self) {
                try EditedText(Data(spoilt.utf8), as: .json, for: subject, in: folder)
            }
            #expect(error?.code == .editInvalid)
            let message = try #require(error?.message)
            #expect(message.contains(reason), "\(message)")
            #expect(message.contains("line \(try line(old, in: text))"), "\(message)")
            #expect(try folder.text(subject.file) == text)
        }
    }

    @Test func `members that say nothing are no fault`() throws {
        try withEpisode { folder, _ in
            let text = try folder.text(.brief).replacing(
                #""minutes" : 5"#,
                with: #""minutes" : 5, "tone" : null, "avoid" : [], "must" : [" "], "explicit" : false"#
            )
            let edited = try EditedText(Data(text.utf8), as: .json, for: .brief, in: folder)
            let brief = try ArtefactJSON.value(Brief.self, from: edited.data)
            #expect(brief.tone == nil && brief.avoid == nil && brief.must == nil)
        }
    }

    @Test(
        arguments: [
            ("@Felix", "@Bob", "Bob is not in the cast"), ("[[turn: t2]]", "[[turn: t1]]", "t1 is there twice"),
            ("[[notes: n1]]", "[[notes: n7]]", "n7 is no note"), ("\n\n@Felix", "\n@Felix", "an empty line is missing"),
            ("# Two gold points", "Two gold points", "this is no segment"),
            ("Title: ", "Title: \u{2060}\n\n", "the title is empty"),
        ] as [(String, String, String)]
    )
    func `are refused as a screenplay too`(old: String, new: String, reason: String) throws {
        try withEpisode { folder, sample in
            let text = Fountain.text(of: sample.script)
            let place = try #require(text.range(of: old))
            let spoilt = text.replacingCharacters(in: place, with: new)
            let error = #expect(throws: ProductionError.self) {
                try EditedText(Data(spoilt.utf8), as: .fountain, for: .script, in: folder)
            }
            let message = try #require(error?.message)
            #expect(message.contains(reason), "\(message)")
            #expect(message.contains(/line \d+:/))
        }
    }

    @Test func `are taken over, with nothing else changed`() throws {
        try withEpisode { folder, sample in
            var script = sample.script
            script.segments[1].turns[1].isLocked = true
            try folder.writeEdit(.script, ArtefactJSON.data(script), action: "lock")
            let text = Fountain.text(of: script)
            #expect(text.contains("[[locked: yes]]"))
            let same = try EditedText(Data(text.utf8), as: .fountain, for: .script, in: folder)
            #expect(try ArtefactJSON.value(Script.self, from: same.data) == script)
            let longer = text + "\n@Nora\nThat was all.\n"
            let edited = try EditedText(Data(longer.utf8), as: .fountain, for: .script, in: folder)
            let read = try ArtefactJSON.value(Script.self, from: edited.data)
            #expect(read.turns.dropLast() == script.turns[...])
            #expect(read.turns.last?.text == "That was all.")
            #expect(!script.turns.map(\.id).contains(read.turns.last?.id ?? "t1"))
        }
    }

    @Test func `a turn that is taken out leaves its id to nobody`() throws {
        try withEpisode { folder, sample in
            var script = sample.script
            let gone = script.segments[0].turns.remove(at: 1)
            let text = Fountain.text(of: script).replacing("# Two gold", with: "@Nora\nNew words.\n\n# Two gold")
            let edited = try EditedText(Data(text.utf8), as: .fountain, for: .script, in: folder)
            let read = try ArtefactJSON.value(Script.self, from: edited.data)
            #expect(!read.turns.map(\.id).contains(gone.id))
            #expect(Set(read.turns.map(\.id)).count == read.turns.count)
        }
    }

    @Test(
        arguments: [
            ("", 1), ("title", 2), ("segments[0]", 4), ("segments[0].turns[1].speaker", 7), ("segments[1].id", 9),
            ("segments[1].id.deeper[3]", 9), ("nothing.like[4].this", 1),
        ]
    )
    func `JSON is found by path`(path: String, line: Int) {
        let text = """
            {
              "title": "a \\" [ { ",
              "segments": [
                {"turns": [
                  {"speaker": "Nora"},
                  {
                    "speaker": "Felix"}]},
                {
                  "id": "seg2"
                }
              ]
            }
            """
        #expect(JSONLines(Data(text.utf8)).line(of: path) == line)
    }

    @Test func `JSON of any kind ends the search`() {
        var generator = SeededGenerator(seed: 11)
        let pieces = ["{", "}", "[", "]", "\"", ":", ",", "\\", "1", "\n", "a", "\u{0}", "é"]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...30, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let line = JSONLines(Data(text.utf8)).line(of: "a.b[0]")
            #expect(line >= 1 && line <= text.count { $0 == "\n" } + 1)
        }
        #expect(JSONLines(Data(String(repeating: "[", count: 100_000).utf8)).line(of: "[0]") == 1)
    }
}
