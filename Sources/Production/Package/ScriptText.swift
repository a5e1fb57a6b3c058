/// The script to read: `script.md`.
enum ScriptText {
    static func markdown(_ script: Script) -> String {
        var blocks = ["# \(Markdown.escaped(script.title))"]
        for segment in script.segments {
            blocks.append("## \(Markdown.escaped(segment.title))")
            if !segment.synopsis.isEmpty { blocks.append("*\(Markdown.escaped(segment.synopsis))*") }
            if let degradation = segment.degradation {
                blocks.append("> Not made as asked: \(Markdown.escaped(degradation))")
            }
            blocks += segment.turns.map { turn in
                let style = turn.style.map { " *(\(Markdown.escaped($0)))*" } ?? ""
                let notes =
                    turn.notes.isEmpty ? "" : " \\[\(turn.notes.map(Markdown.escaped).joined(separator: ", "))\\]"
                return "**\(Markdown.escaped(turn.speaker))**\(style): \(Markdown.escaped(turn.text))\(notes)"
            }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
