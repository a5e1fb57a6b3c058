import OpenRouter

/// Who offers a model and may answer under a request's terms: what the most that an answer can cost depends on.
///
/// The service sends a call to whom it likes among them, and to others when those fail (API reference §4), so that the
/// catalogue's price, which is that of one of them, bounds nothing.
struct Offers {
    /// Those that may answer.
    let allowed: [ModelEndpoint]
    private let terms: ProviderPreferences

    /// The offers that terms leave.
    ///
    /// What a provider does with data, and whether it is up, is not looked at: who is left by that is among these.
    init(_ all: [ModelEndpoint], under terms: ProviderPreferences) {
        self.terms = terms
        allowed = all.filter { offer in
            func isNamed(_ names: [String]) -> Bool { names.contains { Self.covers($0, offer) } }
            let isListed = terms.only.isEmpty || isNamed(terms.only)
            let isOrdered = terms.allowFallbacks || terms.order.isEmpty || isNamed(terms.order)
            let quantization = offer.quantization.map { ProviderPreferences.Quantization(rawValue: $0) } ?? .unknown
            let isExact = terms.quantizations.isEmpty || quantization.map { terms.quantizations.contains($0) } ?? true
            return isListed && isOrdered && isExact && !isNamed(terms.ignore)
        }
    }

    /// Whether terms that name a provider mean an offer: a base slug means all its regions and variants.
    private static func covers(_ name: String, _ offer: ModelEndpoint) -> Bool {
        guard let tag = offer.tag?.lowercased() else { return name == ProviderRules.slug(of: offer.provider) }
        return name == tag || name == tag.prefix { $0 != "/" }
    }

    /// The dearest of each price among them; `nil` where none has its prices written.
    var dearest: Model.Pricing? {
        let prices = allowed.map(\.pricing).filter { $0.prompt != nil && $0.completion != nil && $0.request != nil }
        guard !prices.isEmpty else { return nil }
        func most(_ price: KeyPath<Model.Pricing, USD?>) -> USD? { prices.compactMap { $0[keyPath: price] }.max() }
        return Model.Pricing(
            prompt: most(\.prompt),
            completion: most(\.completion),
            request: most(\.request),
            webSearch: most(\.webSearch)
        )
    }

    /// Whether one of them heeds all of some parameters.
    func heed(_ parameters: Set<RequestParameter>) -> Bool {
        allowed.contains { offer in
            !offer.supportedParameters.isEmpty
                && parameters.allSatisfy { offer.supportedParameters.contains($0.rawValue) }
        }
    }

    /// Why none of them can answer a request, where that is so.
    func inability(_ request: CompletionRequest, _ estimate: PromptEstimate) -> String? {
        guard !allowed.isEmpty else { return nil }
        let limits = allowed.compactMap(\.maxCompletionTokens)
        if limits.count == allowed.count, let most = limits.max(), most > 0, most < request.maxTokens {
            return "maxTokens is \(request.maxTokens); allowed is at most \(most) at \(who); the nearest is \(most)"
        }
        let contexts = allowed.compactMap(\.contextLength)
        let wanted = estimate.likely + request.maxTokens
        if contexts.count == allowed.count, let most = contexts.max(), most > 0, most < wanted {
            return "messages and maxTokens are about \(estimate.likely) + \(request.maxTokens) tokens; "
                + "allowed is a context of \(most) at \(who)"
        }
        return nil
    }

    private var who: String {
        let names = Set(allowed.map(\.provider)).sorted()
        return names.count < 4 ? names.joined(separator: ", ") : "its \(names.count) providers"
    }
}

extension Gateway {
    /// A candidate at the price of the dearest provider that may answer, which the request then bounds.
    ///
    /// Where nobody tells who offers the model, the catalogue's price bounds the request: who is dearer may not answer.
    ///
    /// - Returns: The candidate; why nobody who may answer can, where that is so.
    func priced(
        _ candidate: Route.Candidate,
        _ request: CompletionRequest,
        _ estimate: PromptEstimate
    ) async -> (candidate: Route.Candidate, inability: String?) {
        guard candidate.takesTerms, candidate.price.knowledge == .known, !candidate.price.isFree else {
            return (candidate, nil)
        }
        var candidate = candidate
        let offers = Offers(await catalogue.offers(of: candidate.entry), under: request.providers)
        if let dearest = offers.dearest { candidate.price.cover(dearest, of: offers.allowed.count) }
        candidate.price.limit(to: request.providers.maxPrice)
        if request.parameters == .wished, request.needsHeedingProviders {
            let wished = Set(RequestParameter.set(in: request).map(\.parameter)).subtracting(candidate.unheeded)
            candidate.requiresParameters = wished.contains { !$0.isEssential } && offers.heed(wished)
        }
        return (candidate, offers.inability(request, estimate))
    }
}
