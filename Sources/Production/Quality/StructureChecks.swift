/// Whether a script is one: turns with words, ids and speakers of the cast, segments as planned.
enum StructureChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("structure.empty")
        if subject.wordCount == 0 {
            result.found("structure.empty", .block, "the script has no words (\(subject.turns.count) turns)")
        }
        result.ran("structure.empty-turn")
        result.ran("structure.turn-ids")
        result.ran("structure.cast")
        let cast = subject.brief.cast.map(\.name)
        var ids: Set<String> = []
        for turn in subject.turns.map(\.turn) {
            if !turn.text.contains(where: { $0.isLetter || $0.isNumber }) {
                result.found("structure.empty-turn", .block, at: turn.id, "the turn has no words", evidence: turn.text)
            }
            if turn.id.isEmpty {
                result.found("structure.turn-ids", .block, "a turn of \(turn.speaker) has no id", evidence: turn.text)
            } else if !ids.insert(turn.id).inserted {
                result.found(
                    "structure.turn-ids",
                    .block,
                    at: turn.id,
                    "two turns have the id \(turn.id)",
                    evidence: turn.text
                )
            }
            if !cast.contains(turn.speaker) {
                result.found(
                    "structure.cast",
                    .block,
                    at: turn.id,
                    "the speaker \(turn.speaker) is not in the cast (\(cast.joined(separator: ", ")))",
                    evidence: turn.text
                )
            }
        }
        segments(subject, &result)
        degradation(subject, &result)
    }

    private static func segments(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("structure.segments")
        let planned = subject.outline.segments.map(\.id)
        let written = subject.script.segments.map(\.id)
        for segment in subject.outline.segments where !written.contains(segment.id) {
            result.found(
                "structure.segments",
                .block,
                at: segment.id,
                "the planned segment \(segment.title) is not written"
            )
        }
        for segment in subject.script.segments {
            if segment.turns.isEmpty {
                result.found("structure.segments", .block, at: segment.id, "the segment \(segment.title) has no turns")
            }
            if !planned.contains(segment.id) {
                result.found(
                    "structure.segments",
                    .warn,
                    at: segment.id,
                    "the segment \(segment.title) is not in the outline"
                )
            }
        }
        if Set(planned) == Set(written), planned != written {
            result.found("structure.segments", .warn, "the segments are not in the order of the outline")
        }
    }

    private static func degradation(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        result.ran("degradation")
        for segment in subject.script.segments {
            guard let degradation = segment.degradation else { continue }
            // What no model wrote may be read, but never published as an episode.
            let severity: QualityReport.Severity = segment.isTemplate ? .block : .warn
            result.found("degradation", severity, at: segment.id, "the segment was not made as asked: \(degradation)")
        }
    }
}
