import Foundation
import Production

/// The editor of the person at the terminal: `$VISUAL`, else `$EDITOR`, else one that is installed.
///
/// As git runs it: the value is a line for the shell, and the file is its last word.
struct EditorProgram {
    private let line: String
    private let context: CommandContext

    /// The editor to run.
    ///
    /// - Throws: ``Failure`` where there is none, or where nobody can use one.
    init(_ context: CommandContext) throws {
        self.context = context
        guard !context.interpreter.isJob else {
            throw Self.failure("An editor needs the terminal, and a job has none.")
        }
        let own = ProcessInfo.processInfo.environment
        let names = ["VISUAL", "EDITOR"]
        let wanted = names.lazy.compactMap { context.variables[$0] ?? own[$0] }.first { !$0.isEmpty }
        if let wanted {
            line = wanted
        } else if context.shell.confirm != nil, let found = Self.installed(own["PATH"] ?? "") {
            line = found
        } else {
            throw Self.failure("No editor is set, and nobody is there to use one.")
        }
    }

    /// Runs it on a file and waits.
    ///
    /// - Throws: ``Failure`` when it does not end well; `CancellationError`.
    func edit(_ file: URL) async throws {
        let words = ["sh", "-c", "\(line) \"$1\"", "sh", file.path(percentEncoded: false)]
        let talk = context.output.talk
        let outcome = try await Pipeline([words], variables: context.variables, isJob: false)
            .run(Output(data: talk, talk: talk))
        if outcome.status == .interrupted { throw CancellationError() }
        guard outcome.status == .success else {
            throw Failure(
                code: "editorFailed",
                "The editor (\(line.printable)) ended with \(outcome.status.rawValue).",
                kept: "The file is as it was."
            )
        }
    }

    private static func installed(_ path: String) -> String? {
        let folders = path.split(separator: ":")
        return ["editor", "nano", "vi"].first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    private static func failure(_ message: String) -> Failure {
        Failure(
            code: "noEditor",
            message,
            kept: "Nothing was changed.",
            next: "`set EDITOR PROGRAM` names one; `edit script --from FILE` takes a text as it is.",
            status: .usage
        )
    }
}
