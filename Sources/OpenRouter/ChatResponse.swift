/// The answer to one chat call.
public struct ChatResponse: Hashable, Sendable {
    /// Generation id, `gen-…`; `nil` where a server gives none.
    public var id: String?
    /// The model that answered, often a dated slug that differs from the id asked for.
    public var model: String?
    /// The provider that answered.
    public var provider: String?
    /// The text; empty when the model produced none.
    public var text: String
    /// What the model thought aloud, where it is shown.
    public var reasoning: String?
    /// The model's own words for declining to answer.
    public var refusal: String?
    /// Sources that the web search tool attached.
    public var citations: [URLCitation]
    /// Why the answer ended.
    public var finishReason: FinishReason?
    /// Tokens and money; `nil` where the server sent none.
    public var usage: Usage?
    /// How the service routed the call, where it tells.
    public var router: RouterMetadata?

    /// An answer with so much known of it.
    public init(
        id: String? = nil,
        model: String? = nil,
        provider: String? = nil,
        text: String = "",
        reasoning: String? = nil,
        refusal: String? = nil,
        citations: [URLCitation] = [],
        finishReason: FinishReason? = nil,
        usage: Usage? = nil
    ) {
        self.id = id
        self.model = model
        self.provider = provider
        self.text = text
        self.reasoning = reasoning
        self.refusal = refusal
        self.citations = citations
        self.finishReason = finishReason
        self.usage = usage
    }
}

/// Why an answer ended; an open set at the service.
public enum FinishReason: Hashable, Sendable {
    case stop, length, toolCalls, contentFilter, error
    case other(String)
}

/// Tokens and money of one call.
public struct Usage: Hashable, Sendable, Codable {
    /// Tokens of the prompt, cached ones included.
    public var promptTokens: Int
    /// Tokens of the answer, reasoning included.
    public var completionTokens: Int
    /// Tokens of the answer that were thinking.
    public var reasoningTokens: Int
    /// Tokens of the prompt that a provider had cached.
    public var cachedTokens: Int
    /// What was charged; `nil` where the server does not say.
    public var cost: USD?
    /// Web searches that were run and are part of the cost.
    public var webSearches: Int

    /// So many tokens for so much money.
    public init(
        promptTokens: Int = 0,
        completionTokens: Int = 0,
        reasoningTokens: Int = 0,
        cachedTokens: Int = 0,
        cost: USD? = nil,
        webSearches: Int = 0
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.reasoningTokens = reasoningTokens
        self.cachedTokens = cachedTokens
        self.cost = cost
        self.webSearches = webSearches
    }
}

/// A page that the web search tool found and the answer rests on.
public struct URLCitation: Hashable, Sendable, Codable {
    /// Where the page is.
    public var url: String
    /// What the page is called.
    public var title: String?
    /// The passage that was found, where the service gives it.
    public var content: String?

    /// A page at an address.
    public init(url: String, title: String? = nil, content: String? = nil) {
        self.url = url
        self.title = title
        self.content = content
    }
}

/// What a stream brings, in order.
public enum ChatEvent: Hashable, Sendable {
    /// The call was accepted: the first chunk named the generation, the model and the provider.
    case started(id: String?, model: String?, provider: String?)
    /// Text in order, never empty.
    case text(String)
    /// Thinking aloud, never empty.
    case reasoning(String)
    /// Sources that the web search tool attached.
    case citations([URLCitation])
    /// The stream ended as a whole answer ends. Always the last event, and missing when the stream throws.
    case ended(ChatEnd)
}

/// How a stream ended.
public struct ChatEnd: Hashable, Sendable {
    /// The first reason that was not null; `nil` when `[DONE]` came without one.
    public var finishReason: FinishReason?
    /// Tokens and money, where they were sent.
    public var usage: Usage?
    /// Whether `[DONE]` was seen; without it the cost may be missing.
    public var sawTerminator: Bool
    /// How the service routed the call, where it tells.
    public var router: RouterMetadata?
    /// The model's own words for declining to answer.
    public var refusal: String?

    /// The end of a stream.
    public init(
        finishReason: FinishReason?,
        usage: Usage?,
        sawTerminator: Bool,
        router: RouterMetadata? = nil,
        refusal: String? = nil
    ) {
        self.refusal = refusal
        self.finishReason = finishReason
        self.usage = usage
        self.sawTerminator = sawTerminator
        self.router = router
    }
}
