import Foundation
import Gateway
import OpenRouter
import Storage
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct `Kept answers` {
    private static let policy = CachePolicy(timeToLive: .seconds(60), staleIfError: .seconds(60))

    private func answer(
        _ number: Int,
        minute: Double = 0,
        scope: String = "s1",
        text: String = "What is a reef?",
        tags: Set<String> = ["phase:ask"]
    ) -> StoredAnswer {
        var completion = Completion(id: "r-\(number)", text: "It is.", modelAsked: "a/b", modelServed: "a/b")
        completion.cost = .cents(Int64(number))
        return StoredAnswer(
            key: CacheKey(bytes: Array(repeating: UInt8(number), count: 32)),
            completion: completion,
            madeAt: StoreKind.date + minute * 60,
            expiresAt: StoreKind.date + minute * 60 + 120,
            chance: 0,
            tags: tags,
            question: StoredAnswer.Question(scope: scope, messages: [ChatMessage(.user, text)])
        )
    }

    private func lease(_ number: Int, _ holder: String, at second: Double = 0, until: Double = 100) -> AnswerLease {
        AnswerLease(
            key: CacheKey(bytes: Array(repeating: UInt8(number), count: 32)),
            holder: holder,
            until: StoreKind.date + until,
            at: StoreKind.date + second,
            madeAfter: nil,
            policy: Self.policy
        )
    }

    @Test(arguments: StoreKind.allCases)
    func `one at a time holds the lease, until it answers, gives up or its time is over`(kind: StoreKind) async throws {
        let (one, two) = (kind.makeStore(), kind.makeStore())
        #expect(try await one.claim(lease(1, "a")) == .leads(lastResort: nil))
        #expect(try await two.claim(lease(1, "b")) == .waits(until: StoreKind.date + 100))
        #expect(try await two.claim(lease(2, "b")) == .leads(lastResort: nil))
        one.release(lease(1, "a"))
        try await one.close()
        #expect(try await two.claim(lease(1, "b")) == .leads(lastResort: nil))
        #expect(try await one.claim(lease(1, "c", at: 101, until: 200)) == .leads(lastResort: nil))
        // The late release of who has lost the lease ends nothing.
        two.release(lease(1, "b"))
        #expect(try await two.claim(lease(1, "d", at: 102)) == .waits(until: StoreKind.date + 200))
        two.keep(answer(1), ending: lease(1, "c"))
        #expect(try await two.claim(lease(1, "d", at: 30)) == .found(answer(1)))
        #expect(try await one.claim(lease(1, "d", at: 90)) == .leads(lastResort: answer(1)))
        #expect(try await one.answerStatistics().misses == 5)
        try await one.close()
        try await two.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `the lease of a process that is gone is free`(kind: StoreKind) async throws {
        let (one, two) = (kind.makeStore(), kind.makeStore())
        _ = try await one.claim(lease(1, "a"))
        #expect(try await two.claim(lease(1, "b")) == .waits(until: StoreKind.date + 100))
        try await one.close()
        #expect(try await two.claim(lease(1, "b")) == .leads(lastResort: nil))
        try await two.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `are found by id and key, replaced, counted and forgotten`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        try await store.open()
        store.keep(answer(1, tags: ["phase:ask", "episode:reefs"]), ending: nil)
        store.keep(answer(2, minute: 1), ending: nil)
        store.keep(answer(2, minute: 1.5), ending: nil)
        #expect(try await store.answer(id: "r-1")?.completion.text == "It is.")
        #expect(try await store.answer(id: "020202")?.madeAt == StoreKind.date + 90)
        #expect(try await store.answer(id: "03") == nil)
        var statistics = try await store.answerStatistics()
        #expect(statistics.entries == 2)
        #expect(statistics.oldest == StoreKind.date)
        #expect(statistics.tags.map(\.name) == ["phase:ask", "episode:reefs"])
        #expect(try await store.answerGeneration() == 0)
        #expect(try await store.invalidate(.tag("episode:reefs")) == 1)
        #expect(try await store.invalidate(.id("r-9")) == 0)
        #expect(try await store.invalidate(.madeBefore(StoreKind.date + 90)) == 0)
        #expect(try await store.invalidate(.all) == 1)
        #expect(try await store.answerGeneration() == 4)
        statistics = try await store.answerStatistics()
        #expect(statistics.entries == 0 && statistics.tags.isEmpty)
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `similar questions come from the same scope alone, and expired ones not at all`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        try await store.open()
        store.keep(answer(1, text: "How do coral reefs grow?"), ending: nil)
        store.keep(answer(2, scope: "s2", text: "How do coral reefs grow?"), ending: nil)
        store.keep(answer(3, text: "How do caves grow?"), ending: nil)
        _ = try await store.answerStatistics()
        func found(_ words: [String], _ scope: String, second: Double = 0) async throws -> [String] {
            try await store.answers(sharing: words, inScope: scope, limit: 5, at: StoreKind.date + second)
                .map(\.completion.id)
        }
        #expect(try await found(["coral", "reef", "grow"], "s1") == ["r-1", "r-3"])
        #expect(try await found(["cave", "grow"], "s1") == ["r-3", "r-1"])
        #expect(try await found(["coral", "reef"], "s2") == ["r-2"])
        #expect(try await found(["coral", "reef"], "s3").isEmpty)
        #expect(try await found(["coral", "a", "b", "c"], "s1").isEmpty)
        #expect(try await found(["coral", "reef"], "s1", second: 121).isEmpty)
        #expect(try await store.invalidate(.id("r-1")) == 1)
        #expect(try await found(["coral", "reef"], "s1").isEmpty)
        try await store.close()
    }
}
