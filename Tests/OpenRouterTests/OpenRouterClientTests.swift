import Foundation
import NIOCore
import Testing

@testable import OpenRouter

@Suite struct `OpenRouter client` {
    typealias Timeouts = OpenRouterClient.Timeouts

    // MARK: What is sent

    @Test func `sends sorted members and only those that say something`() throws {
        var request = question
        #expect(
            String(buffer: request.encoded(isStreaming: false))
                == #"{"max_tokens":16,"messages":[{"content":"Why?","role":"user"}],"model":"author/model"}"#
        )
        request.messages = [ChatMessage(.system, "\"\\\n\r\t\u{1} grüße 🎙")]
        request.fallbackModels = ["a/b"]
        request.temperature = 0.7
        request.topP = 1
        request.seed = 5
        request.stop = ["END"]
        request.reasoningEffort = .low
        request.sessionID = "s"
        request.serverTools = [.webSearch(maxResults: 3)]
        request.responseFormat = .jsonSchema(
            name: "n",
            schema: ["type": "object", "additionalProperties": false],
            strict: true
        )
        var provider = ProviderPreferences()
        provider.requireParameters = true
        provider.order = ["P"]
        provider.only = ["P", "Q"]
        provider.ignore = ["R"]
        provider.dataCollection = .deny
        provider.requiresZeroDataRetention = true
        provider.quantizations = [.bf16]
        provider.sort = .price
        provider.maxPrice = .init(prompt: USD("0.15"), completion: USD("2.5"))
        provider.allowFallbacks = false
        request.provider = provider
        #expect(
            String(buffer: request.encoded(isStreaming: true))
                == #"{"max_tokens":16,"messages":[{"content":"\"\\\n\r\t\u0001 grüße 🎙","role":"system"}],"model":"author/model","models":["a/b"],"provider":{"allow_fallbacks":false,"data_collection":"deny","ignore":["R"],"max_price":{"completion":2.5,"prompt":0.15},"only":["P","Q"],"order":["P"],"quantizations":["bf16"],"require_parameters":true,"sort":"price","zdr":true},"reasoning":{"effort":"low"},"response_format":{"json_schema":{"name":"n","schema":{"additionalProperties":false,"type":"object"},"strict":true},"type":"json_schema"},"seed":5,"session_id":"s","stop":["END"],"stream":true,"stream_options":{"include_usage":true},"temperature":0.7,"tools":[{"parameters":{"max_results":3},"type":"openrouter:web_search"}],"top_p":1.0}"#
        )
    }

    @Test func `sends the key and the name of the application`() async throws {
        let answer: LoopbackServer.Answer = { _ in LoopbackServer.json(200, #"{"data":{"label":"l","usage":0.5}}"#) }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { _ = try await $0.keyInfo(key) }
            var events = server.events.makeAsyncIterator()
            guard case .request(let head, _)? = await events.next() else {
                throw OpenRouterError(.badRequest, "no request")
            }
            #expect(head.hasPrefix("GET /api/v1/key HTTP/1.1"))
            #expect(head.contains("Authorization: Bearer \(key.withExposed { $0 })"))
            #expect(head.contains("X-OpenRouter-Title: Castline"))
            #expect(!head.lowercased().contains("x-openrouter-metadata"))
        }
    }

    // MARK: What comes back

    @Test func `reads the key, the credits and a bill`() async throws {
        let answer: LoopbackServer.Answer = { head in
            let bodies = [
                "/key":
                    #"{"data":{"label":"sk-or-v1-au7...890","limit":100,"limit_remaining":74.5,"limit_reset":"monthly","usage":25.5,"usage_daily":25.5,"is_free_tier":false,"is_provisioning_key":true,"expires_at":null,"new":{}}}"#,
                "/credits": #"{"data":{"total_credits":100.5,"total_usage":25.75}}"#,
                "/generation?id=gen-1%2F2":
                    #"{"data":{"id":"gen-1/2","model":"m","total_cost":0.0015,"native_tokens_prompt":10,"tokens_prompt":12,"cancelled":true}}"#,
                "/models/a/b:free/endpoints":
                    #"{"data":{"endpoints":[{"provider_name":"P","context_length":8192,"status":-2,"uptime_last_30m":99.5,"pricing":{"prompt":"0.000001","completion":"-1"}},{}]}}"#,
            ]
            let path = String(head.split(separator: " ")[1].dropFirst(7))
            return bodies[path].map { LoopbackServer.json(200, $0) }
                ?? LoopbackServer.json(404, #"{"error":{"message":"no","code":404}}"#)
        }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { client in
                let info = try await client.keyInfo(key)
                #expect(
                    info.limit == .cents(10_000) && info.limitRemaining == .cents(7450) && info.usage == .cents(2550)
                )
                #expect(
                    info.limitReset == "monthly" && info.isManagementKey && !info.isFreeTier && info.expiresAt == nil
                )
                #expect(try await client.credits(key).balance == .cents(7475))
                let bill = try await client.generation("gen-1/2", key: key)
                #expect(bill.totalCost == USD("0.0015") && bill.promptTokens == 10 && bill.isCancelled)
                let endpoints = try await client.endpoints(of: "a/b:free", key: nil)
                #expect(endpoints.count == 1)
                #expect(endpoints.first?.status == -2 && endpoints.first?.pricing.completion == nil)
                #expect(endpoints.first?.pricing.prompt == USD("0.000001"))
                #expect(await failure { try await client.generation("gen-3", key: key) }?.code == .notFound)
            }
        }
    }

    @Test func `follows the links of a catalogue given in parts`() async throws {
        let answer: LoopbackServer.Answer = { head in
            let isFirst = !head.contains("offset=2")
            return LoopbackServer.json(
                200,
                isFirst
                    ? #"{"data":[{"id":"a"},{"id":"b"}],"total_count":3,"links":{"next":"/api/v1/models?limit=2&offset=2"}}"#
                    : #"{"data":[{"id":"c","pricing":{"prompt":"-1","completion":"1e-6","overrides":[{"completion":"2e-6"}]}}],"links":{"next":null}}"#
            )
        }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { client in
                let models = try await client.models()
                #expect(models.map(\.id) == ["a", "b", "c"])
                #expect(models.last?.pricing == Model.Pricing(prompt: nil, completion: USD("2e-6")))
                #expect(models.first?.pricing.request == nil)
                let page = try await client.models(offset: 0, limit: 2)
                #expect(page.models.count == 2 && page.totalCount == 3 && page.next != nil)
            }
        }
    }

    @Test(
        arguments: [
            #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},"finish_reason":"new"}]}"#,
            #"{"id":7,"model":[],"usage":"much","choices":[{"message":{"content":"ab","reasoning":{}},"finish_reason":"new"}]}"#,
            "\n   \n\n {\"choices\":[{\"message\":{\"content\":\"ab\",\"annotations\":null},\"finish_reason\":\"new\"}]}\n",
        ]
    )
    func `takes what it knows and leaves the rest`(body: String) async throws {
        let answer: LoopbackServer.Answer = { _ in LoopbackServer.json(200, body) }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { client in
                let response = try await client.complete(question, key: key)
                #expect(response.text == "ab")
                #expect(response.finishReason == .other("new"))
                #expect(response.id == nil && response.usage == nil)
            }
        }
    }

    // MARK: What does not come back

    @Test(
        arguments: [
            (timeouts(firstByte: 40), [], .firstByteTimeout),
            (timeouts(idle: 40), [.write(LoopbackServer.head(200))], .idleTimeout),
            (timeouts(total: 40), [], .totalTimeout),
            (timeouts(total: 40), [.write(LoopbackServer.head(200) + LoopbackServer.chunk([0x20]))], .totalTimeout),
            (timeouts(), [.close], .connectionLost),
            (timeouts(), [.write(LoopbackServer.head(200) + LoopbackServer.chunk([0x7B])), .close], .connectionLost),
        ] as [(Timeouts, [LoopbackServer.Step], OpenRouterError.Code)]
    )
    func `each wait has its end, and its code`(
        timeouts: Timeouts,
        steps: [LoopbackServer.Step],
        code: OpenRouterError.Code
    ) async throws {
        let answer: LoopbackServer.Answer = { _ in steps }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server, timeouts: timeouts) { client in
                #expect(await failure { try await client.complete(question, key: key) }?.code == code)
            }
            await Self.expectClosed(server)
        }
    }

    @Test(arguments: [(40, 60_000), (60_000, 40)])
    func `a call ends at its own limit or at the client's, whichever is less`(limit: Int, total: Int) async throws {
        let answer: LoopbackServer.Answer = { _ in [] }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server, timeouts: Self.timeouts(total: total)) { client in
                let error = await failure {
                    try await client.complete(question, key: key, limit: .milliseconds(limit))
                }
                #expect(error?.code == .totalTimeout)
            }
            await Self.expectClosed(server)
        }
    }

    @Test(arguments: [false, true])
    func `an answer without end ends where no answer is as long, and its connection with it`(
        isStreamed: Bool
    )
        async throws
    {
        let piece = LoopbackServer.chunk(Array("data: \(String(repeating: "x", count: 4_000))\n".utf8))
        let bytes = LoopbackServer.head(200) + Array(repeatElement(piece, count: 40).joined())
        let answer: LoopbackServer.Answer = { _ in [.write(bytes)] }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server, longestAnswerBytes: 100_000) { client in
                let error = await failure {
                    if isStreamed {
                        _ = try await collect(try await client.stream(question, key: key))
                    } else {
                        _ = try await client.complete(question, key: key)
                    }
                }
                #expect(error?.code == .invalidResponse)
                #expect(error?.message.contains("the answer is longer than 100000 bytes") == true)
            }
            await Self.expectClosed(server)
        }
    }

    @Test func `a stream that stands still ends with what had arrived`() async throws {
        let bytes = LoopbackServer.head(200) + LoopbackServer.chunk(Array("\(`Chat stream`.start)\n\n".utf8))
        let answer: LoopbackServer.Answer = { _ in [.write(bytes)] }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server, timeouts: Self.timeouts(idle: 40)) { client in
                let error = await failure { try await collect(try await client.stream(question, key: key)) }
                #expect(error?.code == .idleTimeout)
                #expect(error?.partial?.text == "Hel")
            }
            await Self.expectClosed(server)
        }
    }

    @Test func `a refused connection is told apart: nothing was sent`() async throws {
        // A port that no test's server is ever given.
        try await withClient(at: "http://127.0.0.1:1/api/v1") { client in
            #expect(await failure { try await client.complete(question, key: key) }?.code == .connectionFailed)
            #expect(await failure { try await client.stream(question, key: key) }?.code == .connectionFailed)
        }
        try await withClient(at: "nonsense") { client in
            #expect(await failure { try await client.models() }?.code == .connectionFailed)
        }
    }

    @Test(arguments: [false, true])
    func `cancelling closes the connection`(isStreaming: Bool) async throws {
        let begun = LoopbackServer.head(200) + LoopbackServer.chunk(Array("\(`Chat stream`.start)\n\n".utf8))
        let answer: LoopbackServer.Answer = { _ in isStreaming ? [.write(begun)] : [] }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { client in
                await withThrowingTaskGroup { group in
                    group.addTask {
                        if isStreaming {
                            _ = try await collect(try await client.stream(question, key: key))
                        } else {
                            _ = try await client.complete(question, key: key)
                        }
                    }
                    _ = await server.events.first { _ in true }
                    group.cancelAll()
                    await #expect(throws: CancellationError.self) { try await group.next() }
                }
                await Self.expectClosed(server)
            }
        }
    }

    @Test func `letting go of a stream closes the connection`() async throws {
        let answer: LoopbackServer.Answer = { _ in [.write(LoopbackServer.head(200))] }
        try await LoopbackServer.with(answer) { server in
            try await withClient(of: server) { client in
                _ = try await client.stream(question, key: key)
                await Self.expectClosed(server)
            }
        }
    }

    /// Waits until the server sees the connection closed.
    private static func expectClosed(_ server: LoopbackServer) async {
        let last = await server.events.first { $0 == .closed }
        #expect(last == .closed)
    }

    /// Waits in milliseconds; those not given are far longer than a test.
    private static func timeouts(firstByte: Int = 60_000, idle: Int = 60_000, total: Int = 60_000) -> Timeouts {
        var timeouts = Timeouts()
        timeouts.firstByte = .milliseconds(firstByte)
        timeouts.idle = .milliseconds(idle)
        timeouts.total = .milliseconds(total)
        return timeouts
    }
}
