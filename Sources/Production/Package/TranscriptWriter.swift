import Foundation

/// Transcripts with times, in the forms that apps read.
///
/// Source: Podcasting 2.0 namespace, "Transcripts"; WebVTT (W3C); Apple, "Using transcripts".
enum TranscriptWriter {
    /// WebVTT: times with hours, a voice for each cue, lines of at most 65 characters.
    static func vtt(_ script: Script, _ timeline: Timeline) -> String {
        let cues = Captions(script, timeline, limit: 65).cues.map { cue in
            let lines = cue.lines.map(escaped).joined(separator: "\n")
            let voice = escaped(PlainLine.make(cue.speaker))
            return "\(TimeStamp.precise(cue.start)) --> \(TimeStamp.precise(cue.end))\n<v \(voice)>\(lines)\n"
        }
        return (["WEBVTT\n"] + cues).joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.replacingScalars("&", with: "&amp;").replacingScalars("<", with: "&lt;")
            .replacingScalars(">", with: "&gt;")
    }

    /// SubRip: at most two lines of 32 characters; the speaker's name where it changes.
    static func srt(_ script: Script, _ timeline: Timeline) -> String {
        let captions = Captions(script, timeline, limit: 32) { turn, previous in
            turn.speaker == previous?.speaker ? "" : "\(turn.speaker):"
        }
        return captions.cues.enumerated().map { index, cue in
            // The format has no escapes: its own arrow must not stand in a text.
            let lines = cue.lines.joined(separator: "\n").replacingScalars("-->", with: "→")
            let times = "\(TimeStamp.precise(cue.start, mark: ",")) --> \(TimeStamp.precise(cue.end, mark: ","))"
            return "\(index + 1)\n\(times)\n\(lines)\n"
        }.joined(separator: "\n")
    }

    /// JSON of the Podcasting 2.0 namespace, a segment a turn.
    static func json(_ script: Script, _ timeline: Timeline) throws -> Data {
        struct Segment: Encodable { var speaker: String, startTime: Double, endTime: Double, body: String }
        struct Transcript: Encodable {
            var version = "1.0.0"
            var segments: [Segment]
        }
        let segments = zip(script.turns, timeline.turns).map { turn, span in
            Segment(
                speaker: PlainLine.make(turn.speaker),
                startTime: span.start,
                endTime: span.end,
                body: PlainLine.make(turn.text)
            )
        }
        return try ArtefactJSON.data(Transcript(segments: segments))
    }

    /// Text: a paragraph a turn, with its time.
    static func text(_ script: Script, _ timeline: Timeline, corrections: [String] = []) -> String {
        let withHours = timeline.durationMilliseconds >= 3_600_000
        let paragraphs = zip(script.turns, timeline.turns).map { turn, span in
            let time = TimeStamp.clock(span.startMilliseconds / 1_000, withHours: withHours)
            return "[\(time)] \(PlainLine.make(turn.speaker)): \(PlainLine.make(turn.text))"
        }
        return ([PlainLine.make(script.title)] + paragraphs + corrections).joined(separator: "\n\n") + "\n"
    }

    /// A web page: a paragraph a turn, with who says it and when, as the Podcasting 2.0 namespace marks them.
    static func page(_ script: Script, _ timeline: Timeline, language: String, corrections: [String]) -> String {
        let withHours = timeline.durationMilliseconds >= 3_600_000
        let turns = zip(script.turns, timeline.turns).map { turn, span in
            let seconds = span.startMilliseconds / 1_000
            let time = "<time datetime=\"PT\(seconds)S\">\(TimeStamp.clock(seconds, withHours: withHours))</time>"
            return "<p><cite>\(Markup.escaped(turn.speaker)):</cite> \(time) \(Markup.escaped(turn.text))</p>"
        }
        let rest = corrections.map { "<p>\(Markup.escaped($0))</p>" }
        let heading = "<h1>\(Markup.escaped(script.title.isEmpty ? "–" : script.title))</h1>"
        let body = ([heading] + turns + rest).joined(separator: "\n")
        return Markup.document(title: script.title, language: language, body: body)
    }
}
