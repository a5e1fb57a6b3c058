import Testing

@testable import OpenRouter

@Suite struct `Chat stream` {
    static let start =
        #"data: {"id":"gen-1","model":"m","provider":"P","choices":[{"index":0,"delta":{"content":"Hel"}}]}"#
    static let more =
        #"data: {"id":"gen-1","choices":[{"delta":{"content":"lo","reasoning":"hm"},"finish_reason":null}]}"#
    static let stop = #"data: {"choices":[{"delta":{"content":""},"finish_reason":"stop"}]}"#
    static let usage = #"{"prompt_tokens":3,"completion_tokens":2,"cost":0.000427}"#
    static let done = "data: [DONE]"

    @Test(
        arguments: [
            [start, more, stop, #"data: {"choices":[{"delta":{},"finish_reason":null}],"usage":\#(usage)}"#, done],
            [start, more, stop, #"data: {"choices":[],"usage":\#(usage)}"#, done],
            [start, more, stop, #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":\#(usage)}"#, done],
            [start, more, #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":\#(usage)}"#],
        ]
    )
    func `takes usage in any of its shapes, with or without the terminator`(lines: [String]) async throws {
        let events = try await Self.events(lines)
        #expect(events.first == .started(id: "gen-1", model: "m", provider: "P"))
        #expect(events.text == "Hello")
        #expect(events.contains(.reasoning("hm")))
        let usage = Usage(promptTokens: 3, completionTokens: 2, cost: USD("0.000427"))
        #expect(events.end == ChatEnd(finishReason: .stop, usage: usage, sawTerminator: lines.last == Self.done))
    }

    @Test func `accepts a terminator without a finish reason when there is text`() async throws {
        let end = try await Self.events([Self.start, Self.done]).end
        #expect(end == ChatEnd(finishReason: nil, usage: nil, sawTerminator: true))
    }

    @Test(
        arguments: [
            ([start], .truncated, "Hel"),
            ([], .truncated, ""),
            ([done], .emptyResponse, ""),
            ([stop, done], .emptyResponse, ""),
            ([#"data: {"error":{"code":"server_error","message":"m"},"choices":[]}"#, done], .serverError, ""),
            (
                [
                    start,
                    #"data: {"error":{"code":502,"message":"m"},"choices":[{"delta":{},"finish_reason":"error"}]}"#,
                ], .serverError, "Hel"
            ),
            (
                [start, #"data: {"choices":[{"error":{"code":429,"message":"m"},"delta":{"content":"p"}}]}"#],
                .rateLimited, "Help"
            ),
            (
                [
                    start,
                    #"data: {"error":{"code":400,"message":"Token limit reached"},"choices":[{"delta":{}}],"usage":\#(usage)}"#,
                    done,
                ],
                .badRequest, "Hel"
            ),
            ([start, #"data: {"choices":[{"delta":{},"finish_reason":"error"}]}"#, done], .serverError, "Hel"),
            ([start, "data: not JSON", done], .invalidResponse, "Hel"),
        ] as [([String], OpenRouterError.Code, String)]
    )
    func `fails with what had arrived`(lines: [String], code: OpenRouterError.Code, partial: String) async throws {
        let error = try #require(await failure { try await Self.events(lines) })
        #expect(error.code == code)
        #expect(error.partial?.text == partial)
        if lines.contains(where: { $0.contains("Token limit") }) {
            #expect(error.partial?.usage?.cost == USD("0.000427"))
        }
    }

    @Test func `that is reset is truncated, unless the finish reason had come`() async throws {
        let cut = LoopbackServer.head(200) + LoopbackServer.chunk(Array("\(Self.start)\n\n".utf8))
        let error = await failure { try await Self.events(of: [.write(cut), .close]) }
        #expect(error?.code == .truncated)
        #expect(error?.partial?.text == "Hel")

        let finished = cut + LoopbackServer.chunk(Array("\(Self.stop)\n\n".utf8))
        let end = try await Self.events(of: [.write(finished), .close]).end
        #expect(end == ChatEnd(finishReason: .stop, usage: nil, sawTerminator: false))
    }

    @Test func `that ends inside an event is truncated`() async throws {
        let pieces = ["\(Self.start)\n\n", #"data: {"choices":[{"delta":{"con"#].map { Array($0.utf8) }
        let error = await failure { try await Self.events(of: LoopbackServer.answer(200, pieces: pieces)) }
        #expect(error?.code == .truncated)
        #expect(error?.partial?.text == "Hel")
    }

    @Test func `takes a plain answer from a server that does not stream`() async throws {
        let answer = #"{"id":"gen-1","choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"#
        let events = try await Self.events(of: LoopbackServer.json(200, answer))
        #expect(events.text == "Hi")
        #expect(events.end?.finishReason == .stop)

        let error = await failure {
            try await Self.events(of: LoopbackServer.json(200, #"{"error":{"code":502,"message":"m"}}"#))
        }
        #expect(error?.code == .serverError)
    }

    @Test func `is not begun when the status is an error`() async throws {
        let error = await failure {
            try await Self.events(of: LoopbackServer.json(503, #"{"error":{"code":503,"message":"m"}}"#))
        }
        #expect(error?.code == .overloaded)
        #expect(error?.isInBand == false)
    }

    @Test func `gives more than it can hold at once`() async throws {
        let text = String(repeating: "word ", count: 200)
        let line = Array(#"data: {"choices":[{"delta":{"content":"\#(text)"}}]}"#.utf8) + Array("\n\n".utf8)
        let pieces = [[UInt8]](repeating: line, count: 4000) + [Array("\(Self.stop)\n\n\(Self.done)\n\n".utf8)]
        let events = try await Self.events(of: LoopbackServer.answer(200, pieces: pieces))
        #expect(events.text.utf8.count == 4000 * 1000)
    }

    private static func events(_ lines: [String]) async throws -> [ChatEvent] {
        let pieces = [": OPENROUTER PROCESSING", ""] + lines.flatMap { [$0, ""] }
        return try await events(of: LoopbackServer.answer(200, pieces: pieces.map { Array("\($0)\n".utf8) }))
    }

    private static func events(of steps: [LoopbackServer.Step]) async throws -> [ChatEvent] {
        let answer: LoopbackServer.Answer = { _ in steps }
        return try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { try await collect(try await $0.stream(question, key: key)) }
        }
    }
}
