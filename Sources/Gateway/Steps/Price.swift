import OpenRouter

/// What a model charges, as far as it is known.
struct Price: Hashable, Sendable {
    /// Where the prices come from.
    enum Knowledge: Hashable, Sendable {
        case known
        /// Taken for nothing: a server of one's own.
        case free
        /// Nobody knows: only an explicit cap on the call bounds it.
        case unknown
    }

    var knowledge: Knowledge
    var prompt = USD.zero
    var completion = USD.zero
    var request = USD.zero
    var webSearch = USD.zero
    /// How many providers these are the dearest prices of; `nil` where they are the catalogue's.
    private(set) var providers: Int?

    /// A search by the tool costs this where the model has no price of its own for it.
    ///
    /// Source: OpenRouter's list price of Exa, $0.007 a request of up to 10 results and $0.001 for each result more.
    private static let searchRequest = USD(picodollars: 7_000_000_000)
    private static let searchResult = USD(picodollars: 1_000_000_000)
    /// The service does not say how often a model may search in one call; a hold covers this many.
    static let searchesCovered = 5

    init(_ pricing: Model.Pricing?, unknownIsFree: Bool) {
        guard let pricing, let prompt = pricing.prompt, let completion = pricing.completion,
            let request = pricing.request
        else {
            knowledge = unknownIsFree ? .free : .unknown
            return
        }
        knowledge = .known
        self.prompt = prompt
        self.completion = completion
        self.request = request
        webSearch = pricing.webSearch ?? Self.searchRequest
    }

    /// The prices in words, where they are known.
    var explanation: String? {
        guard knowledge == .known else { return nil }
        let whose = providers.map { $0 > 1 ? ", the dearest of \($0) providers" : ", as the one provider has it" }
        return "\(prompt * 1_000_000) in, \(completion * 1_000_000) out per million tokens\(whose ?? "")"
    }

    /// Takes the dearest prices of those who may answer.
    mutating func cover(_ pricing: Model.Pricing, of providers: Int) {
        let dearest = Price(pricing, unknownIsFree: false)
        guard dearest.knowledge == .known else { return }
        let isOther = dearest != self
        self = dearest
        self.providers = isOther ? providers : nil
    }

    /// Takes the limits of the terms, in dollars for a million tokens, where they are lower: who is dearer does not answer.
    mutating func limit(to most: ProviderPreferences.MaximumPrice) {
        if let limit = most.prompt { prompt = min(prompt, Self.token(limit)) }
        if let limit = most.completion { completion = min(completion, Self.token(limit)) }
    }

    private static func token(_ million: USD) -> USD {
        USD(picodollars: max(0, million.picodollars) / 1_000_000 + (million.picodollars % 1_000_000 > 0 ? 1 : 0))
    }

    /// The terms that keep away who is dearer: prices may have risen since they were asked for.
    ///
    /// They are a picodollar for a token above the prices held for, as the service reckons in binary fractions.
    var bound: ProviderPreferences.MaximumPrice {
        let margin = USD(picodollars: 1)
        return ProviderPreferences.MaximumPrice(
            prompt: (prompt + margin) * 1_000_000,
            completion: (completion + margin) * 1_000_000
        )
    }

    /// Whether calls cost nothing at the service: such models share one daily allowance.
    var isFree: Bool { knowledge == .known && prompt == .zero && completion == .zero && request == .zero }

    /// The most one attempt can cost; `nil` where the price is unknown.
    func worstCase(of request: CompletionRequest, prompt estimate: PromptEstimate) -> USD? {
        switch knowledge {
        case .unknown: return nil
        case .free: return .zero
        case .known: break
        }
        var amount = prompt * estimate.ceiling + completion * request.maxTokens + self.request
        for tool in request.serverTools {
            switch tool {
            case .webSearch(let maxResults):
                amount += (webSearch + Self.searchResult * max(0, maxResults - 10)) * Self.searchesCovered
            }
        }
        return amount
    }

    /// What an answer cost, from the best source there is.
    ///
    /// - Parameters:
    ///   - usage: Tokens and money as the service reports them.
    ///   - hold: The worst case, which counts where nothing is known.
    /// - Returns: The amount, and how it is known.
    func cost(of usage: Usage?, hold: USD) -> (amount: USD, source: CostSource) {
        if let reported = usage?.cost { return (reported, .reported) }
        switch knowledge {
        case .free: return (.zero, .free)
        case .unknown: return (hold, .worstCase)
        case .known: break
        }
        guard let usage, usage.promptTokens > 0 || usage.completionTokens > 0 else { return (hold, .worstCase) }
        let amount =
            prompt * usage.promptTokens + completion * usage.completionTokens + request
            + webSearch * usage.webSearches
        // No answer costs a million dollars: then the numbers it was reckoned from cannot be.
        return amount <= .cents(100_000_000) ? (amount, .computed) : (hold, .worstCase)
    }
}
