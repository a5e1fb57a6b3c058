/// What a killed production came to.
public struct KillOutcome: Sendable {
    /// How far a production was.
    public enum Standing: String, Sendable, CaseIterable {
        /// There was no episode.
        case nothing = "before the brief"
        /// There were no notes.
        case research
        /// There was no script.
        case script
        /// There was no report.
        case qa
        /// There was no package.
        case finalize
        /// There was all.
        case whole = "after the package"
    }

    /// Where its instants came from.
    public let seed: UInt64
    /// How far the production was at each kill.
    public internal(set) var kills: [Standing] = []
    /// Files that are not as in an undisturbed production.
    public internal(set) var differing: [String] = []
    /// Files that a kill left broken.
    public internal(set) var corrupt = 0
    /// Answers that were paid for although they had been paid for and kept before.
    public internal(set) var paidTwice = 0
    /// Calls that were billed and lost because they were in flight.
    public internal(set) var lost = 0
    /// What is not as it must be, a sentence each.
    public internal(set) var problems: [String] = []

    init(seed: UInt64) { self.seed = seed }
}
