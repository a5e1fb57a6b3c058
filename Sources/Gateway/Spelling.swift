/// Finds what somebody probably meant.
public enum Spelling {
    /// The candidates nearest to a mistyped word, best first.
    ///
    /// Distance is counted in single edits: a character inserted, left out, replaced, or two neighbours swapped. Of
    /// candidates as far away, those come first that a character left out or a swap explains: a word can be mistyped so in
    /// few ways, and with a wrong character in many. A candidate that starts with the word counts as one edit away. Nothing
    /// is suggested that shares too little: at most one edit for each three characters of the word, and at least one, but
    /// never a word of which no character is left.
    ///
    /// Source: optimal string alignment, as in L. Boytsov, "Indexing methods for approximate dictionary searching", 2011.
    public static func nearest(to word: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        let typed = Array(word.lowercased().unicodeScalars)
        let most = max(1, (typed.count + 1) / 3)
        return
            candidates
            .compactMap { candidate -> (cost: Int, candidate: String)? in
                let other = Array(candidate.lowercased().unicodeScalars)
                if typed.count > 1, other.starts(with: typed) { return (likelyEdit, candidate) }
                guard abs(other.count - typed.count) <= most else { return nil }
                let cost = distance(typed, other)
                return cost <= most * edit && cost < max(typed.count, other.count) * edit ? (cost, candidate) : nil
            }
            .sorted { ($0.cost, $0.candidate.count, $0.candidate) < ($1.cost, $1.candidate.count, $1.candidate) }
            .prefix(limit)
            .map(\.candidate)
    }

    /// What an edit costs, and one that few ways lead to: less, but never so much that edits are counted wrong.
    private static let edit = 64
    private static let likelyEdit = 63

    private static func distance(_ typed: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = (0...right.count).map { $0 * likelyEdit }
        for row in typed.indices {
            var current = [(row + 1) * edit]
            for column in right.indices {
                var cost = min(
                    previous[column + 1] + edit,
                    current[column] + likelyEdit,
                    previous[column] + (typed[row] == right[column] ? 0 : edit)
                )
                if row > 0, column > 0, typed[row] == right[column - 1], typed[row - 1] == right[column] {
                    cost = min(cost, beforePrevious[column - 1] + likelyEdit)
                }
                current.append(cost)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
