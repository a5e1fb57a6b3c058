public import OpenRouter

/// An answer, with where it came from and what it cost.
public struct Completion: Hashable, Sendable, Codable {
    /// How far an answer is from what was asked for.
    public enum Level: Hashable, Sendable, Codable {
        case preferred
        case fallback(model: String)
        case budget(model: String)
        /// An earlier answer to a similar request: how similar, and which request.
        case similar(score: Double, source: String)
        case template

        /// The level without its particulars.
        public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            case preferred, fallback, budget, similar, template
        }

        public var kind: Kind {
            switch self {
            case .preferred: .preferred
            case .fallback: .fallback
            case .budget: .budget
            case .similar: .similar
            case .template: .template
            }
        }
    }

    /// Our id of the request, such as `r-0k3v9m2c`, which `why` takes.
    public var id: String
    public var text: String
    public var citations: [URLCitation]
    public var usage: Usage
    /// What this answer cost, failed attempts included; zero from the cache.
    public var cost: USD
    public var level: Level
    public var modelAsked: String
    public var modelServed: String
    public var provider: String?
    /// The service's id of the generation.
    public var generationID: String?
    public var attempts: Int
    public var isFromCache: Bool
    /// From the request to the whole answer, waits included.
    public var latency: Duration
    /// Whether the answer was cut at its token limit; only where the request accepts that.
    public var isTruncated: Bool

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
