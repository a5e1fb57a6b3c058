/// A walk through history with Up and Down, begun from a draft: only lines that begin with the draft, each once.
struct HistoryWalk {
    /// What was typed when the walk began.
    let draft: LineText
    /// What the walk shows now; when the line differs from it, somebody typed and the walk is over.
    private(set) var shown: LineText
    private var visited: [(text: String, steps: Int)] = []
    /// Which of the visited lines is shown; -1 is the draft.
    private var position = -1
    private var steps = 0

    init(from draft: LineText) {
        self.draft = draft
        shown = draft
    }

    /// Goes to the next older line, or to the next newer one and at last to the draft.
    ///
    /// - Returns: `false` when there is nothing further.
    mutating func move(older: Bool, in history: History) -> Bool {
        if !older {
            guard position >= 0 else { return false }
            position -= 1
        } else if position + 1 < visited.count {
            position += 1
        } else {
            let prefix = draft.text.utf8
            let original = draft.text
            let seen = Set(visited.map(\.text))
            let found = history.firstLine(from: steps) { line in
                line.utf8.starts(with: prefix) && line != original && !seen.contains(line)
            }
            guard let found else { return false }
            steps = found.steps + 1
            visited.append((found.text, found.steps))
            position += 1
        }
        shown = position >= 0 ? LineText(visited[position].text) : draft
        return true
    }

    /// How many steps back in history the shown line is; `nil` for the draft.
    var stepsBack: Int? { position >= 0 ? visited[position].steps : nil }
}
