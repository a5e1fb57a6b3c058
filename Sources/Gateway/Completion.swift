public import OpenRouter

/// An answer, with where it came from and what it cost.
public struct Completion: Hashable, Sendable, Codable {
    /// How far an answer is from what was asked for.
    public enum Level: Hashable, Sendable, Codable {
        /// By the model that was wanted.
        case preferred
        /// By another model of the chain.
        case fallback(model: String)
        /// By the cheap model that is asked last.
        case budget(model: String)
        /// An earlier answer to the same request, past its time: how old, and of which call.
        case stale(ageSeconds: Double, source: String)
        /// An earlier answer to a similar request: how similar, and which request.
        case similar(score: Double, source: String)
        /// By a fixed text.
        case template

        /// The level without its particulars.
        public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            case preferred, fallback, budget, stale, similar, template
        }

        /// The level without its particulars.
        public var kind: Kind {
            switch self {
            case .preferred: .preferred
            case .fallback: .fallback
            case .budget: .budget
            case .stale: .stale
            case .similar: .similar
            case .template: .template
            }
        }
    }

    /// Our id of the request, such as `r-0k3v9m2c4d`, which `why` takes.
    public var id: String
    /// The answer's text.
    public var text: String
    /// Sources that the web search tool attached.
    public var citations: [URLCitation]
    /// Tokens and money as the service reports them.
    public var usage: Usage
    /// What this answer cost, failed attempts included; zero from the cache.
    public var cost: USD
    /// How far the answer is from what was asked for.
    public var level: Level
    /// The model that was wanted.
    public var modelAsked: String
    /// The model that answered, as the service names it.
    public var modelServed: String
    /// The provider that answered.
    public var provider: String?
    /// The service's id of the generation.
    public var generationID: String?
    /// How many times the service was asked.
    public var attempts: Int
    /// Whether it is an earlier answer to the same request.
    public var isFromCache: Bool
    /// From the request to the whole answer, waits included.
    public var latency: Duration
    /// Whether the answer was cut at its token limit; only where the request accepts that.
    public var isTruncated: Bool

    /// Whether it is the answer of a step that was finished before: nothing was asked, and nothing paid.
    public var isReplayed = false

    private enum CodingKeys: String, CodingKey {
        case id, text, citations, usage, cost, level, modelAsked, modelServed, provider, generationID, attempts
        case isFromCache, latency, isTruncated
    }

    /// An answer; what is left out is as an ordinary first attempt has it.
    public init(
        id: String,
        text: String,
        citations: [URLCitation] = [],
        usage: Usage = Usage(),
        cost: USD = .zero,
        level: Level = .preferred,
        modelAsked: String,
        modelServed: String,
        provider: String? = nil,
        generationID: String? = nil,
        attempts: Int = 1,
        isFromCache: Bool = false,
        latency: Duration = .zero,
        isTruncated: Bool = false
    ) {
        self.id = id
        self.text = text
        self.citations = citations
        self.usage = usage
        self.cost = cost
        self.level = level
        self.modelAsked = modelAsked
        self.modelServed = modelServed
        self.provider = provider
        self.generationID = generationID
        self.attempts = attempts
        self.isFromCache = isFromCache
        self.latency = latency
        self.isTruncated = isTruncated
    }
}
