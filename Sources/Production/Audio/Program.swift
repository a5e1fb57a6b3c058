import Foundation
import Glibc

/// A program of the machine: run with words and not with a line of a shell, within a time, its output bounded.
struct Program {
    /// How a run ended.
    struct Outcome {
        var status: Int32
        /// The last 64 kB of what it said.
        var log: String
    }

    /// It took longer than it may.
    struct TimeLimitExceeded: Error {}

    private static let logLimitBytes = 65_536

    let url: URL

    /// A program by its name, where the search path has it.
    static func find(
        _ name: String,
        searchPath: String? = ProcessInfo.processInfo.environment["PATH"]
    ) -> Program? {
        for folder in (searchPath ?? "").split(separator: ":") where folder.hasPrefix("/") {
            let candidate = URL(filePath: String(folder)).appending(path: name)
            if FileManager.default.isExecutableFile(atPath: candidate.path(percentEncoded: false)) {
                return Program(url: candidate)
            }
        }
        return nil
    }

    /// Runs it to its end; whatever ends the wait earlier, the program ends with it.
    ///
    /// - Throws: ``TimeLimitExceeded``; `CancellationError`; a `CocoaError` where it cannot be started.
    func run(
        _ arguments: [String],
        timeLimit: Duration,
        clock: any Clock<Duration> & Sendable
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardError = pipe
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { ended in
            end.yield(ended.terminationStatus)
            end.finish()
        }
        try process.run()
        async let log = Self.tail(of: pipe.fileHandleForReading)
        let status: Int32?
        do {
            status = try await withThrowingTaskGroup(of: Int32?.self) { group in
                group.addTask {
                    for await status in ends { return status }
                    return nil
                }
                group.addTask {
                    try await clock.sleep(for: timeLimit)
                    return nil
                }
                let first = try await group.next() ?? nil
                group.cancelAll()
                try Task.checkCancellation()
                return first
            }
        } catch {
            kill(process.processIdentifier, SIGKILL)
            throw error
        }
        guard let status else {
            kill(process.processIdentifier, SIGKILL)
            throw TimeLimitExceeded()
        }
        return Outcome(status: status, log: await log)
    }

    /// Reads to the end, on a thread that may block, and keeps the last part.
    private static func tail(of handle: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var kept = Data()
                while let piece = try? handle.read(upToCount: 16_384), !piece.isEmpty {
                    kept.append(piece)
                    if kept.count > logLimitBytes * 2 { kept = Data(kept.suffix(logLimitBytes)) }
                }
                continuation.resume(returning: String(decoding: kept.suffix(logLimitBytes), as: UTF8.self))
            }
        }
    }
}
