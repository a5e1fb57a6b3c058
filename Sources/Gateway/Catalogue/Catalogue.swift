import Foundation
import OpenRouter
import Synchronization

/// The models of the service: in memory, else from the store, else from the network.
final class Catalogue: Sendable {
    /// The catalogue at one moment, with its index.
    struct Snapshot: Sendable {
        let models: [Model]
        let fetchedAt: Date
        private let index: [String: Int]

        init(_ stored: StoredCatalogue) {
            models = stored.models
            fetchedAt = stored.fetchedAt
            var index: [String: Int] = [:]
            index.reserveCapacity(models.count)
            for (position, model) in models.enumerated() { index[model.id] = position }
            self.index = index
        }

        /// The model of an id.
        ///
        /// Variants that only sort providers (`:nitro`, `:floor`, …) are not in the catalogue: they are the model
        /// itself. `:free` and `:batch` have entries, and prices, of their own.
        subscript(id: String) -> Model? {
            if let position = index[id] { return models[position] }
            guard let colon = id.lastIndex(of: ":"), Self.sortingVariants.contains(String(id[colon...])),
                let position = index[String(id[..<colon])]
            else { return nil }
            return models[position]
        }

        private static let sortingVariants: Set<String> = [
            ":nitro", ":floor", ":exacto", ":thinking", ":extended", ":online",
        ]
    }

    private let client: OpenRouterClient
    private let store: any GatewayStore
    private let keys: Keys
    private let server: String
    private let maximumAge: Duration
    private let now: @Sendable () -> Date
    private let latest = Mutex<Snapshot?>(nil)
    private let flight = SingleFlight<Bool, Snapshot>(sharesFailure: { _ in true })

    init(
        client: OpenRouterClient,
        store: any GatewayStore,
        keys: Keys,
        server: String,
        maximumAge: Duration,
        now: @escaping @Sendable () -> Date
    ) {
        self.client = client
        self.store = store
        self.keys = keys
        self.server = server
        self.maximumAge = maximumAge
        self.now = now
    }

    /// What is in memory; never waits.
    var cached: Snapshot? { latest.withLock(\.self) }

    /// The catalogue, at most as old as allowed unless the network fails.
    ///
    /// - Parameter refresh: Whether to ask the network even though a fresh one is here.
    /// - Returns: What is known of the models.
    /// - Throws: `OpenRouterError` when there is none anywhere.
    func snapshot(refresh: Bool = false) async throws -> Snapshot {
        if !refresh, let snapshot = cached, isFresh(snapshot) { return snapshot }
        return try await flight.value(for: refresh) { try await self.load(refresh: refresh) }.value
    }

    private func load(refresh: Bool) async throws -> Snapshot {
        if !refresh, let snapshot = cached, isFresh(snapshot) { return snapshot }
        var stale = cached
        // A store that cannot be read does not keep the catalogue from the network; spending will fail on its own.
        if let stored = try? await store.catalogue(of: server), !stored.models.isEmpty {
            let snapshot = Snapshot(stored)
            if !refresh, isFresh(snapshot) { return keep(snapshot) }
            if stale.map({ $0.fetchedAt < snapshot.fetchedAt }) ?? true { stale = snapshot }
        }
        do {
            let key = keys.current?.secret
            var models = try await client.models(key: key)
            if let key {
                // A server may say what it was sent, and the catalogue is kept.
                for index in models.indices {
                    models[index].name = key.removed(from: models[index].name)
                    models[index].summary = key.removed(from: models[index].summary)
                }
            }
            let fetched = StoredCatalogue(models: models, fetchedAt: now())
            try? await store.keep(fetched, of: server)
            return keep(Snapshot(fetched))
        } catch let error as OpenRouterError {
            guard !refresh, let stale else { throw error }
            return keep(stale)
        }
    }

    private func keep(_ snapshot: Snapshot) -> Snapshot {
        latest.withLock { $0 = snapshot }
        return snapshot
    }

    private func isFresh(_ snapshot: Snapshot) -> Bool {
        let age = now().timeIntervalSince(snapshot.fetchedAt)
        return age >= 0 && age <= maximumAge / .seconds(1)
    }
}
