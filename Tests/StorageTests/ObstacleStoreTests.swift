import Foundation
import Gateway
import OpenRouter
import Storage
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct `What keeps calls back, in the store` {
    private static let service = "https://openrouter.ai/api/v1"
    private static let model = Obstacle.Subject.breaker(.model("acme/one"))

    private func makeObstacle(
        _ subject: Obstacle.Subject = model,
        at seconds: Double = 0,
        lasting length: Double = 10,
        from source: String = "a"
    ) -> Obstacle {
        Obstacle(
            service: Self.service,
            subject: subject,
            reason: "5 failures in a row",
            since: StoreKind.date + seconds,
            until: StoreKind.date + seconds + length,
            source: source
        )
    }

    /// Everything that is written of the service.
    private func obstacles(_ store: SQLiteStore) async throws -> [Obstacle] {
        _ = try await store.caps()
        return try await store.protection(of: Self.service).obstacles
    }

    @Test(arguments: StoreKind.allCases)
    func `comes back as it was noted, after the process as well, and for its service alone`(
        kind: StoreKind
    ) async throws {
        var gate = makeObstacle(.gate(.key("5f7c"), .keyLimit), lasting: 40_000)
        (gate.atLeast, gate.call, gate.payer) = (.cents(3), "r-1", "5f7c")
        var opening = makeObstacle()
        opening.openings = 3
        let first = kind.makeStore()
        try await first.open()
        first.noteSoon(gate)
        first.noteSoon(opening)
        try await first.close()
        let second = kind.makeStore()
        #expect(Set(try await obstacles(second)) == [gate, opening])
        #expect(try await second.protection(of: "http://127.0.0.1:1").obstacles.isEmpty)
        try await second.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `ends with the later of two, and changes its moment each time`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        var long = makeObstacle(lasting: 100)
        (long.openings, long.atLeast) = (4, .cents(2))
        var short = makeObstacle(at: -0.5, from: "b")
        (short.openings, short.atLeast) = (1, .cents(5))
        try await store.open()
        store.noteSoon(long)
        store.noteSoon(short)
        let both = try #require(try await obstacles(store).first)
        #expect(both.until == long.until && both.openings == 4 && both.atLeast == .cents(2) && both.source == "b")
        #expect(both.since > long.since)
        short.atLeast = nil
        store.noteSoon(short)
        let all = try #require(try await obstacles(store).first)
        #expect(all.atLeast == nil && all.since > both.since)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `lifted by hand it stays to be heard of, and what is met after that stands alone`(
        kind: StoreKind
    ) async throws {
        let store = kind.makeStore()
        try await store.open()
        store.noteSoon(makeObstacle(lasting: 100))
        _ = try await obstacles(store)
        try await store.isolate(.model("acme/one"), at: StoreKind.date)
        try await store.lift(Self.model, of: Self.service, by: "b", at: StoreKind.date - 3600)
        let lifted = try #require(try await obstacles(store).first)
        #expect(lifted.isLifted && lifted.source == "b" && lifted.since > StoreKind.date)
        #expect(lifted.remaining(at: StoreKind.date + 1) == nil)
        #expect(try await store.protection(of: Self.service).isolated.isEmpty)
        store.forgetSoon(Self.model, of: Self.service, metBy: StoreKind.date + 50)
        #expect(try await obstacles(store) == [lifted])
        store.noteSoon(makeObstacle(at: 1))
        let again = try #require(try await obstacles(store).first)
        #expect(!again.isLifted && again.until == StoreKind.date + 11)
        store.forgetSoon(Self.model, of: Self.service, metBy: StoreKind.date)
        #expect(try await obstacles(store) == [again])
        store.forgetSoon(Self.model, of: Self.service, metBy: StoreKind.date + 5)
        #expect(try await obstacles(store).isEmpty)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `what is over, or lies in a time that has not come, makes room`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        try await store.open()
        store.noteSoon(makeObstacle(.breaker(.model("over"))))
        store.noteSoon(makeObstacle(.breaker(.model("ahead")), at: 4, lasting: 3600))
        _ = try await obstacles(store)
        try await store.lift(.breaker(.model("ahead")), of: Self.service, by: "a", at: StoreKind.date + 7200)
        store.noteSoon(makeObstacle(at: 10))
        #expect(try await obstacles(store).map(\.subject) == [Self.model])
        try await store.close()
    }

    @Test(
        arguments: [
            .breaker(.model("acme/one")), .breaker(.edge("openrouter.ai")), .breaker(.key("5f7c")),
            .gate(.account, .credits), .gate(.freeModels, .freeTier), .gate(.key("5f7c"), .keyLimit),
            .gate(.model("acme/one"), .rateLimited),
        ] as [Obstacle.Subject]
    )
    func `a subject is read as it is written`(subject: Obstacle.Subject) {
        #expect(Obstacle.Subject(subject.name) == subject)
    }

    @Test(arguments: [
        "", "breaker", "breaker a b c", "gate", "gate credits", "gate unknown account", "gate credits x y",
    ])
    func `what another version writes is passed over`(name: String) {
        #expect(Obstacle.Subject(name) == nil)
    }
}
