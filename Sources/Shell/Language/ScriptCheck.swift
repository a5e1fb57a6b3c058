/// A check of a text without running it, as `castline -n` does.
struct ScriptCheck: Sendable {
    let interpreter: Interpreter
    let frame: Interpreter.Frame

    private struct Report: Encodable, Sendable {
        var file: String
        var commands: Int
    }

    /// Checks the text and says what it would do.
    func run(_ output: Output) async -> Interpreter.Outcome {
        guard let (_, planned) = interpreter.checked(frame, output) else { return .init(status: .usage) }
        let report = Report(file: frame.source.name, commands: planned.count)
        do {
            if interpreter.context.wantsJSON {
                try output.data.print(JSONText.of(report, command: "check"))
            } else {
                try output.data.print("\(report.file): \(report.commands) commands, nothing wrong with them")
            }
            return .success
        } catch {
            return interpreter.finish(error, isJSON: interpreter.context.wantsJSON, output)
        }
    }
}
