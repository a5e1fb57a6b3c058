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

        /// A file as it was made.
        public init(sha256: String, sizeBytes: Int, phase: Phase?, generatedAt: Date) {
            self.sha256 = sha256
            self.sizeBytes = sizeBytes
            self.phase = phase
            self.generatedAt = generatedAt
        }
    }

    /// One run of a phase.
    public struct Run: Hashable, Sendable, Codable {
        /// When its files were written.
        public var generatedAt: Date
        /// The names of the files it read, each with its SHA-256 at that time.
        public var inputs: [String: String]
        /// The names of the files it wrote, in order.
        public var files: [String]
        /// What was not made as asked, a sentence each.
        public var degradations: [String]

        /// A run of a phase.
        public init(generatedAt: Date, inputs: [String: String], files: [String], degradations: [String] = []) {
            self.generatedAt = generatedAt
            self.inputs = inputs
            self.files = files
            self.degradations = degradations
        }
    }

    /// The version of this format.
    public static let currentVersion = 1

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

    /// The manifest of an episode without files.
    public init(slug: String, created: Date) {
        self.slug = slug
        self.created = created
    }
}
