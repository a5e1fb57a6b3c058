import Foundation

/// Whether what an episode rests on bears it.
///
/// - `sources.independent`: what is cited comes from two independent sources at least, else it warns. Two are not where they stand
///   on one site, or where a quote of the one stands word for word in the other: then one was copied, or both were.
/// - `sources.grade`: a number or a name that only opinions bear warns, with its turn; so does an episode of which more than half
///   of the citations are opinions.
enum SourceChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let sources = Dictionary(subject.research.sources.map { ($0.id, $0) }) { first, _ in first }
        let notes = Dictionary(subject.research.notes.map { ($0.id, $0) }) { first, _ in first }
        let cited = subject.turns.flatMap(\.turn.notes).compactMap { notes[$0] }
        let used = Set(cited.map(\.source)).compactMap { sources[$0] }.sorted { $0.id < $1.id }
        guard !used.isEmpty else { return }
        independence(of: used, cited, &result)
        grades(subject, cited, sources, notes, &result)
    }

    // MARK: Independence

    private static func independence(of used: [Source], _ cited: [Note], _ result: inout QualityChecks.Result) {
        result.ran("sources.independent")
        guard let first = used.first else { return }
        if used.count == 1 {
            result.found(
                "sources.independent",
                .warn,
                at: first.id,
                "all that is said rests on one source (\(first.title)): nobody else bears it out"
            )
            return
        }
        let quotes = Dictionary(grouping: Set(cited)) { $0.source }
        let texts = used.map { FoldedText($0.text) }
        func isCopied(_ one: Int, _ other: Int) -> Bool {
            (quotes[used[one].id] ?? []).contains { note in
                SpokenWords.count(note.quote) >= 6 && texts[other].contains(FoldedText(note.quote))
            }
        }
        func areIndependent(_ one: Int, _ other: Int) -> Bool {
            let site = site(of: used[one])
            return (site == nil || site != self.site(of: used[other])) && !isCopied(one, other) && !isCopied(other, one)
        }
        let isBorneOut = used.indices.contains { one in
            used.indices.dropFirst(one + 1).contains { areIndependent(one, $0) }
        }
        guard !isBorneOut else { return }
        result.found(
            "sources.independent",
            .warn,
            at: first.id,
            "the \(used.count) sources that are cited come from one place, or repeat one another: they count as one"
        )
    }

    /// The site that an address belongs to, by its last labels; `nil` for a file.
    private static func site(of source: Source) -> String? {
        guard Markup.isAddress(source.location), let host = URL(string: source.location)?.host()?.lowercased() else {
            return nil
        }
        let labels = host.split(separator: ".")
        // `bbc.co.uk`, `abc.net.au`.
        let isCountry = labels.count > 2 && (labels.last?.count ?? 0) == 2 && labels[labels.count - 2].count <= 3
        return labels.suffix(isCountry ? 3 : 2).joined(separator: ".")
    }

    // MARK: Grades

    private static func grades(
        _ subject: CheckedScript,
        _ cited: [Note],
        _ sources: [String: Source],
        _ notes: [String: Note],
        _ result: inout QualityChecks.Result
    ) {
        result.ran("sources.grade")
        func isOpinion(_ note: Note) -> Bool { note.isOpinion == true }
        let opinions = cited.count(where: isOpinion)
        guard opinions > 0 else { return }
        if opinions * 2 > cited.count {
            result.found(
                "sources.grade",
                .warn,
                "\(opinions) of \(cited.count) citations are of opinions (limit half): find who measured it, or reports it"
            )
        }
        for claim in result.claims where claim.status == .verified && !claim.notes.isEmpty {
            let bearing = claim.notes.compactMap { notes[$0] }
            guard bearing.allSatisfy(isOpinion), claim.text.contains(where: \.isNumber) else { continue }
            let names = Set(bearing.compactMap { sources[$0.source]?.title }).sorted().joined(separator: ", ")
            result.found(
                "sources.grade",
                .warn,
                at: claim.turn,
                "only an opinion bears this (\(names)): say whose it is, or find who measured it",
                evidence: claim.text
            )
        }
    }
}
