/// One chat request, checked as the service checks it.
struct ChatCall: Sendable {
    var model: CatalogueModel
    /// The provider that answers, whoever the terms of the request leave.
    var provider: String
    var asked: String
    /// The texts of user messages.
    var user: String
    var promptTokens: Int
    var maxTokens: Int?
    var isStreamed: Bool
    /// The name and schema of a wanted JSON shape.
    var schemaName: String?
    var schema: JSON?
    var wantsJSON: Bool
    var searchesWeb: Bool
    /// Of the whole body: equal calls get equal answers.
    var digest: UInt64

    init(_ body: [UInt8], seed: UInt64) throws(APIFailure) {
        guard let json = JSONReader.value(of: body), json.object != nil else {
            throw APIFailure.badRequest("Invalid JSON body")
        }
        let fallbacks = json["models"]?.array ?? []
        guard fallbacks.count <= 3 else { throw .badRequest("'models' array must have 3 items or fewer.") }
        var models: [CatalogueModel] = []
        let ids = [json["model"]].compactMap { $0 } + fallbacks
        for id in ids.compactMap(\.string) {
            guard let model = Catalogue.shared[id] else { throw .badRequest("\(id) is not a valid model ID") }
            models.append(model)
        }
        guard let model = models.first else { throw .badRequest("No models provided") }
        guard let messages = json["messages"]?.array, !messages.isEmpty else {
            throw .badRequest("Input required: specify \"prompt\" or \"messages\"")
        }
        for (name, range) in [("temperature", 0...2), ("top_p", 0...1)] as [(String, ClosedRange<Double>)] {
            guard let value = json[name]?.double, !range.contains(value) else { continue }
            let bound = value > range.upperBound ? "at most \(Int(range.upperBound))" : "at least 0"
            throw .badRequest("Expected \(name) to be \(bound), received \(json[name]?.text ?? "")")
        }
        maxTokens = json["max_tokens"]?.int ?? json["max_completion_tokens"]?.int
        if let maxTokens, maxTokens < 1 {
            throw .badRequest("Expected max_tokens to be at least 1, received \(maxTokens)")
        }
        var user: [String] = []
        var characters = 0
        for message in messages {
            let text = ChatCall.text(message["content"])
            characters += text.utf8.count
            if message["role"]?.string == "user" { user.append(text) }
        }
        let endpoint = try ProviderTerms(json["provider"])
            .choice(for: model, parameters: Self.parameters.filter { json[$0] != nil })
        self.model = model.offered(by: endpoint)
        provider = endpoint.provider
        asked = ids.first?.string ?? model.id
        self.user = user.joined(separator: "\n")
        promptTokens = characters / 4 + 4 * messages.count
        isStreamed = json["stream"]?.bool ?? false
        let format = json["response_format"]
        schemaName = format?["json_schema"]?["name"]?.string
        schema = format?["json_schema"]?["schema"]
        wantsJSON = format?["type"]?.string?.hasPrefix("json") ?? false
        searchesWeb =
            (json["tools"]?.array ?? []).contains { $0["type"]?.string == "openrouter:web_search" }
            || (json["plugins"]?.array ?? []).contains { $0["id"]?.string == "web" }
        var digest = Digest(seed)
        digest.combine(body)
        self.digest = digest.spread
        guard let context = model.contextLength else { return }
        let wanted = promptTokens + (maxTokens ?? 0)
        guard wanted > context else { return }
        throw APIFailure.badRequest(
            ChatCall.overflow(limit: context, asked: wanted),
            type: "context_length_exceeded"
        )
    }

    /// Members of a request that a provider may not heed.
    private static let parameters = [
        "temperature", "top_p", "stop", "seed", "reasoning", "response_format", "tools", "tool_choice",
    ]

    /// What the service says of a prompt that is too long.
    static func overflow(limit: Int, asked: Int) -> String {
        "This endpoint's maximum context length is \(limit) tokens. However, you requested about \(asked) tokens "
            + "(\(asked) of text input). Please reduce the length of either one, or use the context-compression plugin "
            + "to compress your prompt automatically."
    }

    /// A 402 when the account cannot pay the longest answer asked for.
    func refusal(balance: Int64) -> APIFailure? {
        let longest = maxTokens ?? model.maxCompletionTokens ?? 4_096
        let cost = model.cost(promptTokens: promptTokens, completionTokens: longest)
        guard !model.isFree || balance < 0, cost.prompt + cost.completion > balance else { return nil }
        let price = max(1, cost.completion / Int64(max(1, longest)))
        let affordable = max(0, (balance - cost.prompt) / price)
        return APIFailure(
            status: 402,
            message:
                "This request requires more credits, or fewer max_tokens. You requested up to \(longest) tokens, but "
                + "can only afford \(affordable). To increase, visit https://openrouter.ai/settings/credits",
            metadata: ["limit_source": "openrouter_credits", "remedy_hint": "Add credits or lower max_tokens."]
        )
    }

    private static func text(_ content: JSON?) -> String {
        if let text = content?.string { return text }
        return (content?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }
}
