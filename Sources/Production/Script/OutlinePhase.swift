/// Writes the plan of an episode: segments with notes and word budgets.
struct OutlinePhase {
    let run: PhaseRun
    let brief: Brief
    let research: Research

    @concurrent
    func write() async throws -> Outline {
        run.expect(1)
        let count = OutlineBudget.segmentCount(words: brief.wordBudget)
        return try await run.unit("outline") {
            let outline = OutlineBudget.outline(try await draft(count), brief: brief, notes: research.notes)
            let lines = outline.segments.map { "\($0.id) \($0.title) (\($0.words) words)\n" }
            run.show("\(outline.title)\n" + lines.joined(), of: "outline")
            return outline
        }
    }

    /// A model's outline; where it writes none that can be read, the research questions are the segments.
    private func draft(_ count: Int) async throws -> OutlineDraft {
        do {
            let answer = try await run.ask(
                ScriptPrompts.outline(
                    for: brief,
                    notes: research.notes,
                    questions: research.questions,
                    conflicts: research.conflicts,
                    segments: count
                ),
                as: .outline,
                unit: "outline",
                maxTokens: TokenBudget.list(of: count, words: 120, language: brief.language)
            )
            return answer.value
        } catch let error as ProductionError where error.code == .unusableAnswer {
            guard research.questions.count >= count else { throw error }
            run.degrade("template: the outline is the research questions (\(error.message))")
            let segments = research.questions.prefix(count).map { question in
                OutlineDraft.Segment(title: question, goal: question, beats: [], notes: [], words: nil)
            }
            return OutlineDraft(title: brief.topic, promise: "", segments: segments)
        }
    }
}
