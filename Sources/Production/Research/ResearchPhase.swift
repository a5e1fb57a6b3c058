import Foundation
import Gateway
import OpenRouter

/// Finds out what there is to say: perspectives → questions → sources → notes with verbatim quotes → conflicts between them.
///
/// With sources given, the questions come first and then notes on every passage, in parallel. Without, each question is a
/// web search; the sources are the citations of its answer, never what the model writes.
struct ResearchPhase {
    let run: PhaseRun
    let brief: Brief
    let options: Session.Options
    let now: @Sendable () -> Date

    private static let resultsPerSearch = 5
    private static let sourceLimit = 24

    /// Finds out what the sources say; without any, what the web says.
    @concurrent
    func research(_ sources: [Source]) async throws -> Research {
        run.expect(1)
        let asked = try await askQuestions(titles: sources.map(\.title))
        let questions = asked.map(\.question)
        let found = try recent(sources.isEmpty ? try await searchWeb(questions) : sources)
        var research = Research(
            questions: questions,
            sources: found,
            notes: Self.located(try await takeNotes(on: found, questions), in: found)
        )
        research.perspectives = asked.allSatisfy(\.perspective.isEmpty) ? nil : asked.map(\.perspective)
        research.conflicts = Conflicts.find(in: research.notes, language: brief.language)
        for conflict in research.conflicts { run.warn("the sources disagree: \(conflict.difference)") }
        return research
    }

    /// The sources that are as new as the brief wants them; those that do not tell their date stay, and a person is told.
    private func recent(_ sources: [Source]) throws -> [Source] {
        guard let limit = brief.maxSourceAgeDays else { return sources }
        func day(_ source: Source) -> String { source.published?.formatted(.iso8601.year().month().day()) ?? "" }
        let old = sources.filter { $0.ageDays ?? 0 > limit }
        let recent = sources.filter { $0.ageDays ?? 0 <= limit }
        guard !recent.isEmpty else {
            throw ProductionError(
                .noSources,
                "every source is older than \(limit) days: "
                    + old.prefix(5).map { "\($0.title) (\(day($0)))" }.joined(separator: ", "),
                next: "give newer ones, or allow older ones with --max-source-age"
            )
        }
        for source in old {
            run.warn("\(source.title) is of \(day(source)), older than \(limit) days, and was left out")
        }
        for source in recent where source.published == nil {
            run.warn("nothing tells how old \(source.title) is; it was used")
        }
        return recent
    }

    /// Notes with the line on which each quote begins, and what is known of their sources.
    private static func located(_ notes: [Note], in sources: [Source]) -> [Note] {
        let locators = Dictionary(
            sources.map { ($0.id, Locator($0.text)) },
            uniquingKeysWith: { first, _ in first }
        )
        let opinions = Set(sources.filter { $0.grade == .opinion }.map(\.id))
        return notes.map { note in
            var note = note
            note.isOpinion = opinions.contains(note.source) ? true : nil
            note.line = locators[note.source]?.line(of: note.quote)
            return note
        }
    }

    private func askQuestions(titles: [String]) async throws -> [QuestionDraft] {
        let count = brief.minutes <= 3 ? 3 : brief.minutes <= 12 ? 4 : 5
        return try await run.unit("questions") {
            var questions: [QuestionDraft] = []
            for draft in try await writtenQuestions(count, titles) where questions.count < count {
                let question = String(Prompt.oneLine(draft.question).prefix(300))
                guard !questions.contains(where: { $0.question == question }) else { continue }
                let perspective = String(Prompt.oneLine(draft.perspective).prefix(80))
                questions.append(QuestionDraft(perspective: perspective, question: question))
            }
            run.show(questions.map { "\($0.question)\n" }.joined(), of: "questions")
            return questions
        }
    }

    /// A model's questions; where it writes none that can be read, the topic is the only one.
    private func writtenQuestions(_ count: Int, _ titles: [String]) async throws -> [QuestionDraft] {
        do {
            return try await run.ask(
                ResearchPrompts.questions(for: brief, count: count, titles: titles),
                as: .questions,
                unit: "questions",
                maxTokens: TokenBudget.list(of: count, words: 50, language: brief.language)
            ).value
        } catch let error as ProductionError where error.code == .unusableAnswer {
            run.degrade("template: the topic is the only question (\(error.message))")
            return [QuestionDraft(perspective: "", question: brief.topic)]
        }
    }

    // MARK: The web

    private func searchWeb(_ questions: [String]) async throws -> [Source] {
        run.expect(questions.count)
        let answers = try await Self.gather(questions.count) { index in
            try await run.unit("search \(index + 1)") {
                try await run.search(
                    ResearchPrompts.search(questions[index], for: brief),
                    unit: "search \(index + 1)",
                    maxTokens: TokenBudget.list(of: 1, words: 300, language: brief.language),
                    maxResults: Self.resultsPerSearch
                )
            }
        }
        for failure in answers.failures { run.warn("a search failed: \(failure)") }
        var documents: [SourceReader.Document] = []
        for citation in answers.values.flatMap(\.citations) {
            guard let text = citation.content?.trimmedOrNil, !citation.url.isEmpty else { continue }
            if let known = documents.firstIndex(where: { $0.location == citation.url }) {
                if !documents[known].text.contains(text) { documents[known].text += "\n\n" + text }
            } else if documents.count < Self.sourceLimit {
                documents.append(
                    .init(
                        kind: .web,
                        title: citation.title?.trimmedOrNil ?? citation.url,
                        location: citation.url,
                        text: text
                    )
                )
            }
        }
        guard !documents.isEmpty else {
            throw ProductionError(
                .noSources,
                "the web search brought no source with text",
                next: "give sources of your own with --source, or use a model and a service with web search"
            )
        }
        return SourceReader.ledger(of: documents, at: now())
    }

    // MARK: Notes

    private func takeNotes(on sources: [Source], _ questions: [String]) async throws -> [Note] {
        let chunks = Chunks(of: sources, size: options.passageCharacters, limit: options.passageLimit)
        if chunks.omitted > 0 {
            run.warn("the sources are long: \(chunks.omitted) characters of them were not read")
        }
        run.expect(chunks.groups.count)
        let wanted = max(24, brief.wordBudget / 40)
        let count = min(12, max(4, wanted / chunks.groups.count))
        let answers = try await Self.gather(chunks.groups.count) { index in
            let name = "notes \(index + 1)"
            return try await run.unit(name) {
                do {
                    let answer = try await run.ask(
                        ResearchPrompts.notes(on: chunks.groups[index], questions: questions, for: brief, count: count),
                        as: .notes,
                        unit: name,
                        maxTokens: TokenBudget.list(of: count, words: 60, language: brief.language)
                    )
                    return Self.checked(answer.value, against: chunks.groups[index])
                } catch let error as ProductionError where error.code == .unusableAnswer {
                    // Sentences of the sources stand in where notes are missing, if they say anything.
                    run.warn("no notes on some sources: \(error.message)")
                    return ([], 0)
                }
            }
        }
        for failure in answers.failures { run.warn("some notes were not taken: \(failure)") }
        let dropped = answers.values.reduce(0) { $0 + $1.dropped }
        if dropped > 0 {
            run.warn(
                "\(dropped) \(dropped == 1 ? "note was" : "notes were") dropped: the quote does not stand in the source"
            )
        }
        var notes = Self.merged(answers.values.flatMap(\.notes))
        // With less than two for each segment there is nothing to talk about.
        let needed = 2 * OutlineBudget.segmentCount(words: brief.wordBudget)
        if notes.count < needed {
            let taken = notes.map { NoteDraft(source: $0.source, quote: $0.quote, gist: $0.gist) }
            let extracted = ExtractedNotes(about: [brief.topic] + questions, count: needed)
                .drafts(from: chunks.groups.flatMap(\.self).map(Self.plain))
            let all = Self.merged(taken + extracted)
            if all.count > notes.count {
                let share = notes.isEmpty ? "the notes" : "\(all.count - notes.count) of \(all.count) notes"
                run.degrade("template: \(share) are sentences of the sources, as too few of the model's stood in them")
            }
            notes = all
        }
        guard !notes.isEmpty else {
            throw ProductionError(
                .noSources,
                dropped > 0
                    ? "no note has a quote that stands in its source (\(dropped) were tried)"
                    : "the sources hold no sentence that says anything about the topic",
                next: "give sources that say more about the topic, or choose another model for research"
            )
        }
        return notes
    }

    /// A passage without the lines that speak to a model: a sentence of theirs is no fact.
    private static func plain(_ passage: Passage) -> Passage {
        Passage(id: passage.id, title: passage.title, text: SuspiciousLines.removed(from: passage.text))
    }

    /// Keeps the notes whose quotes stand in the passages; quotes become the source's own words.
    static func checked(_ drafts: [NoteDraft], against passages: [Passage]) -> (notes: [NoteDraft], dropped: Int) {
        let texts = passages.map { (id: $0.id, match: QuoteMatch($0.text)) }
        var notes: [NoteDraft] = []
        for draft in drafts {
            let claimed = texts.filter { $0.id == draft.source }
            let others = texts.filter { $0.id != draft.source }
            for text in claimed + others {
                guard let words = text.match.words(for: draft.quote) else { continue }
                let gist = String(Prompt.oneLine(draft.gist).prefix(500))
                notes.append(NoteDraft(source: text.id, quote: words, gist: gist.trimmedOrNil ?? words))
                break
            }
        }
        return (notes, drafts.count - notes.count)
    }

    /// Gives notes their ids; of notes with the same passage, the first counts.
    static func merged(_ drafts: [NoteDraft]) -> [Note] {
        var notes: [Note] = []
        for draft in drafts {
            let key = draft.quote.lowercased()
            let isKnown = notes.contains { note in
                guard note.source == draft.source else { return false }
                let other = note.quote.lowercased()
                return other == key || other.contains(key) || note.gist.lowercased() == draft.gist.lowercased()
            }
            guard !isKnown else { continue }
            notes.append(Note(id: "n\(notes.count + 1)", source: draft.source, quote: draft.quote, gist: draft.gist))
        }
        return notes
    }

    // MARK: Parallel parts

    /// Runs parts in parallel, and keeps what succeeds; fails when nothing does, or when going on makes no sense.
    private static func gather<Value: Sendable>(
        _ count: Int,
        _ part: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> (values: [Value], failures: [String]) {
        let results = try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            for index in 0..<count {
                group.addTask {
                    do {
                        return (index, .success(try await part(index)))
                    } catch  where Self.isFinal(error) {
                        throw error
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var results: [(Int, Result<Value, any Error>)] = []
            for try await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
        let values = results.compactMap { try? $0.get() }
        if values.isEmpty, let first = results.first { return ([try first.get()], []) }
        let failures = results.compactMap { result -> String? in
            guard case .failure(let error) = result else { return nil }
            return (error as? GatewayError)?.message ?? (error as? ProductionError)?.message ?? "\(error)"
        }
        return (values, failures)
    }

    /// Whether the other parts will fail in the same way, or must not be made.
    private static func isFinal(_ error: any Error) -> Bool {
        guard let error = error as? GatewayError else { return !(error is ProductionError) }
        return switch error.code {
        case .truncated, .contentPolicy, .upstreamUnavailable, .deadlineExceeded, .rejectedByService: false
        default: true
        }
    }
}
