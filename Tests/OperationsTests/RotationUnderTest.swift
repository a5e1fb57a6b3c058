import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import Synchronization
import TestSupport

@testable import Operations

/// A process that uses and rotates keys, over a real store, a real key ring and the simulator's socket.
///
/// Another one over the same folder is what comes after a crash, or works beside it.
struct RotationUnderTest: Sendable {
    let rotator: KeyRotator
    let gateway: Gateway
    let store: SQLiteStore
    let client: OpenRouterClient

    static let old = Secret("sk-or-v1-old-0123456789abcdef")
    static let management = Secret("sk-or-v1-management-0123456789abcdef")

    /// The process dies.
    struct Crash: Error {}

    static var policy: KeyRotator.Policy {
        var policy = KeyRotator.Policy()
        policy.observation = .milliseconds(20)
        policy.grace = .zero
        policy.patience = .milliseconds(400)
        return policy
    }

    init(
        _ simulator: Simulator,
        http: HTTPClient,
        folder: URL,
        key: Secret? = old,
        keyFile: URL? = nil,
        management: Secret? = management,
        policy: KeyRotator.Policy = policy,
        now: @escaping @Sendable () -> Date = { Date() },
        onMoment: @escaping @Sendable (KeyRotator.Moment) throws -> Void = { _ in }
    ) async throws {
        client = OpenRouterClient(.init(baseURL: simulator.baseURL), http: http)
        store = SQLiteStore(at: folder.appending(path: "castline.sqlite"))
        var settings = Gateway.Settings()
        settings.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2))
        gateway = Gateway(client: client, store: store, key: key, settings: settings)
        let directory = KeyDirectory(
            account: simulator.baseURL,
            ring: KeyRing(at: folder.appending(path: "keys.json")),
            inference: key.map { .init(secret: $0, origin: "test", file: keyFile) },
            management: management.map { .init(secret: $0, origin: "test") }
        )
        rotator = KeyRotator(
            directory: directory,
            gateway: gateway,
            client: client,
            store: store,
            policy: policy,
            clock: ContinuousClock(),
            now: now,
            random: SystemRandomNumberGenerator(),
            onMoment: onMoment
        )
        try await rotator.use()
    }

    static func run(
        now: @escaping @Sendable () -> Date = { Date() },
        _ body: (Simulator, HTTPClient, URL) async throws -> Void
    ) async throws {
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: OpenRouterClient.httpConfiguration())
        do {
            try await Simulator.withSimulator(now: now) { simulator in
                try await body(simulator, http, TemporaryDirectory.current)
            }
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    func ask(_ number: Int) async throws {
        let request = CompletionRequest(
            purpose: .init(phase: "ask", unit: "question"),
            chain: ModelChain(preferred: "openai/gpt-4o-mini"),
            messages: [ChatMessage(.user, "Question \(number)?")],
            maxTokens: 1_024
        )
        _ = try await gateway.complete(request)
    }

    /// The keys of the account that are left, by name.
    static func keys(_ client: OpenRouterClient) async throws -> [ManagedKey] {
        try await client.keys(management: management)
    }

    /// The states of rotations that those who watch were told of, up to one.
    func told(until last: KeyRotation.State) async throws -> [KeyRotation.State] {
        var states: [KeyRotation.State] = []
        for await case .keyRotation(let standing) in gateway.events {
            // What still waits is told of again.
            if states.last != standing.rotation.state { states.append(standing.rotation.state) }
            if standing.rotation.state == last { break }
        }
        return states
    }
}
