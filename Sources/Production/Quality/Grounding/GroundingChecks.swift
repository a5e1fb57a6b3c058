/// Whether what can be looked up stands in the notes that a turn cites: numbers, dates, names.
///
/// What stands nowhere in brief, notes and sources blocks in a turn that cites notes. What stands in another note blocks
/// where a thing of its kind in the cited note is left out: then one was taken for the other. Else it may be said. Without
/// citations a year, a percentage, a large number or one with a unit has to stand in a note that some turn cites. Small numbers in words
/// count only beside a noun of the note.
///
/// Spoken numbers are round: see ``NumberMention/stands(on:)``.
enum GroundingChecks {
    static func run(_ subject: CheckedScript, _ turns: [GroundedTurn], _ result: inout QualityChecks.Result) {
        guard !subject.research.notes.isEmpty else { return }
        for check in ["number", "date", "name", "uncited"] { result.ran("grounding.\(check)") }
        let cited = turns.flatMap { $0.grounds.flatMap(\.ground.numbers) }
        for turn in turns {
            for sentence in turn.sentences {
                numbers(sentence, turn, cited, &result)
                months(sentence, turn, turns, &result)
                names(sentence, turn, &result)
            }
        }
    }

    private static func numbers(
        _ sentence: GroundedTurn.Sentence,
        _ turn: GroundedTurn,
        _ cited: [NumberMention],
        _ result: inout QualityChecks.Result
    ) {
        for (mention, standing) in sentence.numbers where standing != .cited {
            let instead = turn.missingNumbers.first { isSameKind(mention, $0) }
            if turn.isCited {
                let isNew = standing == .nowhere && (mention.isClaim || counts(mention, turn))
                guard isNew || instead != nil else { continue }
                result.found(
                    "grounding.number",
                    .block,
                    at: turn.turn.id,
                    "\(mention.text) does not stand in \(list(turn))\(instead.map { ", which says \($0.text)" } ?? "")",
                    evidence: sentence.text
                )
            } else if isWeighty(mention), !cited.contains(where: { mention.stands(on: $0) }) {
                result.found(
                    standing == .nowhere ? "grounding.number" : "grounding.uncited",
                    .block,
                    at: turn.turn.id,
                    standing == .nowhere
                        ? "\(mention.text) stands in no source, and the turn cites none"
                        : "the turn says \(mention.text) and cites no note, and no other turn cites one that says it",
                    evidence: sentence.text
                )
            }
        }
    }

    /// Whether a small number counts something that the notes speak of.
    private static func counts(_ mention: NumberMention, _ turn: GroundedTurn) -> Bool {
        guard mention.next.count > 3, mention.values.contains(where: { $0 > 1 }) else { return false }
        let stem = String(mention.next.prefix(5))
        return turn.grounds.contains { $0.ground.stems.contains(stem) }
    }

    private static func isYear(_ mention: NumberMention) -> Bool {
        mention.unit == nil && mention.values.contains { (1_000...2_100).contains($0) && $0 == $0.rounded() }
    }

    /// Whether a number is a statement even where nothing is cited.
    static func isWeighty(_ mention: NumberMention) -> Bool {
        mention.unit == NumberReader.percent
            || mention.values.contains { $0 >= 1_000 || (mention.unit != nil && $0 > 20) }
    }

    /// Whether two numbers are of a kind, so that one may have been taken for the other: years, amounts of a unit, or counts of
    /// the same thing.
    static func isSameKind(_ said: NumberMention, _ noted: NumberMention) -> Bool {
        if said.isClaim, isYear(said), isYear(noted) { return true }
        if let unit = said.unit, unit == noted.unit { return true }
        let (next, other) = (said.next, noted.next)
        guard !next.isEmpty, next.count > 2 || !next.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return next.prefix(5) == other.prefix(5)
    }

    private static func months(
        _ sentence: GroundedTurn.Sentence,
        _ turn: GroundedTurn,
        _ turns: [GroundedTurn],
        _ result: inout QualityChecks.Result
    ) {
        let theirs = turn.grounds.reduce(into: Set<Int>()) { $0.formUnion($1.ground.months) }
        // Without a month in the notes cited, the date may be that of another turn.
        guard !theirs.isEmpty, !sentence.months.isEmpty, sentence.months.isDisjoint(with: theirs) else { return }
        guard turn.sentences.allSatisfy({ $0.months.isDisjoint(with: theirs) }) else { return }
        result.found(
            "grounding.date",
            .block,
            at: turn.turn.id,
            "the month is another one than in \(list(turn))",
            evidence: sentence.text
        )
    }

    private static func names(
        _ sentence: GroundedTurn.Sentence,
        _ turn: GroundedTurn,
        _ result: inout QualityChecks.Result
    ) {
        for (mention, standing, isRegion) in sentence.names where standing != .cited {
            let instead = turn.missingNames.first { !isRegion || $0.isRegion }
            // Without a source, countries may be spoken of; one for another may not.
            let isElsewhere = standing == .elsewhere || isRegion || mention.isLoose
            if turn.isCited, !isElsewhere || instead != nil {
                result.found(
                    "grounding.name",
                    .block,
                    at: turn.turn.id,
                    isElsewhere
                        ? "\(mention.text) does not stand in \(list(turn)), which says \(instead?.name.text ?? "")"
                        : "\(mention.text) stands in no source",
                    evidence: sentence.text
                )
            } else if !turn.isCited, !isElsewhere, mention.words.count > 1, !mention.isFirst {
                result.found(
                    "grounding.name",
                    .warn,
                    at: turn.turn.id,
                    "\(mention.text) stands in no source, and the turn cites none",
                    evidence: sentence.text
                )
            }
        }
    }

    private static func list(_ turn: GroundedTurn) -> String { turn.grounds.map(\.id).joined(separator: ", ") }
}
