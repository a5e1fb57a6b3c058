import OpenRouter
import Testing

@Suite struct `A body that was sent` {
    static let full: ChatRequest = {
        var request = ChatRequest(
            model: "a/b",
            messages: [ChatMessage(.system, "Be\nbrief \"so\"."), ChatMessage(.user, "Déjà vu? 日本")],
            maxTokens: 77
        )
        request.fallbackModels = ["c/d", "e/f"]
        request.temperature = 0.25
        request.topP = 0.9
        request.seed = 9_007_199_254_740_993
        request.stop = ["END"]
        request.responseFormat = .jsonSchema(
            name: "outline",
            schema: [
                "type": "object", "properties": ["n": ["minimum": 1, "maximum": .number(2.5), "default": .null]],
            ],
            strict: true
        )
        request.serverTools = [.webSearch(maxResults: 4)]
        request.reasoningEffort = .low
        request.provider.only = ["together", "azure"]
        request.provider.ignore = ["chutes"]
        request.provider.order = ["together"]
        request.provider.allowFallbacks = false
        request.provider.requireParameters = true
        request.provider.dataCollection = .deny
        request.provider.requiresZeroDataRetention = true
        request.provider.quantizations = [.bf16, .fp8]
        request.provider.sort = .throughput
        request.provider.maxPrice = .init(prompt: USD("0.15"), completion: USD("3"))
        request.sessionID = "reefs"
        return request
    }()

    @Test(arguments: [full, ChatRequest(model: "a/b", messages: [ChatMessage(.user, "?")], maxTokens: 1)])
    func `is read back as the request it was`(request: ChatRequest) {
        #expect(ChatRequest(encoded: request.encodedText) == request)
    }

    @Test(arguments: ["", "{}", "[]", "{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"role\":\"poet\"}]}"])
    func `that is none reads as nothing`(text: String) {
        #expect(ChatRequest(encoded: text) == nil)
    }
}
