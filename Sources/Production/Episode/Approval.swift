public import Foundation

/// That somebody has agreed to a file as it is; another content needs another approval.
public struct Approval: Hashable, Sendable, Codable {
    /// What waits for an approval before the costly work that follows from it.
    public enum Subject: String, Hashable, Sendable, Codable, CaseIterable {
        /// The order, before research.
        case brief
        /// The plan, before the script.
        case outline
        /// The quality report, before the package; a report without a finding that blocks needs none.
        case qa

        /// The phase that does not begin without it.
        public var phase: Phase {
            switch self {
            case .brief: .research
            case .outline: .script
            case .qa: .finalize
            }
        }

        /// The phase that makes it; `nil` for the brief.
        public var maker: Phase? {
            switch self {
            case .brief: nil
            case .outline: .outline
            case .qa: .qa
            }
        }

        /// The file that is agreed to.
        public var file: EpisodeFile {
            switch self {
            case .brief: .brief
            case .outline: .outline
            case .qa: .quality
            }
        }
    }

    /// Who has agreed.
    public enum Author: String, Hashable, Sendable, Codable, CaseIterable {
        /// Somebody who was asked, or who said so with `approve`.
        case person
        /// Somebody who agreed beforehand, with `--yes`.
        case beforehand
        /// Nobody was there to be asked, and the whole had been ordered in one command.
        case order
    }

    /// SHA-256 of the content, as the phase that waits for it reads it.
    public var sha256: String
    /// Who has agreed.
    public var author: Author
    /// When.
    public var at: Date

    /// An agreement.
    public init(sha256: String, author: Author, at: Date) {
        self.sha256 = sha256
        self.author = author
        self.at = at
    }
}
