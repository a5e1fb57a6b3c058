public import Foundation

/// One state of an episode: what made it so, and from which state.
///
/// Revisions count from 1 and are never changed; going back to one makes another.
public struct Revision: Hashable, Sendable, Codable {
    /// 1, 2 … in order of time.
    public var number: Int
    /// When.
    public var at: Date
    /// What was done, such as a phase's name, `edit script`, `by hand`, `undo` or `revert to 4`.
    public var action: String
    /// The names of the files that it wrote or took away, in the order of ``EpisodeFile``.
    public var files: [String]
    /// The revision that `undo` goes back to; `nil` where there is nothing before.
    public var previous: Int?

    /// A state of an episode.
    public init(number: Int, at: Date, action: String, files: [String], previous: Int?) {
        self.number = number
        self.at = at
        self.action = action
        self.files = files
        self.previous = previous
    }
}
