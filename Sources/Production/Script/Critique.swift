import Gateway
import OpenRouter

/// Has a script read over: faults named by turn, and other words for just those turns.
///
/// What the deterministic checks find is told beforehand. Ids, speakers, the disclosure and what is locked stay as they are, and no patch is
/// taken that makes the checks find more that blocks. A critic that cannot be reached changes nothing.
struct Critique {
    /// Other words for one turn, and why.
    struct Patch: Hashable, Sendable {
        var turn: String
        var fault: String
        var text: String
        var notes: [String]
    }

    static let patchLimit = 12
    private static let findingLimit = 20

    let run: PhaseRun
    let brief: Brief
    let research: Research
    let outline: Outline
    /// The ids of the turns that may be changed: those that were just written, and that nobody has locked.
    let changeable: Set<String>

    func improved(_ script: Script) async throws -> Script {
        let findings = findings(of: script)
        let told = findings.filter { finding in script.turns.contains { $0.id == finding.place } }
            .prefix(Self.findingLimit).map { "\($0.place ?? ""): \($0.check): \($0.message)" }
        let words = min(brief.wordBudget, Self.patchLimit * 60)
        do {
            let answer = try await run.ask(
                ScriptPrompts.critique(of: script, findings: Array(told), notes: research.notes, for: brief),
                as: .critique,
                unit: "critique",
                maxTokens: TokenBudget.turns(words: words, language: brief.language)
            )
            let (better, taken) = patched(script, by: answer.value, blocking: Self.blocking(findings))
            if !taken.isEmpty {
                run.show(taken.map { "\($0.turn): \($0.fault)\n" }.joined(), of: "critique")
            }
            return better
        } catch let error as GatewayError where QualityPhase.unreachable.contains(error.code) {
            run.warn("the script was not read over: \(error.message)")
        } catch let error as ProductionError where error.code == .unusableAnswer {
            run.warn("the script was not read over: \(error.message)")
        }
        return script
    }

    /// A script with the patches that do it good: all at once, or else one after another.
    private func patched(_ script: Script, by patches: [Patch], blocking: Int) -> (Script, taken: [Patch]) {
        let sound = patches.prefix(Self.patchLimit).filter { patch in
            changeable.contains(patch.turn) && Self.apply(patch, to: script, brief, research) != nil
        }
        let all = sound.reduce(script) { Self.apply($1, to: $0, brief, research) ?? $0 }
        if Self.blocking(findings(of: all)) <= blocking { return (all, sound) }
        var best = (script: script, blocking: blocking)
        var taken: [Patch] = []
        for patch in sound {
            guard let next = Self.apply(patch, to: best.script, brief, research) else { continue }
            let found = Self.blocking(findings(of: next))
            guard found <= best.blocking else { continue }
            best = (next, found)
            taken.append(patch)
        }
        return (best.script, taken)
    }

    private func findings(of script: Script) -> [QualityReport.Finding] {
        QualityChecks.run(script, brief: brief, outline: outline, research: research).findings
    }

    private static func blocking(_ findings: [QualityReport.Finding]) -> Int {
        findings.count { $0.severity == .block }
    }

    /// The script with one patch; `nil` where the patch is none: no such turn, no words, the same words, or so many others
    /// that it is a rewrite.
    static func apply(_ patch: Patch, to script: Script, _ brief: Brief, _ research: Research) -> Script? {
        var script = script
        for segment in script.segments.indices {
            for index in script.segments[segment].turns.indices
            where script.segments[segment].turns[index].id == patch.turn {
                var turn = script.segments[segment].turns[index]
                let draft = TurnDraft(speaker: turn.speaker, text: patch.text, style: turn.style)
                guard !Disclosure.isDisclosure(turn),
                    let clean = TurnCleaning.cleaned(draft, cast: brief.cast.map(\.name)), clean.text != turn.text,
                    SpokenWords.count(clean.text) <= 2 * SpokenWords.count(turn.text) + 20
                else { return nil }
                turn.text = clean.text
                let known = Set(research.notes.map(\.id))
                let notes = patch.notes.flatMap(OutlineBudget.noteIDs).filter(known.contains)
                if !notes.isEmpty { turn.notes = notes }
                script.segments[segment].turns[index] = turn
                return script
            }
        }
        return nil
    }
}
