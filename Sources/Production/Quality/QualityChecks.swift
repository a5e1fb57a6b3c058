/// The checks that need no model: same script, same findings.
///
/// A finding that *blocks* makes the report's verdict `rejected`; one that *warns* is for a person to weigh. Checks of shares
/// and averages say nothing below a stated size, so that a good script of two minutes is not rejected by chance. All run in
/// time linear in the length of the script and its sources.
///
/// Source of the ranges: measured on six recorded conversations and 21 generated transcripts; see each check.
public enum QualityChecks {
    /// What was checked and what was found.
    public struct Result: Hashable, Sendable, Codable {
        /// The ids of the checks that ran, found something or not.
        public var checks: [String] = []
        /// What they found.
        public var findings: [QualityReport.Finding] = []
        /// What the script states, and on what ground.
        public var claims: [QualityReport.Claim] = []
        /// How well its citations bear it; `nil` where nothing could be looked up.
        public var citations: QualityReport.Citations?
        /// What the episode says above all, and who bears it out; `nil` where no claim is near its promise.
        public var mainClaim: QualityReport.MainClaim?

        mutating func ran(_ check: String) { checks.append(check) }

        mutating func found(
            _ check: String,
            _ severity: QualityReport.Severity,
            at place: String? = nil,
            _ message: String,
            evidence: String? = nil
        ) {
            findings.append(
                QualityReport.Finding(
                    check: check,
                    severity: severity,
                    place: place,
                    message: message,
                    evidence: evidence.map(excerpt)
                )
            )
        }

        private func excerpt(_ text: String) -> String { text.count > 120 ? "\(text.prefix(119))…" : text }
    }

    /// Checks a script against all that it was made from.
    public static func run(_ script: Script, brief: Brief, outline: Outline, research: Research) -> Result {
        let subject = CheckedScript(script, brief: brief, outline: outline, research: research)
        var result = Result()
        StructureChecks.run(subject, &result)
        // Without words there is nothing to measure, and one finding says so.
        guard subject.wordCount > 0 else { return result }
        WordingChecks.run(subject, &result)
        LengthChecks.run(subject, &result)
        RepetitionChecks.run(subject, &result)
        LexicalChecks.run(subject, &result)
        BalanceChecks.run(subject, &result)
        ShapeChecks.run(subject, &result)
        CoverageChecks.run(subject, &result)
        WishChecks.run(subject, &result)
        EarChecks.run(subject, &result)
        CitationChecks.run(subject, &result)
        var evidence = Evidence(subject)
        let matches = WordMatches(language: subject.language)
        let grounded = subject.turns.map { GroundedTurn($0, &evidence, matches: matches) }
        GroundingChecks.run(subject, grounded, &result)
        ClaimMap.run(subject, grounded, matches, &result)
        SourceChecks.run(subject, &result)
        LanguageChecks.run(subject, &result)
        SafetyChecks.run(subject, &result)
        HarmChecks.run(subject, &result)
        InjectionChecks.run(subject, &result)
        return result
    }
}
