import Foundation
import Glibc

/// The editor of the person at the terminal: `$VISUAL`, else `$EDITOR`, else one that is installed.
///
/// As git runs it: the value is a line for the shell, and the file is its last word.
struct EditorProgram: Sendable {
    /// The line for the shell.
    let line: String
    private let environment: [String: String]

    /// The editor that an environment names, or else, where one may be looked for, the first there is on its `PATH`.
    init?(_ environment: [String: String], findsOne: Bool = true) {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let line = named ?? (findsOne ? Self.installed(environment["PATH"] ?? "") : nil) else { return nil }
        self.line = line
        self.environment = environment
    }

    /// The words that run it on a file.
    func words(for path: String) -> [String] { ["sh", "-c", "\(line) \"$1\"", "sh", path] }

    /// Lets it edit a text, in a file that only its owner can read and that is gone afterwards; waits for it.
    ///
    /// - Parameters:
    ///   - text: What is edited.
    ///   - terminal: What the program reads from and draws on.
    /// - Returns: The text as the program leaves it; `nil` where it fails, or cannot be run.
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
            words: words(for: path),
            environment: environment,
            streams: ChildProcess.Streams(input: terminal, output: terminal, errors: terminal),
            isJob: false
        )
        guard let child, child.waitForEnd().status == .success, let data = FileManager.default.contents(atPath: path)
        else {
            return nil
        }
        var edited = String(decoding: data, as: UTF8.self)
        while edited.hasSuffix("\n") { edited.removeLast() }
        return edited
    }

    private static func installed(_ path: String) -> String? {
        let folders = path.split(separator: ":")
        return ["editor", "nano", "vi"].first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }
}
