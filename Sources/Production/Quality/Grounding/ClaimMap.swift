/// What a script states and on what ground: claims → notes → quotes, with the recall and the precision of its citations.
///
/// A *claim* is a sentence with a number, a date or a name in a turn that cites notes, or one that shares a quarter of its
/// content words, and two at least, with such a note; without citations, one with a year, a large number or a unit. It is
/// *verified* when all that can be looked up stands in the notes cited. A citation *bears* when a number, a name or content
/// words of the note are in the turn. Questions claim nothing.
///
/// From eight claims on, a recall below 0.5 blocks and one below 0.8 warns; a precision below 0.7 warns.
enum ClaimMap {
    static func run(
        _ subject: CheckedScript,
        _ turns: [GroundedTurn],
        _ matches: WordMatches,
        _ result: inout QualityChecks.Result
    ) {
        guard !subject.research.notes.isEmpty else { return }
        for turn in turns {
            for (number, sentence) in turn.sentences.enumerated() {
                guard let (status, notes) = judged(sentence, turn, matches) else { continue }
                result.claims.append(
                    .init(
                        id: "\(turn.turn.id).\(number + 1)",
                        turn: turn.turn.id,
                        text: sentence.text,
                        status: status,
                        notes: notes
                    )
                )
            }
        }
        let pairs = turns.flatMap { turn in turn.grounds.map { bears($0.ground, turn, matches) } }
        let citations = QualityReport.Citations(
            claims: result.claims.count,
            verified: result.claims.count { $0.status == .verified },
            citations: pairs.count,
            bearing: pairs.count(where: \.self)
        )
        result.citations = citations
        result.ran("citation.recall")
        result.ran("citation.precision")
        if citations.claims >= 8, citations.recall < 0.8 {
            let isBad = citations.recall < 0.5
            result.found(
                "citation.recall",
                isBad ? .block : .warn,
                """
                \(percent(citations.recall)) of \(citations.claims) claims stand in the notes cited with them \
                (limit \(isBad ? 50 : 80) %)
                """
            )
        }
        if citations.citations >= 8, citations.precision < 0.7 {
            result.found(
                "citation.precision",
                .warn,
                "\(percent(citations.precision)) of \(citations.citations) citations bear what is said (limit 70 %)"
            )
        }
    }

    private static func percent(_ share: Double) -> String { "\((share * 100).places(0)) %" }

    private static func judged(
        _ sentence: GroundedTurn.Sentence,
        _ turn: GroundedTurn,
        _ matches: WordMatches
    ) -> (QualityReport.Claim.Status, [String])? {
        guard let last = sentence.text.last(where: { !"\"'”’»)」』 ".contains($0) }), !"?？؟".contains(last) else {
            return nil
        }
        let numbers = sentence.numbers.filter { $0.mention.isClaim }
        let names = sentence.names.filter {
            !($0.mention.isFirst && $0.mention.words.count == 1 && $0.standing != .cited)
        }
        let standings = numbers.map(\.standing) + names.map(\.standing)
        guard turn.isCited else {
            guard numbers.contains(where: { GroundingChecks.isWeighty($0.mention) }) else { return nil }
            return (standings.contains(.nowhere) ? .unsupported : .unverified, [])
        }
        let notes = turn.grounds.filter { _, ground in
            numbers.contains { number in ground.numbers.contains { number.mention.stands(on: $0) } }
                || names.contains { $0.mention.words.contains { matches.isKnown($0, in: ground.words) } }
                || overlaps(sentence.stems, ground.stems)
        }.map(\.id)
        if standings.isEmpty { return notes.isEmpty ? nil : (.verified, notes) }
        if standings.contains(.nowhere) { return (.unsupported, notes) }
        return (standings.allSatisfy { $0 == .cited } ? .verified : .unverified, notes)
    }

    private static func overlaps(_ said: Set<String>, _ noted: Set<String>) -> Bool {
        let both = said.intersection(noted).count
        return both >= 2 && both * 4 >= min(said.count, noted.count)
    }

    private static func bears(_ ground: Evidence.Ground, _ turn: GroundedTurn, _ matches: WordMatches) -> Bool {
        turn.sentences.contains { sentence in
            overlaps(sentence.stems, ground.stems)
                || sentence.numbers.contains { number in
                    number.mention.isClaim && ground.numbers.contains { number.mention.stands(on: $0) }
                }
                || sentence.names.contains { $0.mention.words.contains { matches.isKnown($0, in: ground.words) } }
        }
    }
}
