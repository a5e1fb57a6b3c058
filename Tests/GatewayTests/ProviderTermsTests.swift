import Foundation
import OpenRouter
import OpenRouterSimulator
import Storage
import TestSupport
import Testing

@testable import Gateway

private typealias Under = GatewayUnderTest

@Suite(.temporaryDirectory) struct `Terms of providers` {
    private static func terms(_ change: (inout ProviderPreferences) -> Void) -> ProviderPreferences {
        var terms = ProviderPreferences()
        change(&terms)
        return terms
    }

    // MARK: Narrowing

    @Test func `of a call narrow those of the settings, and never widen them`() {
        let settings = Self.terms { terms in
            terms.only = ["anthropic", "azure"]
            terms.ignore = ["chutes"]
            terms.allowFallbacks = false
            terms.dataCollection = .deny
            terms.requiresZeroDataRetention = true
            terms.maxPrice = .init(prompt: .cents(100), completion: .cents(200))
        }
        #expect(settings.narrowed(by: ProviderPreferences()) == settings)
        let call = Self.terms { terms in
            terms.only = ["azure"]
            terms.ignore = ["together", "chutes"]
            terms.dataCollection = .allow
            terms.sort = .latency
            terms.maxPrice = .init(prompt: .cents(50), completion: .cents(900))
        }
        let both = settings.narrowed(by: call)
        let expected = Self.terms { terms in
            terms.only = ["azure"]
            terms.ignore = ["chutes", "together"]
            terms.allowFallbacks = false
            terms.dataCollection = .deny
            terms.requiresZeroDataRetention = true
            terms.sort = .latency
            terms.maxPrice = .init(prompt: .cents(50), completion: .cents(200))
        }
        #expect(both == expected)
        #expect(settings.narrowed(by: both) == both)
    }

    // MARK: Rules

    struct BrokenRule: Sendable {
        var message: String
        var change: @Sendable (inout ProviderPreferences) -> Void

        init(_ message: String, _ change: @escaping @Sendable (inout ProviderPreferences) -> Void) {
            self.message = message
            self.change = change
        }
    }

    static let providers = [
        Provider(slug: "amazon-bedrock", name: "Amazon Bedrock"), Provider(slug: "anthropic", name: "Anthropic"),
        Provider(slug: "azure", name: "Azure"), Provider(slug: "chutes", name: "Chutes"),
        Provider(slug: "together", name: "Together"),
    ]

    private static let some = "one of the 5 providers, such as amazon-bedrock, anthropic, azure, chutes"

    static let brokenRules: [BrokenRule] = [
        BrokenRule("providers.only is anthropc; allowed is \(some); the nearest is anthropic") {
            $0.only = ["azure", "anthropc"]
        },
        BrokenRule("providers.ignore is chute; allowed is \(some); the nearest is chutes") { $0.ignore = ["chute"] },
        BrokenRule("providers.order is nobody-at-all; allowed is \(some)") { $0.order = ["nobody-at-all"] },
        BrokenRule(
            "providers.only is Amazon Bedrock; allowed is a provider's slug, such as amazon-bedrock; "
                + "the nearest is amazon-bedrock"
        ) { $0.only = ["Amazon Bedrock"] },
        BrokenRule("providers.only is azure; allowed is none that providers.ignore names (azure)") { terms in
            terms.only = ["anthropic", "azure"]
            terms.ignore = ["azure"]
        },
        BrokenRule("providers.order is azure/eastus; allowed is none that providers.ignore names (azure)") { terms in
            terms.order = ["azure/eastus"]
            terms.ignore = ["azure"]
        },
        BrokenRule("providers.ignore is 101 names; allowed is at most 100; the nearest is 100") {
            $0.ignore = Array(repeating: "azure", count: 101)
        },
        BrokenRule("providers.max-answer-price is -$0.01; allowed is at least $0.00; the nearest is $0.00") {
            $0.maxPrice.completion = .cents(-1)
        },
    ]

    @Test(arguments: brokenRules.indices)
    func `that cannot be meant are refused by field, value, limit and the nearest choice`(index: Int) {
        let rule = Self.brokenRules[index]
        let terms = Self.terms(rule.change)
        let rules = ProviderRules(ProviderPreferences())
        let error = #expect(throws: GatewayError.self) {
            try rules.check(terms)
            try rules.check(terms, among: Self.providers)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message == rule.message)
    }

    @Test func `that name a region, a variant or nobody pass`() throws {
        let rules = ProviderRules(ProviderPreferences())
        for terms in [
            ProviderPreferences(), Self.terms { $0.only = ["amazon-bedrock/us-east-1", "azure"] },
            Self.terms { $0.ignore = ["azure/eastus"] },
        ] {
            try rules.check(terms)
            try rules.check(terms, among: Self.providers)
        }
    }

    @Test func `of a call stay within the list of the settings`() throws {
        let settings = Self.terms { terms in
            terms.only = ["anthropic", "azure"]
            terms.quantizations = [.bf16, .fp16]
        }
        let rules = ProviderRules(settings)
        try rules.check(settings.narrowed(by: Self.terms { $0.only = ["azure/eastus"] }))
        let error = #expect(throws: GatewayError.self) {
            try rules.check(settings.narrowed(by: Self.terms { $0.only = ["azur"] }))
        }
        #expect(
            error?.message == "providers.only is azur; allowed is one of the setting providers.only: anthropic, azure; "
                + "the nearest is azure"
        )
        #expect(error?.suggestions == ["azure"])
        let weights = #expect(throws: GatewayError.self) {
            try rules.check(settings.narrowed(by: Self.terms { $0.quantizations = [.int4] }))
        }
        #expect(weights?.message == "providers.quantizations is int4; allowed is bf16, fp16; the nearest is bf16")
    }

    // MARK: On the wire

    /// The `provider` members of the requests that the service got, without the bound on prices that each has.
    private static func sent(_ test: GatewayUnderTest) throws -> [JSONValue?] {
        try test.simulator.chatBodies.map { body in
            guard case .object(var terms) = try JSONDecoder().decode(JSONValue.self, from: body)["provider"] else {
                return nil
            }
            terms["max_price"] = nil
            return terms.isEmpty ? nil : .object(terms)
        }
    }

    private static func run(
        settings change: (inout Gateway.Settings) -> Void = { _ in },
        _ body: (GatewayUnderTest) async throws -> Void
    ) async throws {
        var bound = Under.settings
        change(&bound)
        try await Under.run(settings: bound, keepsChatBodies: true, body)
    }

    @Test func `go out with every call, and say who answered`() async throws {
        let settings: (inout Gateway.Settings) -> Void = { $0.providers.ignore = ["together"] }
        try await Self.run(settings: settings) { test in
            let first = try await test.gateway.complete(Under.makeRequest())
            #expect(first.provider == "Amazon Bedrock")
            let other = try await test.gateway.complete(
                Under.makeRequest { request in
                    request.chain.preferred = "deepseek/deepseek-v3.2"
                    request.providers.only = ["deepinfra"]
                    request.providers.maxPrice.completion = USD("2.5")
                }
            )
            #expect(other.provider == "DeepInfra" && other.level == .preferred)
            let sent = try Self.sent(test)
            #expect(sent[0] == ["ignore": ["together"]])
            #expect(sent[1] == ["ignore": ["together"], "only": ["deepinfra"]])
            let trace = try #require(try await test.store.call(id: other.id)).trace
            #expect(
                trace.explanation.contains {
                    $0.hasSuffix(
                        "providers: only deepinfra; not together; an answer at most $2.50 for a million tokens"
                    )
                }
            )
            #expect(test.simulator.requestCounts["/providers"] == 1)
        }
    }

    @Test func `are completed from memory by the providers that the settings let in`() async throws {
        let settings: (inout Gateway.Settings) -> Void = { terms in
            terms.providers.only = ["together", "chutes", "openai/eu"]
            terms.providers.ignore = ["chutes"]
        }
        try await Self.run(settings: settings) { test in
            #expect(test.gateway.cachedProviders().isEmpty)
            #expect(test.simulator.requestCounts["/providers"] == nil)
            let all = try await test.gateway.providers()
            #expect(all.count == 8)
            #expect(test.gateway.cachedProviders() == [.init(slug: "together", name: "Together")])
        }
        try await Self.run { test in
            _ = try await test.gateway.providers()
            #expect(test.gateway.cachedProviders().contains(.init(slug: "amazon-bedrock", name: "Amazon Bedrock")))
            #expect(test.gateway.cachedProviders().count == 8)
        }
    }

    @Test func `are refused before anything is sent where the service knows no such provider`() async throws {
        try await Self.run { test in
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest { $0.providers.ignore = ["amazon-bedrok"] })
            }
            #expect(error?.code == .invalidRequest && error?.suggestions == ["amazon-bedrock"])
            #expect(error?.message.hasPrefix("providers.ignore is amazon-bedrok; allowed is one of the ") == true)
            #expect(test.simulator.chatBodies.isEmpty)
        }
    }

    @Test func `that leave nobody for a model lead to the next, and are told where nobody is left`() async throws {
        try await Self.run { test in
            // The fallbacks are Amazon's too, but not offered by Chutes; Llama is, by Together.
            let answer = try await test.gateway.complete(
                Under.makeRequest { request in
                    request.chain = ModelChain(
                        preferred: "openai/gpt-5-mini",
                        fallbacks: ["meta-llama/llama-3.3-70b-instruct"]
                    )
                    request.providers.only = ["together"]
                }
            )
            #expect(answer.modelAsked == "openai/gpt-5-mini" && answer.provider == "Together")
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(
                    Under.makeRequest { request in
                        request.chain = ModelChain(preferred: "openai/gpt-5-mini")
                        request.providers.requiresZeroDataRetention = true
                    }
                )
            }
            #expect(error?.message.contains("No endpoints found matching your data policy") == true)
            #expect(error?.message.hasSuffix("; the terms are: none that keeps data") == true)
            #expect(try await test.money().reserved == .zero)
        }
    }

    struct Dependence: Sendable {
        var isSent: Bool
        var model = Under.preferred
        var settings: @Sendable (inout Gateway.Settings) -> Void = { _ in }
        var change: @Sendable (inout CompletionRequest) -> Void
    }

    static let dependences: [Dependence] = [
        Dependence(isSent: false) { _ in },
        Dependence(isSent: true) { $0.responseFormat = .jsonObject },
        Dependence(isSent: true) { $0.responseFormat = .jsonSchema(name: "a", schema: [:], strict: true) },
        Dependence(isSent: true) { $0.temperature = 0.5 },
        // What is only wished for goes to those who heed it, where there are any.
        Dependence(isSent: true) { request in
            request.responseFormat = .jsonObject
            request.parameters = .wished
        },
        Dependence(isSent: false) { request in
            request.seed = 7
            request.parameters = .wished
        },
        Dependence(
            isSent: false,
            settings: { $0.requiresParameters = false },
            change: { request in
                request.responseFormat = .jsonObject
                request.parameters = .wished
            }
        ),
        // A search is a tool of the service, which looks for providers that call tools by itself.
        Dependence(isSent: false) { $0.serverTools = [.webSearch(maxResults: 3)] },
        // A router chooses its model afterwards.
        Dependence(isSent: false, model: "openrouter/auto") { request in
            request.responseFormat = .jsonObject
            request.costLimit = .cents(10)
        },
        Dependence(
            isSent: false,
            settings: { $0.requiresParameters = false },
            change: { $0.responseFormat = .jsonObject }
        ),
    ]

    @Test(arguments: dependences.indices)
    func `require of a provider the parameters that a call depends on`(index: Int) async throws {
        let row = Self.dependences[index]
        try await Self.run(settings: row.settings) { test in
            _ = try await test.gateway.complete(
                Under.makeRequest { request in
                    request.chain = ModelChain(preferred: row.model)
                    row.change(&request)
                }
            )
            #expect(try Self.sent(test) == [row.isSent ? ["require_parameters": true] : nil])
        }
    }

    @Test func `make another answer of another call, and are kept with what was said`() async throws {
        try await Self.run { test in
            func ask(_ change: @escaping (inout CompletionRequest) -> Void) async throws -> Completion {
                try await test.gateway.complete(
                    Under.makeRequest { request in
                        request.cache = .standard(phase: "ask")
                        change(&request)
                    }
                )
            }
            let any = try await ask { _ in }
            let one = try await ask { $0.providers.only = ["amazon-bedrock"] }
            #expect(!one.isFromCache && one.id != any.id)
            #expect(try await ask { $0.providers.only = ["amazon-bedrock"] }.isFromCache)
            let content = try #require(try await test.gateway.content(ofRequest: one.id))
            let again = try #require(content.request(replaying: one.id))
            #expect(again.providers.only == ["amazon-bedrock"])
        }
    }

    @Test func `stop speech, which the service takes none for`() async throws {
        let settings: (inout Gateway.Settings) -> Void = { $0.providers.requiresZeroDataRetention = true }
        try await Self.run(settings: settings) { test in
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.speak(
                    "Hello.",
                    model: "mistralai/voxtral-mini-tts-2603",
                    voice: "en_paul_neutral",
                    purpose: CompletionRequest.Purpose(phase: "finalize", unit: "speech")
                )
            }
            #expect(error?.message.hasPrefix("providers is none that keeps data; allowed is no terms") == true)
            #expect(test.billed == .zero)
        }
    }
}
