import AsyncHTTPClient
public import Foundation
public import Gateway
public import OpenRouter
public import OpenRouterSimulator
public import Production
import Resilience
import Storage

/// A session over a real gateway, a real store and the simulator's socket, for as long as the body runs.
///
/// - Parameters:
///   - folder: Where store and episodes are; a fresh one where none is given.
///   - latency: How long the simulator takes.
///   - faults: What it does wrong from the beginning.
///   - caps: What may be spent.
///   - key: The key that calls are made with.
///   - change: Changes the session's options.
///   - body: What to do with the session and its simulator.
/// - Returns: What the body returns.
/// - Throws: What the body throws.
public func withSession<Result>(
    in folder: URL? = nil,
    latency: SimulatorLatency = .zero,
    faults: [SimulatorFault] = [],
    caps: Caps? = nil,
    key: Secret? = Secret("sk-or-v1-test"),
    change: (inout Session.Options) -> Void = { _ in },
    _ body: (Session, Simulator) async throws -> Result
) async throws -> Result {
    guard let folder else {
        return try await withTemporaryDirectory { folder in
            try await withSession(
                in: folder,
                latency: latency,
                faults: faults,
                caps: caps,
                key: key,
                change: change,
                body
            )
        }
    }
    return try await Simulator.withSimulator(latency: latency) { simulator in
        simulator.set(faults)
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: OpenRouterClient.httpConfiguration())
        let store = SQLiteStore(at: folder.appending(path: "store.sqlite"))
        var settings = Gateway.Settings()
        settings.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2))
        if let caps { settings.caps = caps }
        let gateway = Gateway(
            client: OpenRouterClient(.init(baseURL: simulator.baseURL), http: http),
            store: store,
            key: key,
            settings: settings
        )
        var options = Session.Options()
        change(&options)
        let session = Session(gateway: gateway, episodes: folder.appending(path: "episodes"), options: options)
        do {
            let result = try await body(session, simulator)
            try await store.close()
            try await http.shutdown()
            return result
        } catch {
            try? await store.close()
            try? await http.shutdown()
            throw error
        }
    }
}
