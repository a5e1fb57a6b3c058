import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import TestSupport
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Breakers, gates and slots` {
    typealias Under = GatewayUnderTest

    private func state(_ id: BreakerID, _ test: Under) -> CircuitBreaker.State? {
        test.gateway.breakerStates.first { $0.id == id }?.snapshot.state
    }

    private func alone(_ request: inout CompletionRequest) { request.chain = ModelChain(preferred: Under.preferred) }

    @Test func `a model that keeps failing is not asked any more, and the next one is`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.overloaded529, model: Under.preferred)])
            for _ in 0..<3 { _ = try await test.gateway.complete(Under.makeRequest()) }
            #expect(state(.model(Under.preferred), test) == .open)
            #expect(state(.model(Under.fallback), test) == .closed)
            #expect(state(.edge("127.0.0.1"), test) == .closed)
            let before = test.chats
            let answer = try await test.gateway.complete(Under.makeRequest())
            #expect(test.chats == before + 1)
            #expect(answer.level == .fallback(model: Under.fallback))
            let trace = try #require(try await test.gateway.request(id: answer.id)).trace
            #expect(trace.explanation.contains { $0.contains("the breaker of model \(Under.preferred) is open") })
            test.simulator.set([])
            #expect(try await test.gateway.resetBreaker(.model(Under.preferred)))
            #expect(try await test.gateway.complete(Under.makeRequest()).level == .preferred)
        }
    }

    @Test func `a call waits for the first model to return, and its attempt is the probe`() async throws {
        var settings = Under.settings
        settings.breaker.coolDown = .milliseconds(100)
        settings.breaker.successesToClose = 1
        settings.attemptsPerModel = 5
        settings.attemptsPerCall = 5
        try await Under.run(settings: settings) { test in
            test.simulator.set([.first(5, .server500)])
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(Under.makeRequest(alone)) }
            #expect(state(.model(Under.preferred), test) != .closed)
            let answer = try await test.gateway.complete(Under.makeRequest(alone))
            #expect(answer.level == .preferred)
            #expect(state(.model(Under.preferred), test) == .closed)
            let trace = try #require(try await test.gateway.request(id: answer.id)).trace
            #expect(trace.explanation.contains { $0.contains("a probe of the breaker") })
        }
    }

    @Test func `an isolated model is refused at once, and nothing is spent`() async throws {
        try await Under.run { test in
            try await test.gateway.isolateBreaker(.model(Under.preferred))
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest(alone))
            }
            #expect(error?.code == .upstreamUnavailable)
            #expect(error?.attempts == 0)
            #expect(test.chats == 0)
            let money = try await test.money()
            #expect(money == (.zero, .zero))
        }
    }

    @Test func `what is isolated is so for every gateway on the store, also for one that begins later`() async throws {
        try await Under.run { test in
            try await test.gateway.isolateBreaker(.model(Under.preferred))
            let other = test.makeGateway(key: "sk-or-v1-other")
            let answer = try await other.complete(Under.makeRequest())
            #expect(answer.level == .fallback(model: Under.fallback))
            #expect(try await other.resetBreaker(.model(Under.preferred)))
            #expect(state(.model(Under.preferred), test) == .isolated)
            await test.gateway.heedNeighbours(always: true)
            #expect(state(.model(Under.preferred), test) == .closed)
            #expect(try await test.gateway.complete(Under.makeRequest()).level == .preferred)
        }
    }

    @Test(
        arguments: [
            (.credits402, .credits, .insufficientCredits), (.keyLimit403, .keyLimit, .insufficientCredits),
            (.unknownUser401, .unauthorized, .unauthorized),
        ] as [(SimulatorFault.Kind, Gate.Kind, GatewayError.Code)]
    )
    func `a condition that a person must end is learned once, and lifted by hand`(
        fault: SimulatorFault.Kind,
        kind: Gate.Kind,
        code: GatewayError.Code
    ) async throws {
        try await Under.run { test in
            test.simulator.set([.first(1, fault)])
            for sent in [1, 1] {
                let error = await #expect(throws: GatewayError.self) {
                    try await test.gateway.complete(Under.makeRequest())
                }
                #expect(error?.code == code)
                #expect(test.chats == sent)
            }
            let gate = try #require(test.gateway.closedGates.first)
            #expect(gate.kind == kind)
            #expect(test.gateway.breakerStates.allSatisfy { $0.snapshot.state == .closed })
            #expect(try await test.gateway.liftGate(gate.id))
            #expect(try await test.gateway.complete(Under.makeRequest()).level == .preferred)
        }
    }

    @Test func `credits that do not cover a call leave room for a cheaper one`() async throws {
        try await Under.run { test in
            test.simulator.set([.first(1, .fewerTokens402)])
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(Under.makeRequest()) }
            let cheaper = try await test.gateway.complete(Under.makeRequest { $0.maxTokens = 100 })
            #expect(cheaper.attempts == 1)
        }
    }

    @Test func `a key's daily limit ends at midnight`() async throws {
        try await Under.run { test in
            test.simulator.set([.first(1, .keyLimit403)])
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(Under.makeRequest()) }
            let gate = try #require(test.gateway.closedGates.first)
            let midnight = Date(
                timeIntervalSince1970: (Under.date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
            )
            #expect(gate.until == midnight.addingTimeInterval(86_400))
        }
    }

    @Test func `a throttled model is left alone for as long as it asks, and trips no breaker`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.sharedPoolRetry429, model: Under.preferred)])
            for _ in 0..<8 {
                let answer = try await test.gateway.complete(Under.makeRequest())
                #expect(answer.level == .fallback(model: Under.fallback))
            }
            #expect(test.chats == 9)
            #expect(state(.model(Under.preferred), test) == .closed)
            #expect(test.gateway.closedGates.map(\.kind) == [.rateLimited])
        }
    }

    @Test func `slow beginnings lower the number of calls to their model, and open its breaker`() async throws {
        var settings = Under.settings
        settings.slowFirstText = .zero
        try await Under.run(settings: settings) { test in
            _ = try await test.gateway.stream(Under.makeRequest(alone)) { _ in }
            let limits = Dictionary(uniqueKeysWithValues: test.gateway.load.map { ($0.name, $0.snapshot.limit) })
            #expect(limits["model \(Under.preferred)"] == settings.callsPerModel.initialLimit * 9 / 10)
            for _ in 0..<5 { _ = try await test.gateway.stream(Under.makeRequest(alone)) { _ in } }
            #expect(state(.model(Under.preferred), test) == .open)
        }
    }

    @Test func `a late call is hedged, both holds stand, and the loser stays in doubt`() async throws {
        try await Under.run { test in
            test.simulator.set([.first(1, .hangBeforeHeaders)])
            let shown = Recorder<String>()
            let answer = try await test.gateway.stream(
                Under.makeRequest {
                    alone(&$0)
                    $0.hedgeDelay = .milliseconds(50)
                }
            ) { shown.append($0) }
            #expect(answer.attempts == 2)
            #expect(shown.elements.joined() == answer.text)
            let money = try await test.money()
            #expect(money.spent == test.billed)
            #expect(money.reserved > .zero)
            #expect(try await test.gateway.balance().inDoubt.map(\.call) == [answer.id])
        }
    }

    @Test(arguments: [(USD.cents(1), 2), (USD(picodollars: 1), 1)])
    func `the settings hedge calls that are cheap enough`(limit: USD, attempts: Int) async throws {
        var settings = Under.settings
        settings.hedgeDelay = .milliseconds(50)
        settings.hedgeLimit = limit
        try await Under.run(settings: settings) { test in
            test.simulator.set([.first(1, .slowHeaders)])
            let answer = try await test.gateway.complete(Under.makeRequest(alone))
            #expect(answer.attempts == attempts)
            let trace = try #require(try await test.gateway.request(id: answer.id)).trace
            #expect(trace.explanation.contains { $0.contains("the other attempt was first") } == (attempts == 2))
        }
    }

    @Test func `a hedge takes no slot that is not free`() async throws {
        var settings = Under.settings
        settings.hedgeDelay = .milliseconds(50)
        settings.callsPerModel = .fixed(1)
        try await Under.run(settings: settings) { test in
            test.simulator.set([.first(1, .slowHeaders)])
            let answer = try await test.gateway.complete(Under.makeRequest(alone))
            #expect(answer.attempts == 1)
        }
    }

    @Test func `a call tells which breaker it opened and which gate it closed`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.overloaded529, model: Under.preferred)])
            var why: [String] = []
            for _ in 0..<3 {
                let answer = try await test.gateway.complete(Under.makeRequest())
                why += try #require(try await test.gateway.request(id: answer.id)).trace.explanation
            }
            #expect(why.contains { $0.contains("counts against model [4 in a row]") })
            #expect(why.contains { $0.contains("so the breaker of model \(Under.preferred) opened for") })
            test.simulator.set([SimulatorFault(.credits402)])
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(Under.makeRequest()) }
            let gate = try #require(test.gateway.closedGates.first)
            let closing = try #require(try await test.gateway.requests(limit: 1).first)
            let trace = try #require(try await test.gateway.request(id: closing.id)).trace
            #expect(trace.explanation.contains { $0.contains("so gate \(gate.id) closed: all calls of $") })
        }
    }

    @Test func `an answer by a model that nobody asked is marked, not kept, and no use to who wants no other`()
        async throws
    {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.wrongModel, model: Under.preferred)])
            let request = Under.makeRequest { $0.cache = .standard(phase: "ask") }
            let answer = try await test.gateway.complete(request)
            #expect(answer.level == .fallback(model: answer.modelServed))
            #expect(try await test.gateway.cacheStatistics().entries == 0)
            var strict = request
            strict.acceptedLevels = [.preferred]
            let error = await #expect(throws: GatewayError.self) { try await test.gateway.complete(strict) }
            #expect(error?.code == .upstreamUnavailable)
            let failure = try #require(error)
            #expect(failure.spent > .zero)
            #expect(failure.message.contains("answered in its place"))
        }
    }

    @Test func `a quick call is not hedged`() async throws {
        try await Under.run { test in
            let answer = try await test.gateway.complete(Under.makeRequest { $0.hedgeDelay = .seconds(20) })
            #expect(answer.attempts == 1)
            #expect(test.chats == 1)
        }
    }

    @Test func `where the policy says so, nothing is paid for twice`() async throws {
        var settings = Under.settings
        settings.ambiguous = .never
        try await Under.run(settings: settings) { test in
            test.simulator.set([.first(1, .resetAfterHeaders)])
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest())
            }
            #expect(error?.attempts == 1)
            #expect(test.chats == 1)
        }
    }

    @Test func `slots come back on every way out, and interactive calls go first`() async throws {
        var settings = Under.settings
        settings.callsPerKey = .fixed(1)
        try await Under.run(settings: settings) { test in
            test.simulator.set([SimulatorFault(.hangBeforeHeaders, model: Under.preferred)])
            let hanging = Task { try await test.gateway.complete(Under.makeRequest(alone)) }
            try await until { test.gateway.load.contains { $0.name.hasPrefix("key") && $0.snapshot.inFlight == 1 } }
            let order = Recorder<Bulkhead.Priority>()
            await withTaskGroup(of: Void.self) { group in
                for (position, priority) in [Bulkhead.Priority.batch, .interactive].enumerated() {
                    group.addTask {
                        let request = Under.makeRequest {
                            $0.chain = ModelChain(preferred: Under.budget)
                            $0.priority = priority
                        }
                        if (try? await test.gateway.complete(request)) != nil { order.append(priority) }
                    }
                    try? await until { test.gateway.load.contains { $0.snapshot.waiting == position + 1 } }
                }
                hanging.cancel()
            }
            await #expect(throws: CancellationError.self) { try await hanging.value }
            #expect(order.elements == [.interactive, .batch])
            #expect(test.gateway.load.allSatisfy { $0.snapshot.inFlight == 0 && $0.snapshot.waiting == 0 })
        }
    }

    @Test func `a fixed text stands in only where the caller can use one, and says so`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.server500)])
            let request = Under.makeRequest {
                $0.template = "No model answered."
                $0.timeLimit = .seconds(5)
            }
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(request) }
            var accepting = request
            accepting.acceptedLevels.insert(.template)
            let answer = try await test.gateway.complete(accepting)
            #expect(answer.level == .template)
            #expect(answer.text == "No model answered.")
            #expect(try await test.gateway.requests().first?.level == .template)
            test.simulator.set([SimulatorFault(.guardrail403)])
            for breaker in test.gateway.breakerStates { #expect(try await test.gateway.resetBreaker(breaker.id)) }
            let declined = await #expect(throws: GatewayError.self) { try await test.gateway.complete(accepting) }
            #expect(declined?.code == .contentPolicy)
        }
    }

    @Test func `the answer to a similar question stands in, labelled, only where the caller can use one`() async throws
    {
        try await Under.run { test in
            func question(_ text: String) -> CompletionRequest {
                Under.makeRequest {
                    $0.messages = [ChatMessage(.user, text)]
                    $0.cache = .standard(phase: "ask")
                }
            }
            let first = try await test.gateway.complete(question("How do coral reefs grow in warm seas?"))
            test.simulator.set([SimulatorFault(.server500)])
            var near = question("How do coral reefs grow in warm seas please?")
            near.timeLimit = .seconds(5)
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(near) }
            near.acceptedLevels.insert(.similar)
            let answer = try await test.gateway.complete(near)
            #expect(answer.text == first.text)
            guard case .similar(let score, let source) = answer.level else {
                Issue.record("the level is \(answer.level)")
                return
            }
            #expect(score > 0.5 && source == first.id)
            #expect(answer.cost == .zero)
            var other = question("How do volcanoes grow in cold seas?")
            other.acceptedLevels.insert(.similar)
            other.timeLimit = .seconds(5)
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(other) }
        }
    }
}
