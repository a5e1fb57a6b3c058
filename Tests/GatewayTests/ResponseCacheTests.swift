import Foundation
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Gateway

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Response cache` {
    private typealias Under = GatewayUnderTest

    /// A time of day that a test moves.
    private final class Calendar: Sendable {
        private let date = Mutex(GatewayUnderTest.date)
        var now: Date { date.withLock(\.self) }
        func advance(hours: Double) { date.withLock { $0 += hours * 3_600 } }
    }

    private static let policy = CachePolicy(
        timeToLive: .seconds(3_600),
        staleWhileRevalidate: .seconds(3_600),
        staleIfError: .seconds(10 * 3_600)
    )

    private func request(_ change: (inout CompletionRequest) -> Void = { _ in }) -> CompletionRequest {
        Under.makeRequest {
            $0.cache = Self.policy
            change(&$0)
        }
    }

    @Test func `the second time costs nothing, plain and streamed alike, and says where it is from`() async throws {
        try await Under.run { test in
            let first = try await test.gateway.complete(request())
            let shown = Recorder<String>()
            let second = try await test.gateway.stream(request()) { shown.append($0) }
            #expect(test.chats == 1)
            #expect(second.text == first.text)
            #expect(shown.elements == [first.text])
            #expect(second.isFromCache && !first.isFromCache)
            #expect(second.cost == .zero)
            #expect(second.level == .preferred)
            #expect(second.attempts == 0)
            #expect(second.id != first.id)
            let found = try #require(try await test.gateway.request(id: second.id))
            #expect(found.record.isFromCache && found.record.cost == .zero)
            let hit = CacheVerdict.hit(source: first.id, ageSeconds: 0, isStale: false)
            #expect(found.trace.events.map(\.step).contains(.cache(hit)))
            let statistics = try await test.gateway.cacheStatistics()
            #expect((statistics.entries, statistics.hits, statistics.misses) == (1, 1, 1))
            #expect(statistics.saved == first.cost)
            #expect(try await test.money() == (first.cost, .zero))
        }
    }

    @Test func `a thousand who ask the same at once make one call`() async throws {
        let latency = SimulatorLatency(firstToken: .fixed(.milliseconds(300)))
        try await Under.run(latency: latency) { test in
            _ = try await test.gateway.models()
            let gateway = test.gateway
            let request = request()
            let costs = try await withThrowingTaskGroup(of: Completion.self) { group in
                for index in 0..<1_000 {
                    group.addTask {
                        if index % 2 == 0 { return try await gateway.complete(request) }
                        return try await gateway.stream(request) { _ in }
                    }
                }
                var costs: [USD] = []
                for try await answer in group { costs.append(answer.cost) }
                return costs
            }
            #expect(test.chats == 1)
            #expect(costs.filter { $0 > .zero }.count == 1)
            #expect(try await test.gateway.requests(limit: 2_000).count == 1_000)
        }
    }

    @Test func `a new process finds the answer, with another key too`() async throws {
        try await Under.run { test in
            let first = try await test.gateway.complete(request())
            let other = test.makeGateway(key: "sk-or-v1-another-key")
            let second = try await other.complete(request())
            #expect(second.isFromCache && second.text == first.text)
            test.gateway.use(key: Secret("sk-or-v1-a-third-key"))
            #expect(try await test.gateway.complete(request()).isFromCache)
            #expect(test.chats == 1)
        }
    }

    @Test func `two processes that ask the same make one call`() async throws {
        let latency = SimulatorLatency(firstToken: .fixed(.milliseconds(300)))
        try await Under.run(latency: latency) { test in
            let store = SQLiteStore(at: test.store.url)
            let other = test.makeGateway(store: store)
            _ = try await (test.gateway.models(), other.models())
            async let one = test.gateway.complete(request())
            async let two = other.complete(request())
            let answers = try await [one, two]
            #expect(test.chats == 1)
            #expect(answers.filter(\.isFromCache).count == 1)
            #expect(answers[0].text == answers[1].text)
            try await store.close()
        }
    }

    @Test func `a leader that is cancelled, or fails, leaves the lease to the next`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.models()
            test.simulator.set([.first(1, .hangMidway)])
            let (started, signal) = AsyncStream<Void>.makeStream()
            let leader = Task { try await test.gateway.stream(request()) { _ in signal.yield() } }
            for await _ in started { break }
            let follower = Task { try await test.gateway.complete(request()) }
            let key = CacheKey(request(), service: test.client.configuration.baseURL)
            try await until { test.gateway.cache.flights.waiting(for: key) >= 1 }
            leader.cancel()
            #expect(try await !follower.value.isFromCache)
            #expect(test.chats == 2)
            test.simulator.set([.first(4, .server500)])
            await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(
                    request {
                        $0.maxTokens = 390
                        $0.chain.fallbacks = []
                    }
                )
            }
            #expect(try await !test.gateway.complete(request { $0.maxTokens = 390 }).isFromCache)
        }
    }

    @Test func `who waits for another process waits no longer than its own time`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.models()
            let key = CacheKey(request(), service: test.client.configuration.baseURL)
            let lease = AnswerLease(
                key: key,
                holder: "r-other",
                until: Under.date + 60,
                at: Under.date,
                madeAfter: nil,
                policy: Self.policy
            )
            #expect(try await test.store.claim(lease) == .leads(lastResort: nil))
            let error = await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(request { $0.timeLimit = .milliseconds(120) })
            }
            #expect(error?.code == .deadlineExceeded)
            #expect(test.chats == 0)
            test.store.release(lease)
            _ = try await test.gateway.complete(request())
        }
    }

    @Test(arguments: [.length, .noEndpoints404] as [SimulatorFault.Kind])
    func `what is cut or made by another model is not kept`(kind: SimulatorFault.Kind) async throws {
        try await Under.run { test in
            test.simulator.set([SimulatorFault(kind, model: "anthropic/*")])
            let first = try await test.gateway.complete(request { $0.acceptsTruncation = true })
            #expect(first.isTruncated || first.level != .preferred)
            #expect(try await test.gateway.cacheStatistics().entries == 0)
        }
    }

    @Test func `is invalidated by tag, by age and by id, while calls go on`() async throws {
        try await Under.run { test in
            let first = try await test.gateway.complete(request())
            let other = try await test.gateway.complete(
                request {
                    $0.purpose.episode = "other"
                    $0.maxTokens = 200
                }
            )
            #expect(try await test.gateway.invalidate(.tag("episode:nothing")) == 0)
            #expect(try await test.gateway.invalidate(.tag("episode:reefs")) == 1)
            #expect(try await !test.gateway.complete(request()).isFromCache)
            #expect(try await test.gateway.complete(request { $0.maxTokens = 200 }).isFromCache)
            // By now the episode reefs has used it, too.
            #expect(try await test.gateway.cachedAnswer(id: other.id)?.completion.text == other.text)
            #expect(try await test.gateway.invalidate(.tag("episode:reefs")) == 2)
            _ = try await test.gateway.complete(request())
            #expect(try await test.gateway.invalidate(.madeBefore(Under.date)) == 0)
            #expect(try await test.gateway.invalidate(.madeBefore(Under.date + 1)) == 1)
            #expect(try await test.gateway.cachedAnswer(id: first.id) == nil)
        }
    }

    @Test func `another process's invalidation is noticed`() async throws {
        try await Under.run { test in
            let clock = ManualClock()
            let store = SQLiteStore(at: test.store.url)
            let gateway = test.makeGateway(clock: clock)
            _ = try await gateway.complete(request())
            #expect(try await gateway.complete(request()).isFromCache)
            // What is kept is written a moment later; to count it waits for that.
            #expect(try await gateway.cacheStatistics().entries == 1)
            #expect(try await store.invalidate(.all) == 1)
            clock.advance(by: .seconds(1))
            #expect(try await !gateway.complete(request()).isFromCache)
            try await store.close()
        }
    }

    @Test func `a stale answer is handed out at once and asked for anew behind`() async throws {
        try await Under.run { test in
            let calendar = Calendar()
            let gateway = test.makeGateway(now: { calendar.now })
            let first = try await gateway.complete(request())
            calendar.advance(hours: 0.5)
            #expect(try await gateway.complete(request()).isFromCache)
            calendar.advance(hours: 1)
            let stale = try await gateway.complete(request())
            #expect(stale.isFromCache && stale.level == .preferred)
            _ = try await gateway.complete(request())
            #expect(test.chats == 1)
            let refresher = Task { await gateway.refreshStaleAnswers() }
            for await case .callSettled(let record) in gateway.events where record.purpose.unit.contains("refresh") {
                break
            }
            refresher.cancel()
            await refresher.value
            #expect(test.chats == 2)
            let fresh = try await gateway.complete(request())
            let trace = try #require(try await gateway.request(id: fresh.id)).trace
            #expect(fresh.isFromCache)
            #expect(
                !trace.events.contains { event in
                    if case .cache(.hit(let source, _, let isStale)) = event.step {
                        return source == first.id || isStale
                    }
                    return false
                }
            )
        }
    }

    @Test func `past its time an answer stands in only when the service fails, and says so`() async throws {
        try await Under.run { test in
            let calendar = Calendar()
            let gateway = test.makeGateway(now: { calendar.now })
            let first = try await gateway.complete(request())
            calendar.advance(hours: 5)
            test.simulator.set([SimulatorFault(.server500)])
            // Breakers open meanwhile: a call waits no longer for them than its time allows.
            let hasty = request { $0.timeLimit = .seconds(3) }
            let stale = try await gateway.complete(hasty)
            #expect(stale.level == .stale(ageSeconds: 5 * 3_600, source: first.id))
            #expect(stale.isFromCache && stale.text == first.text && stale.attempts > 0)
            calendar.advance(hours: 10)
            await #expect(throws: GatewayError.self) { try await gateway.complete(hasty) }
            test.simulator.set([])
            for breaker in gateway.breakerStates { #expect(try await gateway.resetBreaker(breaker.id)) }
            #expect(try await !gateway.complete(request()).isFromCache)
        }
    }

    @Test func `what must be fresh is asked anew, and kept`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.complete(request())
            let fresh = try await test.gateway.complete(request { $0.cache = $0.cache.refreshing })
            #expect(!fresh.isFromCache)
            let next = try await test.gateway.complete(request())
            let trace = try #require(try await test.gateway.request(id: next.id)).trace
            let hit = CacheVerdict.hit(source: fresh.id, ageSeconds: 0, isStale: false)
            #expect(trace.events.map(\.step).contains(.cache(hit)))
        }
    }

    @Test func `what its asker finds of no use is forgotten`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.complete(request())
            try await test.gateway.forget(request { $0.maxTokens = 200 })
            #expect(try await test.gateway.complete(request()).isFromCache)
            try await test.gateway.forget(request())
            #expect(try await !test.gateway.complete(request()).isFromCache)
        }
    }

    @Test func `where no model answers, a similar answer stands in for who can use it`() async throws {
        try await Under.run { test in
            func request(_ text: String) -> CompletionRequest {
                self.request {
                    $0.messages = [ChatMessage(.user, text)]
                    $0.acceptedLevels.insert(.similar)
                }
            }
            let made = try await test.gateway.complete(request("How do coral reefs grow?"))
            test.simulator.set([SimulatorFault(.unavailable503)])
            let stood = try await test.gateway.complete(request("Hi, how do coral reefs grow? Thanks!"))
            #expect(stood.text == made.text)
            #expect(stood.level.kind == .similar)
            #expect(stood.cost == .zero)
            await #expect(throws: GatewayError.self) {
                try await test.gateway.complete(request("How do coral reefs die?"))
            }
        }
    }

    @Test func `a similar answer comes from the same phase, language, cast, release and form alone`() async throws {
        try await Under.run { test in
            func request(_ text: String, _ change: (inout CompletionRequest) -> Void = { _ in }) -> CompletionRequest {
                self.request {
                    $0.messages = [ChatMessage(.system, "Be brief."), ChatMessage(.user, text)]
                    $0.setting = CompletionRequest.Setting(language: "en", cast: ["Nora: host"])
                    $0.release = "blue"
                    change(&$0)
                }
            }
            let made = try await test.gateway.complete(request("How do coral reefs grow?"))
            let asked = "Hi, how do coral reefs grow? Thanks!"
            let found = try #require(await test.gateway.similarAnswer(to: request(asked)))
            #expect(found.source == made.id && found.text == made.text)
            #expect((SimilarAnswers.threshold...1).contains(found.score))
            let others: [@Sendable (inout CompletionRequest) -> Void] = [
                { $0.purpose.phase = "script" }, { $0.setting.language = "de" }, { $0.setting.cast = ["Felix: host"] },
                { $0.release = "green" }, { $0.responseFormat = .jsonObject },
                { $0.serverTools = [.webSearch(maxResults: 1)] }, { $0.messages[0].content = "Be verbose." },
                { $0.messages[1].content = "How do coral reefs die?" }, { $0.messages.removeFirst() },
            ]
            for change in others {
                #expect(await test.gateway.similarAnswer(to: request(asked, change)) == nil)
            }
        }
    }

    @Test(
        arguments: [
            (0, .fresh), (3_200, .fresh), (3_300, .refreshable), (6_800, .refreshable), (6_900, .lastResort),
            (39_200, .lastResort), (39_300, .expired),
        ] as [(Double, StoredAnswer.Freshness)]
    )
    func `windows begin where freshness ends, and chance ends that early`(
        age: Double,
        freshness: StoredAnswer.Freshness
    ) {
        let answer = StoredAnswer(
            key: CacheKey(bytes: []),
            completion: Completion(id: "r-1", text: "x", modelAsked: "a/b", modelServed: "a/b"),
            madeAt: Under.date,
            expiresAt: Under.date,
            chance: 1,
            tags: [],
            question: StoredAnswer.Question(scope: "s", messages: [])
        )
        #expect(answer.freshness(under: Self.policy, at: Under.date + age) == freshness)
    }

    @Test func `memory keeps to its bytes, and lets go of what was not used`() {
        let memory = AnswerMemory(limitBytes: 40_000)
        for number in 0..<100 {
            let key = CacheKey(bytes: Array(repeating: UInt8(number), count: 32))
            let text = String(repeating: "x", count: 1_000)
            memory.keep(
                StoredAnswer(
                    key: key,
                    completion: Completion(id: "r-\(number)", text: text, modelAsked: "a/b", modelServed: "a/b"),
                    madeAt: Under.date,
                    expiresAt: Under.date,
                    chance: 0,
                    tags: [],
                    question: StoredAnswer.Question(scope: "s", messages: [])
                )
            )
            _ = memory[CacheKey(bytes: Array(repeating: 0, count: 32))]
        }
        let kept = (0..<100).filter { memory[CacheKey(bytes: Array(repeating: UInt8($0), count: 32))] != nil }
        #expect(kept.first == 0)
        #expect(kept.last == 99)
        #expect((16...26).contains(kept.count), "\(kept.count)")
    }
}
