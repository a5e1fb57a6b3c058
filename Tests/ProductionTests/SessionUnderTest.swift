import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import TestSupport

@testable import Production

/// A session over a real gateway, a real store and the simulator's socket.
func withSession<Result>(
    latency: SimulatorLatency = .zero,
    faults: [SimulatorFault] = [],
    change: (inout Session.Options) -> Void = { _ in },
    _ body: (Session, Simulator) async throws -> Result
) async throws -> Result {
    try await withTemporaryDirectory { folder in
        try await Simulator.withSimulator(latency: latency) { simulator in
            simulator.set(faults)
            let http = HTTPClient(
                eventLoopGroupProvider: .singleton,
                configuration: OpenRouterClient.httpConfiguration()
            )
            let store = SQLiteStore(at: folder.appending(path: "store.sqlite"))
            var settings = Gateway.Settings()
            settings.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2))
            let gateway = Gateway(
                client: OpenRouterClient(.init(baseURL: simulator.baseURL), http: http),
                store: store,
                key: Secret("sk-or-v1-test"),
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
}

/// A source of some length, below the running test's folder.
func withSource<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    try await withTemporaryDirectory { folder in
        let sentences = [
            "Coral reefs cover less than one percent of the ocean floor.",
            "About a quarter of all marine species spend part of their life on a reef.",
            "A reef is built by polyps, small animals that leave skeletons of limestone behind.",
            "The polyps live together with algae, which give them most of their food.",
            "When the water is too warm for weeks, the corals lose their algae and turn white.",
            "The Great Barrier Reef stretches over some 2300 kilometres along the coast of Queensland.",
            "Fishermen in Palau closed parts of their reefs for generations so that fish could recover.",
            "Reefs break the force of waves and protect the coasts behind them.",
            "In 1998 the first global bleaching was observed in all tropical oceans.",
            "Some corals in the Gulf of Aqaba bear temperatures that would kill others.",
        ]
        let file = folder.appending(path: "reefs.txt")
        try Data(sentences.joined(separator: "\n\n").utf8).write(to: file)
        return try await body(file.path(percentEncoded: false))
    }
}
