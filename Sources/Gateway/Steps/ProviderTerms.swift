public import OpenRouter
import Synchronization

extension Gateway {
    /// A request under the terms of the settings: a call narrows them.
    func bound(_ request: CompletionRequest) -> Asked {
        var request = request
        request.providers = settings.providers.narrowed(by: request.providers)
        request.needsHeedingProviders = request.needsHeedingProviders && settings.requiresParameters
        return Asked(request)
    }

    /// The providers of the service; asked for once.
    ///
    /// - Returns: None where the service has no such list.
    /// - Throws: `OpenRouterError` where it cannot be asked.
    public func providers() async throws -> [Provider] {
        if let known = knownProviders.withLock(\.self) { return known }
        var providers: [Provider] = []
        do {
            let key = keys.current?.secret
            providers = try await client.providers(key: key)
            // A server may say what it was sent, and names are shown.
            if let key {
                for index in providers.indices { providers[index].name = key.removed(from: providers[index].name) }
            }
        } catch let error as OpenRouterError where error.code == .notFound {}
        knownProviders.withLock { $0 = providers }
        return providers
    }

    /// The providers in memory that a call may name, for completion: no waiting, and empty until ``providers()`` was
    /// called once.
    ///
    /// Those that the settings keep out, and those whose slugs no request can hold, are not among them.
    public func cachedProviders() -> [Provider] {
        let rules = ProviderRules(settings.providers)
        return (knownProviders.withLock(\.self) ?? []).filter { provider in
            var terms = ProviderPreferences()
            terms.only = [provider.slug]
            return (try? rules.check(settings.providers.narrowed(by: terms))) != nil
        }
    }

    /// Refuses terms that name a provider there is none of, or that the settings keep out.
    ///
    /// The service drops a name that it does not know in silence, so that whoever mistypes one of those to be ignored
    /// would be answered by it. Whether a provider offers a model is the service's to say.
    func check(_ terms: ProviderPreferences) async throws {
        try ProviderRules(settings.providers).check(terms)
        guard !terms.names.isEmpty, let known = try? await providers(), !known.isEmpty else { return }
        try ProviderRules(settings.providers).check(terms, among: known)
    }
}

/// The rules that terms of providers must keep.
struct ProviderRules {
    /// What the settings allow.
    private let settings: ProviderPreferences

    /// The rules under the terms of the settings.
    init(_ settings: ProviderPreferences) { self.settings = settings }

    private static func lists(of terms: ProviderPreferences) -> [(field: String, names: [String])] {
        [("providers.only", terms.only), ("providers.ignore", terms.ignore), ("providers.order", terms.order)]
    }

    /// Checks what does not depend on the service.
    ///
    /// - Throws: ``GatewayError`` that names the field, its value, its limit and the nearest value that is allowed.
    func check(_ terms: ProviderPreferences) throws {
        for (field, names) in Self.lists(of: terms) {
            // Beyond this it is no choice but a mistake in a program.
            guard names.count <= 100 else {
                throw RequestRules.broken(field, "\(names.count) names", "at most 100", nearest: "100")
            }
            for name in names where !Self.isSlug(name) {
                let nearest = Self.slug(of: name)
                throw refusal(field, name, "a provider's slug, such as amazon-bedrock", nearest)
            }
        }
        for (field, names) in [("providers.only", terms.only), ("providers.order", terms.order)] {
            for name in names {
                if !settings.only.isEmpty, !settings.only.contains(where: { Self.covers($0, name) }) {
                    let nearest = Spelling.nearest(to: name, among: settings.only, limit: 1).first
                    let limit = "one of the setting providers.only: \(settings.only.joined(separator: ", "))"
                    throw refusal(field, name, limit, nearest ?? settings.only[0])
                }
                if let kept = terms.ignore.first(where: { Self.covers($0, name) }) {
                    throw refusal(field, name, "none that providers.ignore names (\(kept))", nil)
                }
            }
        }
        let allowed = settings.quantizations
        for quantization in terms.quantizations where !allowed.isEmpty && !allowed.contains(quantization) {
            let limit = allowed.map(\.rawValue).joined(separator: ", ")
            throw refusal("providers.quantizations", quantization.rawValue, limit, allowed[0].rawValue)
        }
        for (field, price) in [
            ("providers.max-prompt-price", terms.maxPrice.prompt),
            ("providers.max-answer-price", terms.maxPrice.completion),
        ] {
            if let price, price < .zero { throw refusal(field, "\(price)", "at least $0.00", "$0.00") }
        }
    }

    /// Checks names against those that the service knows.
    ///
    /// - Throws: ``GatewayError``, as above.
    func check(_ terms: ProviderPreferences, among providers: [Provider]) throws {
        let slugs = Set(providers.map(\.slug))
        for (field, names) in Self.lists(of: terms) {
            for name in names where !slugs.contains(Self.base(of: name)) {
                let base = Self.base(of: name)
                let nearest =
                    providers.first { $0.name.lowercased() == name.lowercased() }?.slug
                    ?? Spelling.nearest(to: base, among: slugs.sorted(), limit: 1).first
                let some = providers.prefix(4).map(\.slug).joined(separator: ", ")
                let limit =
                    providers.count <= 4 ? "one of \(some)" : "one of the \(providers.count) providers, such as \(some)"
                throw refusal(field, name, limit, nearest)
            }
        }
    }

    private func refusal(_ field: String, _ value: String, _ limit: String, _ nearest: String?) -> GatewayError {
        var error = RequestRules.broken(field, value, limit, nearest: nearest)
        error.suggestions = nearest.map { [$0] } ?? []
        return error
    }

    /// Whether terms that name one provider mean another: a base slug means all its variants.
    private static func covers(_ name: String, _ other: String) -> Bool { name == other || name == base(of: other) }

    private static func base(of name: String) -> String { String(name.prefix { $0 != "/" }) }

    private static func isSlug(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "-._/".utf8.contains(byte)
            }
    }

    /// A name as a slug is written: `Amazon Bedrock` is `amazon-bedrock`; `nil` where nothing is left of it.
    static func slug(of name: String) -> String? {
        let words = name.lowercased().split { !isSlug(String($0)) }
        let slug = String(words.joined(separator: "-").prefix(100))
        return slug.isEmpty ? nil : slug
    }
}
