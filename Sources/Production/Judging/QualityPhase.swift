import Gateway
import OpenRouter

/// Checks a script: what can be known by rule first, then one judge, who never lifts a rejection.
struct QualityPhase {
    let run: PhaseRun
    let brief: Brief
    let research: Research
    let outline: Outline
    let script: Script
    /// Whether a judge is asked.
    var isJudged = true

    /// The report; a judge that is not asked, or cannot be reached or understood, leaves the script unjudged.
    @concurrent
    func report() async throws -> QualityReport {
        run.expect(isJudged ? 2 : 1)
        let checked = try await run.unit("checks") {
            QualityChecks.run(script, brief: brief, outline: outline, research: research)
        }
        guard isJudged else {
            run.warn("unjudged: no judge was asked")
            return QualityReport.make(checked, judgment: nil)
        }
        let answer = try await run.unit("judge") { try await scores() }
        let judgment = answer.map { QualityReport.Judgment(scores: $0.value, judge: $0.completion.modelServed) }
        return QualityReport.make(checked, judgment: judgment)
    }

    /// Failures that leave a script unjudged; a wrong model id, a missing key or a spent budget are a person's to mend.
    static let unreachable: Set<GatewayError.Code> = [
        .upstreamUnavailable, .deadlineExceeded, .truncated, .contentPolicy, .rejectedByService, .rateLimited,
    ]

    private func scores() async throws -> PhaseRun.Answer<[QualityReport.Score]>? {
        do {
            return try await run.ask(
                JudgePrompts.judgment(of: script, notes: research.notes, for: brief),
                as: .judgment(criteria: JudgePrompts.criteria),
                unit: "judge",
                maxTokens: TokenBudget.list(of: JudgePrompts.criteria.count, words: 60, language: "en"),
                temperature: 0
            )
        } catch let error as GatewayError where Self.unreachable.contains(error.code) {
            run.warn("unjudged: \(error.message)")
        } catch let error as ProductionError where error.code == .unusableAnswer {
            run.warn("unjudged: \(error.message)")
        }
        return nil
    }
}
