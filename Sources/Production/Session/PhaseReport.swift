public import OpenRouter

/// What a phase did: what is printed after it.
public struct PhaseReport: Hashable, Sendable, Codable {
    /// The phase that ran.
    public var phase: Phase
    /// The episode's slug.
    public var episode: String
    /// The files it wrote, relative to the episode's folder.
    public var files: [String]
    /// How many calls it made, failed ones included.
    public var calls: Int
    /// What they cost.
    public var cost: USD
    /// How long it took.
    public var seconds: Double
    /// What was not made as asked, a sentence each.
    public var degradations: [String]
    /// What a person should look at, a sentence each.
    public var warnings: [String]
    /// What the quality check decided; `nil` for other phases.
    public var verdict: QualityReport.Verdict?

    /// A report of a phase.
    public init(
        phase: Phase,
        episode: String,
        files: [String],
        calls: Int,
        cost: USD,
        seconds: Double,
        degradations: [String],
        warnings: [String],
        verdict: QualityReport.Verdict? = nil
    ) {
        self.phase = phase
        self.episode = episode
        self.files = files
        self.calls = calls
        self.cost = cost
        self.seconds = seconds
        self.degradations = degradations
        self.warnings = warnings
        self.verdict = verdict
    }
}
