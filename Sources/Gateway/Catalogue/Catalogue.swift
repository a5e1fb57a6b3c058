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
        private let slugs: [String: Int]

        init(_ stored: StoredCatalogue) {
            models = stored.models
            fetchedAt = stored.fetchedAt
            var index: [String: Int] = [:]
            index.reserveCapacity(models.count)
            var slugs: [String: Int] = [:]
            for (position, model) in models.enumerated() {
                index[model.id] = position
                if let slug = model.canonicalSlug { slugs[slug] = position }
            }
            self.index = index
            self.slugs = slugs
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

        /// The model that answered in place of the one that was asked, as the catalogue tells.
        ///
        /// The service answers by the dated name of a model (`canonical_slug`), and no rule of text leads from the one to
        /// the other: a name that the catalogue does not have says nothing. Routers and aliases choose their model.
        ///
        /// - Parameters:
        ///   - id: The model that was asked.
        ///   - served: The model that answered, as the service names it.
        /// - Returns: Its id; `nil` where it is the one asked, or nobody knows.
        func other(than id: String, served: String) -> String? {
            guard served != id, !id.hasPrefix("openrouter/"), !id.hasPrefix("~"), let asked = self[id],
                served != asked.canonicalSlug, let position = index[served] ?? slugs[served]
            else { return nil }
            let other = models[position]
            let isSame =
                Self.base(other.id) == Self.base(asked.id)
                || (other.canonicalSlug != nil && other.canonicalSlug == asked.canonicalSlug)
            return isSame ? nil : other.id
        }

        /// An id without its variant.
        private static func base(_ id: String) -> Substring { id.prefix { $0 != ":" } }

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
    private let knownOffers = Mutex<[String: StoredOffers]>([:])
    private let offerFlight = SingleFlight<String, [ModelEndpoint]>(sharesFailure: { _ in true })

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

    // MARK: Offers

    /// Who offers a model: from memory, else from the store while fresh, else from the network.
    ///
    /// - Returns: The offers; empty where nobody tells, which is asked again before long.
    func offers(of model: String) async -> [ModelEndpoint] {
        if let known = knownOffers.withLock({ $0[model] }), isFresh(known) { return known.endpoints }
        let loaded = try? await offerFlight.value(for: model) { await self.loadOffers(of: model) }
        return loaded?.value ?? []
    }

    /// Has the offers of a model asked for anew: their prices are others by now.
    func forgetOffers(of model: String) {
        knownOffers.withLock { $0[model] = StoredOffers(endpoints: [], fetchedAt: .distantPast) }
    }

    private func loadOffers(of model: String) async -> [ModelEndpoint] {
        let known = knownOffers.withLock { $0[model] }
        if let known, isFresh(known) { return known.endpoints }
        if known == nil, let stored = try? await store.offers(of: model, server: server), isFresh(stored) {
            return keep(stored, of: model)
        }
        let key = keys.current?.secret
        guard var endpoints = try? await client.endpoints(of: model, key: key) else {
            // Prices that were true yesterday are better than none.
            return keep(StoredOffers(endpoints: known?.endpoints ?? [], fetchedAt: now()), of: model)
        }
        if let key {
            // A server may say what it was sent, and names are shown and kept.
            for index in endpoints.indices { endpoints[index].provider = key.removed(from: endpoints[index].provider) }
        }
        let fetched = StoredOffers(endpoints: endpoints, fetchedAt: now())
        try? await store.keep(fetched, of: model, server: server)
        return keep(fetched, of: model)
    }

    private func keep(_ offers: StoredOffers, of model: String) -> [ModelEndpoint] {
        knownOffers.withLock { $0[model] = offers }
        return offers.endpoints
    }

    private func isFresh(_ offers: StoredOffers) -> Bool {
        let age = now().timeIntervalSince(offers.fetchedAt)
        let limit = offers.endpoints.isEmpty ? min(maximumAge, .seconds(300)) : maximumAge
        return age >= 0 && age <= limit / .seconds(1)
    }

    private func isFresh(_ snapshot: Snapshot) -> Bool {
        let age = now().timeIntervalSince(snapshot.fetchedAt)
        return age >= 0 && age <= maximumAge / .seconds(1)
    }
}
