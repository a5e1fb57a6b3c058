import OpenRouter
import Resilience
import Testing

@testable import Gateway

@Suite struct `Cache key` {
    /// Every member with a change of it; a member that is missing here fails the test below.
    private static let changes: [String: @Sendable (inout CompletionRequest) -> Void] = [
        "purpose": { $0.purpose = CompletionRequest.Purpose(phase: "qa", unit: "other", episode: "other") },
        "chain": { $0.chain = ModelChain(preferred: "acme/two") },
        "chain.preferred": { $0.chain.preferred = "acme/two" },
        "chain.fallbacks": { $0.chain.fallbacks = ["acme/three"] },
        "chain.budget": { $0.chain.budget = "acme/three" },
        "messages": { $0.messages.append(ChatMessage(.user, "And?")) },
        "messages.role": { $0.messages[0].role = .assistant },
        "messages.content": { $0.messages[0].content += "." },
        "maxTokens": { $0.maxTokens += 1 },
        "temperature": { $0.temperature = 0.5 },
        "seed": { $0.seed = 1 },
        "responseFormat": { $0.responseFormat = .jsonObject },
        "serverTools": { $0.serverTools = [.webSearch(maxResults: 2)] },
        "reasoningEffort": { $0.reasoningEffort = .low },
        "providers": { $0.providers.only = ["acme"] },
        "needsHeedingProviders": { $0.needsHeedingProviders = false },
        "parameters": { $0.parameters = .wished },
        "release": { $0.release = "green" },
        "acceptsTruncation": { $0.acceptsTruncation.toggle() },
        "acceptedLevels": { $0.acceptedLevels = [] },
        "timeLimit": { $0.timeLimit = .seconds(1) },
        "costLimit": { $0.costLimit = .cents(1) },
        "priority": { $0.priority = .batch },
        "hedgeDelay": { $0.hedgeDelay = .seconds(1) },
        "journal": { $0.journal = "reefs" },
        "typed": { $0.typed = ["What is a reef?"] },
        "template": { $0.template = "Nothing." },
        "cache": { $0.cache = .standard(phase: "qa") },
        "setting": { $0.setting = CompletionRequest.Setting(language: "de", cast: ["Nora"]) },
    ]

    private static let request = CompletionRequest(
        purpose: CompletionRequest.Purpose(phase: "ask", unit: "question"),
        chain: ModelChain(preferred: "acme/one"),
        messages: [ChatMessage(.system, "Be brief."), ChatMessage(.user, "What is a reef?")],
        maxTokens: 100
    )

    private func key(_ change: (inout CompletionRequest) -> Void = { _ in }) -> CacheKey {
        var request = Self.request
        change(&request)
        return CacheKey(request, service: "https://a/v1")
    }

    /// The members as the types have them now: a new one is in neither table and fails.
    private var members: [String] {
        let request = Mirror(reflecting: Self.request).children.compactMap(\.label)
        let chain = Mirror(reflecting: Self.request.chain).children.compactMap(\.label)
        let message = Mirror(reflecting: Self.request.messages[0]).children.compactMap(\.label)
        return request + chain.map { "chain.\($0)" } + message.map { "messages.\($0)" }
    }

    @Test func `every member of a request is in the key, or is left out for a reason`() throws {
        #expect(Set(members) == Set(CacheKey.members.keys))
        #expect(Set(members) == Set(Self.changes.keys))
        for member in members {
            let change = try #require(Self.changes[member], "\(member)")
            switch try #require(CacheKey.members[member], "\(member)") {
            case .included: #expect(key(change) != key(), "\(member) is not in the key")
            case .excluded(let reason):
                #expect(key(change) == key(), "\(member) is in the key")
                #expect(!reason.isEmpty)
            }
        }
    }

    @Test func `another service, and every part of a form and a tool, make another key`() {
        let schema: JSONValue = ["type": "object", "n": 1]
        let keys = [
            key(), CacheKey(Self.request, service: "https://b/v1"),
            key { $0.responseFormat = .jsonObject },
            key { $0.responseFormat = .jsonSchema(name: "a", schema: schema, strict: true) },
            key { $0.responseFormat = .jsonSchema(name: "b", schema: schema, strict: true) },
            key { $0.responseFormat = .jsonSchema(name: "a", schema: schema, strict: false) },
            key { $0.responseFormat = .jsonSchema(name: "a", schema: ["type": "object", "n": 2], strict: true) },
            key { $0.responseFormat = .jsonSchema(name: "a", schema: ["type": "object", "n": "1"], strict: true) },
            key { $0.responseFormat = .jsonSchema(name: "a", schema: [["type": "object"], 1], strict: true) },
            key { $0.serverTools = [.webSearch(maxResults: 1)] },
            key { $0.serverTools = [.webSearch(maxResults: 2)] },
            key { $0.temperature = 0 }, key { $0.temperature = 1 }, key { $0.seed = 0 },
            // What stands where is not lost when texts are put one after another.
            key { $0.messages = [ChatMessage(.user, "ab"), ChatMessage(.user, "c")] },
            key { $0.messages = [ChatMessage(.user, "a"), ChatMessage(.user, "bc")] },
        ]
        #expect(Set(keys).count == keys.count)
    }

    /// Every member of the terms with a change of it; a member that is missing here fails the test below.
    private static let terms: [String: @Sendable (inout ProviderPreferences) -> Void] = [
        "only": { $0.only = ["a"] }, "ignore": { $0.ignore = ["a"] }, "order": { $0.order = ["a"] },
        "allowFallbacks": { $0.allowFallbacks = false }, "requireParameters": { $0.requireParameters = true },
        "dataCollection": { $0.dataCollection = .deny },
        "requiresZeroDataRetention": { $0.requiresZeroDataRetention = true },
        "quantizations": { $0.quantizations = [.bf16] }, "sort": { $0.sort = .price },
        "maxPrice": { $0.maxPrice.prompt = .cents(1) }, "maxPrice.prompt": { $0.maxPrice.prompt = .cents(2) },
        "maxPrice.completion": { $0.maxPrice.completion = .cents(1) },
    ]

    @Test func `every term of providers makes another key`() {
        let none = ProviderPreferences()
        let members = Mirror(reflecting: none).children.compactMap(\.label)
        let prices = Mirror(reflecting: none.maxPrice).children.compactMap(\.label).map { "maxPrice.\($0)" }
        #expect(Set(members + prices) == Set(Self.terms.keys))
        let keys = Self.terms.values.map { change in key { change(&$0.providers) } }
        #expect(Set(keys + [key()]).count == Self.terms.count + 1)
    }

    @Test func `order of names, whole numbers and composed letters make no difference`() {
        func key(_ schema: JSONValue, _ text: String) -> CacheKey {
            self.key {
                $0.responseFormat = .jsonSchema(name: "a", schema: schema, strict: true)
                $0.messages[0].content = text
            }
        }
        #expect(key(["a": 1, "b": .number(2)], "caf\u{e9}") == key(["b": 2, "a": .number(1)], "cafe\u{301}"))
        #expect(self.key().hex.count == 64)
    }
}
