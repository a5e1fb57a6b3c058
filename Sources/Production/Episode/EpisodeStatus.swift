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

        /// Whether a feed leads to it.
        public var isPublic: Bool { EpisodeFile(rawValue: name)?.isPublic ?? false }

        /// A file as it is now.
        public init(name: String, sizeBytes: Int, sha256: String, phase: Phase?, isEdited: Bool) {
            self.name = name
            self.sizeBytes = sizeBytes
            self.sha256 = sha256
            self.phase = phase
            self.isEdited = isEdited
        }
    }

    /// A phase whose files are not what they would be if it ran now.
    public struct Stale: Hashable, Sendable, Codable {
        /// The phase.
        public var phase: Phase
        /// Why, in a sentence.
        public var reason: String

        /// A stale phase.
        public init(phase: Phase, reason: String) {
            self.phase = phase
            self.reason = reason
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
    /// What has to be done again, and why, in order.
    public var stale: [Stale]
    /// What has been agreed to as it is now.
    public var approvals: [Approval.Subject: Approval]
    /// What the next phase waits for; `nil` where it waits for no approval.
    public var waitsFor: Approval.Subject?
    /// When the package was last given to listeners; `nil` before.
    public var release: Manifest.Release?
    /// Whether listeners have the package as it is now.
    public var isReleased: Bool
    /// The number of its last revision; `nil` where an older program made all of it.
    public var revision: Int?
    /// What its calls cost, by the ledger.
    public var spent: USD
    /// The first segment of the script that no model wrote, by its id; `nil` where a model has written all of them.
    public var unwritten: String?
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
        stale: [Stale] = [],
        approvals: [Approval.Subject: Approval] = [:],
        waitsFor: Approval.Subject? = nil,
        release: Manifest.Release? = nil,
        isReleased: Bool = false,
        revision: Int? = nil,
        spent: USD,
        unwritten: String? = nil,
        verdict: QualityReport.Verdict?,
        files: [File],
        degradations: [String]
    ) {
        self.slug = slug
        self.title = title
        self.folder = folder
        self.brief = brief
        self.phases = phases
        self.stale = stale
        self.approvals = approvals
        self.waitsFor = waitsFor
        self.release = release
        self.isReleased = isReleased
        self.revision = revision
        self.spent = spent
        self.unwritten = unwritten
        self.verdict = verdict
        self.files = files
        self.degradations = degradations
    }
}

extension Phase: CodingKeyRepresentable {}
extension Approval.Subject: CodingKeyRepresentable {}
