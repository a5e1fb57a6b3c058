/// Finds what somebody probably meant.
public enum Spelling {
    /// The candidates nearest to a mistyped word, best first.
    ///
    /// Distance is counted in single edits: a character inserted, left out, replaced, or two neighbours swapped. A
    /// candidate that starts with the word counts as one edit away. Nothing is suggested that shares too little: at most
    /// one edit for each three characters of the word, and at least one.
    ///
    /// Source: optimal string alignment, as in L. Boytsov, "Indexing methods for approximate dictionary searching", 2011.
    public static func nearest(to word: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        let typed = Array(word.lowercased().unicodeScalars)
        let most = max(1, (typed.count + 1) / 3)
        return
            candidates
            .compactMap { candidate -> (edits: Int, candidate: String)? in
                let other = Array(candidate.lowercased().unicodeScalars)
                if typed.count > 1, other.starts(with: typed) { return (1, candidate) }
                guard abs(other.count - typed.count) <= most else { return nil }
                let edits = distance(typed, other)
                return edits <= most ? (edits, candidate) : nil
            }
            .sorted { ($0.edits, $0.candidate.count, $0.candidate) < ($1.edits, $1.candidate.count, $1.candidate) }
            .prefix(limit)
            .map(\.candidate)
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var edits = min(
                    previous[column + 1] + 1,
                    current[column] + 1,
                    previous[column] + (left[row] == right[column] ? 0 : 1)
                )
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    edits = min(edits, beforePrevious[column - 1] + 1)
                }
                current.append(edits)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
