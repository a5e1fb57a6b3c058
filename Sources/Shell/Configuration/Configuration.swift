public import Foundation
public import Gateway
public import OpenRouter

/// The effective settings, each with where it came from.
///
/// Precedence: options, environment, `./castline.yaml`, the configuration folder's `config.yaml`, built-in values.
public struct Configuration: Sendable {
    /// Where a value came from.
    public enum Origin: Hashable, Sendable, CustomStringConvertible {
        case option(String)
        case environment(String)
        case file(path: String, line: Int)
        case builtIn
        /// A person changed it since the start.
        case set

        /// As a person would say it: `castline.yaml:3`.
        public var description: String {
            switch self {
            case .option(let name): "option \(name)"
            case .environment(let name): "environment \(name)"
            case .file(let path, let line): "\(path):\(line)"
            case .builtIn: "built in"
            case .set: "set since the start"
            }
        }
    }

    /// One setting with its effective value.
    public struct Row: Sendable {
        /// The setting.
        public let setting: Setting
        /// Its text, as given.
        public let value: String
        /// Where that text came from.
        public let origin: Origin
    }

    /// Every setting, in the order of ``Setting/all``.
    public let rows: [Row]
    /// Where the program keeps its files.
    public let places: Places

    /// The text of a setting; a name that is no setting is a programmer's error.
    public subscript(name: String) -> String { row(name).value }

    /// Whether somebody set it, rather than nobody.
    public func isSet(_ name: String) -> Bool { row(name).origin != .builtIn }

    /// An amount of money; readers have checked that it is one.
    public func money(_ name: String) -> USD { USD(self[name]) ?? .zero }

    /// A time; readers have checked that it is one.
    public func duration(_ name: String) -> Duration { Duration.seconds(Double(self[name]) ?? 0) }

    /// A chain of models: the first is preferred, the others are its fallbacks.
    ///
    /// The budget model stands at the end of the chains that write, and not of a chain that somebody chose unless they
    /// chose it too: another service may not have it.
    public func chain(_ name: String) -> ModelChain {
        let models = Self.list(self[name])
        var chain = ModelChain(preferred: models.first ?? "", fallbacks: Array(models.dropFirst()))
        let writes = ["models.research", "models.script", "models.finalize"].contains(name)
        if writes, isSet("models.budget") || !isSet(name), !self["models.budget"].isEmpty {
            chain.budget = self["models.budget"]
        }
        return chain
    }

    /// The terms on which providers may answer.
    public var providers: ProviderPreferences {
        var terms = ProviderPreferences()
        terms.only = list("providers.only")
        terms.ignore = list("providers.ignore")
        terms.order = list("providers.order")
        terms.allowFallbacks = self["providers.fallbacks"] == "on"
        terms.dataCollection = self["providers.data-collection"] == "deny" ? .deny : nil
        terms.requiresZeroDataRetention = self["providers.zdr"] == "on"
        terms.quantizations = list("providers.quantizations").compactMap { .init(rawValue: $0) }
        terms.sort = ProviderPreferences.Sorting(rawValue: self["providers.sort"])
        terms.maxPrice.prompt = USD(self["providers.max-prompt-price"])
        terms.maxPrice.completion = USD(self["providers.max-answer-price"])
        return terms
    }

    /// Where the API is, without a trailing slash.
    public var baseURL: String {
        var url = self["base-url"]
        while url.hasSuffix("/") { url.removeLast() }
        return url
    }

    /// The parts of a setting that commas separate.
    public func list(_ name: String) -> [String] { Self.list(self[name]) }

    /// The waits of one exchange.
    public var timeouts: OpenRouterClient.Timeouts {
        var timeouts = OpenRouterClient.Timeouts()
        timeouts.connect = duration("timeouts.connect")
        timeouts.idle = duration("timeouts.idle")
        timeouts.total = duration("timeouts.total")
        // OpenRouter sends blanks while a model writes; other servers send nothing before an answer is whole.
        let sendsBlanks = URL(string: self["base-url"])?.host() == "openrouter.ai"
        timeouts.firstByte =
            sendsBlanks || isSet("timeouts.first-byte") ? duration("timeouts.first-byte") : timeouts.total
        return timeouts
    }

    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private func row(_ name: String) -> Row {
        guard let row = rows.first(where: { $0.setting.name == name }) else {
            preconditionFailure("\(name) is no setting")
        }
        return row
    }
}

/// Where the program keeps its files, after the XDG Base Directory Specification; `CASTLINE_HOME` holds them all.
public struct Places: Hashable, Sendable {
    /// `config.yaml`, `key`, `rc.cast`.
    public let configuration: URL
    /// `history.jsonl`.
    public let state: URL
    /// `castline.sqlite`.
    public let data: URL
    /// The commands that run before the first prompt.
    public var startupFile: URL { configuration.appending(path: "rc.cast") }

    /// The places that an environment asks for.
    public init(environment: [String: String]) {
        let home = URL(filePath: environment["HOME"] ?? "/", directoryHint: .isDirectory)
        func place(_ variable: String, _ standard: String) -> URL {
            if let all = environment["CASTLINE_HOME"], !all.isEmpty {
                return URL(filePath: all, directoryHint: .isDirectory)
            }
            // The specification tells to ignore relative paths.
            if let folder = environment[variable], folder.hasPrefix("/") {
                return URL(filePath: folder, directoryHint: .isDirectory).appending(path: "castline")
            }
            return home.appending(path: standard).appending(path: "castline")
        }
        configuration = place("XDG_CONFIG_HOME", ".config")
        state = place("XDG_STATE_HOME", ".local/state")
        data = place("XDG_DATA_HOME", ".local/share")
    }
}
