/// What an edit changed, and what follows from it.
public struct EditReport: Hashable, Sendable, Codable {
    /// The episode's slug.
    public var episode: String
    /// The file.
    public var file: String
    /// Whether it is not what it was.
    public var isChanged: Bool
    /// The revision that the edit made; `nil` where nothing changed.
    public var revision: Int?
    /// Ids of the turns, segments or notes that were changed, added or taken away.
    public var changed: [String]
    /// What the checks that need no model find now at what was changed, and of the whole what they did not find before.
    public var findings: [QualityReport.Finding]
    /// What has to be done again, and why.
    public var stale: [EpisodeStatus.Stale]
    /// The command that goes on with the episode.
    public var next: String?
}
