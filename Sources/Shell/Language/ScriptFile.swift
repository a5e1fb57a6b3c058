import Foundation

/// Reads a file of commands.
enum ScriptFile {
    private static let mostBytes = 1_048_576

    /// The text of a file.
    ///
    /// - Throws: ``Failure`` when it cannot be read, is a folder, or is no text.
    static func read(_ path: String) throws -> SourceText {
        let expanded = (path as NSString).expandingTildeInPath
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: expanded, isDirectory: &isFolder)
        guard exists else {
            throw failure("scriptMissing", "There is no file \(path).", next: "Check the name and the folder.")
        }
        guard !isFolder.boolValue else { throw failure("scriptUnreadable", "\(path) is a folder.", next: nil) }
        guard let data = FileManager.default.contents(atPath: expanded) else {
            throw failure("scriptUnreadable", "\(path) cannot be read.", next: "Check that you may read it.")
        }
        guard data.count <= mostBytes else {
            throw failure(
                "scriptUnreadable",
                "\(path) has \(data.count) bytes; a script has at most \(mostBytes).",
                next: nil
            )
        }
        guard !data.contains(0) else { throw failure("scriptUnreadable", "\(path) is no text.", next: nil) }
        return SourceText(String(decoding: data, as: UTF8.self), name: path)
    }

    private static func failure(_ code: String, _ message: String, next: String?) -> Failure {
        Failure(code: code, message, kept: "Nothing was run.", next: next, status: .usage)
    }
}
