import Testing

@testable import OpenRouterSimulator

@Suite struct `Simulated API` {
    @Test func `lists the catalogue whole and by pages`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let whole = try await caller.send("GET", "/models", key: nil).json
            #expect(whole["data"]?.array?.count == 413)
            #expect(whole["data"]?.array?.filter { $0["pricing"]?["prompt"]?.string == "-1" }.count == 5)
            let page = try await caller.send("GET", "/models?limit=10&offset=5", key: nil).json
            #expect(page["data"]?.array?.count == 10)
            #expect(page["links"]?["next"]?.string != nil)
            let model = try await caller.send("GET", "/model/anthropic/claude-haiku-4.5", key: nil).json
            #expect(model["data"]?["pricing"]?["prompt"]?.string == "0.000001")
            let endpoints = try await caller.send("GET", "/models/openai/gpt-5-mini/endpoints", key: nil).json
            #expect(endpoints["data"]?["endpoints"]?.array?.isEmpty == false)
        }
    }

    @Test func `answers alike, bills exactly, and knows the bill after a while`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let first = try await caller.chat("Tell me of coral reefs").json
            let second = try await caller.chat("Tell me of coral reefs").json
            let text = first["choices"]?.array?.first?["message"]?["content"]?.string
            #expect(text == second["choices"]?.array?.first?["message"]?["content"]?.string)
            #expect(text?.contains("simulated") == true)
            #expect(first["id"] != second["id"])
            let usage = try #require(first["usage"])
            let prompt = Int64(usage["prompt_tokens"]?.int ?? 0)
            let completion = Int64(usage["completion_tokens"]?.int ?? 0)
            let expected = prompt * 1_000_000 + completion * 5_000_000
            #expect(usage["cost"]?.text == Money.decimal(expected))
            #expect(simulator.ledger == Simulator.Ledger(picodollars: 2 * expected, calls: 2))
            let id = first["id"]?.string ?? ""
            #expect(try await caller.send("GET", "/generation?id=\(id)").status == 404)
            #expect(try await caller.send("GET", "/generation?id=\(id)").json["data"]?["id"]?.string == id)
            let key = try await caller.send("GET", "/key").json
            #expect(key["data"]?["usage"]?.text == Money.decimal(2 * expected))
        }
    }

    @Test func `streams comments, text, the repeated reason with usage, and the terminator`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let plain = try await caller.chat("Tell me of coral reefs").json["choices"]?.array?.first
            let result = try await caller.chat("Tell me of coral reefs", stream: true)
            #expect(result.text.hasPrefix(": OPENROUTER PROCESSING\n\n"))
            #expect(result.text.hasSuffix("data: [DONE]\n\n"))
            #expect(result.headers["x-generation-id"]?.hasPrefix("gen-") == true)
            let events = result.text.split(separator: "\n\n").filter { $0.hasPrefix("data: {") }
                .compactMap { JSONReader.value(of: Array($0.dropFirst(6).utf8)) }
            let deltas = events.compactMap { $0["choices"]?.array?.first }
            let text = deltas.compactMap { $0["delta"]?["content"]?.string }.joined()
            #expect(deltas.compactMap { $0["finish_reason"]?.string } == ["stop", "stop"])
            #expect(events.compactMap { $0["usage"] }.count == 1)
            #expect(text.hasPrefix("This is a simulated answer"))
            #expect(plain?["finish_reason"]?.string == "stop")
        }
    }

    @Test(
        arguments: [
            (["model": "no/model"], 400, "no/model is not a valid model ID"),
            (["temperature": 5], 400, "Expected temperature to be at most 2, received 5"),
            (["messages": []], 400, "Input required: specify \"prompt\" or \"messages\""),
            (["models": ["a", "b", "c", "d"]], 400, "'models' array must have 3 items or fewer."),
            (["max_tokens": 0], 400, "Expected max_tokens to be at least 1, received 0"),
            (["max_tokens": 300_000], 400, "This endpoint's maximum context length is 200000 tokens."),
        ] as [([String: JSON], Int, String)]
    )
    func `refuses what the service refuses`(change: [String: JSON], status: Int, message: String) async throws {
        try await Simulator.withSimulator { simulator in
            let result = try await Caller(simulator: simulator).chat("Hello", with: change)
            #expect(result.status == status)
            #expect(result.json["error"]?["message"]?.string?.hasPrefix(message) == true)
        }
    }

    @Test(
        arguments: [
            ([:], 200, "Amazon Bedrock"), (["order": ["together"]], 200, "Together"),
            (["order": ["nobody"]], 200, "Amazon Bedrock"), (["only": ["together/fp8", "nobody"]], 200, "Together"),
            (["ignore": ["amazon-bedrock"]], 200, "Together"), (["quantizations": ["bf16"]], 200, "Together"),
            (["zdr": true, "data_collection": "deny", "sort": "price"], 200, "Amazon Bedrock"),
            (["max_price": ["prompt": 1, "completion": 5]], 200, "Amazon Bedrock"),
            (["require_parameters": true], 200, "Amazon Bedrock"),
            (["only": ["openai"]], 404, "No allowed providers are available for the selected model."),
            (["ignore": ["together", "amazon-bedrock"]], 404, "No allowed providers are available"),
            (["order": ["openai"], "allow_fallbacks": false], 404, "No allowed providers are available"),
            (["quantizations": ["int4"]], 404, "No endpoints found for anthropic/claude-haiku-4.5"),
            (["max_price": ["completion": .number("4.99")]], 404, "No endpoints found that satisfy the max price"),
            (["require_parameters": true, "only": ["together"]], 200, "Together"),
            (["exclude": ["openai"]], 400, "Unrecognized key(s) in object: 'exclude'"),
            (["sort": "speed"], 400, "Invalid option: expected one of"),
        ] as [([String: JSON], Int, String)]
    )
    func `answers on the terms of providers, or says which leaves nobody`(
        terms: [String: JSON],
        status: Int,
        answer: String
    ) async throws {
        try await Simulator.withSimulator { simulator in
            let result = try await Caller(simulator: simulator).chat("Hello", with: ["provider": .object(terms)])
            #expect(result.status == status)
            let said = result.json["provider"]?.string ?? result.json["error"]?["message"]?.string
            #expect(said?.hasPrefix(answer) == true, "\(result.text)")
        }
    }

    @Test func `refuses what no provider heeds, and what its providers do with data`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let seeded = try await caller.chat("Hello", with: ["provider": ["require_parameters": true], "seed": 1])
            #expect(seeded.status == 404)
            #expect(seeded.text.contains("No endpoints found that can handle the requested parameters."))
            for terms in [["only": ["chutes"], "zdr": true], ["only": ["chutes"], "data_collection": "deny"]] as [JSON]
            {
                let kept = try await caller.chat(
                    "Hello",
                    with: ["model": "moonshotai/kimi-k3", "provider": terms]
                )
                #expect(kept.status == 404 && kept.text.contains("matching your data policy"), "\(kept.text)")
            }
            let providers = try await caller.send("GET", "/providers", key: nil).json["data"]?.array
            #expect(providers?.compactMap { $0["slug"]?.string }.contains("amazon-bedrock") == true)
        }
    }

    @Test func `a missing key, an unknown key and an empty purse are refused`() async throws {
        var settings = Simulator.Settings()
        settings.credits = 1_000_000_000
        try await Simulator.withSimulator(settings: settings) { simulator in
            let caller = Caller(simulator: simulator)
            #expect(try await caller.send("POST", "/chat/completions", key: nil, body: [:]).status == 401)
            #expect(try await caller.send("GET", "/key", key: "sk-or-v1-bad").text.contains("User not found."))
            let poor = try await caller.chat("Hello")
            #expect(poor.status == 402)
            #expect(poor.json["error"]?["metadata"]?["limit_source"]?.string == "openrouter_credits")
        }
    }

    @Test func `keys are made, capped, disabled and deleted by a management key`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            #expect(try await caller.send("POST", "/keys", body: ["name": "new"]).status == 403)
            let management = "sk-or-v1-management-1"
            let made = try await caller.send("POST", "/keys", key: management, body: ["name": "new", "limit": 5])
            #expect(made.status == 201)
            let secret = try #require(made.json["key"]?.string)
            let hash = try #require(made.json["data"]?["hash"]?.string)
            #expect(try await caller.send("GET", "/key", key: secret).json["data"]?["limit_remaining"]?.text == "5")
            #expect(
                try await caller.send("PATCH", "/keys/\(hash)", key: management, body: ["disabled": true]).status == 200
            )
            #expect(try await caller.send("GET", "/key", key: secret).status == 401)
            #expect(try await caller.send("DELETE", "/keys/\(hash)", key: management).json["deleted"]?.bool == true)
            let left = try await caller.send("GET", "/keys", key: management).json["data"]?.array
            #expect(left?.compactMap { $0["name"]?.string } == ["default"])
        }
    }

    @Test(
        arguments: [
            (0, "0"), (1, "0.000000000001"), (427_000_000, "0.000427"), (1_000_000_000_000, "1"),
            (25_500_000_000_000, "25.5"), (-3, "-0.000000000003"), (10_000_000_000_000, "10"),
        ] as [(Int64, String)]
    )
    func `money is written without exponent and without idle zeros`(picodollars: Int64, text: String) {
        #expect(Money.decimal(picodollars) == text)
    }
}
