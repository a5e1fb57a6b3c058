import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Testing

/// The rows of the classification, each from a body that the service sends or documents, over a socket.
@Suite(.timeLimit(.minutes(5))) struct `Classification of what a service sends` {
    typealias Row = (
        SimulatorFault.Kind, Classification.Kind, against: [String], Classification.Next, Classification.Billing
    )

    static let rows: [Row] = [
        (.resetBeforeHeaders, .lost, ["edge"], .sameThenNext, .ambiguous),
        (.closeBeforeHeaders, .lost, ["edge"], .sameThenNext, .ambiguous),
        // A failure that names its provider went through the service's front: only the model is at fault.
        (.timeout408, .timeout, ["edge", "model"], .sameThenNext, .nothing),
        (.server500, .serverError, ["edge", "model"], .sameThenNext, .nothing),
        (.provider502, .serverError, ["model"], .sameThenNext, .nothing),
        (.html502, .serverError, ["edge", "model"], .sameThenNext, .nothing),
        (.empty502, .serverError, ["edge", "model"], .sameThenNext, .nothing),
        (.unavailable503, .overloaded, ["model"], .sameThenNext, .nothing),
        (.loading503, .loading, [], .whenReady, .nothing),
        (.upstream504, .serverError, ["edge", "model"], .sameThenNext, .ambiguous),
        (.edge520, .serverError, ["edge", "model"], .sameThenNext, .nothing),
        (.edge524, .serverError, ["edge", "model"], .sameThenNext, .ambiguous),
        (.overloaded529, .overloaded, ["model"], .sameThenNext, .nothing),
        (.redirect302, .invalid, ["edge"], .sameThenNext, .nothing),
        // A limit is no failure of anybody.
        (.sharedPool429, .rateLimited, [], .sameThenNext, .nothing),
        (.retryDate429, .rateLimited, [], .sameThenNext, .nothing),
        (.perMinute429, .rateLimited, [], .sameThenNext, .nothing),
        (.inBandRateLimit, .rateLimited, [], .sameThenNext, .nothing),
        (.admission429, .admission, [], .same, .nothing),
        (.inFlight402, .inFlightBudget, [], .same, .nothing),
        (.freeDay429, .freeTier, [], .nextModel, .nothing),
        (.credits402, .credits, [], .stop, .nothing),
        (.fewerTokens402, .credits, [], .stop, .nothing),
        (.promptTokens402, .credits, [], .stop, .nothing),
        (.overweight402, .credits, [], .stop, .nothing),
        (.keyLimit402, .keyLimit, [], .otherKey, .nothing),
        (.keyLimit403, .keyLimit, [], .otherKey, .nothing),
        (.missingKey401, .unauthorized, ["key"], .otherKey, .nothing),
        (.unknownUser401, .unauthorized, ["key"], .otherKey, .nothing),
        (.permission403, .forbidden, [], .stop, .nothing),
        (.moderation403, .contentPolicy, [], .stop, .nothing),
        (.guardrail403, .contentPolicy, [], .stop, .nothing),
        // The request is at fault, unless the reason is the model's.
        (.badRequest400, .badRequest, [], .nextModel, .nothing),
        (.contextOverflow400, .contextLength, [], .nextModel, .nothing),
        (.validation400, .badRequest, [], .stop, .nothing),
        (.precondition412, .badRequest, [], .stop, .nothing),
        (.teapot418, .badRequest, [], .stop, .nothing),
        (.unprocessable422, .badRequest, [], .stop, .nothing),
        (.tooLarge413, .tooLarge, [], .stop, .nothing),
        (.noEndpoints404, .notFound, [], .nextModel, .nothing),
        (.dataPolicy404, .notFound, [], .nextModel, .nothing),
        // Inside a 200.
        (.inBandError, .serverError, ["model"], .sameThenNext, .nothing),
        (.errorText, .serverError, ["model"], .sameThenNext, .nothing),
        (.choiceError, .serverError, ["model"], .sameThenNext, .nothing),
        (.emptyChoices, .invalid, ["model"], .sameThenNext, .ambiguous),
        (.choicesNull, .invalid, ["model"], .sameThenNext, .ambiguous),
        (.emptyBody, .invalid, ["model"], .sameThenNext, .ambiguous),
        (.garbage, .invalid, ["model"], .sameThenNext, .ambiguous),
        (.nullContent, .empty, ["model"], .sameThenNext, .ambiguous),
        (.withheld, .contentPolicy, [], .nextModel, .nothing),
    ]

    @Test(arguments: rows.indices)
    func `is a row of the table`(index: Int) async throws {
        let row = Self.rows[index]
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: OpenRouterClient.httpConfiguration()
        )
        let error = try await Simulator.withSimulator { simulator in
            simulator.set([SimulatorFault(row.0)])
            let client = OpenRouterClient(OpenRouterClient.Configuration(baseURL: simulator.baseURL), http: http)
            let request = ChatRequest(
                model: "anthropic/claude-haiku-4.5",
                messages: [ChatMessage(.user, "Why?")],
                maxTokens: 64
            )
            return await #expect(throws: OpenRouterError.self) {
                try await client.complete(request, key: Secret("sk-or-v1-test"))
            }
        }
        try await http.shutdown()
        let reading = Classification(try #require(error))
        let marks = [("edge", reading.edge), ("model", reading.model), ("key", reading.key)]
        #expect(reading.kind == row.1)
        #expect(marks.filter { $0.1 == .failure }.map(\.0) == row.against)
        #expect(reading.next == row.3)
        #expect(reading.billing == row.4)
    }

    /// Nothing was sent: no name, no handshake, nobody who listens.
    @Test(arguments: [
        "http://no-such-host.invalid/api/v1", "https://127.0.0.1:PORT/api/v1", "http://127.0.0.1:9/api/v1",
    ])
    func `has a row for what never came to a connection`(base: String) async throws {
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: OpenRouterClient.httpConfiguration()
        )
        let error = try await Simulator.withSimulator { simulator in
            let port = simulator.baseURL.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
            let configuration = OpenRouterClient.Configuration(
                baseURL: base.replacingOccurrences(of: "PORT", with: port)
            )
            let client = OpenRouterClient(configuration, http: http)
            let request = ChatRequest(model: "a/b", messages: [ChatMessage(.user, "Why?")], maxTokens: 64)
            return await #expect(throws: OpenRouterError.self) {
                try await client.complete(request, key: Secret("sk-or-v1-test"))
            }
        }
        try await http.shutdown()
        #expect(error?.code == .connectionFailed)
        let reading = Classification(try #require(error))
        #expect(reading.kind == .unreachable)
        #expect(reading.edge == .failure && reading.model == .neutral && reading.key == .neutral)
        #expect(reading.next == .sameThenNext && reading.billing == .nothing)
    }
}
