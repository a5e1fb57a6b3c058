/// The ways to complete a word, below the line, one of which may be chosen.
struct CompletionMenu {
    /// The line as it was when the menu opened.
    let base: LineText
    /// The part that a candidate replaces.
    let replacing: Range<Int>
    let candidates: [Candidate]
    /// The chosen one.
    private(set) var chosen: Int?

    /// A menu of completions, with none chosen.
    init(_ completions: Completions, over base: LineText) {
        self.base = base
        replacing = completions.replacing.clamped(to: 0..<base.scalars.count)
        candidates = completions.candidates
    }

    /// Chooses one so many places further, and begins again at the other end.
    mutating func move(by places: Int) {
        guard !candidates.isEmpty else { return }
        guard let chosen else {
            self.chosen = places > 0 ? min(places, candidates.count) - 1 : candidates.count - 1
            return
        }
        let next = chosen + places
        if abs(places) > 1 {
            self.chosen = min(max(next, 0), candidates.count - 1)
        } else {
            self.chosen = (next + candidates.count) % candidates.count
        }
    }

    /// The line with the chosen candidate in it; with a blank after it once it is taken.
    func line(isTaken: Bool = false) -> LineText {
        guard let chosen else { return base }
        let candidate = candidates[chosen]
        var line = base
        let isSpaced = replacing.upperBound < line.scalars.count && line.scalars[replacing.upperBound] == " "
        line.replace(replacing, with: Array(candidate.text.unicodeScalars))
        guard isTaken, candidate.isComplete else { return line }
        if isSpaced { line.cursor += 1 } else { line.insert([" "]) }
        return line
    }

    /// The rows that show it, with the chosen one among them.
    ///
    /// - Parameters:
    ///   - columns: The width of the screen.
    ///   - limit: The most rows there may be.
    ///   - isColoured: Whether colours may be used.
    ///   - total: How many there are in all, where these are only some of them.
    ///   - before: How many of those come before these.
    /// - Returns: Rows that are narrower than the screen; the last one counts, where not all are shown.
    func rows(columns: Int, limit: Int, isColoured: Bool, total: Int? = nil, before: Int = 0) -> [String] {
        guard limit > 0, columns > 8 else { return [] }
        let total = total ?? candidates.count
        let isCut = total > limit
        let shown = min(isCut ? max(limit - 1, 1) : limit, candidates.count)
        let first = min(max(0, (chosen ?? 0) - shown / 2), candidates.count - shown)
        let window = candidates[first..<(first + shown)]
        let widest = window.map { LineLayout.width(of: $0.display) }.max() ?? 0
        let left = min(widest, columns / 2)
        var rows: [String] = []
        for (place, candidate) in zip(first..., window) {
            let isChosen = place == chosen
            let name = clip(candidate.display, to: left)
            let gap = String(repeating: " ", count: left - LineLayout.width(of: name))
            let description = clip(candidate.description, to: columns - left - 5)
            let mark = isChosen ? "> " : "  "
            switch (isColoured, isChosen) {
            case (true, true): rows.append("\u{1B}[7m\(mark)\(name)\(gap)  \(description)\u{1B}[m")
            case (true, false): rows.append("\(mark)\(name)\(gap)  \u{1B}[2m\(description)\u{1B}[m")
            case (false, _): rows.append("\(mark)\(name)\(gap)  \(description)")
            }
        }
        if isCut, limit > 1 {
            let place = chosen.map { "\($0 + before + 1) of " } ?? ""
            rows.append(clip("  … \(place)\(total)", to: columns - 1))
        }
        return rows
    }
}
