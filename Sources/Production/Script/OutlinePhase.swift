import Gateway

/// Writes the plan of an episode: segments with notes and word budgets.
struct OutlinePhase {
    let run: PhaseRun
    let brief: Brief
    let research: Research

    /// Players show chapters from three on.
    private static let leastSegments = 3

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

    /// A model's outline; where it writes none that can be read, or one of too few segments, the notes in order, with the
    /// research questions as titles where there are enough of them.
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
                as: .outline(atLeast: min(Self.leastSegments, count)),
                unit: "outline",
                maxTokens: TokenBudget.list(of: count, words: 120, language: brief.language)
            )
            guard answer.value.segments.count < min(Self.leastSegments, count) else { return answer.value }
            let model = answer.completion.modelServed
            run.degrade("template: the outline is the notes in order (\(model) planned too few segments)")
            return template(count, title: answer.value.title, promise: answer.value.promise)
        } catch let error as ProductionError where error.code == .unusableAnswer {
            run.degrade("template: the outline is the notes in order (\(error.message))")
            return template(count)
        }
    }

    private func template(_ count: Int, title: String = "", promise: String = "") -> OutlineDraft {
        let (questions, notes) = (research.questions, research.notes)
        let segments = (0..<count).map { index -> OutlineDraft.Segment in
            let own = notes.indices.filter { $0 * count / notes.count == index }.map { notes[$0] }
            let goal = questions.count >= count ? questions[index] : own.first?.gist ?? brief.topic
            return OutlineDraft.Segment(
                title: questions.count >= count ? goal : PlainLine.trimmed(goal, below: 40),
                goal: goal,
                beats: own.prefix(3).map(\.gist),
                notes: own.map(\.id),
                words: nil
            )
        }
        return OutlineDraft(title: title.trimmedOrNil ?? brief.topic, promise: promise, segments: segments)
    }
}
