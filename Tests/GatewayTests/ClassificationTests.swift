import Gateway
import OpenRouter
import Testing

@Suite struct `Classification of an attempt` {
    typealias Reading = Classification

    /// A row of the table of the design: what came back, what it counts against, what is next, what it may have cost.
    struct Row: Sendable {
        var error: OpenRouterError
        var kind: Reading.Kind
        var against: [String]
        var next: Reading.Next
        var billing: Reading.Billing

        init(
            _ error: OpenRouterError,
            _ kind: Reading.Kind,
            _ against: [String],
            _ next: Reading.Next,
            _ billing: Reading.Billing
        ) {
            self.error = error
            self.kind = kind
            self.against = against
            self.next = next
            self.billing = billing
        }
    }

    static let rows: [Row] = [
        Row(OpenRouterError(.connectionFailed, "refused"), .unreachable, ["edge"], .sameThenNext, .nothing),
        Row(OpenRouterError(.connectionLost, "reset"), .lost, ["edge"], .sameThenNext, .ambiguous),
        Row(OpenRouterError(.firstByteTimeout, "silent"), .timeout, ["edge", "model"], .sameThenNext, .ambiguous),
        Row(OpenRouterError(.idleTimeout, "stalled"), .timeout, ["model"], .sameThenNext, .ambiguous),
        Row(OpenRouterError(.totalTimeout, "too long"), .timeout, ["model"], .sameThenNext, .ambiguous),
        Row(
            OpenRouterError(.requestTimeout, "408", status: 408, provider: "Chutes"),
            .timeout,
            ["model"],
            .sameThenNext,
            .nothing
        ),
        Row(
            OpenRouterError(.serverError, "500", status: 500),
            .serverError,
            ["edge", "model"],
            .sameThenNext,
            .nothing
        ),
        Row(
            OpenRouterError(.serverError, "502", status: 502, provider: "Chutes"),
            .serverError,
            ["model"],
            .sameThenNext,
            .nothing
        ),
        Row(
            OpenRouterError(.serverError, "504", status: 504),
            .serverError,
            ["edge", "model"],
            .sameThenNext,
            .ambiguous
        ),
        Row(
            OpenRouterError(.serverError, "524", status: 524),
            .serverError,
            ["edge", "model"],
            .sameThenNext,
            .ambiguous
        ),
        Row(
            OpenRouterError(.serverError, "in band", status: 502, isInBand: true),
            .serverError,
            ["model"],
            .sameThenNext,
            .nothing
        ),
        Row(
            OpenRouterError(.overloaded, "529", status: 529, provider: "X"),
            .overloaded,
            ["model"],
            .sameThenNext,
            .nothing
        ),
        Row(OpenRouterError(.modelLoading, "Loading model", status: 503), .loading, [], .whenReady, .nothing),
        Row(OpenRouterError(.rateLimited, "shared pool", status: 429), .rateLimited, [], .sameThenNext, .nothing),
        Row(OpenRouterError(.admissionControl, "in bursts", status: 429), .admission, [], .same, .nothing),
        Row(OpenRouterError(.inFlightBudget, "in flight", status: 402), .inFlightBudget, [], .same, .nothing),
        Row(OpenRouterError(.freeTierLimit, "the day", status: 429), .freeTier, [], .nextModel, .nothing),
        Row(OpenRouterError(.insufficientCredits, "no credits", status: 402), .credits, [], .stop, .nothing),
        Row(OpenRouterError(.keyLimitExceeded, "daily limit", status: 403), .keyLimit, [], .otherKey, .nothing),
        Row(
            OpenRouterError(.unauthorized, "User not found.", status: 401),
            .unauthorized,
            ["key"],
            .otherKey,
            .nothing
        ),
        Row(OpenRouterError(.forbidden, "not allowed", status: 403), .forbidden, [], .stop, .nothing),
        Row(OpenRouterError(.contentPolicy, "guardrail", status: 403), .contentPolicy, [], .stop, .nothing),
        Row(
            OpenRouterError(.contentPolicy, "flagged", status: 403, provider: "X"),
            .contentPolicy,
            [],
            .nextModel,
            .nothing
        ),
        Row(OpenRouterError(.badRequest, "temperature", status: 400), .badRequest, [], .stop, .nothing),
        Row(OpenRouterError(.badRequest, "raw", status: 400, provider: "X"), .badRequest, [], .nextModel, .nothing),
        Row(OpenRouterError(.contextLengthExceeded, "too long", status: 400), .contextLength, [], .nextModel, .nothing),
        Row(OpenRouterError(.notFound, "No endpoints found", status: 404), .notFound, [], .nextModel, .nothing),
        Row(OpenRouterError(.payloadTooLarge, "413", status: 413), .tooLarge, [], .stop, .nothing),
        Row(OpenRouterError(.truncated, "cut", isInBand: true), .truncated, ["model"], .sameThenNext, .ambiguous),
        Row(
            OpenRouterError(.invalidResponse, "a redirect", status: 302),
            .invalid,
            ["edge"],
            .sameThenNext,
            .nothing
        ),
        Row(
            OpenRouterError(.invalidResponse, "not JSON", isInBand: true),
            .invalid,
            ["model"],
            .sameThenNext,
            .ambiguous
        ),
        Row(OpenRouterError(.emptyResponse, "nothing", isInBand: true), .empty, ["model"], .sameThenNext, .ambiguous),
    ]

    @Test(arguments: rows.indices)
    func `of a failure is a row of the table`(index: Int) {
        let row = Self.rows[index]
        let reading = Reading(row.error)
        #expect(reading.kind == row.kind)
        #expect(reading.next == row.next)
        #expect(reading.billing == row.billing)
        let marks = [("edge", reading.edge), ("model", reading.model), ("key", reading.key)]
        #expect(marks.filter { $0.1 == .failure }.map(\.0) == row.against)
    }

    @Test func `has a row for every code`() {
        #expect(Set(Self.rows.map(\.error.code)) == Set(OpenRouterError.Code.allCases))
    }

    @Test func `of a cancellation is neutral to everything`() {
        let reading = Reading(CancellationError())
        #expect([reading.edge, reading.model, reading.key] == [Reading.Mark](repeating: .neutral, count: 3))
        #expect(reading.billing == .ambiguous)
        #expect(reading.next == .stop)
    }

    @Test func `of a 429 is neutral to every breaker`() {
        for code in [.rateLimited, .admissionControl, .freeTierLimit] as [OpenRouterError.Code] {
            let reading = Reading(OpenRouterError(code, "slow down", status: 429))
            #expect([reading.edge, reading.model, reading.key] == [Reading.Mark](repeating: .neutral, count: 3))
        }
    }

    struct Answer: Sendable {
        var text: String
        var finish: FinishReason?
        var refusal: String?
        var acceptsTruncation = false
        var kind: Reading.Kind
        var next: Reading.Next
    }

    static let answers: [Answer] = [
        Answer(text: "Hello.", finish: .stop, kind: .answered, next: .stop),
        Answer(text: "Hello.", finish: nil, kind: .answered, next: .stop),
        Answer(text: "Hello.", finish: .length, acceptsTruncation: true, kind: .answered, next: .stop),
        Answer(text: "Hello.", finish: .length, kind: .truncated, next: .sameThenNext),
        Answer(text: "", finish: .length, acceptsTruncation: true, kind: .truncated, next: .sameThenNext),
        Answer(text: "Hel", finish: .error, kind: .serverError, next: .sameThenNext),
        Answer(text: "Hel", finish: .contentFilter, kind: .contentPolicy, next: .nextModel),
        Answer(text: "", finish: .stop, refusal: "I cannot.", kind: .contentPolicy, next: .nextModel),
        Answer(text: " \n", finish: .stop, kind: .empty, next: .sameThenNext),
    ]

    @Test(arguments: answers.indices)
    func `of an answer tells a whole one from others`(index: Int) {
        let answer = Self.answers[index]
        let response = ChatResponse(text: answer.text, refusal: answer.refusal, finishReason: answer.finish)
        let reading = Reading(response, acceptsTruncation: answer.acceptsTruncation)
        #expect(reading.kind == answer.kind)
        #expect(reading.next == answer.next)
    }
}
