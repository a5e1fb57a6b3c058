/// Writes the script of an outline: segments in parallel → turns with ids, with the disclosure among
/// them → critique of what is new.
///
/// Where there is a script already, a segment whose plan, notes and brief are those it was written from stays as it is,
/// what a person changed in it included, and locked turns stay whatever is written around them.
struct ScriptPhase {
    let run: PhaseRun
    let brief: Brief
    let outline: Outline
    let research: Research
    /// The script as it is; empty where there is none.
    var earlier = EarlierScript()

    @concurrent
    func write() async throws -> Script {
        let inputs = outline.segments.indices.map { SegmentInput(at: $0, of: outline, brief, research) }
        let kept = inputs.map { earlier.segment($0.plan.id, madeFrom: $0.digest) }
        let isNew = kept.contains { $0 == nil }
        run.expect(kept.count { $0 == nil } + (isNew ? 1 : 0))
        let writer = SegmentWriter(run: run, brief: brief, outline: outline, research: research)
        let parts = try await withThrowingTaskGroup(of: (Int, Result<Script.Segment, any Error>).self) { group in
            for (index, kept) in kept.enumerated() {
                group.addTask {
                    do {
                        return (index, .success(try await segment(index, kept, writer)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            // A failed segment does not stop the others: what they wrote is paid for, kept, and used by the next run.
            var results: [(Int, Result<Script.Segment, any Error>)] = []
            for try await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
        let segments = try parts.indices.map { try written(parts[$0], at: $0, beside: parts) }
        // What no model wrote is asked for again by the next run.
        let isTemplate = segments.map(\.isTemplate)
        let units = zip(inputs, isTemplate).filter { !$0.1 }.map { ($0.0.plan.id, $0.0.digest) }
        run.note(units: Dictionary(units) { first, _ in first })
        let draft = assembled(segments, isKept: kept.map { $0 != nil })
        guard isNew else { return draft }
        let fresh = zip(draft.segments, kept).filter { $0.1 == nil }.flatMap(\.0.turns).filter { !$0.isLocked }
        let critique = Critique(
            run: run,
            brief: brief,
            research: research,
            outline: outline,
            changeable: Set(fresh.map(\.id))
        )
        return try await run.unit("critique") { try await critique.improved(draft) }
    }

    /// A segment as it was written; where no answer for it could be read, and others were written, its notes as they are.
    private func written(
        _ part: Result<Script.Segment, any Error>,
        at index: Int,
        beside parts: [Result<Script.Segment, any Error>]
    ) throws -> Script.Segment {
        do {
            return try part.get()
        } catch let error as ProductionError where error.code == .unusableAnswer {
            let plan = outline.segments[index]
            let notes = research.notes.filter { plan.notes.contains($0.id) }
            guard !notes.isEmpty, parts.contains(where: { (try? $0.get()) != nil }) else { throw error }
            let degradation = "template: the notes as they are (\(error.message))"
            run.degrade(degradation)
            let turns = notes.enumerated().map { offset, note in
                Script.Turn(
                    id: "",
                    speaker: brief.cast[offset % brief.cast.count].name,
                    text: Sentences.endsWhole(note.gist) ? note.gist : "\(note.gist).",
                    notes: [note.id]
                )
            }
            return Script.Segment(
                id: plan.id,
                title: plan.title,
                synopsis: plan.goal,
                turns: LockedTurns.merged(turns, around: earlier.turns(of: plan.id)),
                degradation: degradation
            )
        }
    }

    private func segment(
        _ index: Int,
        _ kept: Script.Segment?,
        _ writer: SegmentWriter
    ) async throws -> Script.Segment {
        if let kept {
            if let degradation = kept.degradation { run.degrade(degradation) }
            return kept
        }
        let old = earlier.turns(of: outline.segments[index].id)
        return try await run.unit("segment \(index + 1)") {
            try await writer.write(index, around: old)
        }
    }

    private func assembled(_ segments: [Script.Segment], isKept: [Bool]) -> Script {
        var segments = segments
        if !segments.isEmpty, !isKept[0] {
            segments[0].turns = Disclosure.inserted(into: segments[0].turns, brief: brief)
            if !Disclosure.isKnown(language: brief.language) {
                run.warn("the disclosure is in English: no sentence for it is known in \(brief.language)")
            }
        }
        let homeless = earlier.lockedTurns(outside: Set(outline.segments.map(\.id)))
        if let last = segments.indices.last, !homeless.isEmpty {
            // Before the farewell.
            segments[last].turns.insert(contentsOf: homeless, at: max(0, segments[last].turns.count - 1))
            for turn in homeless {
                run.warn("\(turn.id) is locked and its segment is gone: it stands in \(segments[last].id) now")
            }
        }
        earlier.number(&segments)
        return Script(title: outline.title, segments: segments)
    }
}

/// All that a segment is written from: what is the same in it need not be written anew.
struct SegmentInput: Encodable {
    let brief: Brief
    let plan: Outline.Segment
    let position: String
    let notes: [Note]
    let conflicts: [Research.Conflict]

    init(at index: Int, of outline: Outline, _ brief: Brief, _ research: Research) {
        self.brief = brief.part(for: .script)
        plan = outline.segments[index]
        position = ScriptPrompts.position(of: index, among: outline.segments.count)
        notes = research.notes.filter { [plan] in plan.notes.contains($0.id) }
        conflicts = research.conflicts(of: plan)
    }

    /// SHA-256, lowercase hex.
    var digest: String { (try? ArtefactJSON.data(self)).map { ArtefactJSON.digest($0) } ?? "" }
}
