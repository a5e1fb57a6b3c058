import Foundation

/// Folders for what programs hand over in files: nobody else may look into them.
enum PrivateFolder {
    /// Makes one among the temporary files; who makes it removes it.
    ///
    /// - Throws: A `CocoaError` when it cannot be made.
    static func make() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        return folder
    }
}
