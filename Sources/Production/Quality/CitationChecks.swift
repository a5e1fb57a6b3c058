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
    ///
    /// In a turn that cites notes it blocks when it stands in no source at all; so does a quotation of which most stands in
    /// a source, wherever it is spoken: it was altered.
    private static func quotations(
        _ subject: CheckedScript,
        _ notes: [String: Note],
        _ texts: [String: FoldedText],
        _ result: inout QualityChecks.Result
    ) {
        result.ran("citation.spoken-quote")
        for turn in subject.turns.map(\.turn) {
            for quotation in quotations(in: turn.text) {
                let count = SpokenWords.count(quotation)
                guard count >= 4 else { continue }
                let cited = turn.notes.compactMap { notes[$0]?.source }
                let grounds = cited.isEmpty ? Array(texts.values) : cited.compactMap { texts[$0] }
                let folded = FoldedText(quotation)
                guard !grounds.contains(where: { $0.contains(folded) }) else { continue }
                let isElsewhere = texts.values.contains { $0.contains(folded) }
                let isAltered = !isElsewhere && texts.values.contains { holdsMost(of: quotation, $0) }
                // Four words between marks are often no quotation at all.
                guard isAltered || count > 4 else { continue }
                let isCited = !cited.isEmpty && !isElsewhere
                result.found(
                    "citation.spoken-quote",
                    isAltered || isCited ? .block : .warn,
                    at: turn.id,
                    isAltered
                        ? "the words in quotation marks are not quite those of the source"
                        : "the words in quotation marks stand in no source\(isElsewhere ? " that the turn cites" : "")",
                    evidence: quotation
                )
            }
        }
    }

    /// Whether half of a quotation stands in a text word for word, in stretches of three words; of two, where it is short.
    private static func holdsMost(of quotation: String, _ text: FoldedText) -> Bool {
        let words = SpokenWords.list(quotation)
        let isUnspaced = words.first?.unicodeScalars.first.flatMap(SpokenWords.weight) != nil
        let length = isUnspaced ? 5 : words.count < 6 ? 2 : 3
        guard words.count > length else { return false }
        var found: Set<Int> = []
        for start in 0...(words.count - length) {
            let part = words[start..<(start + length)].joined(separator: isUnspaced ? "" : " ")
            if text.contains(FoldedText(part)) { found.formUnion(start..<(start + length)) }
        }
        return found.count * 2 >= words.count
    }

    private static let marks: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›",
    ]

    static func quotations(in text: String) -> [String] {
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
