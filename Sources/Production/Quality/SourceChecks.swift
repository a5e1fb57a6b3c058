/// Whether what an episode rests on bears it.
///
/// - `sources.independent`: what is cited comes from two independent sources at least, else it warns. Two are not where they stand
///   on one site, or where a quote of the one stands word for word in the other: then one was copied, or both were.
/// - `sources.main-claim`: the same of what the episode says above all, the claim with most content words of title and topic, and
///   then of the promise. A source bears it out where one of its notes is cited for it, or shares half of the content words of the
///   shorter of both, two at least, and has all numbers of the claim.
/// - `sources.age`: a cited source that is older than the brief allows blocks; one that does not tell its date warns.
/// - `sources.grade`: a number or a name that only opinions bear warns, with its turn; so does an episode of which more than half
///   of the citations are opinions.
enum SourceChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        let sources = Dictionary(subject.research.sources.map { ($0.id, $0) }) { first, _ in first }
        let notes = Dictionary(subject.research.notes.map { ($0.id, $0) }) { first, _ in first }
        let cited = subject.turns.flatMap(\.turn.notes).compactMap { notes[$0] }
        let used = Set(cited.map(\.source)).compactMap { sources[$0] }.sorted { $0.id < $1.id }
        guard !used.isEmpty else { return }
        let independence = Independence(Dictionary(grouping: Set(subject.research.notes)) { $0.source })
        independence.check(used, &result)
        mainClaim(subject, sources, notes, independence, &result)
        ages(of: used, subject.brief, &result)
        grades(subject, cited, sources, notes, &result)
    }

    // MARK: The main claim

    private static func mainClaim(
        _ subject: CheckedScript,
        _ sources: [String: Source],
        _ notes: [String: Note],
        _ independence: Independence,
        _ result: inout QualityChecks.Result
    ) {
        let theme = ContentWords.stems(SpokenWords.list("\(subject.outline.title) \(subject.brief.topic)"))
        let promise = ContentWords.stems(SpokenWords.list(subject.outline.promise)).subtracting(theme)
        var main: (claim: QualityReport.Claim, stems: Set<String>, nearness: (Int, Int))?
        for claim in result.claims where claim.status == .verified && !claim.notes.isEmpty {
            let stems = ContentWords.stems(SpokenWords.list(claim.text))
            let nearness = (theme.intersection(stems).count, promise.intersection(stems).count)
            if nearness > main?.nearness ?? (0, 0) { main = (claim, stems, nearness) }
        }
        guard let main else { return }
        result.ran("sources.main-claim")
        let numbers = main.stems.filter { $0.first?.isNumber == true }
        let bearing = subject.research.notes.filter { note in
            if main.claim.notes.contains(note.id) { return true }
            let stems = ContentWords.stems(SpokenWords.list("\(note.gist) \(note.quote)"))
            let both = main.stems.intersection(stems).count
            return both >= 2 && both * 2 >= min(main.stems.count, stems.count) && numbers.isSubset(of: stems)
        }
        let bearers = Set(bearing.map(\.source)).compactMap { sources[$0] }.sorted { $0.id < $1.id }
        let apart = independence.apart(bearers)
        result.mainClaim = .init(claim: main.claim.id, sources: apart.map(\.id))
        // Where all rests on one, that is said already.
        guard apart.count < 2, !result.findings.contains(where: { $0.check == "sources.independent" }) else { return }
        let title = apart.first.map { " (\($0.title))" } ?? ""
        result.found(
            "sources.main-claim",
            .warn,
            at: main.claim.turn,
            "what the episode says above all rests on one source\(title): no other bears it out",
            evidence: main.claim.text
        )
    }

    // MARK: Ages

    private static func ages(of used: [Source], _ brief: Brief, _ result: inout QualityChecks.Result) {
        guard let limit = brief.maxSourceAgeDays else { return }
        result.ran("sources.age")
        for source in used {
            if let days = source.ageDays {
                guard days > limit else { continue }
                result.found(
                    "sources.age",
                    .block,
                    at: source.id,
                    "\(source.title) was \(days) days old when it was read (limit \(limit))"
                )
            } else {
                result.found("sources.age", .warn, at: source.id, "nothing tells how old \(source.title) is")
            }
        }
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
