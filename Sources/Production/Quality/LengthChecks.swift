/// Whether the script is as long as asked.
///
/// The episode may differ from its budget by 10 % or 40 words, whichever is more, without a word; beyond that it warns, and
/// beyond 25 % or 100 words it blocks. A segment may differ by 20 % or 40 words, then it warns: what matters to a listener is the whole.
enum LengthChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("length.episode")
        let budget = subject.brief.wordBudget
        let (words, off) = (subject.wordCount, abs(subject.wordCount - budget))
        if off > max(budget / 10, 40) {
            let isFar = off > max(budget / 4, 100)
            result.found(
                "length.episode",
                isFar ? .block : .warn,
                """
                \(words) words are \(percent(off, of: budget)) % too \(words < budget ? "few" : "many") for \
                \(subject.brief.minutes) min (\(budget) words; limit \(isFar ? 25 : 10) %)
                """
            )
        }
        result.ran("length.segment")
        let written = Dictionary(subject.script.segments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for planned in subject.outline.segments {
            guard let segment = written[planned.id], planned.words > 0 else { continue }
            let words = SpokenWords.count(segment.turns.map(\.text).joined(separator: "\n"))
            let off = abs(words - planned.words)
            guard off > max(planned.words / 5, 40) else { continue }
            result.found(
                "length.segment",
                .warn,
                at: planned.id,
                """
                \(words) words are \(percent(off, of: planned.words)) % too \(words < planned.words ? "few" : "many") \
                (planned \(planned.words); limit 20 %)
                """
            )
        }
    }

    private static func percent(_ part: Int, of whole: Int) -> Int {
        Int((100 * Double(part) / Double(max(whole, 1))).rounded())
    }
}
