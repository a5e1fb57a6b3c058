import Foundation
import Gateway
import OpenRouter
import TestSupport
import Testing

@testable import Storage

@Suite(.temporaryDirectory) struct `Rotations in the store` {
    private static let account = "https://openrouter.ai/api/v1"

    private func makeRotation(_ id: String, events: [KeyRotation.Event] = []) throws -> KeyRotation {
        var rotation = KeyRotation(
            id: id,
            account: Self.account,
            reason: .age,
            isManual: false,
            old: "aaaa",
            terms: ManagedKey.Terms(limit: .cents(500), limitReset: "monthly", expiresAt: "2027-01-01T00:00:00Z"),
            observationSeconds: 5,
            graceSeconds: 60,
            at: StoreKind.date
        )
        for event in events { try rotation.apply(event, at: StoreKind.date) }
        return rotation
    }

    @Test(arguments: StoreKind.allCases)
    func `one holder has the lease, until it ends, is given up, or its process dies`(kind: StoreKind) async throws {
        let first = kind.makeStore()
        let second = kind.makeStore()
        let end = StoreKind.date.addingTimeInterval(60)
        func claim(_ store: SQLiteStore, _ holder: String, at seconds: Double = 0) async throws -> Bool {
            try await store.claimRotations(
                of: Self.account,
                by: holder,
                until: end.addingTimeInterval(seconds),
                at: StoreKind.date.addingTimeInterval(seconds)
            )
        }
        #expect(try await claim(first, "a"))
        #expect(try await claim(first, "a"))
        #expect(try await !claim(first, "b"))
        #expect(try await !claim(second, "b"))
        #expect(try await claim(second, "b", at: 61))
        #expect(try await !claim(first, "a", at: 62))
        try await second.releaseRotations(of: Self.account, by: "a")
        #expect(try await !claim(first, "a", at: 62))
        try await second.releaseRotations(of: Self.account, by: "b")
        #expect(try await claim(first, "a", at: 62))
        try await first.close()
        #expect(try await claim(second, "b", at: 63))
        try await second.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `keeps what the holder of the lease says, and of nobody else`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let planned = try makeRotation("r1")
        #expect(try await !store.keep(planned, by: "a"))
        let end = StoreKind.date.addingTimeInterval(60)
        _ = try await store.claimRotations(of: Self.account, by: "a", until: end, at: StoreKind.date)
        #expect(try await store.keep(planned, by: "a"))
        let created = try makeRotation("r1", events: [.created("bbbb")])
        #expect(try await store.keep(created, by: "a"))
        #expect(try await !store.keep(planned, by: "b"))
        // The time of the lease is over, and nobody has taken it.
        let taken = try await store.claimRotations(of: Self.account, by: "b", until: end + 60, at: end)
        #expect(taken)
        #expect(try await !store.keep(planned, by: "a"))
        _ = try await store.claimRotations(of: Self.account, by: "a", until: end + 120, at: end + 60)
        let second = try makeRotation("r2", events: [.refused("no"), .undone])
        #expect(try await store.keep(second, by: "a"))
        try await store.close()
        let later = kind.makeStore()
        #expect(try await later.rotations(of: Self.account) == [created, second])
        #expect(try await later.rotations(of: "elsewhere").isEmpty)
        #expect(try await later.integrityProblems().isEmpty)
        try await later.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `knows which processes use a key, and since when it is known`(kind: StoreKind) async throws {
        let first = kind.makeStore()
        let second = kind.makeStore()
        #expect(try await first.firstUse(ofKey: "k", account: Self.account) == nil)
        try await first.noteUse(ofKeys: ["k": 3], account: Self.account, at: StoreKind.date)
        try await second.noteUse(
            ofKeys: ["k": 0, "l": 2],
            account: Self.account,
            at: StoreKind.date.addingTimeInterval(9)
        )
        #expect(try await first.otherUse(ofKey: "k", account: Self.account) == KeyUse(processes: 1, calls: 0))
        #expect(try await first.otherUse(ofKey: "l", account: Self.account) == KeyUse(processes: 1, calls: 2))
        #expect(try await second.otherUse(ofKey: "l", account: Self.account) == KeyUse())
        try await second.noteUse(ofKeys: ["l": 1], account: Self.account, at: StoreKind.date)
        #expect(try await first.otherUse(ofKey: "k", account: Self.account) == KeyUse())
        try await second.close()
        #expect(try await first.otherUse(ofKey: "l", account: Self.account) == KeyUse())
        #expect(try await first.firstUse(ofKey: "k", account: Self.account) == StoreKind.date)
        try await first.close()
    }
}
