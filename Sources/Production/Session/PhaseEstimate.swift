import OpenRouter

/// What a phase may cost at most, from prompts like those it will send.
struct PhaseEstimate {
    let run: PhaseRun
    let brief: Brief
    let research: Research
    let options: Session.Options
    /// Who speaks in the end; `nil` for nobody.
    var speaking: SpeechEngineKind?
    /// What is said, where that is written already.
    var script: Script?

    /// The worst case, corrections apart; `nil` where a price is unknown.
    func worstCase(of phase: Phase) async -> USD? {
        switch phase {
        case .research:
            let prompt = ResearchPrompts.questions(for: brief, count: 5, titles: [])
            let passage = Passage(id: "s1", title: "", text: String(repeating: "x", count: options.passageCharacters))
            let notes = ResearchPrompts.notes(on: [passage], questions: [], for: brief, count: 12)
            let tokens = TokenBudget.list(of: 12, words: 60, language: brief.language)
            return await sum([
                (prompt, TokenBudget.list(of: 5, words: 40, language: brief.language), 1), (notes, tokens, 5),
            ])
        case .outline:
            let (prompt, count) = outline
            return await sum([(prompt, TokenBudget.list(of: count, words: 120, language: brief.language), 1)])
        case .script:
            // A segment's prompt holds about as much as the outline's.
            let (prompt, count) = outline
            let words = brief.wordBudget / count
            var critique = prompt
            critique.add("script", String(repeating: "words ", count: brief.wordBudget))
            return await sum([
                (prompt, TokenBudget.turns(words: words, language: brief.language), count),
                (critique, TokenBudget.turns(words: min(brief.wordBudget, 720), language: brief.language), 1),
            ])
        case .qa, .finalize:
            var prompt = Prompt(system: "Judge.")
            prompt.add("script", String(repeating: "words ", count: brief.wordBudget))
            prompt.add("notes", ScriptPrompts.lines(of: research.notes))
            let calls = await sum([(prompt, TokenBudget.list(of: 8, words: 40, language: brief.language), 1)])
            guard phase == .finalize, speaking == .openrouter, let calls else { return calls }
            return await run.estimate(speaking: texts, by: options.speech).map { calls + $0 }
        }
    }

    /// What speakers say, or as much as they will say: turns of 25 words.
    private var texts: [String] {
        script?.turns.map(\.text)
            ?? Array(repeating: String(repeating: "seven~~ ", count: 25), count: max(1, brief.wordBudget / 25))
    }

    private var outline: (prompt: Prompt, segments: Int) {
        let count = OutlineBudget.segmentCount(words: brief.wordBudget)
        let prompt = ScriptPrompts.outline(
            for: brief,
            notes: research.notes,
            questions: research.questions,
            segments: count
        )
        return (prompt, count)
    }

    private func sum(_ calls: [(prompt: Prompt, maxTokens: Int, count: Int)]) async -> USD? {
        var total = USD.zero
        for call in calls {
            guard let one = await run.estimate(call.prompt, maxTokens: call.maxTokens) else { return nil }
            total += one * call.count
        }
        return total
    }
}
