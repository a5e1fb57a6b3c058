import Foundation
import Resilience
import TestSupport
import Testing

@testable import Production

@Suite struct `Episode package` {
    private func text(_ file: EpisodeFile, _ sample: SampleEpisode = SampleEpisode()) throws -> String {
        String(decoding: try #require(sample.package().files()[file]), as: UTF8.self)
    }

    @Test(arguments: EpisodePackageSamples.hostile) func `Fountain reads back what was written`(words: [String]) {
        var script = EpisodePackageSamples.spoilt(words).script
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
        for filler in ["晶体管 ", "a < b & c > d \"quoted\" "] {
            let package = SampleEpisode().package(
                corrections: [Correction(date: Date(timeIntervalSince1970: 0), statement: "The year was 1948.")]
            ) { $0.text.description = String(repeating: filler, count: 2_000) }
            let long = String(decoding: try #require(package.files()[.description]), as: UTF8.self)
            #expect(long.utf8.count <= 4_000 && EpisodeDescription.html(long).utf8.count <= 4_000)
            #expect(long.contains("Corrections: 1970-01-01: The year was 1948.") && long.contains("…"))
        }
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
        #expect(try SampleEpisode().package().files() == SampleEpisode().package().files())
        #expect(try Set(SampleEpisode().package().files().keys) == Set(Phase.finalize.outputs))
    }

    @Test(arguments: [
        ("de", "In dieser Folge"), ("ar", "في هذه الحلقة"), ("ja-JP", "このエピソードの内容"), ("sw", "In this episode"),
    ])
    func `the notes speak the episode's language where it is known`(language: String, heading: String) throws {
        var sample = SampleEpisode()
        sample.brief.language = language
        #expect(try text(.showNotes, sample).contains("## \(heading)\n"))
        #expect(try text(.showNotesPage, sample).contains("<h2>\(heading)</h2>"))
    }

    @Test func `every language has every phrase`() {
        for (language, phrases) in NotesPhrases.tables {
            #expect(phrases.count == NotesPhrases.Key.allCases.count, "\(language)")
            #expect(phrases.allSatisfy { !$0.isEmpty } && Disclosure.isKnown(language: language))
        }
    }

    @Test func `a feed is named by its address`() {
        // The test vector of the Podcasting 2.0 namespace.
        #expect(StableID.feed(at: "https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c")
        #expect(StableID.feed(at: "http://podnews.net/rss//") == "9b024349-ccf0-5f69-a609-6b82873eab3c")
    }

    @Test func `an enclosure is listed only where there is sound`() throws {
        #expect(try !text(.item).contains("enclosure"))
        let package = SampleEpisode().package {
            $0.audio = AudioRecord(
                engine: "flite",
                sizeBytes: 4_711,
                durationMilliseconds: 61_400,
                loudness: -16,
                truePeak: -2,
                clips: []
            )
        }
        let item = String(decoding: try #require(package.files()[.item]), as: UTF8.self)
        #expect(
            item.contains(
                "<enclosure url=\"https://podcast.invalid/sample/episode.mp3\" length=\"4711\" type=\"audio/mpeg\"/>"
            )
        )
        #expect(item.contains("<itunes:duration>61</itunes:duration>"))
        // What a feed leads to, and nothing else, belongs on a server.
        let names = item.matches(of: /"https:\/\/podcast\.invalid\/sample\/([a-z0-9.-]+)"/).map { String($0.1) }
        let page = item.firstMatch(of: /<link>https:\/\/podcast\.invalid\/sample\/([a-z.-]+)<\/link>/).map {
            String($0.1)
        }
        let files = EpisodeFile.allCases.filter(\.isPublic).map(\.name)
        #expect(Set(names + [page].compactMap(\.self)) == Set(files))
    }

    @Test func `a feed lists its episodes newest first`() {
        let entries = [3, 1, 2].map { day in
            var publication = SampleEpisode().package().publication
            publication.published = Date(timeIntervalSince1970: Double(day) * 86_400)
            publication.text.title = "Day \(day)"
            return Feed.Entry(publication: publication, description: "d", notes: "n")
        }
        let feed = Feed.xml(PackageMatrix.show("en", ["T", "D", ""]), at: "feed.xml", entries)
        let places = ["Day 3", "Day 2", "Day 1"].map { feed.firstRange(of: $0)?.lowerBound }
        #expect(places == places.compactMap(\.self).sorted())
        #expect(feed.contains("<lastBuildDate>Sun, 4 Jan 1970 00:00:00 +0000</lastBuildDate>"))
    }

    @Test func `Fountain reads back ten thousand random scripts`() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("ab .,*_\\[](){}@#=>!~^:/&<-\u{2060}é晶ع1")
        func line(_ length: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: length, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
            )
        }
        func plain(_ text: String) -> String {
            PlainLine.make(text.replacing("\u{2060}", with: ""))
        }
        for _ in 0..<10_000 {
            var number = 0
            let script = Script(
                title: plain(line(0...12)),
                segments: (0..<Int.random(in: 1...3, using: &generator)).map { segment in
                    Script.Segment(
                        id: "seg\(segment)",
                        title: plain(line(0...8)),
                        synopsis: plain(line(0...8)),
                        turns: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                            number += 1
                            let style = plain(line(0...4))
                            return Script.Turn(
                                id: "t\(number)",
                                speaker: plain("N" + line(0...6)),
                                text: plain(line(1...20)),
                                style: style.isEmpty ? nil : style,
                                notes: Bool.random(using: &generator) ? ["n1", "n\(number)"] : []
                            )
                        },
                        degradation: Bool.random(using: &generator) ? plain("f" + line(0...9)) : nil
                    )
                }
            )
            let read = Fountain.script(from: Fountain.text(of: script))
            guard read == script else {
                #expect(read == script, "\(Fountain.text(of: script))")
                return
            }
        }
    }
}
