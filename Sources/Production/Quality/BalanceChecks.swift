/// Whether the speakers share the talk; only with two or more in the cast.
///
/// - Everybody in the cast speaks, else it blocks.
/// - From 200 words on: the biggest share of two is 0.52…0.74 measured, of three 0.38…0.47; above 75 % (two) or 50 % (more)
///   it warns, above 92 % it blocks.
/// - The longest run of one speaker is 109 words measured; above 120 it warns.
/// - From ten turns on: the median turn mostly has 18…39 words; below 8 or above 80 it warns.
/// - In interviews of 20 sentences or more: 0.13…0.36 of the sentences are questions; below 0.08 it warns.
enum BalanceChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let cast = subject.brief.cast.map(\.name)
        guard cast.count > 1 else { return }
        var amounts: [String: Double] = [:]
        for turn in subject.turns { amounts[turn.turn.speaker, default: 0] += turn.amount }
        result.ran("balance.silent")
        for name in cast where amounts[name] == nil {
            result.found("balance.silent", .block, "\(name) is in the cast and never speaks")
        }
        if subject.wordCount >= 200, let biggest = amounts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
            result.ran("balance.share")
            let share = biggest.value / amounts.values.reduce(0, +)
            let limit = cast.count == 2 ? 0.75 : 0.5
            if share > limit {
                let isBad = share > 0.92
                result.found(
                    "balance.share",
                    isBad ? .block : .warn,
                    """
                    \(biggest.key) speaks \((share * 100).places(0)) % of the words \
                    (limit \(((isBad ? 0.92 : limit) * 100).places(0)) % with \(cast.count) speakers)
                    """
                )
            }
        }
        runs(subject, &result)
        median(subject, &result)
        questions(subject, &result)
    }

    private static func runs(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("balance.run")
        var run = (speaker: "", start: "", amount: 0.0)
        var longest = run
        for turn in subject.turns {
            if turn.turn.speaker != run.speaker { run = (turn.turn.speaker, turn.turn.id, 0) }
            run.amount += turn.amount
            if run.amount > longest.amount { longest = run }
        }
        guard longest.amount > 120 else { return }
        result.found(
            "balance.run",
            .warn,
            at: longest.start,
            "\(longest.speaker) speaks \(longest.amount.places(0)) words in a row (limit 120)"
        )
    }

    private static func median(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard subject.turns.count >= 10 else { return }
        result.ran("balance.turns")
        let median = subject.turns.map(\.amount).sorted()[subject.turns.count / 2]
        guard median < 8 || median > 80 else { return }
        result.found("balance.turns", .warn, "the median turn has \(median.places(0)) words (limits 8 and 80)")
    }

    private static func questions(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard subject.brief.format == .interview else { return }
        let sentences = subject.turns.flatMap(\.sentences)
        guard sentences.count >= 20 else { return }
        result.ran("balance.questions")
        let asked = sentences.count(where: Sentences.isQuestion)
        let share = Double(asked) / Double(sentences.count)
        guard share < 0.08 else { return }
        result.found(
            "balance.questions",
            .warn,
            "\(asked) of \(sentences.count) sentences are questions (\((share * 100).places(0)) %, limit 8 % in an interview)"
        )
    }
}
