import Foundation
import Glibc
import OpenRouter

/// A program that prints a key, such as that of a password store: run with words and not by a shell, within a time, and
/// its output bounded.
struct KeyCommand {
    private static let timeLimit = Duration.seconds(30)
    private static let longestBytes = 4_096
    /// In characters; the reason stands at the end of what programs complain of.
    private static let longestComplaint = 300

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

    /// Runs it.
    ///
    /// - Returns: What it printed.
    /// - Throws: ``ConfigurationError`` that says how it ended and what it complained of, and nothing of what it printed.
    func run() async throws -> Secret {
        let path: String
        do {
            path = try Pipeline.path(of: words[0], in: environment["PATH"] ?? "")
        } catch {
            throw ConfigurationError(place: "key-command", message: "there is no program called \(words[0])")
        }
        let bounded = try BoundedOutput(limit: Self.longestBytes + 1)
        let child = try ChildProcess(
            path: path,
            words: words,
            environment: environment.filter { !KeySource.variables.contains($0.key) },
            streams: bounded.streams,
            isJob: true
        )
        bounded.closeWritingEnds()
        async let written = bounded.read()
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
        bounded.end()
        let (bytes, complaint) = await written
        let secret = Secret(String(decoding: bytes, as: UTF8.self))
        guard let status else { throw failure("took longer than 30 seconds", complaint, hiding: secret) }
        guard status == .success else {
            throw failure("ended with code \(status.rawValue)", complaint, hiding: secret)
        }
        guard bytes.count <= Self.longestBytes else {
            throw failure("printed more than 4 KiB, which is no key", [], hiding: secret)
        }
        guard !secret.isEmpty else { throw failure("printed no key", complaint, hiding: secret) }
        return secret
    }

    /// What went wrong, with the end of what the program complained of, on one line and without what it printed.
    private func failure(_ what: String, _ complaint: [UInt8], hiding secret: Secret) -> ConfigurationError {
        let redactor = Redactor()
        secret.withExposed { text in
            for line in text.split(whereSeparator: \.isWhitespace) { redactor.learn(Secret(String(line))) }
        }
        let text = redactor.redacted(String(decoding: complaint, as: UTF8.self)).printable
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = text.count > Self.longestComplaint ? "…\(text.suffix(Self.longestComplaint))" : text
        return ConfigurationError(
            place: "key-command",
            message: "\(words[0]) \(what)\(shown.isEmpty ? "" : ": \(shown)")"
        )
    }
}
