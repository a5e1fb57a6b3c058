import Foundation
import Resilience
import Synchronization
import TestSupport
import Testing

@testable import OpenRouter

@Suite struct `Recorded exchanges` {
    @Test func `come back as the value or the error that was recorded, however they are cut`() async throws {
        guard let exchanges = try RecordedExchange.all() else {
            print("Recorded exchanges: ../shared/openrouter/exchanges.jsonl is absent, nothing checked")
            return
        }
        var generator = SeededGenerator(seed: 7)
        var checked: [String: Int] = [:]
        let steps = Mutex<[LoopbackServer.Step]>([])
        let answer: LoopbackServer.Answer = { _ in steps.withLock { $0 } }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { client in
                for exchange in exchanges where ["/chat/completions", "/models"].contains(exchange.path) {
                    for pieces in [
                        [Array(exchange.body.utf8)], exchange.pieces(using: &generator),
                        exchange.pieces(using: &generator),
                    ] {
                        let answer = LoopbackServer.answer(exchange.status, exchange.headers, pieces: pieces)
                        steps.withLock { $0 = answer }
                        try await check(exchange, with: client)
                    }
                    let kind = exchange.isStreaming ? "streamed" : "plain"
                    checked["\(exchange.path) \(kind) \(exchange.status)", default: 0] += 1
                }
            }
        }
        let total = checked.values.reduce(0, +)
        print("Recorded exchanges: \(total) checked, each whole and cut twice:", checked.sorted { $0.key < $1.key })
        #expect(total > 0)
    }

    private func check(_ exchange: RecordedExchange, with client: OpenRouterClient) async throws {
        if exchange.path == "/models" { return try await checkModels(exchange, with: client) }
        let reading = try exchange.reading()
        let comment = Comment(rawValue: exchange.source)
        do {
            let response =
                exchange.isStreaming ? try await whole(client) : try await client.complete(question, key: key)
            #expect(exchange.status == 200 && !reading.hasError, comment)
            #expect(response.text == reading.text, comment)
            #expect(response.finishReason?.word == reading.finishReason, comment)
            #expect(response.usage?.promptTokens == reading.promptTokens, comment)
            #expect(response.usage?.completionTokens == reading.completionTokens, comment)
            #expect(response.usage?.cost.flatMap { Decimal(string: $0.decimal) } == reading.cost, comment)
        } catch let error as OpenRouterError {
            switch exchange.status {
            case 400: #expect(error.code == .contextLengthExceeded, comment)
            case 401: #expect(error.code == .unauthorized, comment)
            case 429:
                #expect(error.code == .rateLimited, comment)
                #expect((error.retryAfter == .seconds(26)) == exchange.body.contains("X-RateLimit-Reset"), comment)
            default:
                #expect(exchange.status == 200, comment)
                let isEmpty = reading.text.allSatisfy(\.isWhitespace) && !reading.hasOtherContent
                #expect(error.code == .emptyResponse ? isEmpty : reading.hasError, "\(exchange.source): \(error)")
            }
            #expect(!error.message.contains("user_scrubbed"), comment)
        }
    }

    private func whole(_ client: OpenRouterClient) async throws -> ChatResponse {
        let events = try await collect(try await client.stream(question, key: key))
        let end = try #require(events.end)
        #expect(end.sawTerminator)
        return ChatResponse(text: events.text, finishReason: end.finishReason, usage: end.usage)
    }

    private func checkModels(_ exchange: RecordedExchange, with client: OpenRouterClient) async throws {
        let models = try await client.models()
        let object = try JSONSerialization.jsonObject(with: Data(exchange.body.utf8)) as? [String: Any]
        let items = try #require(object?["data"] as? [[String: Any]])
        #expect(models.map(\.id) == items.compactMap { $0["id"] as? String })
        for (model, item) in zip(models, items) {
            let pricing = item["pricing"] as? [String: Any]
            let expected = (pricing?["prompt"] as? String).flatMap { Decimal(string: $0) }
            let isConditional = pricing?["overrides"] != nil
            let price = model.pricing.prompt.flatMap { Decimal(string: $0.decimal) }
            #expect(isConditional || price == expected.flatMap { $0 < 0 ? nil : $0 })
        }
    }

    @Test func `a whole catalogue is read with every price`() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../../shared/openrouter/models-2026-08.json")
        guard let text = try? String(contentsOf: file.standardized, encoding: .utf8) else {
            print("Catalogue: ../shared/openrouter/models-2026-08.json is absent, nothing checked")
            return
        }
        let models = try #require(try JSONParser.parse(text.utf8Span.span)["data"]?.array).compactMap { Model($0) }
        print("Catalogue: \(models.count) models read")
        #expect(models.count == 413)
        #expect(models.filter { $0.pricing.prompt == nil }.count == 5)
        #expect(models.filter { $0.id.hasSuffix(":free") }.allSatisfy { $0.pricing.prompt == .zero })
    }
}
