import Foundation

extension Session {
    /// The revisions of the open episode, oldest first.
    public func revisions() throws -> [Revision] { try opened().revisions() }

    /// Takes the last change of the open episode back; nothing is lost, and that too can be taken back with `revert`.
    ///
    /// - Returns: The episode, and the revision whose files are there again.
    /// - Throws: ``ProductionError`` with `revisionMissing` where nothing was changed or a content is not kept, `busy`.
    @discardableResult
    public func undo() async throws -> (EpisodeStatus, Revision) {
        let folder = try opened()
        return try await holding(folder, for: "undo") {
            let revision = try folder.undo()
            return (try refresh(folder), revision)
        }
    }

    /// Makes the open episode, or a file of it, what it was in a revision.
    ///
    /// - Parameters:
    ///   - number: The revision.
    ///   - file: The file; `nil` for all.
    /// - Returns: The episode, and the revision.
    /// - Throws: As ``undo()``.
    @discardableResult
    public func revert(to number: Int, file: EpisodeFile? = nil) async throws -> (EpisodeStatus, Revision) {
        let folder = try opened()
        return try await holding(folder, for: "revert") {
            let revision = try folder.revert(to: number, file: file)
            return (try refresh(folder), revision)
        }
    }
}
