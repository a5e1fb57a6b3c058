public import Production

/// Spoils good episodes in every way, and counts what the deterministic checks alone notice.
public struct CorruptionDrill: Sendable {
    /// What came of one way to spoil.
    public struct Row: Sendable {
        /// The way.
        public let name: String
        /// How many episodes were spoilt so.
        public internal(set) var spoilt = 0
        /// The names of those that passed all the same.
        public internal(set) var missed: [String] = []
    }

    /// A row for each way.
    public private(set) var rows: [Row] = []
    /// How many good episodes were checked.
    public private(set) var clean = 0
    /// What was found in good ones that rejects them.
    public private(set) var falseAlarms: [(episode: String, finding: QualityReport.Finding)] = []
    /// What was found in good ones that only warns.
    public private(set) var warnings: [(episode: String, finding: QualityReport.Finding)] = []

    /// How many episodes were spoilt.
    public var spoilt: Int { rows.reduce(0) { $0 + $1.spoilt } }
    /// How many of them were rejected.
    public var caught: Int { rows.reduce(0) { $0 + $1.spoilt - $1.missed.count } }
    /// How many good episodes were rejected.
    public var rejected: Int { Set(falseAlarms.map(\.episode)).count }

    /// Checks every good episode, and every one spoilt in every way.
    ///
    /// - Parameters:
    ///   - seeds: Where the places come from; each seed spoils every episode once in every way.
    ///   - share: Spoils one episode of so many in each way; another one in the next.
    public init(seeds: some Sequence<UInt64>, share: Int = 1) {
        for episode in CheckedEpisode.clean {
            clean += 1
            for finding in episode.findings {
                if finding.severity == .block {
                    falseAlarms.append((episode.name, finding))
                } else {
                    warnings.append((episode.name, finding))
                }
            }
        }
        for (way, corruption) in ScriptCorruption.all.enumerated() {
            var row = Row(name: corruption.name)
            for (number, episode) in CheckedEpisode.clean.enumerated() where (number + way).isMultiple(of: share) {
                for seed in seeds {
                    guard let spoilt = corruption.spoilt(episode, seed: seed &* 1_000 &+ UInt64(number)) else {
                        continue
                    }
                    row.spoilt += 1
                    if !spoilt.findings.contains(where: { $0.severity == .block }) {
                        row.missed.append("\(episode.name), seed \(seed)")
                    }
                }
            }
            rows.append(row)
        }
    }
}
