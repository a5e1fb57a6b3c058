/// Whether the script is the one that was planned, and tells its listeners where they are.
///
/// - `coverage.beats`: of every beat of the outline, a third of the content words are said in its segment, one at least; else it
///   warns, and where more than two thirds of four beats or more are missing it blocks: that is another episode.
/// - `shape.chapters`: fewer than three segments warn, for players show chapters from three on.
/// - `shape.signpost`: a segment after the first says what it is about within its first 60 words, else it warns.
/// - `shape.recap`: from 300 words on, the last segment comes back to the promise or the title, else it warns.
///
/// Content words are compared as ``ContentWords`` says.
enum CoverageChecks {
    static func run(_ subject: CheckedScript, _ result: inout QualityChecks.Result) {
        var said: [String: [String]] = [:]
        for (segment, turns) in zip(subject.script.segments, subject.segments) {
            said[segment.id, default: []] += turns.flatMap(\.words)
        }
        beats(subject, said, &result)
        result.ran("shape.chapters")
        let chapters = subject.script.segments.count { !$0.turns.isEmpty }
        if chapters < 3 {
            result.found(
                "shape.chapters",
                .warn,
                "\(chapters == 1 ? "one segment makes one chapter" : "\(chapters) segments make \(chapters) chapters"), and players show three or more"
            )
        }
        signposts(subject, said, &result)
        recap(subject, said, &result)
    }

    private static func beats(
        _ subject: CheckedScript,
        _ said: [String: [String]],
        _ result: inout QualityChecks.Result
    ) {
        let planned = subject.outline.segments.map { segment in
            (segment, segment.beats.map { ($0, stems($0, subject)) }.filter { !$0.1.isEmpty })
        }
        let count = planned.reduce(0) { $0 + $1.1.count }
        guard count > 0 else { return }
        result.ran("coverage.beats")
        var missing: [(segment: String, beat: String)] = []
        for (segment, beats) in planned {
            let heard = ContentWords.stems(said[segment.id] ?? [])
            for (beat, wanted) in beats where wanted.intersection(heard).count * 3 < wanted.count {
                missing.append((segment.id, beat))
            }
        }
        for (segment, beat) in missing {
            result.found("coverage.beats", .warn, at: segment, "a planned beat is not told", evidence: beat)
        }
        guard count >= 4, missing.count * 3 > count * 2 else { return }
        result.found(
            "coverage.beats",
            .block,
            "\(missing.count) of \(count) planned beats are not told (limit two thirds): the script is not the outline's"
        )
    }

    private static func signposts(
        _ subject: CheckedScript,
        _ said: [String: [String]],
        _ result: inout QualityChecks.Result
    ) {
        result.ran("shape.signpost")
        let plans = Dictionary(subject.outline.segments.map { ($0.id, $0) }) { first, _ in first }
        for segment in subject.script.segments.dropFirst() where !segment.turns.isEmpty {
            let plan = plans[segment.id]
            let texts =
                [segment.title, segment.synopsis, plan?.title, plan?.goal].compactMap(\.self) + (plan?.beats ?? [])
            let wanted = texts.reduce(into: Set<String>()) { $0.formUnion(stems($1, subject)) }
            // Without blanks, a word is about two characters.
            let opening = (said[segment.id] ?? []).prefix(subject.isUnspaced ? 150 : 60)
            guard !wanted.isEmpty, wanted.isDisjoint(with: ContentWords.stems(Array(opening))) else { continue }
            result.found(
                "shape.signpost",
                .warn,
                at: segment.id,
                "the first 60 words do not say what “\(segment.title)” is about",
                evidence: segment.turns[0].text
            )
        }
    }

    private static func recap(
        _ subject: CheckedScript,
        _ said: [String: [String]],
        _ result: inout QualityChecks.Result
    ) {
        let segments = subject.script.segments.filter { !$0.turns.isEmpty }
        let wanted = stems("\(subject.outline.promise) \(subject.outline.title) \(subject.brief.topic)", subject)
        guard subject.wordCount >= 300, segments.count > 1, wanted.count >= 3, let last = segments.last else { return }
        result.ran("shape.recap")
        guard wanted.isDisjoint(with: ContentWords.stems(said[last.id] ?? [])) else { return }
        result.found(
            "shape.recap",
            .warn,
            at: last.id,
            "the last segment does not come back to what was promised",
            evidence: subject.outline.promise
        )
    }

    private static func stems(_ text: String, _ subject: CheckedScript) -> Set<String> {
        let small = LanguageProfile.smallWords[subject.language] ?? []
        return ContentWords.stems(SpokenWords.list(text).filter { !small.contains($0) && !directions.contains($0) })
    }

    /// What a plan says of its beats and nobody says to listeners.
    private static let directions: Set<String> = [
        "introduce", "introduction", "explain", "explains", "describe", "describes", "discuss", "discusses", "explore",
        "explores", "highlight", "summarize", "summarise", "summary", "compare", "show", "mention", "cover", "open",
        "opening",
        "close", "closing", "hook", "recap", "listener", "listeners", "segment", "context", "background", "overview",
        "erklären", "beschreiben", "vorstellen", "zusammenfassen", "einführung", "überblick", "explicar", "presentar",
        "describir", "resumir", "introducción", "expliquer", "présenter", "décrire", "résumer", "aperçu",
    ]
}
