import Foundation

extension EditorProgram {
    /// The editor for a command, which waits for it.
    ///
    /// - Throws: ``Failure`` where there is none, or where nobody can use one.
    init(_ context: CommandContext) throws {
        guard !context.interpreter.isJob else {
            throw Self.failure("An editor needs the terminal, and a job has none.")
        }
        let environment = Pipeline.environment(context.variables)
        guard let editor = EditorProgram(environment, findsOne: context.shell.confirm != nil) else {
            throw Self.failure("No editor is set, and nobody is there to use one.")
        }
        self = editor
    }

    /// Runs it on a file and waits.
    ///
    /// - Throws: ``Failure`` when it does not end well; `CancellationError`.
    func edit(_ file: URL, _ context: CommandContext) async throws {
        let talk = context.output.talk
        let words = words(for: file.path(percentEncoded: false))
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
