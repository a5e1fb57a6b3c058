import Gateway
import OpenRouter

/// Writes one segment: the turns, then at most one correction of their length.
struct SegmentWriter {
    let run: PhaseRun
    let brief: Brief
    let outline: Outline
    let research: Research

    /// A segment whose turns have no ids yet, apart from the locked ones.
    ///
    /// - Parameters:
    ///   - index: Its place in the outline.
    ///   - old: The turns that it had; the locked ones stay, and count against its words.
    /// - Returns: The segment.
    /// - Throws: What ``PhaseRun/ask(_:as:unit:maxTokens:temperature:)`` throws.
    func write(_ index: Int, around old: [Script.Turn] = []) async throws -> Script.Segment {
        var plan = outline.segments[index]
        let notes = research.notes.filter { plan.notes.contains($0.id) }
        let name = "segment \(index + 1)"
        let locked = old.filter(\.isLocked)
        let wanted = plan.words
        plan.words -= Self.words(of: locked)
        // What is left is no more than the tolerance.
        guard locked.isEmpty || plan.words * 5 > wanted else { return segment(plan, locked) }
        let prompt = ScriptPrompts.segment(
            plan,
            of: outline,
            at: index,
            notes: notes,
            conflicts: research.conflicts(of: plan),
            for: brief,
            locked: locked
        )
        let answer = try await ask(prompt, words: plan.words, unit: name)
        var turns = answer.turns
        var degradation = answer.degradation
        let length = Self.words(of: turns)
        // A fifth off the budget is what the quality check bears.
        if length * 5 < plan.words * 4 {
            let missing = plan.words - length
            let more = try? await correction(
                ScriptPrompts.addition(to: turns, by: missing, asked: prompt),
                missing,
                name,
                "longer"
            )
            if let more {
                let said = Set(turns.map { $0.text.lowercased() })
                turns += more.turns.filter { !said.contains($0.text.lowercased()) }
                degradation = degradation ?? more.degradation
            }
        } else if length * 5 > plan.words * 6 {
            let shorter = try? await correction(
                ScriptPrompts.condensation(of: turns, to: plan.words, asked: prompt),
                plan.words,
                name,
                "shorter"
            )
            if let shorter, abs(Self.words(of: shorter.turns) - plan.words) < abs(length - plan.words) {
                turns = shorter.turns
                degradation = degradation ?? shorter.degradation
            }
        }
        try Task.checkCancellation()
        let final = Self.words(of: turns)
        if final * 5 < plan.words * 4 || final * 5 > plan.words * 6 {
            run.warn("\(name) has \(final) words where \(plan.words) were wanted")
        }
        turns = LockedTurns.merged(turns, around: old)
        run.show(turns.map { "\($0.speaker): \($0.text)\n" }.joined(), of: name)
        return segment(plan, turns, degradation)
    }

    private func segment(
        _ plan: Outline.Segment,
        _ turns: [Script.Turn],
        _ degradation: String? = nil
    ) -> Script.Segment {
        Script.Segment(
            id: plan.id,
            title: plan.title,
            synopsis: plan.goal,
            turns: turns,
            degradation: degradation
        )
    }

    static func words(of turns: [Script.Turn]) -> Int { turns.reduce(0) { $0 + SpokenWords.count($1.text) } }

    private func correction(
        _ prompt: Prompt,
        _ words: Int,
        _ unit: String,
        _ what: String
    ) async throws -> (turns: [Script.Turn], degradation: String?) {
        try await ask(prompt, words: words, unit: "\(unit), \(what)")
    }

    private func ask(
        _ prompt: Prompt,
        words: Int,
        unit: String
    ) async throws -> (turns: [Script.Turn], degradation: String?) {
        let cast = brief.cast.map(\.name)
        let known = Set(research.notes.map(\.id))
        let answer = try await run.ask(
            prompt,
            as: .spoken(by: cast, notes: known),
            unit: unit,
            maxTokens: TokenBudget.turns(words: words, language: brief.language)
        )
        return (answer.value, answer.degradation)
    }
}

extension AnswerForm where Value == [Script.Turn] {
    /// Turns as they are spoken: speakers of the cast, clean text, notes that exist.
    ///
    /// A turn whose speaker is nobody of the cast is a fault, which the model is told; when it is told twice, the plain
    /// reading drops such turns.
    static func spoken(by cast: [String], notes known: Set<String>) -> AnswerForm {
        let drafts = AnswerForm<[TurnDraft]>.turns(cast: cast)
        return AnswerForm(
            name: drafts.name,
            schema: drafts.schema,
            example: drafts.example,
            read: { fields throws(AnswerFault) in
                let written = try drafts.read(fields)
                let strangers = Set(written.map(\.speaker)).filter { CastMatch.name($0, in: cast) == nil }
                guard strangers.isEmpty else {
                    let names = strangers.sorted().prefix(3).map { String($0.prefix(40)) }.joined(separator: ", ")
                    throw AnswerFault("\(names) is not in the cast; the speakers are \(cast.joined(separator: ", "))")
                }
                let turns = spoken(written, cast, known)
                guard !turns.isEmpty else { throw AnswerFault("no turn has words to speak") }
                return turns
            },
            readPlain: { text in
                var written = (try? drafts.value(in: text)) ?? []
                if written.isEmpty { written = drafts.readPlain(text) ?? [] }
                let turns = spoken(written, cast, known)
                return turns.isEmpty ? nil : turns
            }
        )
    }

    /// Whether a turn says nothing of its own: the words of the example, or the id of a note.
    private static func isHollow(_ text: String) -> Bool {
        let words = SpokenWords.list(text)
        return words == SpokenWords.list(TurnDraft.example)
            || (words.count == 1 && !OutlineBudget.noteIDs(text).isEmpty)
    }

    private static func spoken(_ drafts: [TurnDraft], _ cast: [String], _ known: Set<String>) -> [Script.Turn] {
        var turns: [Script.Turn] = []
        for draft in drafts {
            guard let speaker = CastMatch.name(draft.speaker, in: cast),
                let clean = TurnCleaning.cleaned(draft, cast: cast),
                turns.last?.text != clean.text, !isHollow(clean.text)
            else { continue }
            var notes: [String] = []
            for id in draft.notes.flatMap(OutlineBudget.noteIDs) where known.contains(id) && !notes.contains(id) {
                notes.append(id)
            }
            turns.append(Script.Turn(id: "", speaker: speaker, text: clean.text, style: clean.style, notes: notes))
        }
        return turns
    }
}
