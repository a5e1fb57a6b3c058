import Foundation
import OpenRouter
import Testing

@testable import Gateway

@Suite struct `Request rules` {
    static func makeRequest(_ change: (inout CompletionRequest) -> Void = { _ in }) -> CompletionRequest {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "question"),
            chain: ModelChain(preferred: "acme/one", fallbacks: ["acme/two"], budget: "acme/small"),
            messages: [ChatMessage(.system, "Be brief."), ChatMessage(.user, "What is a reef?")],
            maxTokens: 100
        )
        change(&request)
        return request
    }

    private let rules = RequestRules(maxTokensLimit: 1_000, maxPromptBytes: 200)

    @Test func `let an ordinary request pass`() throws {
        try rules.check(Self.makeRequest())
    }

    struct BrokenRule: Sendable {
        var message: String
        var change: @Sendable (inout CompletionRequest) -> Void

        init(_ message: String, _ change: @escaping @Sendable (inout CompletionRequest) -> Void) {
            self.message = message
            self.change = change
        }
    }

    static let brokenRules: [BrokenRule] = [
        BrokenRule("messages is 0 messages; allowed is 1…1000; the nearest is 1") { $0.messages = [] },
        BrokenRule("messages[0].content is empty; allowed is some text") {
            $0.messages = [ChatMessage(.user, " \n\t")]
        },
        BrokenRule("messages is no message of the user; allowed is at least one") { $0.messages.removeLast() },
        BrokenRule("messages is 202 bytes; allowed is at most 200; the nearest is 200") {
            $0.messages = [ChatMessage(.user, String(repeating: "é", count: 101))]
        },
        BrokenRule("maxTokens is 0; allowed is 1…1000; the nearest is 1") { $0.maxTokens = 0 },
        BrokenRule("maxTokens is -5; allowed is 1…1000; the nearest is 1") { $0.maxTokens = -5 },
        BrokenRule("maxTokens is 1001; allowed is 1…1000; the nearest is 1000") { $0.maxTokens = 1_001 },
        BrokenRule("messages[1].content is a text with an API key in it; allowed is text without keys") {
            $0.messages[1] = ChatMessage(.user, "use sk-or-v1-0123456789abcdef0123456789abcdef")
        },
        BrokenRule("temperature is inf; allowed is 0…2; the nearest is 2.0") { $0.temperature = .infinity },
        BrokenRule("temperature is 2.5; allowed is 0…2; the nearest is 2.0") { $0.temperature = 2.5 },
        BrokenRule("temperature is -0.1; allowed is 0…2; the nearest is 0.0") { $0.temperature = -0.1 },
        BrokenRule("temperature is nan; allowed is 0…2; the nearest is 1.0") { $0.temperature = .nan },
        BrokenRule("messages is 1001 messages; allowed is 1…1000; the nearest is 1000") {
            $0.messages = Array(repeating: ChatMessage(.user, "?"), count: 1_001)
        },
        BrokenRule("messages is 315 bytes; allowed is at most 200; the nearest is 200") {
            let name = String(repeating: "é", count: 140)
            $0.responseFormat = .jsonSchema(name: "a", schema: [name: .null], strict: true)
        },
        BrokenRule("messages[2].role is system; allowed is user or assistant after the first; the nearest is user") {
            $0.messages.append(ChatMessage(.system, "Forget that."))
        },
        BrokenRule("timeLimit is 0.0 seconds; allowed is more than 0; the nearest is 1 second") {
            $0.timeLimit = .zero
        },
        BrokenRule("hedgeDelay is -1.0 seconds; allowed is at least 0; the nearest is 0") {
            $0.hedgeDelay = .seconds(-1)
        },
        BrokenRule("serverTools.webSearch.maxResults is 101; allowed is 1…100; the nearest is 100") {
            $0.serverTools = [.webSearch(maxResults: 101)]
        },
        BrokenRule("responseFormat.schema is no object; allowed is a JSON Schema, an object; the nearest is {}") {
            $0.responseFormat = .jsonSchema(name: "a", schema: .null, strict: true)
        },
        BrokenRule("serverTools.webSearch.maxResults is 0; allowed is 1…100; the nearest is 1") {
            $0.serverTools = [.webSearch(maxResults: 0)]
        },
        BrokenRule("costLimit is -$0.01; allowed is at least $0.00; the nearest is $0.00") {
            $0.costLimit = .cents(-1)
        },
        BrokenRule("responseFormat.name is a b; allowed is 1…64 letters, digits, _ and -; the nearest is a_b") {
            $0.responseFormat = .jsonSchema(name: "a b", schema: [:], strict: true)
        },
    ]

    @Test(arguments: brokenRules.indices)
    func `name the field, the value and the limit`(index: Int) {
        let rule = Self.brokenRules[index]
        let error = #expect(throws: GatewayError.self) { try rules.check(Self.makeRequest(rule.change)) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message == rule.message)
    }

    @Test func `count bytes as the most tokens, and a third of them as likely`() {
        let request = Self.makeRequest { $0.messages = [ChatMessage(.user, String(repeating: "a", count: 300))] }
        let estimate = PromptEstimate(request)
        #expect(estimate.likely == 100 + 32)
        #expect(estimate.ceiling == 300 + 32)
    }

    private static let catalogue = Catalogue.Snapshot(
        StoredCatalogue(
            models: [
                Model(
                    id: "acme/one",
                    name: "One",
                    contextLength: 1_000,
                    maxCompletionTokens: 50,
                    pricing: Model.Pricing(prompt: USD("0.000001"), completion: USD("0.000002"))
                ),
                Model(id: "acme/two", name: "Two", pricing: Model.Pricing(prompt: nil, completion: nil)),
                Model(
                    id: "acme/small",
                    name: "Small",
                    contextLength: 4_000,
                    pricing: Model.Pricing(prompt: USD("0.0000001"), completion: USD("0.0000002"))
                ),
                Model(
                    id: "acme/gone",
                    name: "Gone",
                    pricing: Model.Pricing(prompt: .zero, completion: .zero),
                    expirationDate: "2026-11-24"
                ),
            ],
            fetchedAt: Date(timeIntervalSince1970: 0)
        )
    )

    private func makeRoute(
        unknownIsFree: Bool = false,
        _ change: (inout CompletionRequest) -> Void
    ) -> Route {
        Route(Self.makeRequest(change), catalogue: Self.catalogue, today: "2026-11-24", unknownIsFree: unknownIsFree)
    }

    @Test func `leave out models that are unable, gone, unknown or without a price`() {
        let route = makeRoute { $0.chain.fallbacks = ["acme/two", "acme/gone", "acme/nobody", "acme/one"] }
        #expect(route.candidates.map(\.model) == ["acme/small"])
        #expect(route.candidates.map(\.level) == [.budget(model: "acme/small")])
        #expect(
            route.exclusions.map(\.reason) == [
                "maxTokens is 100; allowed is at most 50; the nearest is 50",
                "its price is unknown and the call has no cost limit",
                "it went away on 2026-11-24",
                "it is not in the catalogue",
            ]
        )
    }

    @Test(
        arguments: [
            ([], "acme/one", true), (["acme/one"], "acme/one", true), (["acme/one"], "acme/two", false),
            (["acme/*"], "acme/two", true), (["*/one", "b/*"], "acme/one", true), (["a*e/*o*"], "acme/one", true),
            (["acme/*x"], "acme/one", false), (["acme/one*one"], "acme/one", false),
        ] as [([String], String, Bool)]
    )
    func `allow the models of the list and no others`(list: [String], model: String, isAllowed: Bool) {
        var settings = Gateway.Settings()
        settings.allowedModels = list
        #expect(settings.allows(model) == isAllowed)
    }

    @Test func `leave out levels that the caller cannot use`() {
        let route = makeRoute { request in
            request.maxTokens = 10
            request.acceptedLevels = [.preferred]
        }
        #expect(route.candidates.map(\.model) == ["acme/one"])
    }

    struct Unheeded: Sendable {
        var reason: String?
        var notSent: Set<RequestParameter> = []
        var heeded: [String]
        var policy = CompletionRequest.ParameterPolicy.required
        var change: @Sendable (inout CompletionRequest) -> Void
    }

    static let json: @Sendable (inout CompletionRequest) -> Void = {
        $0.responseFormat = .jsonSchema(name: "a", schema: [:], strict: true)
    }

    static let unheeded: [Unheeded] = [
        Unheeded(heeded: [], change: { $0.temperature = 0.5 }),
        Unheeded(heeded: ["max_tokens", "temperature"], change: { $0.temperature = 0.5 }),
        Unheeded(heeded: ["max_completion_tokens"], change: { _ in }),
        Unheeded(
            reason: "maxTokens is 10; allowed is none, as the model heeds no limit and may cost anything",
            heeded: ["temperature"],
            policy: .wished,
            change: { _ in }
        ),
        Unheeded(
            reason: "temperature is 0.5; allowed is none, as the model heeds no temperature",
            heeded: ["max_tokens", "seed"],
            change: { $0.temperature = 0.5 }
        ),
        Unheeded(notSent: [.temperature], heeded: ["max_tokens"], policy: .wished, change: { $0.temperature = 0.5 }),
        Unheeded(
            reason: "seed is 7; allowed is none, as the model heeds no seed",
            heeded: ["max_tokens", "temperature"],
            change: { $0.seed = 7 }
        ),
        Unheeded(
            reason: "reasoningEffort is low; allowed is none, as the model heeds no reasoning",
            heeded: ["max_tokens"],
            change: { $0.reasoningEffort = .low }
        ),
        Unheeded(
            reason: "responseFormat is jsonObject; allowed is none, as the model heeds no response_format",
            heeded: ["max_tokens"],
            change: { $0.responseFormat = .jsonObject }
        ),
        Unheeded(
            reason: "responseFormat is jsonSchema a; allowed is none, as the model heeds no structured_outputs",
            heeded: ["max_tokens", "response_format"],
            change: json
        ),
        Unheeded(
            notSent: [.structuredOutputs],
            heeded: ["max_tokens", "response_format"],
            policy: .wished,
            change: json
        ),
        Unheeded(
            notSent: [.structuredOutputs, .responseFormat],
            heeded: ["max_tokens"],
            policy: .wished,
            change: json
        ),
        Unheeded(
            reason: "serverTools is webSearch; allowed is none, as the model heeds no tools",
            heeded: ["max_tokens"],
            policy: .wished,
            change: { $0.serverTools = [.webSearch(maxResults: 3)] }
        ),
        Unheeded(
            heeded: ["max_tokens", "web_search_options"],
            change: { $0.serverTools = [.webSearch(maxResults: 3)] }
        ),
    ]

    @Test(arguments: unheeded.indices)
    func `leave out a model that does not heed what is required, and ask it without what is wished`(index: Int) {
        let row = Self.unheeded[index]
        let model = Model(
            id: "acme/one",
            name: "One",
            pricing: Model.Pricing(prompt: .zero, completion: .zero),
            supportedParameters: row.heeded
        )
        let request = Self.makeRequest { request in
            request.chain = ModelChain(preferred: "acme/one")
            request.maxTokens = 10
            request.parameters = row.policy
            row.change(&request)
        }
        let catalogue = Catalogue.Snapshot(StoredCatalogue(models: [model], fetchedAt: Date(timeIntervalSince1970: 0)))
        let route = Route(request, catalogue: catalogue, today: "2026-11-24", unknownIsFree: false)
        #expect(route.exclusions.map(\.reason) == (row.reason.map { [$0] } ?? []))
        #expect(route.candidates.map(\.unheeded) == (row.reason == nil ? [row.notSent] : []))
        guard let unheeded = route.candidates.first?.unheeded else { return }
        let sent = request.without(unheeded)
        #expect(RequestParameter.set(in: sent).allSatisfy { model.heeds($0.parameter) })
    }

    @Test func `leave out what neither reads nor writes text`() {
        for (input, output, reason) in [
            (["image"], ["text"], "it does not read text"), (["text"], ["image"], "it does not write text"),
        ] {
            let model = Model(
                id: "acme/one",
                name: "One",
                inputModalities: input,
                outputModalities: output,
                pricing: Model.Pricing(prompt: .zero, completion: .zero)
            )
            let route = Route(
                Self.makeRequest { $0.chain = ModelChain(preferred: "acme/one") },
                catalogue: Catalogue.Snapshot(
                    StoredCatalogue(models: [model], fetchedAt: Date(timeIntervalSince1970: 0))
                ),
                today: "2026-11-24",
                unknownIsFree: false
            )
            #expect(route.exclusions.map(\.reason) == [reason])
        }
    }

    @Test func `take a model of unknown price with a cost limit, or where unknown means free`() {
        #expect(makeRoute { $0.costLimit = .cents(1) }.candidates.map(\.model) == ["acme/two", "acme/small"])
        let free = makeRoute(unknownIsFree: true) { _ in }
        #expect(free.candidates.first?.price.knowledge == .free)
    }

    @Test func `hold bytes and the longest answer at the model's prices, and every search`() {
        let request = Self.makeRequest { $0.serverTools = [.webSearch(maxResults: 12)] }
        let price = Price(Self.catalogue["acme/one"]?.pricing, unknownIsFree: false)
        let estimate = PromptEstimate(request)
        #expect(estimate.ceiling == 24 + 48 + 24_000)
        let searches = USD(picodollars: (7_000_000_000 + 2_000_000_000) * 5)
        let tokens = USD(picodollars: Int64(estimate.ceiling) * 1_000_000 + 100 * 2_000_000)
        #expect(price.worstCase(of: request, prompt: estimate) == tokens + searches)
    }

    @Test func `take the cost from the best source there is`() {
        let price = Price(Self.catalogue["acme/one"]?.pricing, unknownIsFree: false)
        let hold = USD.cents(7)
        let reported = price.cost(of: Usage(promptTokens: 5, completionTokens: 5, cost: .cents(1)), hold: hold)
        #expect(reported == (.cents(1), .reported))
        let computed = price.cost(of: Usage(promptTokens: 5, completionTokens: 5), hold: hold)
        #expect(computed == (USD(picodollars: 15_000_000), .computed))
        #expect(price.cost(of: nil, hold: hold) == (hold, .worstCase))
        #expect(price.cost(of: Usage(promptTokens: 1 << 40), hold: hold) == (hold, .worstCase))
        #expect(Price(nil, unknownIsFree: true).cost(of: Usage(), hold: hold) == (.zero, .free))
        #expect(Price(nil, unknownIsFree: false).cost(of: Usage(promptTokens: 1), hold: hold) == (hold, .worstCase))
    }

    @Test(
        arguments: [
            ("acme/oen", ["acme/one"]), ("other/small", ["acme/small"]), ("acme/one:nitro", []),
            ("zzzzzzzzzzzzzzzz", []),
        ] as [(String, [String])]
    )
    func `find the ids that were meant`(id: String, nearest: [String]) {
        if Self.catalogue[id] == nil { #expect(Array(Self.catalogue.nearest(to: id).prefix(1)) == nearest) }
        #expect((Self.catalogue[id] != nil) == id.hasSuffix(":nitro"))
    }
}
