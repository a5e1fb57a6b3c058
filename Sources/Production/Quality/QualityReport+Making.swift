extension QualityReport {
    /// What a judge said.
    public struct Judgment: Hashable, Sendable, Codable {
        /// A score for each criterion.
        public var scores: [Score]
        /// The model that judged.
        public var judge: String

        /// A judge's scores.
        public init(scores: [Score], judge: String) {
            self.scores = scores
            self.judge = judge
        }
    }

    /// The report that follows from the checks and a judge.
    ///
    /// A check that blocks rejects, whatever the judge says. A judge adds findings of its own, `judge.CRITERION`: a score of
    /// 1 blocks, as does *faithfulness* at 2; any other 2 warns. Without scores the episode is `unjudged`, never `passed`.
    public static func make(_ result: QualityChecks.Result, judgment: Judgment?) -> QualityReport {
        var result = result
        let scores = (judgment?.scores ?? []).filter { (1...5).contains($0.value) }
        for score in scores {
            let check = "judge.\(score.criterion)"
            result.ran(check)
            guard score.value <= 2 else { continue }
            let isBad = score.value == 1 || score.criterion == "faithfulness"
            result.found(check, isBad ? .block : .warn, "\(score.value) of 5: \(score.reason)")
        }
        let isRejected = result.findings.contains { $0.severity == .block }
        return QualityReport(
            verdict: isRejected ? .rejected : scores.isEmpty ? .unjudged : .passed,
            checks: result.checks,
            findings: result.findings.filter { $0.severity == .block }
                + result.findings.filter { $0.severity == .warn },
            scores: scores,
            judge: scores.isEmpty ? nil : judgment?.judge,
            claims: result.claims,
            citations: result.citations,
            mainClaim: result.mainClaim
        )
    }
}
