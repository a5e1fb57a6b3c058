import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import TestSupport

/// A gateway with everything real around it: the simulator's socket, an HTTP client, a SQLite file.
struct GatewayUnderTest: Sendable {
    let gateway: Gateway
    let simulator: Simulator
    let store: SQLiteStore
    let client: OpenRouterClient

    static let preferred = "anthropic/claude-haiku-4.5"
    static let fallback = "amazon/nova-pro-v1"
    static let budget = "amazon/nova-micro-v1"
    static let date = Date(timeIntervalSince1970: 1_795_478_400)

    /// Waits of milliseconds, so that tests need not wait.
    static var settings: Gateway.Settings {
        var settings = Gateway.Settings()
        settings.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2))
        settings.retryBudget.reserve = 1_000
        settings.retryBudget.capacity = 10_000
        return settings
    }

    static func run(
        settings: Gateway.Settings = settings,
        key: Secret? = Secret("sk-or-v1-0123456789abcdef"),
        latency: SimulatorLatency = .zero,
        seed: UInt64 = 1,
        keepsChatBodies: Bool = false,
        clock: some Clock<Duration> & Sendable = ContinuousClock(),
        _ body: (GatewayUnderTest) async throws -> Void
    ) async throws {
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        let store = SQLiteStore(at: TemporaryDirectory.current.appending(path: "castline.sqlite"))
        var service = Simulator.Settings()
        service.keepsChatBodies = keepsChatBodies
        do {
            try await Simulator.withSimulator(seed: seed, latency: latency, settings: service) { simulator in
                let client = OpenRouterClient(OpenRouterClient.Configuration(baseURL: simulator.baseURL), http: http)
                let gateway = Gateway(
                    client: client,
                    store: store,
                    key: key,
                    settings: settings,
                    clock: clock,
                    now: { date },
                    random: SeededGenerator(seed: seed)
                )
                let test = GatewayUnderTest(gateway: gateway, simulator: simulator, store: store, client: client)
                try await body(test)
            }
        } catch {
            try await store.close()
            try await http.shutdown()
            throw error
        }
        try await store.close()
        try await http.shutdown()
    }

    /// A question to the three models.
    static func makeRequest(_ change: (inout CompletionRequest) -> Void = { _ in }) -> CompletionRequest {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "question", episode: "reefs"),
            chain: ModelChain(preferred: preferred, fallbacks: [fallback], budget: budget),
            messages: [ChatMessage(.user, "<topic>\nCoral reefs\n</topic>\nSay something about them.")],
            maxTokens: 400
        )
        change(&request)
        return request
    }

    /// Another gateway to the service, on the same store unless another is given.
    func makeGateway(
        store: SQLiteStore? = nil,
        key: String = "sk-or-v1-0123456789abcdef",
        settings: Gateway.Settings = settings,
        clock: some Clock<Duration> & Sendable = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { date }
    ) -> Gateway {
        Gateway(
            client: client,
            store: store ?? self.store,
            key: Secret(key),
            settings: settings,
            clock: clock,
            now: now,
            random: SeededGenerator(seed: 2)
        )
    }

    /// How often the service was asked for a chat.
    var chats: Int { simulator.requestCounts["/chat/completions"] ?? 0 }

    /// What the ledger says of today: spent and reserved.
    func money() async throws -> (spent: USD, reserved: USD) {
        let report = try await gateway.balance(episode: "reefs")
        return (report.balances[0].spent, report.balances[0].reserved)
    }

    var billed: USD { USD(picodollars: simulator.ledger.picodollars) }
}

/// Waits for a condition that other tasks bring about, without measuring time.
func until(_ condition: () -> Bool) async throws {
    while !condition() {
        try Task.checkCancellation()
        await Task.yield()
    }
}
