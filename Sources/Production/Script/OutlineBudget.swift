/// Makes an outline of a draft: known notes, sound budgets.
enum OutlineBudget {
    /// How many segments an episode of so many words should have: short ones of 250 words, long ones of up to 700; three at
    /// least, for players show chapters from three on.
    static func segmentCount(words: Int) -> Int {
        min(24, max(3, Int((Double(words) / (250 + Double(words) / 40)).rounded())))
    }

    /// An outline whose words add up to the brief's budget and whose notes exist, each in one segment.
    ///
    /// Notes that no segment claimed go to the segments with the fewest, in order; so no note is lost.
    static func outline(_ draft: OutlineDraft, brief: Brief, notes: [Note]) -> Outline {
        let drafts = Array(draft.segments.prefix(2 * segmentCount(words: brief.wordBudget)))
        let known = Set(notes.map(\.id))
        var claimed: Set<String> = []
        var assigned = drafts.map { segment in
            segment.notes.flatMap(noteIDs).filter { known.contains($0) && claimed.insert($0).inserted }
        }
        for note in notes where !claimed.contains(note.id) {
            guard let fewest = assigned.indices.min(by: { assigned[$0].count < assigned[$1].count }) else { break }
            assigned[fewest].append(note.id)
        }
        let words = budgets(drafts.map(\.words), sum: brief.wordBudget)
        let segments = drafts.indices.map { index in
            Outline.Segment(
                id: "seg\(index + 1)",
                title: title(drafts[index].title, or: gist(of: assigned[index].first, notes) ?? brief.topic),
                goal: Prompt.oneLine(drafts[index].goal),
                beats: drafts[index].beats.map(Prompt.oneLine).filter(isBeat).prefix(8).map(\.self),
                notes: assigned[index],
                words: words[index]
            )
        }
        let topic = String(Prompt.oneLine(brief.topic).prefix(80))
        return Outline(
            title: draft.title.trimmedOrNil.map { String(Prompt.oneLine($0).prefix(120)) } ?? topic,
            promise: draft.promise.trimmedOrNil.map { Prompt.oneLine($0) } ?? topic,
            segments: segments
        )
    }

    /// Note ids as models write them: `n1`, `[n1]`, `N1, n2`, `1`.
    static func noteIDs(_ written: String) -> [String] {
        let ids = written.lowercased().matches(of: /\bn(\d{1,4})\b/).map { "n\($0.output.1)" }
        if ids.isEmpty, let number = Int(written.trimming { $0.isWhitespace }) { return ["n\(number)"] }
        return ids
    }

    /// Shares of the sum in proportion to what was wanted, none below half of an even share nor above twice it.
    static func budgets(_ wanted: [Int?], sum: Int) -> [Int] {
        guard !wanted.isEmpty else { return [] }
        let even = Double(sum) / Double(wanted.count)
        let given = wanted.compactMap(\.self).filter { $0 > 0 }
        let mean = given.isEmpty ? even : Double(given.reduce(0, +)) / Double(given.count)
        let shares = wanted.map { words in
            words.map { min(max(Double($0) / mean, 0.5), 2) } ?? 1
        }
        let total = shares.reduce(0, +)
        var words = shares.map { Int((Double(sum) * $0 / total).rounded(.down)) }
        words[words.count - 1] += sum - words.reduce(0, +)
        return words
    }

    /// Whether a beat says something; the id of a note does not.
    private static func isBeat(_ beat: String) -> Bool {
        beat.contains(where: \.isLetter) && beat.wholeMatch(of: /(?i)[\[(]?n\d{1,4}[\])]?/) == nil
    }

    private static func gist(of id: String?, _ notes: [Note]) -> String? { notes.first { $0.id == id }?.gist }

    /// A title in one line; one that says nothing, such as a number, gives way to what the segment is about.
    private static func title(_ written: String, or fact: String) -> String {
        guard written.contains(where: \.isLetter) else { return PlainLine.trimmed(fact, below: 40) }
        let bare = written.replacing(/^(?i:(segment|part|chapter)\s*)?\d+\s*[.:)-]\s*/, with: "")
        return PlainLine.trimmed(Prompt.oneLine(bare).trimmedOrNil ?? Prompt.oneLine(written), below: 81)
    }
}
