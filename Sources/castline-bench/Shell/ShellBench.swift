import ArgumentParser
import Foundation
import TerminalDriver

/// The shell as somebody at a terminal has it: how fast it is there and answers keys, and what it survives.
///
/// Everything is measured from outside, on pseudo-terminals, on the embedded simulator, in a folder of its own.
struct ShellBench: ParsableCommand {
    /// The parts, each with figures of its own.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case start, keys, notices, spelling, history, fuzz, memory
    }

    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "First prompt, keys, notices, suggestions, history, fuzzing, memory of the shell."
    )

    @Option(help: "The program to start.")
    var program = ".build/release/castline"

    @Option(help: "How much of everything, 1 for the figures as they are promised.")
    var scale = 1.0

    @Argument(help: "What to measure; everything if not given.")
    var parts: [Part] = Part.allCases

    func run() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "castline-shell-\(getpid())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let setting = Setting(program: URL(filePath: program).path(percentEncoded: false), home: home, scale: scale)
        try setting.fill()
        var figures: [Figure] = []
        for part in parts {
            let measured =
                switch part {
                case .start: try setting.firstPrompt()
                case .keys: try setting.keys()
                case .notices: try setting.notices()
                case .spelling: try setting.spelling()
                case .history: try setting.history()
                case .fuzz: try setting.fuzz()
                case .memory: try setting.memory()
                }
            for figure in measured { print(figure.line) }
            figures += measured
        }
        guard figures.allSatisfy(\.isWithinLimit) else { throw ExitCode.failure }
    }

    /// The program, its folder, and how much to do.
    struct Setting {
        let program: String
        let home: URL
        let scale: Double

        /// So many, at the chosen scale.
        func count(_ count: Int) -> Int { max(1, Int(Double(count) * scale)) }

        var environment: [String: String] {
            let path = home.path(percentEncoded: false)
            return [
                "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": path,
                "CASTLINE_HOME": path, "CASTLINE_EPISODES": "\(path)/episodes",
            ]
        }

        /// A catalogue in the store and ten thousand lines in the history, as after some months.
        func fill() throws {
            let first = try TerminalProcess(program, ["-c", "models --limit 1"], environment: environment)
            first.waitUntilEnded()
            guard first.text.contains("of 413 models") else {
                throw TerminalProcess.Failure("no catalogue: \(first.text.suffix(300))")
            }
            var rows = ""
            for number in 0..<count(10_000) {
                rows += """
                    {"id":"b-\(number)","session":"b","text":"ask 'Question \(number) of many'","time":\(1_790_000_000_000 + number)}
                    {"duration":1200,"id":"b-\(number)","status":0}\n
                    """
            }
            let file = home.appending(path: "history.jsonl")
            try Data(rows.utf8).write(to: file)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600],
                ofItemAtPath: file.path(percentEncoded: false)
            )
        }

        /// A shell at its first prompt.
        func shell(_ changes: [String: String] = [:], columns: Int = 80, rows: Int = 24) throws -> TerminalProcess {
            let shell = try TerminalProcess(
                program,
                [],
                environment: environment.merging(changes) { $1 },
                columns: columns,
                rows: rows
            )
            try shell.wait(for: "> ")
            return shell
        }

        /// Runs a line at the prompt and waits for the next one.
        func run(_ line: String, in shell: TerminalProcess) throws {
            shell.forget()
            shell.send(line + "\r")
            try shell.wait(for: "\u{1B}[?2004l")
            try shell.wait(for: "\u{1B}[?2004h", within: 60)
        }
    }
}
