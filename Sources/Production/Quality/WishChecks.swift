/// Whether the script heeds what the brief asks for beyond topic and form.
///
/// - `coverage.must`: of every point to cover, half of the content words are said in one segment; fewer warn, none blocks.
/// - `coverage.avoid`: a point to avoid that is said word for word blocks; a sentence with all its content words,
///   two at least, warns.
/// - `shape.call-to-action`: half of the content words of the call are said in the last segment, else it warns.
///
/// Content words are compared as ``ContentWords`` says; a point without any, such as `AI`, by its words.
enum WishChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        must(subject, &result)
        avoid(subject, &result)
        call(subject, &result)
    }

    private static func must(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let points = subject.brief.must, !points.isEmpty else { return }
        result.ran("coverage.must")
        let segments = subject.segments.map { ContentWords.keys($0.flatMap(\.words)) }
        for point in points {
            let wanted = ContentWords.keys(SpokenWords.list(point))
            guard !wanted.isEmpty else { continue }
            let said = segments.map { wanted.intersection($0).count }.max() ?? 0
            guard said * 2 < wanted.count else { continue }
            if said == 0 {
                result.found("coverage.must", .block, "nobody speaks of a point that must be covered", evidence: point)
            } else {
                let share = "\(said) of its \(wanted.count) content words in a segment (limit half)"
                result.found(
                    "coverage.must",
                    .warn,
                    "a point that must be covered is only touched: \(share)",
                    evidence: point
                )
            }
        }
    }

    private static func avoid(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let points = subject.brief.avoid, !points.isEmpty else { return }
        result.ran("coverage.avoid")
        for point in points {
            let words = SpokenWords.list(point)
            let wanted = ContentWords.keys(words)
            guard !words.isEmpty else { continue }
            for turn in subject.turns {
                // What has to be disclosed cannot be avoided.
                for sentence in turn.sentences where !SpokenPhrases.isDisclosure(sentence) {
                    let said = SpokenWords.list(sentence)
                    let isLiteral = said.firstRange(of: words) != nil
                    guard isLiteral || wanted.count > 1 && wanted.isSubset(of: ContentWords.keys(said)) else {
                        continue
                    }
                    result.found(
                        "coverage.avoid",
                        isLiteral ? .block : .warn,
                        at: turn.turn.id,
                        isLiteral
                            ? "the brief asks not to speak of “\(point)”"
                            : "this may be what the brief asks not to speak of: “\(point)”",
                        evidence: sentence
                    )
                }
            }
        }
    }

    private static func call(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        guard let call = subject.brief.callToAction else { return }
        let wanted = ContentWords.keys(SpokenWords.list(call))
        guard let last = subject.segments.last(where: { !$0.isEmpty }), !wanted.isEmpty else { return }
        result.ran("shape.call-to-action")
        guard wanted.intersection(ContentWords.keys(last.flatMap(\.words))).count * 2 < wanted.count else { return }
        result.found(
            "shape.call-to-action",
            .warn,
            at: last.last?.turn.id,
            "the last segment does not ask listeners to do what the brief says",
            evidence: call
        )
    }
}
