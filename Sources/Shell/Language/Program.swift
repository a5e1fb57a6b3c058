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
    func run(_ output: Output) async -> Interpreter.Outcome {
        let process = process()
        let collected: Pipe?
        // Where data does not go to this process's own output, it comes through here.
        if output.data.isProcessOutput {
            collected = nil
        } else {
            let pipe = Pipe()
            process.standardOutput = pipe
            collected = pipe
        }
        do {
            let status = try await Self.wait(for: process) {
                guard let collected else { return }
                try? collected.fileHandleForWriting.close()
                let bytes = (try? collected.fileHandleForReading.readToEnd()) ?? Data()
                try? output.data.write(String(decoding: bytes, as: UTF8.self))
            }
            return Interpreter.Outcome(status: status, ends: Task.isCancelled)
        } catch {
            try? output.talk.print("error: the program cannot be run: \(error.localizedDescription)")
            return Interpreter.Outcome(status: ExitStatus(rawValue: 127))
        }
    }

    /// Runs it and lets `body` write to its input.
    ///
    /// - Returns: The status of the body where that is not success, otherwise the program's.
    func run(
        _ output: Output,
        _ body: (Sink) async throws -> Interpreter.Outcome
    ) async throws -> Interpreter.Outcome {
        let process = process()
        let input = Pipe()
        process.standardInput = input
        let collected: Pipe? = output.data.isProcessOutput ? nil : Pipe()
        if let collected { process.standardOutput = collected }
        var outcome = Interpreter.Outcome.success
        let status = try await Self.wait(for: process) {
            try? input.fileHandleForReading.close()
            let sink = Sink(descriptor: input.fileHandleForWriting.fileDescriptor) { .plain }
            outcome = try await body(sink)
            try? input.fileHandleForWriting.close()
            if let collected {
                try? collected.fileHandleForWriting.close()
                let bytes = (try? collected.fileHandleForReading.readToEnd()) ?? Data()
                try? output.data.write(String(decoding: bytes, as: UTF8.self))
            }
        }
        // A program that has seen enough is no failure of the command that fed it.
        if outcome.status == .success { outcome = Interpreter.Outcome(status: status, ends: Task.isCancelled) }
        return outcome
    }

    private func process() -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return process
    }

    private static func wait(for process: Process, _ body: () async throws -> Void) async throws -> ExitStatus {
        let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            let number = process.terminationStatus
            continuation.yield(process.terminationReason == .exit ? number : 128 + number)
            continuation.finish()
        }
        try process.run()
        let identifier = process.processIdentifier
        return try await withTaskCancellationHandler {
            do {
                try await body()
            } catch {
                process.terminate()
                throw error
            }
            var status: Int32 = ExitStatus.interrupted.rawValue
            for await number in ends { status = number }
            return Task.isCancelled ? .interrupted : ExitStatus(rawValue: status)
        } onCancel: {
            _ = kill(identifier, SIGTERM)
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
