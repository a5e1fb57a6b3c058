import Foundation
import Glibc

/// A program of the system that a line runs: `!ls -l`, or what follows `|`.
struct Program {
    private let script: String
    private let environment: [String: String]

    /// A line for the system's shell, which sees the variables in its environment.
    static func shell(_ text: String, variables: Variables) -> Program {
        Program(script: text, environment: environment(variables))
    }

    /// Programs joined by pipes, each with its words as they are.
    static func pipeline(_ programs: [[String]], variables: Variables) -> Program {
        let quoted = programs.map { words in
            words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
        }
        return Program(script: quoted.joined(separator: " | "), environment: environment(variables))
    }

    private static func environment(_ variables: Variables) -> [String: String] {
        variables.all.merging(["last": variables.lastText]) { $1 }
    }

    /// Runs it on the terminal and waits; cancelling the task ends it.
    func run(_ output: Output) async throws -> Interpreter.Outcome {
        try await run(output, input: nil) { .success }
    }

    /// Runs it and lets `body` write to its input.
    ///
    /// - Returns: The status of the body where that is not success, otherwise the program's.
    func run(
        _ output: Output,
        _ body: (Sink) async throws -> Interpreter.Outcome
    ) async throws -> Interpreter.Outcome {
        let input = try PipeEnds()
        return try await run(output, input: input) {
            defer { close(input.writing) }
            return try await body(Sink(descriptor: input.writing) { .plain })
        }
    }

    private func run(
        _ output: Output,
        input: PipeEnds?,
        _ body: () async throws -> Interpreter.Outcome
    ) async throws -> Interpreter.Outcome {
        // Where data does not go to this process's own output, it comes through here.
        let collected = output.data.isProcessOutput ? nil : try PipeEnds()
        let child = try ChildProcess(
            script: script,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
            input: input?.reading,
            output: collected?.writing
        )
        if let input { close(input.reading) }
        if let collected { close(collected.writing) }
        return try await withTaskCancellationHandler {
            async let text = collected?.contents()
            async let ended = child.status()
            do {
                let outcome = try await body()
                if let text = await text { try output.data.write(text) }
                let status = await ended
                if Task.isCancelled { return Interpreter.Outcome(status: .interrupted, ends: true) }
                return outcome.status == .success ? Interpreter.Outcome(status: status, ends: outcome.ends) : outcome
            } catch {
                child.terminate()
                _ = await (text, ended)
                throw error
            }
        } onCancel: {
            child.terminate()
        }
    }
}

/// A file that takes a command's output.
struct OutputFile {
    private let descriptor: Int32

    /// Opens the file to write it anew or to append.
    ///
    /// - Throws: ``Failure`` with the system's reason.
    init(path: String, appends: Bool) throws {
        let expanded = (path as NSString).expandingTildeInPath
        descriptor = unsafe open(expanded, O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC), 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw Failure(
                code: "fileNotWritable",
                "\(path) cannot be written: \(reason).",
                kept: "Nothing was run.",
                next: "Give a file in a folder that exists and that you may write."
            )
        }
    }

    var sink: Sink { Sink(descriptor: descriptor) { .plain } }

    func close() { _ = Glibc.close(descriptor) }
}
