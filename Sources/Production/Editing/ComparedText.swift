import Foundation

/// A file as lines that can be compared: a turn of a script is a line, JSON is as it stands.
enum ComparedText {
    static func lines(of file: EpisodeFile, _ text: String) -> String {
        guard file == .script, let script = try? ArtefactJSON.value(Script.self, from: Data(text.utf8)) else {
            return text
        }
        return script.segments.flatMap { segment in
            ["\(segment.id) \(segment.title)"]
                + segment.turns.map { turn in
                    let style = turn.style.map { " (\($0))" } ?? ""
                    let notes = turn.notes.isEmpty ? "" : " [\(turn.notes.joined(separator: ", "))]"
                    return "\(turn.id) \(turn.speaker)\(style): \(turn.text)\(notes)\(turn.isLocked ? " locked" : "")"
                }
        }.joined(separator: "\n")
    }
}
