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
        let keeper: KeyKeeper
        let store: SQLiteStore
        let http: HTTPClient
        let simulator: Simulator?
        let events: Task<Void, Never>
    }

    private let configuration: Configuration
    private let environment: [String: String]
    private let keys: KeySource
    private let redactor = Redactor()
    private let usesSimulator: Bool
    /// Why the key ring cannot be used.
    private let keyProblem: KeyError?
    private let signals: TerminalSignals
    private let output: Output
    private let log: Log
    private var opened: Parts?

    /// Reads the settings, and whether there is a key; touches neither network nor store.
    init(options: [String: String], environment: [String: String], signals: TerminalSignals) throws {
        self.signals = signals
        self.environment = environment
        output = .standard(environment: environment, redactor: redactor)
        let workingDirectory = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        configuration = try ConfigurationReader(
            options: options,
            environment: environment,
            workingDirectory: workingDirectory
        ).read()
        log = Log(LogLevel(rawValue: configuration["log.level"]) ?? .off, output: output)
        keys = KeySource(configuration, environment: environment)
        // A key that cannot be used is told of at the prompt and by what needs it; the check of security needs none.
        let hasKey: Bool
        do {
            if let given = try keys.given() { redactor.learn(given.secret) }
            hasKey = try keys.hasKey()
            keyProblem = nil
        } catch {
            hasKey = true
            keyProblem = try Self.problem(error)
        }
        usesSimulator = !hasKey && !configuration.isSet("base-url")
        for given in [keys.standby, keys.management] { if let given { redactor.learn(given.secret) } }
    }

    /// What is wrong with a key that is given.
    private static func problem(_ error: any Error) throws -> KeyError {
        if let error = error as? KeyError { return error }
        guard let error = error as? ConfigurationError else { throw error }
        return KeyError(.fileUnusable, "\(error)", next: "`help security` says where keys come from")
    }

    /// What is said before the first prompt.
    private nonisolated var greeting: String? {
        if let keyProblem { return [keyProblem.message, keyProblem.next].compactMap(\.self).joined(separator: ". ") }
        return usesSimulator
            ? "No key is configured: answers come from the embedded simulator and are made up." : nil
    }

    /// What asks before something is paid for or destroyed.
    private nonisolated var confirm: (@Sendable (String) async throws -> Bool)? {
        guard let question = TerminalQuestion(input: STDIN_FILENO, talk: output.talk) else { return nil }
        return { try await question.isAgreed($0) }
    }

    /// What asks for a key without showing it.
    private nonisolated var askSecret: (@Sendable (String) async throws -> Secret)? {
        guard let question = TerminalSecret(input: STDIN_FILENO, talk: output.talk) else { return nil }
        return { try await question.ask($0) }
    }

    /// What the shell is given.
    nonisolated var context: ShellContext {
        ShellContext(
            configuration: configuration,
            session: { try await self.parts().session },
            health: { try await self.health() },
            keys: { try await self.parts().keeper },
            keyRing: KeyRing(at: keys.ringFile),
            security: { try await self.security() },
            simulator: {
                let parts = try await self.parts()
                return SimulatorControl(baseURL: parts.client.configuration.baseURL, http: parts.http)
            },
            faults: SimulatorFault.Kind.allCases.map { .init(name: $0.rawValue, summary: $0.summary) },
            historyFile: configuration.places.state.appending(path: "history.jsonl"),
            greeting: greeting,
            confirm: confirm,
            askSecret: askSecret,
            isPaid: !usesSimulator,
            output: output,
            log: log,
            signals: signals
        )
    }

    /// Ends what was begun.
    func close() async {
        signals.close()
        guard let parts = opened else { return }
        parts.events.cancel()
        await parts.events.value
        await parts.keeper.leave()
        try? await parts.http.shutdown()
        try? await parts.simulator?.shutdown()
    }

    private func health() async throws -> [HealthCheck.Result] {
        let parts: Parts
        do {
            parts = try await self.parts()
        } catch let error as StoreError {
            // Nothing can be asked for without the store, whose state is an answer all the same.
            let store = HealthCheck.Probe("store") { HealthCheck.Finding(.failed, error.message) }
            return try await HealthCheck([store], now: { Date() }).run()
        }
        let key = try parts.keeper.rotator.directory.keys().active?.secret
        return try await HealthCheck(
            [
                .api(parts.client, key),
                .key(parts.client, key),
                .protection(parts.session.gateway),
                .rotations(parts.keeper.rotator),
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

    private func security() async throws -> [SecurityCheck.Finding] {
        // What is wrong with keys or store keeps all else from working, and is what the check is for.
        var parts: Parts?
        let keeper: Result<KeyKeeper, any Error>
        do {
            let made = try await self.parts()
            parts = made
            keeper = .success(made.keeper)
        } catch let error where error is StoreError {
            keeper = .failure(error)
        } catch {
            keeper = .failure(try Self.problem(error))
        }
        let file = configuration.places.data.appending(path: "castline.sqlite")
        let installation = SecurityCheck.Installation(
            configuration: configuration.places.configuration,
            state: configuration.places.state,
            data: configuration.places.data,
            episodes: URL(filePath: configuration["episodes"], directoryHint: .isDirectory),
            settings: [
                URL(filePath: "castline.yaml"), configuration.places.configuration.appending(path: "config.yaml"),
                configuration.places.startupFile,
            ],
            baseURL: parts?.client.configuration.baseURL ?? configuration.baseURL,
            environment: environment,
            storeProblems: { [store = parts?.store] in
                if let store { return try await store.integrityProblems() }
                return try await Self.problems(of: SQLiteStore(at: file))
            }
        )
        return try await SecurityCheck(installation, keys: keeper).run()
    }

    private static func problems(of store: SQLiteStore) async throws -> [String] {
        let problems: [String]
        do {
            problems = try await store.integrityProblems()
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
        return problems
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
        do {
            return try await parts(simulator, service, http, client, store)
        } catch {
            // The next command tries again, with connections of its own.
            try? await store.close()
            try? await http.shutdown()
            try? await simulator?.shutdown()
            throw error
        }
    }

    private func parts(
        _ simulator: Simulator?,
        _ service: OpenRouterClient.Configuration,
        _ http: HTTPClient,
        _ client: OpenRouterClient,
        _ store: SQLiteStore
    ) async throws -> Parts {
        let directory = try await directory(of: service.baseURL)
        var settings = configuration.gatewaySettings
        // It has another port in every process, and is the same all the same: finished steps and answers stay.
        if simulator != nil {
            settings.cacheService = "embedded simulator \(configuration["simulator.seed"])"
            settings.serviceEndsWithProcess = true
        }
        let gateway = Gateway(
            client: client,
            store: store,
            key: try directory.keys().active?.secret,
            settings: settings,
            logger: log.logger("castline.gateway")
        )
        let keeper = KeyKeeper(
            KeyRotator(
                directory: directory,
                gateway: gateway,
                client: client,
                store: store,
                policy: configuration.rotationPolicy
            )
        )
        try await keeper.rotator.use()
        let session = Session(
            gateway: gateway,
            episodes: URL(filePath: configuration["episodes"], directoryHint: .isDirectory),
            options: configuration.sessionOptions,
            now: configuration.now
        )
        return Parts(
            session: session,
            client: client,
            keeper: keeper,
            store: store,
            http: http,
            simulator: simulator,
            events: Task {
                await withTaskGroup { group in
                    group.addTask { await session.run() }
                    group.addTask { await keeper.run() }
                }
            }
        )
    }

    /// The keys for a service; the embedded simulator has keys of its own, which end with it.
    private func directory(of baseURL: String) async throws -> KeyDirectory {
        let directory: KeyDirectory
        if usesSimulator {
            let secrets = [
                (KeyRing.Role.inference, "sk-or-v1-simulated-0000000000000000"),
                (.management, "sk-or-v1-management-simulated-0000"),
            ]
            let entries = secrets.map { role, secret in
                KeyRing.Entry(
                    name: "simulated \(role.rawValue)",
                    role: role,
                    account: baseURL,
                    secret: Secret(secret),
                    added: Date()
                )
            }
            directory = KeyDirectory(account: baseURL, ring: KeyRing(entries))
        } else {
            directory = KeyDirectory(
                account: baseURL,
                ring: KeyRing(at: keys.ringFile),
                inference: try await keys.inference(),
                standby: keys.standby,
                management: keys.management
            )
        }
        let known = try directory.keys()
        for key in [known.active, known.management].compactMap(\.self) + known.standbys + known.successors {
            redactor.learn(key.secret)
        }
        return directory
    }
}

extension Configuration {
    /// The time that files and episodes carry; money always knows the real one.
    var now: @Sendable () -> Date {
        guard let seconds = Double(self["source-date-epoch"]) else { return { Date() } }
        return { Date(timeIntervalSince1970: seconds) }
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
        settings.allowedModels = list("models.allow")
        settings.providers = providers
        settings.requiresParameters = self["providers.require-parameters"] == "on"
        settings.screening = ScreeningPolicy(rawValue: self["screening"]) ?? .warn
        settings.ambiguous = .init(rawValue: self["retry.in-doubt"]) ?? .once
        let delay = duration("hedge.after")
        settings.hedgeDelay = delay > .zero ? delay : nil
        settings.hedgeLimit = money("hedge.below")
        settings.timeZone = TimeZone(identifier: self["budget.time-zone"]) ?? .gmt
        return settings
    }

    var rotationPolicy: KeyRotator.Policy {
        var policy = KeyRotator.Policy()
        let days = UInt64(self["keys.rotate-after"]) ?? 30
        policy.ageLimit = days == 0 ? nil : .seconds(Double(days) * 86_400)
        policy.grace = duration("keys.grace")
        return policy
    }

    var sessionOptions: Session.Options {
        var options = Session.Options()
        options.research = chain("models.research")
        options.script = chain("models.script")
        options.judge = chain("models.judge")
        options.finalize = chain("models.finalize")
        options.speech = chain("models.speech")
        // Whoever lets one attempt take longer, as a model on one's own machine does, lets the call have two of them.
        options.callTimeLimit = max(options.callTimeLimit, timeouts.total * 2)
        return options
    }
}
