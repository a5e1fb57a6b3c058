public import Foundation

/// The list of an episode's files: `manifest.json`, written after all others.
public struct Manifest: Hashable, Sendable, Codable {
    /// One file as it was made.
    public struct Entry: Hashable, Sendable, Codable {
        /// SHA-256 of its bytes, lowercase hex.
        public var sha256: String
        /// Its size.
        public var sizeBytes: Int
        /// The phase that made it; `nil` for the brief and the ledger.
        public var phase: Phase?
        /// When it was made.
        public var generatedAt: Date
        /// Whether a person changed it after its phase made it.
        public var isEdited: Bool?

        /// A file as it was made.
        public init(sha256: String, sizeBytes: Int, phase: Phase?, generatedAt: Date, isEdited: Bool = false) {
            self.sha256 = sha256
            self.sizeBytes = sizeBytes
            self.phase = phase
            self.generatedAt = generatedAt
            self.isEdited = isEdited ? true : nil
        }
    }

    /// One run of a phase.
    public struct Run: Hashable, Sendable, Codable {
        /// When its files were written.
        public var generatedAt: Date
        /// The names of the files it read, each with the SHA-256 of what it reads of them.
        public var inputs: [String: String]
        /// The names of the files it wrote, in order.
        public var files: [String]
        /// What was not made as asked, a sentence each.
        public var degradations: [String]
        /// Parts of its file that can be made anew alone, such as `seg2`, each with the hash of what it was made from.
        public var units: [String: String]?

        /// A run of a phase.
        public init(
            generatedAt: Date,
            inputs: [String: String],
            files: [String],
            degradations: [String] = [],
            units: [String: String]? = nil
        ) {
            self.generatedAt = generatedAt
            self.inputs = inputs
            self.files = files
            self.degradations = degradations
            self.units = units
        }
    }

    /// That the package was given to listeners.
    public struct Release: Hashable, Sendable, Codable {
        /// When.
        public var at: Date
        /// SHA-256 of `publication.json` as it was.
        public var sha256: String

        /// A release.
        public init(at: Date, sha256: String) {
            self.at = at
            self.sha256 = sha256
        }
    }

    /// The version of this format.
    public static let currentVersion = 2

    /// The version of the format.
    public var version = Manifest.currentVersion
    /// The folder's name when the episode was made.
    public var slug: String
    /// When the episode was made.
    public var created: Date
    /// Its files by name.
    public var files: [String: Entry] = [:]
    /// The last run of each phase, by the phase's name.
    public var phases: [String: Run] = [:]
    /// What has been agreed to, by the subject's name.
    public var approvals: [String: Approval]?
    /// What is agreed to beforehand, by the subject's name.
    public var preapproved: [String: Approval.Author]?
    /// The last release; `nil` before the first.
    public var release: Release?
    /// What made it as it is; `nil` where an older program did.
    public var revision: Revision?

    /// The manifest of an episode without files.
    public init(slug: String, created: Date) {
        self.slug = slug
        self.created = created
    }

    /// This manifest in the current version.
    ///
    /// Version 1 knew outline and script as one phase.
    func upgraded() -> Manifest {
        guard version < 2 else { return self }
        var manifest = self
        manifest.version = 2
        // It asked for no approvals.
        manifest.preapproved = [Approval.Subject.brief.rawValue: .order, Approval.Subject.outline.rawValue: .order]
        let name = EpisodeFile.outline.name
        guard var script = manifest.phases[Phase.script.rawValue], script.files.contains(name),
            let entry = manifest.files[name]
        else { return manifest }
        var outline = script
        outline.files = [name]
        outline.inputs = script.inputs.filter { inputs in Phase.outline.inputs.contains { $0.name == inputs.key } }
        script.files.removeAll { $0 == name }
        script.inputs = script.inputs.filter { inputs in Phase.script.inputs.contains { $0.name == inputs.key } }
        script.inputs[name] = entry.sha256
        manifest.files[name]?.phase = .outline
        manifest.phases[Phase.outline.rawValue] = outline
        manifest.phases[Phase.script.rawValue] = script
        return manifest
    }
}
