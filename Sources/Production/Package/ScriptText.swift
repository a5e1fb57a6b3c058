/// The script to read: `script.md`.
enum ScriptText {
    /// - Parameters:
    ///   - script: The script.
    ///   - showsIDs: Whether segments and turns stand with their ids and locks, by which people change them.
    /// - Returns: Markdown.
    static func markdown(_ script: Script, showsIDs: Bool = false) -> String {
        var blocks = ["# \(Markdown.escaped(script.title))"]
        for segment in script.segments {
            blocks.append("## \(Markdown.escaped(segment.title))")
            if showsIDs { blocks.append(Markdown.escaped(segment.id)) }
            if !segment.synopsis.isEmpty { blocks.append("*\(Markdown.escaped(segment.synopsis))*") }
            if let degradation = segment.degradation {
                blocks.append("> Not made as asked: \(Markdown.escaped(degradation))")
            }
            blocks += segment.turns.map { turn in
                let style = turn.style.map { " *(\(Markdown.escaped($0)))*" } ?? ""
                let notes =
                    turn.notes.isEmpty ? "" : " \\[\(turn.notes.map(Markdown.escaped).joined(separator: ", "))\\]"
                let id = showsIDs ? "\(Markdown.escaped(turn.id))\(turn.isLocked ? ", locked" : "") " : ""
                return "\(id)**\(Markdown.escaped(turn.speaker))**\(style): \(Markdown.escaped(turn.text))\(notes)"
            }
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
