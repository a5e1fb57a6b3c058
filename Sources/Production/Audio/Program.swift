import Foundation
import Subprocess
import SystemPackage

/// A program of the machine: run with words and not with a line of a shell, within a time, its output bounded.
struct Program {
    /// How a run ended.
    struct Outcome {
        /// Its exit code; 128 and the signal's number where a signal ended it.
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
    /// It reads what strangers wrote: its environment holds no key to give away.
    ///
    /// - Throws: ``TimeLimitExceeded``; `CancellationError`; a `SubprocessError` where it cannot be started.
    func run(
        _ arguments: [String],
        timeLimit: Duration,
        clock: any Clock<Duration> & Sendable
    ) async throws -> Outcome {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            group.addTask { try await runToEnd(arguments) }
            group.addTask {
                try await clock.sleep(for: timeLimit)
                throw TimeLimitExceeded()
            }
            defer { group.cancelAll() }
            guard let outcome = try await group.next() else { throw CancellationError() }
            try Task.checkCancellation()
            return outcome
        }
    }

    private func runToEnd(_ arguments: [String]) async throws -> Outcome {
        let ended = try await Subprocess.run(
            .path(FilePath(url.path(percentEncoded: false))),
            arguments: Arguments(arguments),
            environment: .custom(["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]),
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            var kept: [UInt8] = []
            for try await piece in execution.standardError {
                unsafe piece.withUnsafeBytes { unsafe kept += $0 }
                if kept.count > Self.logLimitBytes * 2 { kept.removeFirst(kept.count - Self.logLimitBytes) }
            }
            return String(decoding: kept.suffix(Self.logLimitBytes), as: UTF8.self)
        }
        let status =
            switch ended.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(status: status, log: ended.closureResult)
    }
}
