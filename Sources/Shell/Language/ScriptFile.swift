import Foundation

/// Reads a file of commands.
enum ScriptFile {
    private static let mostBytes = 1_048_576

    /// The text of a file.
    ///
    /// - Throws: ``Failure`` when it cannot be read, is a folder, or is no text.
    static func read(_ path: String) throws -> SourceText {
        let data: Data
        do {
            data = try GivenFile.contents(of: path, mostBytes: mostBytes)
        } catch {
            throw switch error {
            case .missing:
                failure("scriptMissing", "There is no file \(path).", next: "Check the name and the folder.")
            case .folder: failure("scriptUnreadable", "\(path) is a folder.", next: nil)
            case .unreadable:
                failure("scriptUnreadable", "\(path) cannot be read.", next: "Check that you may read it.")
            case .tooLong:
                failure("scriptUnreadable", "\(path) is too long: a script has at most \(mostBytes) bytes.", next: nil)
            }
        }
        guard !data.contains(0) else { throw failure("scriptUnreadable", "\(path) is no text.", next: nil) }
        return SourceText(String(decoding: data, as: UTF8.self), name: path)
    }

    private static func failure(_ code: String, _ message: String, next: String?) -> Failure {
        Failure(code: code, message, kept: "Nothing was run.", next: next, status: .usage)
    }
}
