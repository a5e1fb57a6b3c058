import Foundation
import Glibc

/// Lets a program such as vi edit a text, in a file that only its owner can read and that is gone afterwards.
struct ExternalEditor {
    /// How the program is run: words as a shell reads them, as `VISUAL` and `EDITOR` hold them.
    let command: String
    let environment: [String: String]

    /// The text as the program leaves it; `nil` where it fails, or cannot be run.
    func edit(_ text: String, terminal: Int32) -> String? {
        let folder = FileManager.default.temporaryDirectory
        let path = folder.appending(path: "castline-\(UUID().uuidString).cast").path(percentEncoded: false)
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        defer { unsafe unlink(path) }
        writeAll(file, text.hasSuffix("\n") ? text : text + "\n")
        close(file)
        let child = try? ChildProcess(
            path: "/bin/sh",
            words: ["sh", "-c", "\(command) \"$1\"", "sh", path],
            environment: environment,
            streams: ChildProcess.Streams(input: terminal, output: terminal, errors: terminal),
            isJob: false
        )
        guard let child, child.waitForEnd() == .success, let data = FileManager.default.contents(atPath: path) else {
            return nil
        }
        var edited = String(decoding: data, as: UTF8.self)
        while edited.hasSuffix("\n") { edited.removeLast() }
        return edited
    }
}
