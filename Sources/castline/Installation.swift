import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Operations
import Production
import Shell
import Storage

/// Everything a shell works on, made when it is first needed: the first prompt waits for none of it.
actor Installation {
    private struct Parts {
        let session: Session
        let client: OpenRouterClient
        let key: Secret?
        let store: SQLiteStore
        let http: HTTPClient
        let simulator: Simulator?
        let events: Task<Void, Never>
    }

    private let configuration: Configuration
    private let key: Secret?
    private let usesSimulator: Bool
    private let signals: TerminalSignals
    private let output: Output
    private var opened: Parts?

    /// Reads the settings and the key; touches neither network nor store.
    init(options: [String: String], environment: [String: String], signals: TerminalSignals) throws {
        self.signals = signals
        output = .standard(environment: environment)
        let workingDirectory = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        configuration = try ConfigurationReader(
            options: options,
            environment: environment,
            workingDirectory: workingDirectory
        ).read()
        key = try KeySource.key(for: configuration, environment: environment)?.key
        usesSimulator = key == nil && !configuration.isSet("base-url")
    }

    /// What asks before something is paid for or destroyed.
    private nonisolated var confirm: (@Sendable (String) async throws -> Bool)? {
        guard let question = TerminalQuestion(input: STDIN_FILENO, talk: output.talk) else { return nil }
        return { try await question.isAgreed($0) }
    }

    /// What the shell is given.
    nonisolated var context: ShellContext {
        ShellContext(
            configuration: configuration,
            session: { try await self.parts().session },
            health: { try await self.health() },
            simulator: {
                let parts = try await self.parts()
                return SimulatorControl(baseURL: parts.client.configuration.baseURL, http: parts.http)
            },
            faults: SimulatorFault.Kind.allCases.map { .init(name: $0.rawValue, summary: $0.summary) },
            historyFile: configuration.places.state.appending(path: "history.jsonl"),
            greeting: usesSimulator
                ? "No key is configured: answers come from the embedded simulator and are made up." : nil,
            confirm: confirm,
            isPaid: !usesSimulator,
            output: output,
            signals: signals
        )
    }

    /// Ends what was begun.
    func close() async {
        signals.close()
        guard let parts = opened else { return }
        parts.events.cancel()
        await parts.events.value
        try? await parts.http.shutdown()
        try? await parts.simulator?.shutdown()
    }

    private func health() async throws -> [HealthCheck.Result] {
        let parts = try await parts()
        return try await HealthCheck(
            [
                .api(parts.client, parts.key),
                .key(parts.client, parts.key),
                .protection(parts.session.gateway),
                HealthCheck.Probe("store") {
                    let problems = try await parts.store.integrityProblems()
                    guard problems.isEmpty else {
                        return HealthCheck.Finding(.failed, problems.joined(separator: "; "))
                    }
                    return HealthCheck.Finding(.ok, "SQLite, whole; the ledger adds up")
                },
            ],
            now: { Date() }
        ).run()
    }

    /// The parts, made when the shell asks for its session, which it does once at a time.
    private func parts() async throws -> Parts {
        if let opened { return opened }
        let parts = try await open()
        opened = parts
        return parts
    }

    private func open() async throws -> Parts {
        var simulator: Simulator?
        if usesSimulator {
            simulator = try await Simulator.start(
                seed: UInt64(configuration["simulator.seed"]) ?? 1,
                latency: SimulatorLatency(firstToken: .fixed(configuration.duration("simulator.latency")))
            )
        }
        var service = OpenRouterClient.Configuration(baseURL: simulator?.baseURL ?? configuration.baseURL)
        service.timeouts = configuration.timeouts
        service.asksForRouterMetadata = true
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: OpenRouterClient.httpConfiguration())
        let client = OpenRouterClient(service, http: http)
        let store = SQLiteStore(at: configuration.places.data.appending(path: "castline.sqlite"))
        let key = simulator == nil ? key : Secret("sk-or-v1-simulated-0000000000000000")
        let gateway = Gateway(client: client, store: store, key: key, settings: configuration.gatewaySettings)
        let session = Session(
            gateway: gateway,
            episodes: URL(filePath: configuration["episodes"], directoryHint: .isDirectory),
            options: configuration.sessionOptions
        )
        return Parts(
            session: session,
            client: client,
            key: key,
            store: store,
            http: http,
            simulator: simulator,
            events: Task { await session.run() }
        )
    }
}

extension Configuration {
    /// Base URL without a trailing slash.
    var baseURL: String {
        var url = self["base-url"]
        while url.hasSuffix("/") { url.removeLast() }
        return url
    }

    var gatewaySettings: Gateway.Settings {
        var settings = Gateway.Settings()
        settings.caps = Caps(
            call: money("budget.call"),
            episode: money("budget.episode"),
            day: money("budget.day"),
            month: money("budget.month"),
            key: USD(self["budget.key"])
        )
        settings.screening = ScreeningPolicy(rawValue: self["screening"]) ?? .warn
        settings.timeZone = TimeZone(identifier: self["budget.time-zone"]) ?? .gmt
        return settings
    }

    var sessionOptions: Session.Options {
        var options = Session.Options()
        options.research = chain("models.research")
        options.script = chain("models.script")
        options.judge = chain("models.judge")
        options.finalize = chain("models.finalize")
        options.speech = chain("models.speech")
        return options
    }
}
