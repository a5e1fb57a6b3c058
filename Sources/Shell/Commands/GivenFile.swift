import Foundation

/// A file that somebody named, read no further than it may be long: a device has no end.
enum GivenFile {
    /// Why a file cannot be used.
    enum Problem: Error, Equatable {
        case missing, folder, unreadable, tooLong

        /// Behind the name of the file, in a sentence.
        var explanation: String {
            switch self {
            case .missing: "does not exist"
            case .folder: "is a folder"
            case .unreadable: "cannot be read"
            case .tooLong: "is too long"
            }
        }
    }

    /// What stands in a file; `~` is the home folder.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - mostBytes: How long it may be.
    /// - Returns: Its bytes.
    /// - Throws: ``Problem``.
    static func contents(of path: String, mostBytes: Int) throws(Problem) -> Data {
        let path = (path as NSString).expandingTildeInPath
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing }
        guard !isFolder.boolValue else { throw .folder }
        guard let file = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? file.close() }
        let data: Data
        do { data = try file.read(upToCount: mostBytes + 1) ?? Data() } catch { throw .unreadable }
        guard data.count <= mostBytes else { throw .tooLong }
        return data
    }
}
