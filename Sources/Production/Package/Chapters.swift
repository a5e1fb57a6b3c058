import Foundation

/// The chapters of an episode: its segments.
///
/// Source: Podcasting 2.0 namespace, "JSON Chapters" 1.2.0; Apple and Spotify on chapters in descriptions: the first at 00:00, in
/// order, titles below 40 characters.
struct Chapters {
    struct Chapter: Codable {
        var startTime: Double
        var title: String
    }

    /// What ``json(title:)`` writes.
    struct File: Codable {
        var version = "1.2.0"
        var title: String
        var chapters: [Chapter]
    }

    /// In order, the first at 0.
    var list: [Chapter]
    private let withHours: Bool

    init(_ script: Script, _ timeline: Timeline) {
        let spoken = script.segments.filter { !$0.turns.isEmpty }
        list = zip(spoken, timeline.segments).enumerated().map { index, pair in
            let title = PlainLine.trimmed(pair.0.title, below: 40)
            return Chapter(startTime: pair.1.start, title: title.isEmpty ? "Part \(index + 1)" : title)
        }
        withHours = timeline.durationMilliseconds >= 3_600_000
    }

    func json(title: String) throws -> Data {
        try ArtefactJSON.data(File(title: PlainLine.make(title), chapters: list))
    }

    /// The chapters with their times in whole seconds, also as players write them.
    var stamps: [(seconds: Int, shown: String, title: String)] {
        list.map { chapter in
            let seconds = Int(chapter.startTime)
            return (seconds, TimeStamp.clock(seconds, withHours: withHours), chapter.title)
        }
    }

    /// Lines such as `04:10 Crystals and germanium`.
    var lines: [String] { stamps.map { "\($0.shown) \($0.title)" } }
}
