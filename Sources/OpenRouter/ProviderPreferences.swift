/// Terms for the providers that may answer (reference §4, `provider`).
///
/// A member that says nothing is not sent, and leaves the matter to the service and to the settings of the account. A
/// provider is named by its slug, such as `amazon-bedrock`, which stands for all its regions and variants.
public struct ProviderPreferences: Hashable, Sendable {
    /// Whether a provider may keep and use what it reads.
    public enum DataCollection: String, Hashable, Sendable, CaseIterable { case allow, deny }

    /// What providers are sorted by, instead of being drawn by price and health.
    public enum Sorting: String, Hashable, Sendable, CaseIterable { case price, throughput, latency, exacto }

    /// How exact a provider's copy of a model is; what the service does not know is `unknown`.
    public enum Quantization: String, Hashable, Sendable, CaseIterable {
        case int4, int8, fp4, mxfp4, nvfp4, fp6, fp8, mxfp8, fp16, bf16, fp32, unknown
    }

    /// The most that tokens may cost, in dollars for a million; `nil` for any price.
    public struct MaximumPrice: Hashable, Sendable {
        /// Of the prompt.
        public var prompt: USD?
        /// Of the answer.
        public var completion: USD?

        /// A limit on either price, on both, or on none.
        public init(prompt: USD? = nil, completion: USD? = nil) {
            self.prompt = prompt
            self.completion = completion
        }
    }

    /// The only providers that may answer; empty for all.
    public var only: [String] = []
    /// Providers that may not answer.
    public var ignore: [String] = []
    /// Providers to use, in order; empty leaves the choice to the service.
    public var order: [String] = []
    /// Whether providers outside ``order`` may be used.
    public var allowFallbacks = true
    /// Only providers that support every parameter sent: otherwise unsupported ones are dropped in silence.
    public var requireParameters = false
    /// Whether providers may keep and use what they read.
    public var dataCollection: DataCollection?
    /// Only providers that keep nothing: zero data retention.
    public var requiresZeroDataRetention = false
    /// The only quantizations that may answer; empty for all.
    public var quantizations: [Quantization] = []
    /// What providers are sorted by; `nil` leaves it to the service.
    public var sort: Sorting?
    /// The most that tokens may cost; a model whose providers are all dearer does not answer.
    public var maxPrice = MaximumPrice()

    /// No terms: any provider may answer.
    public init() {}
}

extension ProviderPreferences {
    /// The terms with those of one call added.
    ///
    /// A call narrows: what is ignored, denied, required or too dear stays so. Its own lists, order and sorting stand in
    /// for those here; whether they are allowed here is for the caller to check.
    public func narrowed(by call: ProviderPreferences) -> ProviderPreferences {
        func least(_ first: USD?, _ second: USD?) -> USD? { [first, second].compactMap(\.self).min() }
        var terms = self
        if !call.only.isEmpty { terms.only = call.only }
        terms.ignore += call.ignore.filter { !ignore.contains($0) }
        if !call.order.isEmpty { terms.order = call.order }
        terms.allowFallbacks = allowFallbacks && call.allowFallbacks
        terms.requireParameters = requireParameters || call.requireParameters
        if dataCollection != .deny { terms.dataCollection = call.dataCollection ?? dataCollection }
        terms.requiresZeroDataRetention = requiresZeroDataRetention || call.requiresZeroDataRetention
        if !call.quantizations.isEmpty { terms.quantizations = call.quantizations }
        terms.sort = call.sort ?? sort
        terms.maxPrice = MaximumPrice(
            prompt: least(maxPrice.prompt, call.maxPrice.prompt),
            completion: least(maxPrice.completion, call.maxPrice.completion)
        )
        return terms
    }

    /// Every provider that is named.
    public var names: [String] { only + ignore + order }

    /// Whether they keep some providers away, rather than sort them.
    public var areBinding: Bool {
        !only.isEmpty || !ignore.isEmpty || !allowFallbacks || dataCollection == .deny || requiresZeroDataRetention
            || !quantizations.isEmpty || maxPrice != MaximumPrice()
    }
}

extension ProviderPreferences {
    /// The terms as they are sent, by name; empty where there are none.
    package var json: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        func list(_ name: String, _ values: [String]) {
            if !values.isEmpty { members[name] = .array(values.map(JSONValue.string)) }
        }
        list("only", only)
        list("ignore", ignore)
        list("order", order)
        list("quantizations", quantizations.map(\.rawValue))
        if !allowFallbacks { members["allow_fallbacks"] = false }
        if requireParameters { members["require_parameters"] = true }
        if let dataCollection { members["data_collection"] = .string(dataCollection.rawValue) }
        if requiresZeroDataRetention { members["zdr"] = true }
        if let sort { members["sort"] = .string(sort.rawValue) }
        let prices = [("prompt", maxPrice.prompt), ("completion", maxPrice.completion)].compactMap { name, price in
            price.flatMap { Double($0.decimal) }.map { (name, JSONValue.number($0)) }
        }
        if !prices.isEmpty { members["max_price"] = .object(Dictionary(uniqueKeysWithValues: prices)) }
        return members
    }

    /// Reads terms as they are sent; words that are unknown are left out.
    init(_ node: JSONNode) {
        self.init()
        func words<Word: RawRepresentable<String>>(_ name: String) -> [Word] {
            (node[name]?.strings ?? []).compactMap { Word(rawValue: $0) }
        }
        only = node["only"]?.strings ?? []
        ignore = node["ignore"]?.strings ?? []
        order = node["order"]?.strings ?? []
        quantizations = words("quantizations")
        allowFallbacks = node["allow_fallbacks"]?.bool ?? true
        requireParameters = node["require_parameters"]?.bool ?? false
        dataCollection = node["data_collection"]?.string.flatMap { DataCollection(rawValue: $0) }
        requiresZeroDataRetention = node["zdr"]?.bool ?? false
        sort = node["sort"]?.string.flatMap { Sorting(rawValue: $0) }
        maxPrice = MaximumPrice(
            prompt: node["max_price"]?["prompt"]?.usd,
            completion: node["max_price"]?["completion"]?.usd
        )
    }
}
