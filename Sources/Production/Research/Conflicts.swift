/// Finds notes of different sources that say different figures of the same thing.
///
/// Of the same thing: half of the content words of the shorter one are in the other, three at least. Different: both have a
/// year, or a number with the same unit or beside the same noun, and none of one's stands on any of the other's.
enum Conflicts {
    /// The most that are named.
    static let limit = 10

    static func find(in notes: [Note], language: String) -> [Research.Conflict] {
        let reader = NumberReader(language: LanguageName.base(language))
        let read = notes.map { note in
            let list = GroundingWord.list("\(note.gist)\n\(note.quote)")
            let words = list.map(\.small).filter { $0.first?.isNumber != true }
            return (note: note, stems: ContentWords.stems(words), numbers: reader.mentions(in: list).filter(\.isClaim))
        }
        var found: [Research.Conflict] = []
        for (index, one) in read.enumerated() where !one.numbers.isEmpty {
            for other in read[(index + 1)...] where other.note.source != one.note.source && found.count < limit {
                let shared = one.stems.intersection(other.stems).count
                guard shared >= 3, shared * 2 >= min(one.stems.count, other.stems.count),
                    !one.numbers.contains(where: { mine in other.numbers.contains { agrees(mine, $0) } })
                else { continue }
                let pair = one.numbers.lazy.compactMap { mine in
                    other.numbers.first { GroundingChecks.isSameKind(mine, $0) }.map { (mine, $0) }
                }.first
                guard let (mine, theirs) = pair else { continue }
                found.append(
                    .init(
                        notes: [one.note.id, other.note.id],
                        difference: "\(one.note.id) (\(one.note.source)) says \(mine.text), "
                            + "\(other.note.id) (\(other.note.source)) says \(theirs.text)"
                    )
                )
            }
        }
        return found
    }

    private static func agrees(_ one: NumberMention, _ other: NumberMention) -> Bool {
        one.stands(on: other) || other.stands(on: one)
    }
}

extension Research {
    /// What sources disagree on that a segment speaks of.
    func conflicts(of segment: Outline.Segment) -> [Conflict] {
        conflicts.filter { $0.notes.contains(where: segment.notes.contains) }
    }
}
