public import Foundation
public import OpenRouter

/// How an episode is: what `status` shows.
public struct EpisodeStatus: Hashable, Sendable, Codable {
    /// A file of the episode as it is now.
    public struct File: Hashable, Sendable, Codable {
        /// Its name in the folder.
        public var name: String
        /// Its size.
        public var sizeBytes: Int
        /// SHA-256 of its bytes, lowercase hex.
        public var sha256: String
        /// The phase that made it; `nil` for the brief and the ledger.
        public var phase: Phase?
        /// Whether somebody changed it after it was made, or put it there.
        public var isEdited: Bool

        /// A file as it is now.
        public init(name: String, sizeBytes: Int, sha256: String, phase: Phase?, isEdited: Bool) {
            self.name = name
            self.sizeBytes = sizeBytes
            self.sha256 = sha256
            self.phase = phase
            self.isEdited = isEdited
        }
    }

    /// The folder's name.
    public var slug: String
    /// The outline's title, or the topic as long as there is none.
    public var title: String
    /// Where it is.
    public var folder: URL
    /// What it shall be.
    public var brief: Brief
    /// How far each phase is.
    public var phases: [Phase: PhaseState]
    /// What its calls cost, by the ledger.
    public var spent: USD
    /// What the quality check decided; `nil` unless that is up to date.
    public var verdict: QualityReport.Verdict?
    /// Its files, in the order of ``EpisodeFile``.
    public var files: [File]
    /// What was not made as asked, a sentence each.
    public var degradations: [String]

    /// Whether anything was not made as asked.
    public var isDegraded: Bool { !degradations.isEmpty }
    /// The names of the files that somebody changed.
    public var edited: [String] { files.filter(\.isEdited).map(\.name) }
    /// The state of a phase.
    public func state(of phase: Phase) -> PhaseState { phases[phase] ?? .missing }

    /// The status of an episode.
    public init(
        slug: String,
        title: String,
        folder: URL,
        brief: Brief,
        phases: [Phase: PhaseState],
        spent: USD,
        verdict: QualityReport.Verdict?,
        files: [File],
        degradations: [String]
    ) {
        self.slug = slug
        self.title = title
        self.folder = folder
        self.brief = brief
        self.phases = phases
        self.spent = spent
        self.verdict = verdict
        self.files = files
        self.degradations = degradations
    }
}

extension Phase: CodingKeyRepresentable {}
