import Foundation
import GRDB
import Gateway
import OpenRouter
import TestSupport
import Testing

@testable import Storage

/// While calls come fast, the money of several is set aside at once.
@Suite(.temporaryDirectory) struct Allotment {
    private var file: URL { TemporaryDirectory.current.appending(path: "data/castline.sqlite") }

    /// A store of its own process, whose time stands still: what is asked of it comes fast.
    private func makeStore(_ owner: String, at date: Date = StoreKind.date) -> SQLiteStore {
        SQLiteStore(at: file, owner: owner, now: { date })
    }

    /// Admits and settles calls until their money comes from an allotment.
    private func hurry(_ store: SQLiteStore, caps: Caps = Caps()) async throws {
        for number in 0..<9 {
            _ = try await store.admit(makeHold("early-\(number)", cents: 2), committed: .zero, caps: caps)
            try await store.settle("early-\(number)", .settled(.cents(1), .reported))
        }
    }

    private func rows(_ store: SQLiteStore, _ condition: String) async throws -> Int {
        try await store.readCalls { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(condition)") ?? 0 }
    }

    @Test func `a stream of calls sets money aside once`() async throws {
        let store = makeStore("first")
        try await hurry(store)
        _ = try await store.admit(makeHold("a", cents: 2), committed: .zero, caps: Caps())
        #expect(try await rows(store, "holds WHERE id = 'a'") == 0)
        #expect(try await rows(store, "allotments WHERE amount > 0") == 1)
        try await store.settle("a", .settled(.cents(1), .reported))
        #expect(try await rows(store, "holds WHERE id = 'a' AND state = 'settled'") == 1)
        #expect(try await store.integrityProblems().isEmpty)
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(10), .zero))
        try await store.close()
    }

    @Test func `little of what a cap has left is set aside, and whoever needs it here gets it`() async throws {
        let store = makeStore("first")
        let caps = Caps(day: .cents(64))
        try await hurry(store, caps: caps)
        let reserved = try await store.read { db in
            try Int64.fetchOne(db, sql: "SELECT sum(amount) FROM allotments") ?? 0
        }
        #expect(reserved > 0 && USD(picodollars: reserved) <= .cents(1))
        // 9 are spent; what is left fits to the last cent.
        guard case .admitted = try await store.admit(makeHold("rest", cents: 55), committed: .zero, caps: caps) else {
            Issue.record("what was set aside in advance was not given up")
            return
        }
        guard case .refused = try await store.admit(makeHold("more", cents: 1), committed: .zero, caps: caps) else {
            Issue.record("more was admitted than the cap allows")
            return
        }
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `what is set aside for one episode is given up for another`() async throws {
        let store = makeStore("first")
        let caps = Caps(day: .cents(100))
        try await hurry(store, caps: caps)
        let other = makeHold("rest", cents: 91, episode: "lagoons")
        guard case .admitted = try await store.admit(other, committed: .zero, caps: caps) else {
            Issue.record("what was set aside in advance was not given up")
            return
        }
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `slower calls give it back with the next settlement`() async throws {
        let date = Recorder<Date>()
        date.append(StoreKind.date)
        let store = SQLiteStore(at: file, owner: "first", now: { date.elements.last ?? StoreKind.date })
        try await hurry(store)
        _ = try await store.admit(makeHold("a", cents: 2), committed: .zero, caps: Caps())
        date.append(StoreKind.date + 1)
        try await store.settle("a", .released)
        #expect(try await rows(store, "allotments WHERE amount > 0") == 0)
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `a process that is gone leaves in doubt what its calls had, and no more`() async throws {
        let killed = makeStore("killed")
        try await hurry(killed)
        for (id, cents) in [("a", 2), ("b", 1), ("free", 0)] as [(String, Int64)] {
            _ = try await killed.admit(makeHold(id, cents: cents), committed: .zero, caps: Caps())
        }
        try await killed.note(generation: "gen-b", ofHold: "b")
        try await killed.close()

        let store = makeStore("next")
        let doubts = try await store.holdsInDoubt(account: "openrouter.ai")
        #expect(doubts.map(\.id) == ["a", "b"])
        #expect(doubts.map(\.generationID) == [nil, "gen-b"])
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(9), .cents(3)))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `after a loss of power, which forgets whose it was, all that was set aside is in doubt`() async throws {
        let killed = makeStore("killed")
        try await hurry(killed)
        _ = try await killed.admit(makeHold("a", cents: 2), committed: .zero, caps: Caps())
        try await killed.write { db in try db.execute(sql: "UPDATE allotments SET boot = 'before'") }
        try await killed.close()
        try Data().write(to: file.deletingLastPathComponent().appending(path: "castline.sqlite-owners/killed"))

        let store = makeStore("next")
        let doubts = try await store.holdsInDoubt(account: "openrouter.ai")
        #expect(doubts.map(\.model) == ["unknown"])
        #expect(doubts.map(\.amount) == [.cents(2)])
        #expect(try await store.integrityProblems().isEmpty)
        try await store.settle(doubts[0].id, .released)
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(9), .zero))
        try await store.close()
    }

    @Test func `a settlement that fails leaves call and money as they were`() async throws {
        let store = makeStore("first")
        try await hurry(store)
        _ = try await store.admit(makeHold("a", cents: 2), committed: .zero, caps: Caps())
        try await store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER no_end BEFORE INSERT ON holds BEGIN SELECT RAISE(ABORT, 'not now'); END
                    """
            )
        }
        await #expect(throws: StoreError.self) { try await store.settle("a", .inDoubt(generationID: nil)) }
        try await store.write { db in try db.execute(sql: "DROP TRIGGER no_end") }
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(9), .cents(2)))
        try await store.settle("a", .settled(.cents(1), .reported))
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(10), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test func `a cap that is set counts for the next call`() async throws {
        let store = makeStore("first")
        try await hurry(store)
        try await store.setCap(.cents(10), of: .day)
        guard case .refused = try await store.admit(makeHold("a", cents: 2), committed: .zero, caps: Caps()) else {
            Issue.record("the new cap was passed")
            return
        }
        try await store.close()
    }
}
