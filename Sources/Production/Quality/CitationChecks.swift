import Foundation

/// Whether what is cited is there, and stands in its source as quoted.
enum CitationChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let notes = Dictionary(subject.research.notes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sources = Dictionary(subject.research.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        result.ran("citation.unknown")
        for turn in subject.turns.map(\.turn) {
            for id in turn.notes where notes[id] == nil {
                result.found(
                    "citation.unknown",
                    .block,
                    at: turn.id,
                    "the turn cites \(id), which is no note",
                    evidence: turn.text
                )
            }
        }
        let cited = Set(subject.turns.flatMap(\.turn.notes))
        if !notes.isEmpty {
            result.ran("citation.none")
            if cited.isDisjoint(with: notes.keys) {
                result.found("citation.none", .block, "no turn cites any of the \(notes.count) notes")
            }
        }
        let texts = folded(subject.research, sources)
        result.ran("citation.source")
        result.ran("citation.quote")
        for note in subject.research.notes {
            let severity: QualityReport.Severity = cited.contains(note.id) ? .block : .warn
            guard let text = texts[note.source] else {
                result.found(
                    "citation.source",
                    severity,
                    at: note.id,
                    "the note names \(note.source), which is no source"
                )
                continue
            }
            let quote = FoldedText(note.quote)
            if quote.isEmpty || !text.contains(quote) {
                let title = sources[note.source]?.title ?? note.source
                result.found(
                    "citation.quote",
                    severity,
                    at: note.id,
                    "the quote does not stand in \(note.source) (\(title))",
                    evidence: note.quote
                )
            }
        }
        quotations(subject, notes, texts, &result)
    }

    private static func folded(_ research: Research, _ sources: [String: Source]) -> [String: FoldedText] {
        var texts: [String: FoldedText] = [:]
        for note in research.notes where texts[note.source] == nil {
            texts[note.source] = sources[note.source].map { FoldedText($0.text) }
        }
        return texts
    }

    /// What is spoken between quotation marks, from five words on, has to stand in a source of the notes cited.
    private static func quotations(
        _ subject: CheckedScript,
        _ notes: [String: Note],
        _ texts: [String: FoldedText],
        _ result: inout QualityChecks.Result
    ) {
        result.ran("citation.spoken-quote")
        for turn in subject.turns.map(\.turn) {
            for quotation in quotations(in: turn.text) where SpokenWords.count(quotation) >= 5 {
                let cited = turn.notes.compactMap { notes[$0]?.source }
                let grounds = cited.isEmpty ? Array(texts.values) : cited.compactMap { texts[$0] }
                let folded = FoldedText(quotation)
                if !grounds.contains(where: { $0.contains(folded) }) {
                    result.found(
                        "citation.spoken-quote",
                        .warn,
                        at: turn.id,
                        "the words in quotation marks stand in no source that the turn cites",
                        evidence: quotation
                    )
                }
            }
        }
    }

    private static let marks: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "«": "»", "»": "«", "「": "」", "『": "』",
    ]

    private static func quotations(in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: { marks[$0] != nil }) {
            let inside = rest[rest.index(after: start)...]
            guard let close = marks[rest[start]],
                let end = inside.firstIndex(where: { $0 == close || ($0 == "”" && close == "“") })
            else { break }
            found.append(inside[..<end].trimmingCharacters(in: CharacterSet(charactersIn: " .,!?…")))
            rest = inside[inside.index(after: end)...]
        }
        return found
    }
}
