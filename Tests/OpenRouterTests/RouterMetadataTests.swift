import OpenRouter
import Testing

@Suite struct `Router metadata` {
    private static let full =
        "\"openrouter_metadata\":{\"requested\":\"a/b\",\"strategy\":\"price\",\"region\":\"global\",\"summary\":\"ok\","
        + "\"attempt\":2,\"is_byok\":false,\"endpoints\":{\"total\":3,\"available\":[]},\"new\":[1],"
        + "\"attempts\":[{\"provider\":\"X\",\"model\":\"a/b\",\"status\":529},{\"provider\":\"Y\",\"status\":200}]}"

    private static func answer(_ metadata: String) -> String {
        "{\"id\":\"gen-1\",\"choices\":[{\"message\":{\"content\":\"Hi.\"},\"finish_reason\":\"stop\"}],\(metadata)}"
    }

    @Test func `is read from answers, errors and last chunks`() async throws {
        let bodies = [
            LoopbackServer.json(200, Self.answer(Self.full)),
            LoopbackServer.json(503, "{\"error\":{\"code\":503,\"message\":\"busy\"},\(Self.full)}"),
        ]
        for (index, steps) in bodies.enumerated() {
            try await LoopbackServer.with { _ in
                steps
            } body: { server in
                try await withClient(of: server) { client in
                    let router: RouterMetadata?
                    if index == 0 {
                        router = try await client.complete(question, key: key).router
                    } else {
                        router = await failure { try await client.complete(question, key: key) }?.router
                    }
                    #expect(router?.attempts.map(\.status) == [529, 200])
                    #expect(router?.endpoints == 3)
                    #expect(router?.attempt == 2)
                }
            }
        }
        let chunk = "data: {\"id\":\"g\",\"choices\":[{\"delta\":{\"content\":\"Hi.\"},\"finish_reason\":\"stop\"}],"
        let stream = LoopbackServer.answer(
            200,
            [("content-type", "text/event-stream")],
            pieces: [Array("\(chunk)\(Self.full)}\n\ndata: [DONE]\n\n".utf8)]
        )
        try await LoopbackServer.with { _ in
            stream
        } body: { server in
            try await withClient(of: server) { client in
                let events = try await collect(try await client.stream(question, key: key))
                #expect(events.end?.router?.strategy == "price")
            }
        }
    }

    @Test(arguments: ["\"openrouter_metadata\":null", "\"openrouter_metadata\":{}", "\"openrouter_metadata\":[7]"])
    func `that says nothing, or is of another shape, breaks nothing`(metadata: String) async throws {
        try await LoopbackServer.with { _ in
            LoopbackServer.json(200, Self.answer(metadata))
        } body: { server in
            try await withClient(of: server) { client in
                let response = try await client.complete(question, key: key)
                #expect(response.text == "Hi.")
                #expect(response.router == nil)
            }
        }
    }
}
