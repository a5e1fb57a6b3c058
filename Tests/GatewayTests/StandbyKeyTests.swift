import OpenRouter
import OpenRouterSimulator
import TestSupport
import Testing

@testable import Gateway

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Standby key` {
    private static let refused = Secret("sk-or-v1-bad-0123456789abcdef")
    private static let standby = Secret("sk-or-v1-standby-0123456789abcdef")

    @Test func `steps in where the key is refused, and the next call asks it at once`() async throws {
        try await GatewayUnderTest.run(key: Self.refused) { test in
            test.gateway.use(key: Self.refused, standbys: [Self.standby])
            let first = try await test.gateway.complete(GatewayUnderTest.makeRequest())
            #expect(first.attempts == 2)
            let trace = try #require(try await test.gateway.request(id: first.id)).trace
            let refused = KeyHash(of: Self.refused).digest
            #expect(trace.events.contains { $0.step == .changedKey(refused: refused) })
            let second = try await test.gateway.complete(GatewayUnderTest.makeRequest { $0.maxTokens = 401 })
            #expect(second.attempts == 1)
            #expect(test.gateway.callsRunning(withKey: refused) == 0)
        }
    }

    @Test func `steps in where the key has spent its limit`() async throws {
        try await GatewayUnderTest.run { test in
            let key = Secret("sk-or-v1-0123456789abcdef")
            test.gateway.use(key: key, standbys: [Self.standby])
            test.simulator.set([.first(1, .keyLimit403)])
            let answer = try await test.gateway.complete(GatewayUnderTest.makeRequest())
            #expect(answer.attempts == 2)
        }
    }

    @Test func `where every key is refused the call ends as such, having asked each once`() async throws {
        try await GatewayUnderTest.run(key: Self.refused) { test in
            test.gateway.use(key: Self.refused, standbys: [Secret("sk-or-v1-bad-too-0123456789")])
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(GatewayUnderTest.makeRequest())
            }
            #expect(error?.code == .unauthorized)
            #expect(error?.attempts == 2)
        }
    }

    @Test func `a cap on a key goes on with its successor`() async throws {
        try await GatewayUnderTest.run { test in
            let first = try #require(test.gateway.keyDigest)
            _ = try await test.gateway.complete(GatewayUnderTest.makeRequest())
            test.gateway.use(key: Self.standby, lineage: first)
            _ = try await test.gateway.complete(GatewayUnderTest.makeRequest { $0.maxTokens = 401 })
            let balances = try await test.gateway.balance().balances
            let key = try #require(balances.first { $0.scope == .key(first) })
            #expect(key.spent == test.billed)
            #expect(key.spent > .zero)
        }
    }

    @Test func `calls are counted by the key they took, until they end`() async throws {
        let latency = SimulatorLatency(firstToken: .fixed(.milliseconds(300)))
        try await GatewayUnderTest.run(latency: latency) { test in
            let old = try #require(test.gateway.keyDigest)
            async let answer = test.gateway.complete(GatewayUnderTest.makeRequest())
            try await until { test.gateway.callsRunning(withKey: old) > 0 }
            test.gateway.use(key: Self.standby)
            #expect(try await !test.gateway.waitUntilUnused(key: old, for: .zero))
            #expect(try await test.gateway.waitUntilUnused(key: old, for: .seconds(60)))
            #expect(test.gateway.callsRunning(withKey: old) == 0)
            #expect(try await answer.attempts == 1)
        }
    }
}
