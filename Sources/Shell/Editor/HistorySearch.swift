/// A search through history, letter by letter: the newest line that holds what was typed so far, each line once.
///
/// Capital letters in the pattern make it tell them apart; without any, it does not.
struct HistorySearch {
    /// What stood in the line when the search began.
    let draft: LineText
    /// What is looked for.
    private(set) var pattern: [Unicode.Scalar] = []
    /// Whether nothing more was found; what is shown then is the last thing that was.
    private(set) var hasFailed = false
    /// The lines that hold the pattern, from the newest to the one that is shown.
    private var found: [(steps: Int, line: LineText)] = []

    init(from draft: LineText) { self.draft = draft }

    /// The line to show, with the cursor where the pattern begins.
    var shown: LineText { found.last?.line ?? draft }

    /// Makes the pattern longer; what is shown stays where it holds the new one too.
    mutating func type(_ scalars: [Unicode.Scalar], in history: History) {
        pattern += scalars
        look(from: found.last?.steps ?? 0, in: history)
    }

    /// Makes the pattern shorter by a character, and begins again with the newest line.
    mutating func erase(in history: History) {
        if !pattern.isEmpty { pattern.removeLast() }
        look(from: 0, in: history)
    }

    /// Goes to the next older line that holds the pattern.
    mutating func goOlder(in history: History) {
        guard !pattern.isEmpty, let next = next(from: (found.last?.steps ?? -1) + 1, in: history) else {
            hasFailed = !pattern.isEmpty
            return
        }
        hasFailed = false
        found.append(next)
    }

    private mutating func look(from steps: Int, in history: History) {
        hasFailed = false
        guard !pattern.isEmpty else {
            found = []
            return
        }
        let last = found.last
        found = []
        if let next = next(from: steps, in: history) {
            found = [next]
        } else {
            hasFailed = true
            found = last.map { [$0] } ?? []
        }
    }

    private func next(from steps: Int, in history: History) -> (steps: Int, line: LineText)? {
        let seen = Set(found.map(\.line.text))
        let hit = history.firstLine(from: steps) { !seen.contains($0) && place(in: Array($0.unicodeScalars)) != nil }
        guard let hit, let place = place(in: Array(hit.text.unicodeScalars)) else { return nil }
        return (hit.steps, LineText(hit.text, cursor: place))
    }

    /// Where the pattern first stands in a line.
    private func place(in line: [Unicode.Scalar]) -> Int? {
        guard line.count >= pattern.count else { return nil }
        let isExact = pattern.contains(where: \.properties.isUppercase)
        func folded(_ scalar: Unicode.Scalar) -> String {
            isExact ? String(scalar) : scalar.properties.lowercaseMapping
        }
        let wanted = pattern.map(folded)
        return (0...(line.count - wanted.count)).first { start in
            wanted.indices.allSatisfy { folded(line[start + $0]) == wanted[$0] }
        }
    }
}
