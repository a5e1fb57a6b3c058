/// A model of the catalogue, `GET /models`.
public struct Model: Hashable, Sendable, Codable {
    /// What a request asks for: `author/slug`, perhaps with a variant.
    public var id: String
    /// The permanent slug behind the id, as answers name it.
    public var canonicalSlug: String?
    /// What people call it.
    public var name: String
    /// What it is good at, in the words of its makers.
    public var summary: String
    /// The most tokens of prompt and answer together; `nil` where unknown.
    public var contextLength: Int?
    /// The most tokens of an answer at the model's first provider; `nil` where unknown.
    public var maxCompletionTokens: Int?
    /// What it reads, such as `text` and `image`.
    public var inputModalities: [String]
    /// What it writes.
    public var outputModalities: [String]
    /// What it costs.
    public var pricing: Pricing
    /// Request parameters that at least one provider heeds.
    public var supportedParameters: [String]
    /// The day the model goes away, `YYYY-MM-DD`; `nil` while none is announced.
    public var expirationDate: String?
    /// Unix seconds.
    public var created: Int

    /// Prices in dollars; `nil` means unknown (the service writes `-1`), which is not free.
    public struct Pricing: Hashable, Sendable, Codable {
        /// A prompt token, at the dearest of the model's conditional prices.
        public var prompt: USD?
        /// An answer token, likewise.
        public var completion: USD?
        /// Each request.
        public var request: USD?
        /// Each web search by the provider itself.
        public var webSearch: USD?

        /// Prices, requests being free unless said otherwise.
        public init(prompt: USD?, completion: USD?, request: USD? = .zero, webSearch: USD? = nil) {
            self.prompt = prompt
            self.completion = completion
            self.request = request
            self.webSearch = webSearch
        }
    }

    /// A model with so much known of it.
    public init(
        id: String,
        canonicalSlug: String? = nil,
        name: String,
        summary: String = "",
        contextLength: Int? = nil,
        maxCompletionTokens: Int? = nil,
        inputModalities: [String] = ["text"],
        outputModalities: [String] = ["text"],
        pricing: Pricing,
        supportedParameters: [String] = [],
        expirationDate: String? = nil,
        created: Int = 0
    ) {
        self.id = id
        self.canonicalSlug = canonicalSlug
        self.name = name
        self.summary = summary
        self.contextLength = contextLength
        self.maxCompletionTokens = maxCompletionTokens
        self.inputModalities = inputModalities
        self.outputModalities = outputModalities
        self.pricing = pricing
        self.supportedParameters = supportedParameters
        self.expirationDate = expirationDate
        self.created = created
    }
}

/// One provider's offer of a model, `GET /models/{author}/{slug}/endpoints`.
public struct ModelEndpoint: Hashable, Sendable, Codable {
    /// Who serves it.
    public var provider: String
    /// What a request calls the provider: its slug, perhaps with a region or variant behind a slash.
    public var tag: String?
    /// How exact this copy of the model is, such as `fp8`; `nil` where nobody says.
    public var quantization: String?
    /// The most tokens of prompt and answer together here.
    public var contextLength: Int?
    /// The most tokens of an answer here.
    public var maxCompletionTokens: Int?
    /// What it costs here.
    public var pricing: Model.Pricing
    /// Request parameters that are heeded here; empty where nobody says.
    public var supportedParameters: [String]
    /// 0 is normal, below is degraded or off.
    public var status: Int
    /// Percent over the last 30 minutes; `nil` with too few calls.
    public var uptimeLast30Minutes: Double?

    /// An offer with so much known of it.
    public init(
        provider: String,
        tag: String? = nil,
        quantization: String? = nil,
        contextLength: Int? = nil,
        maxCompletionTokens: Int? = nil,
        pricing: Model.Pricing,
        supportedParameters: [String] = [],
        status: Int = 0,
        uptimeLast30Minutes: Double? = nil
    ) {
        self.provider = provider
        self.tag = tag
        self.quantization = quantization
        self.contextLength = contextLength
        self.maxCompletionTokens = maxCompletionTokens
        self.pricing = pricing
        self.supportedParameters = supportedParameters
        self.status = status
        self.uptimeLast30Minutes = uptimeLast30Minutes
    }
}

/// Somebody who serves models, `GET /providers`.
public struct Provider: Hashable, Sendable, Codable {
    /// What a request calls it, such as `amazon-bedrock`.
    public var slug: String
    /// What people call it.
    public var name: String

    /// A provider with both names.
    public init(slug: String, name: String) {
        self.slug = slug
        self.name = name
    }
}
