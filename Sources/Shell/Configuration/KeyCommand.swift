import Foundation
import Glibc
import OpenRouter

/// A program that prints a key, such as that of a password store: run with words and not by a shell, within a time, and
/// its output bounded.
struct KeyCommand {
    private static let timeLimit = Duration.seconds(30)
    private static let longestBytes = 4_096

    private let words: [String]
    private let environment: [String: String]

    /// - Throws: ``ConfigurationError`` where the text is more than words.
    init(_ text: String, environment: [String: String]) throws {
        guard let words = Self.words(text) else {
            throw ConfigurationError(
                place: "key-command",
                message: "must be a program and its words; no shell reads it"
            )
        }
        self.words = words
        self.environment = environment
    }

    /// The words of a text, quotes taken off; `nil` where there are signs or variables in it, or nothing.
    static func words(_ text: String) -> [String]? {
        let (items, problem) = Lexer.items(of: SourceText(text, name: "key-command"))
        var words: [String] = []
        for item in items {
            guard case .word(let word) = item.token, let literal = word.literal else { return nil }
            words.append(literal)
        }
        return words.isEmpty || problem != nil ? nil : words
    }

    /// Runs it; what it complains of goes where this process complains.
    ///
    /// - Returns: What it printed.
    /// - Throws: ``ConfigurationError`` that says how it ended, and nothing of what it printed.
    func run() async throws -> Secret {
        let path: String
        do {
            path = try Pipeline.path(of: words[0], in: environment["PATH"] ?? "")
        } catch {
            throw ConfigurationError(place: "key-command", message: "there is no program called \(words[0])")
        }
        let pipe = try PipeEnds()
        let child = try ChildProcess(
            path: path,
            words: words,
            environment: environment.filter { !KeySource.variables.contains($0.key) },
            streams: ChildProcess.Streams(output: pipe.writing),
            isJob: true
        )
        close(pipe.writing)
        defer { close(pipe.reading) }
        let status = await withTaskGroup(of: ExitStatus?.self) { group in
            group.addTask { await child.end().status }
            group.addTask {
                try? await ContinuousClock().sleep(for: Self.timeLimit)
                child.kill()
                return nil
            }
            let status = await group.next() ?? nil
            group.cancelAll()
            return status
        }
        guard let status else {
            throw ConfigurationError(place: "key-command", message: "\(words[0]) took longer than 30 seconds")
        }
        guard status == .success else {
            throw ConfigurationError(place: "key-command", message: "\(words[0]) ended with code \(status.rawValue)")
        }
        // A pipe holds more than that: what fits waits here until its writer has ended.
        _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
        var bytes = [UInt8](repeating: 0, count: Self.longestBytes + 1)
        let count = unsafe max(0, read(pipe.reading, &bytes, bytes.count))
        guard count <= Self.longestBytes else {
            throw ConfigurationError(
                place: "key-command",
                message: "\(words[0]) printed more than 4 KiB, which is no key"
            )
        }
        let secret = Secret(String(decoding: bytes[..<count], as: UTF8.self))
        guard !secret.isEmpty else {
            throw ConfigurationError(place: "key-command", message: "\(words[0]) printed no key")
        }
        return secret
    }
}
