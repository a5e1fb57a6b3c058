/// Writes the script: outline → segments in parallel → turns with ids, with the disclosure among them.
struct ScriptPhase {
    let run: PhaseRun
    let brief: Brief
    let research: Research

    @concurrent
    func write() async throws -> (outline: Outline, script: Script) {
        run.expect(1)
        let outline = try await outline()
        run.expect(outline.segments.count)
        let writer = SegmentWriter(run: run, brief: brief, outline: outline, research: research)
        let segments = try await withThrowingTaskGroup(of: (Int, Result<Script.Segment, any Error>).self) { group in
            for index in outline.segments.indices {
                group.addTask {
                    do {
                        return (index, .success(try await segment(index, outline, writer)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            // A failed segment does not stop the others: what they wrote is paid for, kept, and used by the next run.
            var results: [(Int, Result<Script.Segment, any Error>)] = []
            for try await result in group { results.append(result) }
            return try results.sorted { $0.0 < $1.0 }.map { try $0.1.get() }
        }
        return (outline, assembled(segments, outline))
    }

    private func outline() async throws -> Outline {
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

    private func segment(_ index: Int, _ outline: Outline, _ writer: SegmentWriter) async throws -> Script.Segment {
        try await run.unit("segment \(index + 1)") { try await writer.write(index) }
    }

    private func assembled(_ segments: [Script.Segment], _ outline: Outline) -> Script {
        var segments = segments
        if !segments.isEmpty {
            segments[0].turns = Disclosure.inserted(into: segments[0].turns, brief: brief)
            if !Disclosure.isKnown(language: brief.language) {
                run.warn("the disclosure is in English: no sentence for it is known in \(brief.language)")
            }
        }
        var number = 0
        for segment in segments.indices {
            for turn in segments[segment].turns.indices {
                number += 1
                segments[segment].turns[turn].id = "t\(number)"
            }
        }
        return Script(title: outline.title, segments: segments)
    }
}
