import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import TestSupport
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Gateway over a socket` {
    typealias Under = GatewayUnderTest

    @Test func `answers, and counts what the service billed`() async throws {
        try await Under.run { test in
            let plain = try await test.gateway.complete(Under.makeRequest())
            let shown = Recorder<String>()
            let streamed = try await test.gateway.stream(Under.makeRequest()) { shown.append($0) }
            #expect(!plain.text.isEmpty)
            #expect(shown.elements.joined() == streamed.text)
            #expect(shown.elements.count > 1)
            #expect(plain.level == .preferred)
            #expect(plain.cost > .zero)
            #expect(plain.cost + streamed.cost == test.billed)
            #expect(try await test.money() == (test.billed, .zero))
            let records = try await test.gateway.requests()
            #expect(Set(records.map(\.id)) == [plain.id, streamed.id])
            #expect(records.allSatisfy { $0.outcome == .answered && $0.costSource == .reported })
            let explanation = try #require(try await test.gateway.request(id: plain.id)).trace.explanation
            #expect(explanation.contains { $0.contains("asked \(Under.preferred)") })
            #expect(try await test.gateway.storeProblems().isEmpty)
        }
    }

    @Test(
        arguments: [
            .unavailable503, .provider502, .html502, .empty502, .overloaded529, .timeout408, .inBandError,
            .resetBeforeHeaders, .closeBeforeHeaders, .sharedPool429, .nullContent, .garbage,
        ] as [SimulatorFault.Kind],
        [false, true]
    )
    func `asks again after a passing failure`(kind: SimulatorFault.Kind, isStreamed: Bool) async throws {
        try await Under.run { test in
            test.simulator.set([.first(1, kind)])
            let shown = Recorder<String>()
            let answer =
                isStreamed
                ? try await test.gateway.stream(Under.makeRequest()) { shown.append($0) }
                : try await test.gateway.complete(Under.makeRequest())
            #expect(answer.attempts == 2)
            #expect(answer.level == .preferred)
            if isStreamed { #expect(shown.elements.joined() == answer.text) }
        }
    }

    @Test func `waits for the only model while it is being loaded, and takes another where there is one`() async throws
    {
        var settings = Under.settings
        settings.retryBudget.reserve = 0
        try await Under.run(settings: settings) { test in
            test.simulator.set([.first(9, .loading503)])
            let answer = try await test.gateway.complete(
                Under.makeRequest { $0.chain = ModelChain(preferred: Under.preferred) }
            )
            #expect(answer.attempts == 10)
            #expect(answer.level == .preferred)
            #expect(try await test.money() == (test.billed, .zero))
            #expect(test.gateway.breakerStates.allSatisfy { $0.snapshot.state == .closed })
            let trace = try #require(try await test.gateway.request(id: answer.id)).trace
            #expect(trace.explanation.contains { $0.contains("loading") })
            test.simulator.set([SimulatorFault(.loading503, model: Under.preferred)])
            let other = try await test.gateway.complete(Under.makeRequest { $0.maxTokens = 399 })
            #expect(other.level == .fallback(model: Under.fallback))
        }
    }

    @Test func `asks the next model when one stays broken, and says so`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.overloaded529, model: Under.preferred)])
            let answer = try await test.gateway.complete(Under.makeRequest())
            #expect(answer.level == .fallback(model: Under.fallback))
            #expect(answer.modelAsked == Under.preferred)
            test.simulator.set([
                SimulatorFault(.noEndpoints404, model: "anthropic/*"),
                SimulatorFault(.server500, model: Under.fallback),
            ])
            let cheap = try await test.gateway.complete(Under.makeRequest())
            #expect(cheap.level == .budget(model: Under.budget))
            #expect(try await test.money() == (test.billed, .zero))
        }
    }

    @Test(
        arguments: [
            (.server500, .upstreamUnavailable, 4), (.unknownUser401, .unauthorized, 1),
            (.credits402, .insufficientCredits, 1), (.keyLimit403, .insufficientCredits, 1),
            (.guardrail403, .contentPolicy, 1), (.tooLarge413, .rejectedByService, 1),
            (.unprocessable422, .rejectedByService, 1), (.noEndpoints404, .upstreamUnavailable, 3),
        ] as [(SimulatorFault.Kind, GatewayError.Code, Int)]
    )
    func `gives up with a code, and without holding money back`(
        kind: SimulatorFault.Kind,
        code: GatewayError.Code,
        attempts: Int
    ) async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(kind)])
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest())
            }
            #expect(error?.code == code)
            #expect(error?.attempts == attempts)
            #expect(try await test.money() == (.zero, .zero))
            let record = try #require(try await test.gateway.requests().first)
            #expect(record.outcome == .failed)
            #expect(record.error == code)
            #expect(record.id == error?.requestID)
        }
    }

    @Test func `refuses what breaks a rule before anything is sent`() async throws {
        try await Under.run { test in
            let typo = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest { $0.chain.preferred = "anthropic/claude-haiku-4,5" })
            }
            #expect(typo?.code == .unknownModel)
            #expect(typo?.suggestions.first == Under.preferred)
            let hot = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest { $0.temperature = 3 })
            }
            #expect(hot?.code == .invalidRequest)
            #expect(test.chats == 0)
            let recorded = try await test.gateway.requests()
            #expect(recorded.isEmpty)
        }
    }

    @Test func `refuses what a model does not heed, or asks without it where it is only wished`() async throws {
        try await Under.run { test in
            let seeded = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(
                    Under.makeRequest { request in
                        request.chain = ModelChain(preferred: Under.preferred)
                        request.seed = 7
                    }
                )
            }
            #expect(seeded?.code == .invalidRequest)
            #expect(seeded?.message.contains("seed is 7; allowed is none, as the model heeds no seed") == true)
            #expect(seeded?.message.contains("the nearest is to leave it out") == true)
            let without = try await test.gateway.complete(
                Under.makeRequest { request in
                    request.chain = ModelChain(preferred: Under.preferred)
                    request.seed = 7
                    request.parameters = .wished
                }
            )
            let call = try #require(try await test.store.call(id: without.id))
            #expect(call.trace.events.map(\.step).contains(.notSent(model: Under.preferred, parameters: ["seed"])))
        }
    }

    @Test func `refuses what does not fit under a cap, and sends nothing`() async throws {
        var settings = Under.settings
        settings.caps.day = USD(picodollars: 1_000)
        try await Under.run(settings: settings) { test in
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest())
            }
            #expect(error?.code == .budgetExceeded)
            #expect(error?.refusal?.balance.cap == USD(picodollars: 1_000))
            #expect(error?.attempts == 0)
            #expect(test.chats == 0)
            try await test.gateway.setCap(.cents(100), of: .day)
            _ = try await test.gateway.complete(Under.makeRequest())
        }
    }

    @Test func `a cost limit is a wall too, and the budget model still fits under it`() async throws {
        try await Under.run { test in
            let estimate = try await test.gateway.estimate(Under.makeRequest())
            let answer = try await test.gateway.complete(
                Under.makeRequest { $0.costLimit = USD(picodollars: estimate.picodollars / 10) }
            )
            #expect(answer.level == .budget(model: Under.budget))
        }
    }

    @Test(arguments: [.truncated, .resetMidway, .errorMidway, .hangMidway] as [SimulatorFault.Kind])
    func `never replays text that was shown`(kind: SimulatorFault.Kind) async throws {
        try await Under.run { test in
            _ = try await test.gateway.models()
            test.simulator.set([.first(1, kind)])
            let shown = Recorder<String>()
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.stream(Under.makeRequest { $0.timeLimit = .seconds(12) }) { shown.append($0) }
            }
            #expect(error?.code == .truncated)
            #expect(error?.attempts == 1)
            #expect(error?.partialText == shown.elements.joined())
            #expect(!shown.elements.isEmpty)
        }
    }

    @Test func `keeps the deadline, and holds back what may have been billed`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.models()
            test.simulator.set([SimulatorFault(.hangBeforeHeaders)])
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest { $0.timeLimit = .seconds(8) })
            }
            #expect(error?.code == .deadlineExceeded)
            #expect(error?.inDoubt ?? .zero > .zero)
            #expect(try await test.money().reserved == error?.inDoubt)
            let doubt = try #require(try await test.gateway.balance().inDoubt.first)
            try await test.gateway.resolve(hold: doubt.id, cost: .zero)
            #expect(try await test.money() == (.zero, .zero))
        }
    }

    @Test func `a call that is cancelled is accounted for`() async throws {
        let latency = SimulatorLatency(firstToken: .none, chunkGap: .none)
        try await Under.run(latency: latency) { test in
            test.simulator.set([SimulatorFault(.hangMidway)])
            let (started, signal) = AsyncStream<Void>.makeStream()
            let call = Task { try await test.gateway.stream(Under.makeRequest()) { _ in signal.yield() } }
            for await _ in started { break }
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            let record = try #require(try await test.gateway.requests().first)
            #expect(record.outcome == .cancelled)
            #expect(record.inDoubt > .zero)
            #expect(try await test.money().reserved == record.inDoubt)
            #expect(try await test.gateway.balance().inDoubt.first?.generationID != nil)
        }
    }

    @Test func `takes the worst case where the service sends no usage`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.noUsage)])
            let answer = try await test.gateway.complete(Under.makeRequest())
            #expect(answer.cost == (try await test.gateway.estimate(Under.makeRequest())))
            #expect(try await test.money() == (answer.cost, .zero))
            #expect(try await test.gateway.requests().first?.costSource == .worstCase)
        }
    }

    @Test func `an answer cut at its limit is a failure unless the caller can use it`() async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(.length)])
            let cut = try await test.gateway.complete(Under.makeRequest { $0.acceptsTruncation = true })
            #expect(cut.isTruncated)
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(Under.makeRequest())
            }
            #expect(error?.code == .truncated)
            #expect(error?.partialText?.isEmpty == false)
            #expect(try await test.money() == (test.billed, .zero))
        }
    }

    @Test func `serves a stale catalogue when the service is away`() async throws {
        try await Under.run { test in
            let models = try await test.gateway.models()
            #expect(models.count > 100)
            #expect(test.gateway.cachedModels() == models)
            test.simulator.set([SimulatorFault(.server500, path: "/models")])
            let later = Gateway(
                client: test.client,
                store: test.store,
                key: nil,
                now: { Under.date.addingTimeInterval(48 * 3600) }
            )
            #expect(try await later.models() == models)
            await #expect(throws: OpenRouterError.self) { try await later.models(refresh: true) }
        }
    }

    @Test func `without a key nothing is asked of a service that needs one`() async throws {
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        let store = SQLiteStore(at: TemporaryDirectory.current.appending(path: "castline.sqlite"))
        let client = OpenRouterClient(OpenRouterClient.Configuration(baseURL: "https://api.invalid/v1"), http: http)
        let gateway = Gateway(client: client, store: store, key: nil)
        let error = await #expect(throws: GatewayError.self) { try await gateway.complete(Under.makeRequest()) }
        #expect(error?.code == .noKey)
        try await http.shutdown()
    }

    @Test func `spends nothing when the store cannot be written`() async throws {
        try await Under.run { test in
            let broken = SQLiteStore(at: TemporaryDirectory.current)
            let key = Secret("sk-or-v1-0123456789abcdef")
            let gateway = Gateway(client: test.client, store: broken, key: key)
            let error = await #expect(throws: GatewayError.self) { try await gateway.complete(Under.makeRequest()) }
            #expect(error?.code == .storeUnavailable)
            #expect(test.chats == 0)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `spends no more than the cap, however many call at once`(seed: UInt64) async throws {
        var settings = Under.settings
        settings.caps.day = USD(picodollars: 40_000_000_000)
        // Breakers open by chance here; a call to whom no model is left waits for them.
        settings.breaker.coolDown = .milliseconds(1)
        settings.breaker.longestCoolDown = .milliseconds(2)
        settings.breaker.rampDuration = .milliseconds(3)
        try await Under.run(settings: settings, seed: seed) { test in
            test.simulator.set([
                SimulatorFault(.provider502, share: 0.1), SimulatorFault(.resetMidway, share: 0.1),
                SimulatorFault(.length, share: 0.1),
            ])
            let answered = await withTaskGroup(of: USD?.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        let request = Under.makeRequest { $0.purpose.unit = "unit \(number)" }
                        if number % 2 == 0 { return try? await test.gateway.complete(request).cost }
                        return try? await test.gateway.stream(request) { _ in }.cost
                    }
                }
                var costs: [USD] = []
                for await case let cost? in group { costs.append(cost) }
                return costs
            }
            let money = try await test.money()
            #expect(!answered.isEmpty)
            #expect(money.spent + money.reserved <= settings.caps.day ?? .zero)
            #expect(money.spent + money.reserved >= test.billed)
            #expect(try await test.gateway.storeProblems().isEmpty)
        }
    }
}
