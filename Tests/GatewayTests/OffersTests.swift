import Foundation
import OpenRouter
import OpenRouterSimulator
import Storage
import TestSupport
import Testing

@testable import Gateway

private typealias Under = GatewayUnderTest

/// What is set aside for a call, and who may answer it: providers of one model have prices of their own.
@Suite(.temporaryDirectory) struct `Offers of a model` {
    private static let model = "deepseek/deepseek-v3.2"

    private static func offer(_ tag: String, _ prompt: Int64, _ completion: Int64) -> ModelEndpoint {
        ModelEndpoint(
            provider: tag,
            tag: tag,
            quantization: tag.hasPrefix("a") ? "fp8" : nil,
            contextLength: 8_000,
            maxCompletionTokens: tag.hasPrefix("a") ? 1_000 : 2_000,
            pricing: .init(prompt: USD(picodollars: prompt), completion: USD(picodollars: completion))
        )
    }

    private static let all = [offer("a/eu", 3, 10), offer("a/us", 4, 9), offer("b", 5, 1), offer("c", 90, 90)]

    private static func terms(_ change: (inout ProviderPreferences) -> Void) -> ProviderPreferences {
        var terms = ProviderPreferences()
        change(&terms)
        return terms
    }

    @Test func `cost at most the dearest of those that the terms leave, each price for itself`() {
        let rows: [(terms: ProviderPreferences, prompt: Int64, completion: Int64)] = [
            (ProviderPreferences(), 90, 90), (Self.terms { $0.ignore = ["c"] }, 5, 10),
            (Self.terms { $0.only = ["a"] }, 4, 10), (Self.terms { $0.only = ["a/us"] }, 4, 9),
            (Self.terms { $0.order = ["b"] }, 90, 90),
            (
                Self.terms { terms in
                    terms.order = ["b"]
                    terms.allowFallbacks = false
                }, 5, 1
            ), (Self.terms { $0.quantizations = [.fp8] }, 4, 10),
        ]
        for row in rows {
            let dearest = Offers(Self.all, under: row.terms).dearest
            #expect(dearest?.prompt?.picodollars == row.prompt, "\(row.terms)")
            #expect(dearest?.completion?.picodollars == row.completion, "\(row.terms)")
        }
        #expect(Offers(Self.all, under: Self.terms { $0.only = ["nobody"] }).dearest == nil)
    }

    @Test func `that are all too short are told of by value, limit, provider and the nearest`() {
        let request = Under.makeRequest { $0.maxTokens = 1_500 }
        let estimate = PromptEstimate(request)
        #expect(Offers(Self.all, under: ProviderPreferences()).inability(request, estimate) == nil)
        let reason = Offers(Self.all, under: Self.terms { $0.only = ["a"] }).inability(request, estimate)
        #expect(reason == "maxTokens is 1500; allowed is at most 1000 at a/eu, a/us; the nearest is 1000")
    }

    private static func run(_ body: (GatewayUnderTest) async throws -> Void) async throws {
        try await Under.run(settings: Under.settings, keepsChatBodies: true, body)
    }

    private static func makeRequest(_ change: (inout CompletionRequest) -> Void = { _ in }) -> CompletionRequest {
        Under.makeRequest { request in
            request.chain = ModelChain(preferred: model)
            change(&request)
        }
    }

    private static func held(_ test: GatewayUnderTest, _ id: String) async throws -> USD {
        let trace = try #require(try await test.store.call(id: id)).trace
        return trace.events.compactMap { event in
            if case .held(_, _, let amount, _) = event.step { amount } else { nil }
        }.first ?? .zero
    }

    private static func bound(_ body: Data) throws -> (prompt: Double, completion: Double) {
        let terms = try JSONSerialization.jsonObject(with: body) as? [String: Any]
        let most = (terms?["provider"] as? [String: Any])?["max_price"] as? [String: Double]
        return (try #require(most?["prompt"]), try #require(most?["completion"]))
    }

    @Test func `are held for at the dearest price, which bounds the request, and billed below it`() async throws {
        try await Self.run { test in
            let offers = try await test.gateway.endpoints(of: Self.model)
            try #require(offers.count == 2)
            let (cheap, dear) = (offers[0], offers[1])
            let prices = (cheap.pricing.completion ?? .zero, dear.pricing.completion ?? .zero)
            #expect(prices.0 < prices.1)
            // Asked for the dear one, which the catalogue's price does not cover.
            let dearly = try await test.gateway.complete(
                Self.makeRequest { $0.providers.only = [dear.tag ?? ""] }
            )
            #expect(dearly.provider == dear.provider)
            let whole = try await Self.held(test, dearly.id)
            #expect(whole > prices.1 * Self.makeRequest().maxTokens)
            #expect(dearly.cost <= whole)
            // Asked for anybody, the hold is the same; for the cheap one, it is less.
            let anybody = try await test.gateway.complete(Self.makeRequest())
            #expect(try await Self.held(test, anybody.id) == whole)
            let cheaply = try await test.gateway.complete(
                Self.makeRequest { $0.providers.only = [cheap.tag ?? ""] }
            )
            #expect(try await Self.held(test, cheaply.id) < whole)
            let bodies = test.simulator.chatBodies
            let bounds = try bodies.map { try Self.bound($0).completion * 1_000_000 }
            #expect((bounds[0] - Double(prices.1.picodollars)).magnitude < 2)
            #expect((bounds[2] - Double(prices.0.picodollars)).magnitude < 2)
            #expect(test.simulator.requestCounts["/models/\(Self.model)/endpoints"] == 2)
            #expect(try await test.gateway.estimate(Self.makeRequest()) == whole)
        }
    }

    @Test func `of which nobody tells may answer at the catalogue's price alone`() async throws {
        try await Self.run { test in
            let offers = try await test.gateway.endpoints(of: Self.model)
            test.simulator.set([SimulatorFault(.server500, path: "/models/*")])
            let answer = try await test.gateway.complete(
                Self.makeRequest { $0.providers.order = [offers[1].tag ?? ""] }
            )
            #expect(answer.provider == offers[0].provider)
            #expect(try Self.bound(#require(test.simulator.chatBodies.first)).completion < 0.5)
        }
    }

    @Test func `whose prices have risen bill nobody more than was set aside, and are asked for anew`() async throws {
        try await Self.run { test in
            var offers = try await test.gateway.endpoints(of: Self.model)
            for index in offers.indices { offers[index].pricing.completion = USD(picodollars: 1_000) }
            try await test.store.keep(
                StoredOffers(endpoints: offers, fetchedAt: Under.date),
                of: Self.model,
                server: test.simulator.baseURL
            )
            let answer = try await test.gateway.complete(Self.makeRequest())
            let bounds = try test.simulator.chatBodies.map { try Self.bound($0).completion }
            #expect(bounds.count == 2 && bounds[0] < 0.002 && bounds[1] > 0.4, "\(bounds)")
            #expect(answer.cost <= (try await Self.held(test, answer.id)) || answer.attempts == 2)
            #expect(try await test.money().reserved == .zero)
        }
    }

    @Test func `answer a wish for JSON where they heed it`() async throws {
        try await Self.run { test in
            let offers = try await test.gateway.endpoints(of: Self.model)
            #expect(!offers[1].supportedParameters.contains("structured_outputs"))
            func ask(_ needed: Bool) async throws -> Completion {
                try await test.gateway.complete(
                    Self.makeRequest { request in
                        request.providers.order = [offers[1].tag ?? ""]
                        request.responseFormat = .jsonSchema(name: "a", schema: ["type": "object"], strict: true)
                        request.parameters = .wished
                        request.needsHeedingProviders = needed
                    }
                )
            }
            #expect(try await ask(true).provider == offers[0].provider)
            #expect(try await ask(false).provider == offers[1].provider)
        }
    }
}
