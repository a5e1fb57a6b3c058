import ArgumentParser
import Foundation
import Production

/// The package of a long script and its deterministic checks: what stands between an edit and its result.
struct PackageBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package",
        abstract: "Package and checks of a 10,000-word script: time, median of the runs."
    )

    @Option(help: "Words of the script.")
    var words = 10_000

    @Option(help: "How many runs.")
    var runs = 21

    func run() throws {
        let sample = LongEpisode(words: words)
        let script = sample.script
        let count = script.turns.reduce(0) { $0 + $1.text.split(separator: " ").count }
        let publication = Publication(
            guid: "9b024349-ccf0-5f69-a609-6b82873eab3c",
            published: Date(timeIntervalSince1970: 1_764_000_000),
            slug: "long",
            language: "en",
            cast: sample.brief.cast,
            text: PublishedText(
                title: script.title,
                description: String(repeating: "A description of some length. ", count: 20),
                hook: "A hook.",
                topics: ["One", "Two"]
            )
        )
        var packing: [Double] = []
        var checking: [Double] = []
        var bytes = 0
        for _ in 0..<runs {
            var start = ContinuousClock.now
            let files = try EpisodePackage(
                brief: sample.brief,
                research: sample.research,
                script: script,
                report: nil,
                publication: publication
            ).files()
            packing.append((ContinuousClock.now - start) / .milliseconds(1))
            bytes = files.values.reduce(0) { $0 + $1.count }
            start = ContinuousClock.now
            _ = QualityChecks.run(script, brief: sample.brief, outline: sample.outline, research: sample.research)
            checking.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        try Figure.report([
            Figure("words", Double(count), "words"),
            Figure("package", Double(bytes) / 1_024, "KiB"),
            Figure("package, median", packing.percentile(0.5), "ms", atMost: 200),
            Figure("package, longest", packing.max() ?? 0, "ms"),
            Figure("checks, median", checking.percentile(0.5), "ms", atMost: 300),
            Figure("checks, longest", checking.max() ?? 0, "ms"),
        ])
    }
}

/// An episode of any length, the same for the same number of words: no two sentences are alike.
private struct LongEpisode {
    let brief: Brief
    let research: Research
    let outline: Outline
    let script: Script

    private static let stems = [
        "river", "signal", "harbour", "engine", "mountain", "letter", "window", "market", "season", "garden", "machine",
        "village", "silver", "copper", "winter", "summer", "teacher", "captain", "doctor", "forest", "island", "tower",
    ]

    init(words: Int) {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            // Source: D. Knuth, "The Art of Computer Programming", volume 2, MMIX's generator.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func sentence() -> String {
            let middle = (0..<(6 + next(9))).map { _ in "\(Self.stems[next(22)])\(["", "s", "ed", "ly"][next(4)])" }
            return "The \(middle.joined(separator: " ")) of \(1_800 + next(220))."
        }
        let notes = (1...60).map { number in
            Note(id: "n\(number)", source: "s\((number - 1) % 6 + 1)", quote: sentence(), gist: sentence())
        }
        let sources = (1...6).map { number in
            Source(
                id: "s\(number)",
                kind: .text,
                title: "Source \(number)",
                location: "https://example.org/\(number)",
                accessed: Date(timeIntervalSince1970: 1_764_000_000),
                digest: "",
                text: notes.filter { $0.source == "s\(number)" }.map(\.quote).joined(separator: "\n")
            )
        }
        research = Research(questions: [sentence()], sources: sources, notes: notes)
        brief = Brief(topic: "A long story", minutes: min(120, max(1, words / 150)))
        var segments: [Script.Segment] = []
        var plans: [Outline.Segment] = []
        var written = 0
        var number = 0
        while written < words {
            var turns: [Script.Turn] = []
            var own = 0
            while own < 1_000, written + own < words {
                number += 1
                let note = notes[next(60)]
                let text = "\(sentence()) \(note.quote) \(sentence())"
                own += text.split(separator: " ").count
                let speaker = number.isMultiple(of: 2) ? "Felix" : "Nora"
                turns.append(Script.Turn(id: "t\(number)", speaker: speaker, text: text, notes: [note.id]))
            }
            written += own
            let id = "seg\(segments.count + 1)"
            segments.append(.init(id: id, title: "Part \(segments.count + 1)", synopsis: sentence(), turns: turns))
            plans.append(
                .init(id: id, title: id, goal: sentence(), beats: [], notes: turns.flatMap(\.notes), words: own)
            )
        }
        script = Script(title: "A long story", segments: segments)
        outline = Outline(title: "A long story", promise: sentence(), segments: plans)
    }
}
