extension ChatResponse {
    /// Takes from a whole answer or a chunk what names the generation.
    mutating func identify(_ node: JSONNode) {
        id = id ?? node["id"]?.string
        model = model ?? node["model"]?.string
        provider = provider ?? node["provider"]?.string
        router = router ?? node["openrouter_metadata"].flatMap { RouterMetadata($0) }
    }
}

extension JSONNode {
    /// The choice that counts: the one with index 0, else the first.
    var choice: JSONNode? {
        let choices = self["choices"]?.array
        return choices?.first { $0["index"]?.integer == 0 } ?? choices?.first
    }

    /// Whether a message or delta brings something other than text: a call of a tool, a picture, sound.
    var hasOtherContent: Bool {
        self["tool_calls"]?.array?.isEmpty == false || self["images"]?.array?.isEmpty == false
            || self["audio"]?.members != nil || self["function_call"]?.members != nil
    }

    /// Thinking aloud, under the names that servers give it.
    var reasoning: String? { self["reasoning"]?.string ?? self["reasoning_content"]?.string }

    /// The sources among a message's annotations.
    var citations: [URLCitation] {
        (self["annotations"]?.array ?? []).compactMap { annotation in
            guard let citation = annotation["url_citation"], let url = citation["url"]?.string else { return nil }
            return URLCitation(url: url, title: citation["title"]?.string, content: citation["content"]?.string)
        }
    }
}

extension FinishReason {
    /// The reason as the API writes it; unknown words are kept.
    public init(_ word: String) {
        self =
            switch word {
            case "stop": .stop
            case "length": .length
            case "tool_calls": .toolCalls
            case "content_filter": .contentFilter
            case "error": .error
            default: .other(word)
            }
    }

    /// The reason as the API writes it.
    public var word: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .toolCalls: "tool_calls"
        case .contentFilter: "content_filter"
        case .error: "error"
        case .other(let word): word
        }
    }
}

extension Usage {
    /// Reads a `usage` member.
    ///
    /// For a key of one's own (`is_byok`) the cost is the service's fee plus the provider's part; otherwise the fee
    /// already contains the provider's part.
    init?(_ node: JSONNode) {
        guard node.members != nil else { return nil }
        let cost = node["cost"]?.cost
        let upstream = node["is_byok"]?.bool == true ? node["cost_details"]?["upstream_inference_cost"]?.cost : nil
        self.init(
            promptTokens: node["prompt_tokens"]?.count ?? 0,
            completionTokens: node["completion_tokens"]?.count ?? 0,
            reasoningTokens: node["completion_tokens_details"]?["reasoning_tokens"]?.count ?? 0,
            cachedTokens: node["prompt_tokens_details"]?["cached_tokens"]?.count ?? 0,
            cost: cost.map { $0 + (upstream ?? .zero) } ?? upstream,
            webSearches: node["server_tool_use_details"]?["web_search_requests"]?.count
                ?? node["server_tool_use"]?["web_search_requests"]?.count ?? 0
        )
    }
}
