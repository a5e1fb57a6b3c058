import ArgumentParser
import Foundation
import TerminalDriver

/// From the start of the process to its first prompt, on a pseudo-terminal, with a catalogue in the store.
struct StartupBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "startup",
        abstract: "Process start to first prompt: time, processor time, resident memory."
    )

    @Option(help: "The program to start.")
    var program = ".build/release/castline"

    @Option(help: "How many starts.")
    var runs = 31

    func run() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "castline-startup-\(getpid())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let environment = [
            "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "HOME": home.path(percentEncoded: false),
            "CASTLINE_HOME": home.path(percentEncoded: false),
        ]

        // A catalogue in the store and a line in the history, as after a first day.
        let first = try TerminalProcess(program, ["-c", "models --limit 1"], environment: environment)
        try first.wait(for: "/")
        first.waitUntilEnded()

        var wall: [Double] = []
        var processor: [Double] = []
        var memory: [Double] = []
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let shell = try TerminalProcess(program, [], environment: environment)
            try shell.wait(for: "castline")
            try shell.wait(for: "> ")
            wall.append((ContinuousClock.now - start) / .milliseconds(1))
            processor.append(shell.processorMilliseconds())
            memory.append(shell.residentMebibytes())
            shell.end()
        }
        try Figure.report([
            Figure("start to first prompt, median", wall.percentile(0.5), "ms"),
            Figure("start to first prompt, p95", wall.percentile(0.95), "ms"),
            Figure("processor time, median", processor.percentile(0.5), "ms", atMost: 25),
            Figure("resident memory, median", memory.percentile(0.5), "MiB", atMost: 40),
        ])
    }
}
