public import Foundation
import Gateway
import OpenRouter
import Production
import Yams

/// A setting that cannot be used: what is wrong with it and where it stands.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The option, variable, or file and line.
    public let place: String
    /// What is wrong, and what would be right.
    public let message: String

    /// `castline.yaml:3: …`.
    public var description: String { "\(place): \(message)" }
}

/// Reads the settings from everywhere they may stand.
public struct ConfigurationReader: Sendable {
    /// What was given on the command line, by setting.
    public var options: [String: String]
    /// The environment of the process.
    public var environment: [String: String]
    /// Where `./castline.yaml` is looked for.
    public var workingDirectory: URL

    /// A reader of the given places.
    public init(options: [String: String], environment: [String: String], workingDirectory: URL) {
        self.options = options
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    private typealias Found = (value: String, origin: Configuration.Origin)

    /// The effective settings.
    ///
    /// - Throws: ``ConfigurationError`` for an unknown setting, with the nearest one, and for a value that is none.
    public func read() throws -> Configuration {
        let places = Places(environment: environment)
        let local = workingDirectory.appending(path: "castline.yaml")
        let files = [
            try settings(in: local, called: "castline.yaml"),
            try settings(in: places.configuration.appending(path: "config.yaml"), called: nil),
        ]
        let rows = try Setting.all.map { setting in
            let found: Found? =
                options[setting.name].map { ($0, .option(Self.option(of: setting))) }
                ?? setting.environment.flatMap { name in
                    environment[name].flatMap { $0.isEmpty ? nil : ($0, .environment(name)) }
                }
                ?? files.lazy.compactMap { $0[setting.name] }.first
            let (value, origin) = found ?? (setting.standard, .builtIn)
            if origin != .builtIn { try Self.check(value, of: setting, at: origin) }
            try Self.checkTrust(in: value, of: setting, at: origin, places)
            try Self.checkLoosening(by: value, of: setting, at: origin, files[1][setting.name])
            return Configuration.Row(setting: setting, value: value, origin: origin)
        }
        return Configuration(rows: rows, places: places)
    }

    /// How the command line gives a setting.
    private static func option(of setting: Setting) -> String {
        setting.name == "log.level" ? "--verbose" : "--\(setting.name)"
    }

    /// Refuses what a folder must not decide, as folders come from others: which program runs for the key, which file is
    /// sent as one, and to whom.
    private static func checkTrust(
        in value: String,
        of setting: Setting,
        at origin: Configuration.Origin,
        _ places: Places
    ) throws {
        guard case .file("castline.yaml", _) = origin else { return }
        switch setting.name {
        case "key-command", "key-file": break
        case "base-url":
            let host = URL(string: value)?.host() ?? ""
            guard host != "openrouter.ai", !isLocal(host) else { return }
        default: return
        }
        let file = places.configuration.appending(path: "config.yaml").path(percentEncoded: false)
        throw ConfigurationError(
            place: "\(origin)",
            message: "`\(setting.name)` decides who gets your key, and a folder may come from others; set it in \(file)"
        )
    }

    /// What says less of data than it may: a folder may be stricter than its user, and not less strict.
    private static let loose = ["providers.zdr": "off", "providers.data-collection": "account"]

    private static func checkLoosening(
        by value: String,
        of setting: Setting,
        at origin: Configuration.Origin,
        _ own: Found?
    ) throws {
        guard case .file("castline.yaml", _) = origin, value == loose[setting.name], let own, own.value != value else {
            return
        }
        throw ConfigurationError(
            place: "\(origin)",
            message: "`\(setting.name)` is `\(own.value)` at \(own.origin), and a folder may come from others; "
                + "take it out here, or change it there"
        )
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || host.wholeMatch(of: /127(\.\d{1,3}){3}/) != nil
    }

    private func settings(in file: URL, called name: String?) throws -> [String: Found] {
        let path = name ?? file.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return [:] }
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: try Data(contentsOf: file), as: UTF8.self))
        } catch let error as YamlError {
            throw Self.notYAML(error, in: path)
        } catch {
            let reason = (error as? CocoaError)?.reason ?? error.localizedDescription
            throw ConfigurationError(place: path, message: "cannot be read: \(reason)")
        }
        var found: [String: Found] = [:]
        if let root { try collect(root, below: "", path: path, into: &found) }
        return found
    }

    /// What is wrong with a text as YAML, and in which line; not the text, which may be anything.
    private static func notYAML(_ error: YamlError, in path: String) -> ConfigurationError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationError(place: "\(path):\(mark.line)", message: "not YAML: \(problem)")
        case .reader(let problem, _, _, _): ConfigurationError(place: path, message: "not YAML: \(problem)")
        default: ConfigurationError(place: path, message: "not YAML")
        }
    }

    private func collect(_ node: Node, below prefix: String, path: String, into found: inout [String: Found]) throws {
        guard case .mapping(let mapping) = node else {
            let place = "\(path):\(node.mark?.line ?? 1)"
            throw ConfigurationError(place: place, message: "expected `name: value` pairs")
        }
        for (key, value) in mapping {
            let name = prefix + (key.string ?? "")
            let line = key.mark?.line ?? 1
            let isSetting = Setting.all.contains { $0.name == name }
            if !isSetting, Setting.all.contains(where: { $0.name.hasPrefix(name + ".") }) {
                try collect(value, below: name + ".", path: path, into: &found)
                continue
            }
            guard isSetting else {
                let nearest = Spelling.nearest(to: name, among: Setting.paths, limit: 1).first
                let hint = nearest.map { "; did you mean `\($0)`?" } ?? "; `config` lists the settings there are"
                throw ConfigurationError(place: "\(path):\(line)", message: "no setting is called `\(name)`\(hint)")
            }
            let text: String? =
                switch value {
                case .scalar(let scalar): scalar.string
                case .sequence(let items) where items.allSatisfy({ $0.string != nil }):
                    items.compactMap(\.string).map { name == "key-command" ? $0.quoted : $0 }
                        .joined(separator: name == "key-command" ? " " : ", ")
                default: nil
                }
            guard let text else {
                let message = "`\(name)` takes a value, or a list of values without lists in it"
                throw ConfigurationError(place: "\(path):\(line)", message: message)
            }
            found[name] = (text, .file(path: path, line: line))
        }
    }

    private static func check(_ value: String, of setting: Setting, at origin: Configuration.Origin) throws {
        guard !value.holdsKey else {
            throw ConfigurationError(
                place: "\(origin)",
                message: "`\(setting.name)` holds an API key, and keys are no settings; `keys add` takes them"
            )
        }
        if case .url = setting.kind, let url = URL(string: value), url.user() != nil || url.password() != nil {
            throw ConfigurationError(
                place: "\(origin)",
                message:
                    "`\(setting.name)` holds a name or a password, which everybody would see; `keys add` takes keys"
            )
        }
        let expected: String?
        switch setting.kind {
        case .text, .path: expected = nil
        case .url:
            let isURL = value.hasPrefix("http://") || value.hasPrefix("https://")
            expected = isURL && URL(string: value)?.host() != nil ? nil : "a URL that begins with http:// or https://"
        case .money:
            let amount = USD(value)
            expected = amount.map { $0 >= .zero } ?? false ? nil : "an amount in dollars, such as 2.50"
        case .seconds:
            let seconds = Double(value)
            expected = seconds.map { $0 >= 0 && $0 <= 86_400 } ?? false ? nil : "a number of seconds, 0 to 86400"
        case .command: expected = KeyCommand.words(value) == nil ? "a program and its words, without signs" : nil
        case .count: expected = UInt64(value) == nil ? "a whole number" : nil
        case .models: expected = Configuration.list(value).isEmpty ? "one or more model ids" : nil
        case .providers:
            let names = Configuration.list(value)
            expected = names.allSatisfy { $0.wholeMatch(of: /[a-z0-9._\/-]{1,100}/) != nil } ? nil : Self.slugs
        case .choice(let words):
            expected = words.contains(value) ? nil : "one of \(words.joined(separator: ", "))" + hint(value, words)
        case .choices(let words):
            let other = Configuration.list(value).first { !words.contains($0) }
            expected = other.map { "some of \(words.joined(separator: ", "))" + hint($0, words) }
        }
        if let expected {
            throw ConfigurationError(
                place: "\(origin)",
                message: "`\(setting.name)` is `\(value)` and must be \(expected)"
            )
        }
    }

    private static let slugs = "slugs of providers, such as anthropic, amazon-bedrock; `model ID` tells them"

    /// The word that was probably meant.
    private static func hint(_ value: String, _ words: [String]) -> String {
        Spelling.nearest(to: value, among: words, limit: 1).first.map { "; did you mean `\($0)`?" } ?? ""
    }
}
