/// Whether the words vary as speech does; from 200 words on, and only in scripts with blanks between words.
///
/// - Different pairs of words in a window of 100: 0.97…0.99 measured; below 0.95 it warns, below 0.80 it blocks.
/// - Different words in a window of 100 (MATTR-100): 0.72…0.82 measured; below 0.66 it warns, below 0.45 it blocks.
///
/// Source: M. Covington and J. McFall, "Cutting the Gordian Knot: the moving-average type–token ratio", 2010.
enum LexicalChecks {
    private static let window = 100

    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard subject.words.count >= 2 * window, !subject.isUnspaced else { return }
        let words = subject.words
        let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
        for (check, name, items, warn, block) in [
            ("lexical.distinct-2", "different pairs of words", pairs, 0.95, 0.80),
            ("lexical.mattr", "different words", words, 0.66, 0.45),
        ] {
            result.ran(check)
            let value = movingShare(items)
            guard value < warn else { continue }
            let isBad = value < block
            result.found(
                check,
                isBad ? .block : .warn,
                """
                the share of \(name) in 100 words is \(value.places(2)) on average \
                (limit \((isBad ? block : warn).places(2)))
                """
            )
        }
    }

    /// The mean share of different items over all windows.
    private static func movingShare(_ items: [String]) -> Double {
        let size = min(window, items.count)
        var known: [String: Int] = [:]
        let ids = items.map { item in
            if let id = known[item] { return id }
            known[item] = known.count
            return known.count - 1
        }
        var counts = [Int](repeating: 0, count: known.count)
        var distinct = 0
        var sum = 0
        for index in ids.indices {
            if counts[ids[index]] == 0 { distinct += 1 }
            counts[ids[index]] += 1
            if index >= size {
                counts[ids[index - size]] -= 1
                if counts[ids[index - size]] == 0 { distinct -= 1 }
            }
            if index >= size - 1 { sum += distinct }
        }
        return Double(sum) / Double((ids.count - size + 1) * size)
    }
}
