public import Foundation
import OpenRouter
public import Operations

/// Where keys are given from outside.
///
/// The key of calls comes from the first of these that there is: the file named by `key-file`, `OPENROUTER_API_KEY`, the
/// program of `key-command`, the file `key` in the configuration folder. Behind them stands the key ring, which
/// `keys add` fills. A key is never an argument: arguments are visible to every user of the machine.
public struct KeySource: Sendable {
    /// The variables that hold keys; programs that the shell runs do not get them.
    static let variables = ["OPENROUTER_API_KEY", "OPENROUTER_STANDBY_KEY", "OPENROUTER_MANAGEMENT_KEY"]

    private let configuration: Configuration
    private let environment: [String: String]

    /// The sources that settings and environment name.
    public init(_ configuration: Configuration, environment: [String: String]) {
        self.configuration = configuration
        self.environment = environment
    }

    /// The file of the key ring.
    public var ringFile: URL { configuration.places.configuration.appending(path: "keys.json") }

    /// A key of calls that is given without running a program.
    ///
    /// - Throws: ``ConfigurationError`` when a named file is missing or empty, or when others may read it.
    public func given() throws -> KeyDirectory.Given? {
        try Self.checked(try found())
    }

    private func found() throws -> KeyDirectory.Given? {
        let named = configuration["key-file"]
        if !named.isEmpty { return try read(URL(filePath: (named as NSString).expandingTildeInPath), isNamed: true) }
        if let given = variable("OPENROUTER_API_KEY") { return given }
        guard configuration["key-command"].isEmpty else { return nil }
        return try read(configuration.places.configuration.appending(path: "key"), isNamed: false)
    }

    /// Whether there is a key of calls; no program is run.
    ///
    /// - Throws: ``ConfigurationError``, as ``given()`` does; `KeyError` where the ring cannot be read.
    public func hasKey() throws -> Bool {
        if try given() != nil || !configuration["key-command"].isEmpty { return true }
        return try KeyRing(at: ringFile).entries().contains { entry in
            entry.role == .inference && entry.account == configuration.baseURL
        }
    }

    /// The key of calls.
    ///
    /// - Throws: ``ConfigurationError`` for a file or program that brings no key.
    public func inference() async throws -> KeyDirectory.Given? {
        if let given = try given() { return given }
        let command = configuration["key-command"]
        guard !command.isEmpty else { return nil }
        let secret = try await KeyCommand(command, environment: environment).run()
        return try Self.checked(KeyDirectory.Given(secret: secret, origin: "key-command"))
    }

    /// Refuses what no header can hold: a file of something else, or two keys below each other.
    private static func checked(_ given: KeyDirectory.Given?) throws -> KeyDirectory.Given? {
        guard let given, !given.secret.isWord else { return given }
        throw ConfigurationError(
            place: given.origin,
            message: "holds no key: a key is one word of visible ASCII, such as sk-or-…"
        )
    }

    /// The key that steps in where the first is refused.
    public var standby: KeyDirectory.Given? { variable("OPENROUTER_STANDBY_KEY") }

    /// The key that makes and deletes keys.
    public var management: KeyDirectory.Given? { variable("OPENROUTER_MANAGEMENT_KEY") }

    private func variable(_ name: String) -> KeyDirectory.Given? {
        guard let value = environment[name] else { return nil }
        let secret = Secret(value)
        // What is none does not step in, and manages nothing.
        return secret.isEmpty || name != "OPENROUTER_API_KEY" && !secret.isWord
            ? nil : KeyDirectory.Given(secret: secret, origin: "environment \(name)")
    }

    private func read(_ url: URL, isNamed: Bool) throws -> KeyDirectory.Given? {
        let path = url.path(percentEncoded: false)
        let data: Data?
        do {
            data = try PrivateFile(url).read()
        } catch let error as KeyError {
            let next = error.next.map { ". \($0)" } ?? ""
            throw ConfigurationError(place: "key", message: error.message + next)
        }
        guard let data else {
            guard isNamed else { return nil }
            throw ConfigurationError(place: path, message: "the key file does not exist")
        }
        let secret = Secret(String(decoding: data, as: UTF8.self))
        guard !secret.isEmpty else { throw ConfigurationError(place: path, message: "the key file is empty") }
        return KeyDirectory.Given(secret: secret, origin: path, file: url)
    }
}
