import Foundation
import GRDB
import Gateway
import OpenRouter
import TestSupport
import Testing

@testable import Storage

@Suite(.temporaryDirectory) struct `Money that was spent` {
    @Test(arguments: StoreKind.allCases)
    func `is told apart by model, phase, episode and day, and adds up to the ledger`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let holds: [(id: String, cents: Int64, model: String, phase: String?, day: String, episode: String?)] = [
            ("a", 10, "acme/one", "research", "2026-11-23", "reefs"),
            ("b", 20, "acme/two", "script", "2026-11-24", "reefs"),
            ("c", 5, "acme/one", "script", "2026-11-24", "coast"),
            ("d", 1, "acme/one", nil, "2026-11-24", nil),
        ]
        for (number, row) in holds.enumerated() {
            var hold = makeHold(row.id, cents: 50)
            hold.model = row.model
            hold.phase = row.phase
            hold.at = StoreKind.date.addingTimeInterval(Double(number) * 60)
            hold.scopes = [.day(row.day), .month("2026-11")] + (row.episode.map { [.episode($0)] } ?? [])
            _ = try await store.admit(hold, committed: .zero, caps: Caps())
            try await store.settle(row.id, .settled(.cents(row.cents), .reported))
        }
        _ = try await store.admit(makeHold("open", cents: 50), committed: .zero, caps: Caps())
        func shares(_ grouping: Spending.Grouping, since: Date? = nil) async throws -> [String] {
            try await store.spending(since: since, account: "openrouter.ai", by: grouping).map {
                "\($0.name) \($0.calls) \($0.spent)"
            }
        }
        #expect(try await shares(.model) == ["acme/two 1 $0.20", "acme/one 3 $0.16"])
        #expect(try await shares(.phase) == ["script 2 $0.25", "research 1 $0.10", " 1 $0.01"])
        #expect(try await shares(.episode) == ["reefs 2 $0.30", "coast 1 $0.05", " 1 $0.01"])
        #expect(try await shares(.day) == ["2026-11-23 1 $0.10", "2026-11-24 3 $0.26"])
        let later = StoreKind.date.addingTimeInterval(90)
        #expect(try await shares(.model, since: later) == ["acme/one 2 $0.06"])
        #expect(try await store.spending(since: nil, account: "127.0.0.1", by: .day).isEmpty)
        #expect(try await store.settled(since: StoreKind.date, account: "openrouter.ai") == .cents(36))
        #expect(try await store.settled(since: later, account: "openrouter.ai") == .zero)
        #expect(try await store.balance(.month("2026-11")).spent == .cents(36))
        try await store.close()
    }

    @Test func `a ledger of an earlier version is taken over as it was`() async throws {
        let file = TemporaryDirectory.current.appending(path: "castline.sqlite")
        let old = try DatabaseQueue(path: file.path)
        try Schema.migrator.migrate(old, upTo: "models")
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO holds VALUES
                        ('a.1', 'a', 1, 'acme/one', 500, 'day:2026-11-24', 'openrouter.ai', 'gone', 1, 'settled', NULL),
                        ('b.1', 'b', 1, 'acme/one', 700, 'day:2026-11-24', 'openrouter.ai', 'gone', 2, 'dispatched', 'gen-1');
                    INSERT INTO ledger_entries (hold, kind, amount, source, at) VALUES
                        ('a.1', 'dispatched', 500, NULL, 1), ('b.1', 'dispatched', 700, NULL, 2),
                        ('a.1', 'settled', 300, 'reported', 3);
                    INSERT INTO balances VALUES ('openrouter.ai/day:2026-11-24', 300, 700);
                    INSERT INTO calls VALUES ('a', 1, 'openrouter.ai', NULL, 'ask', 'acme/one', 300, x'7B7D', x'7B7D');
                    """
            )
        }
        try old.close()
        let store = SQLiteStore(at: file)
        #expect(try await store.integrityProblems().isEmpty)
        let spent = try await store.spending(since: nil, account: "openrouter.ai", by: .phase)
        #expect(spent == [Spending.Share(name: "ask", calls: 1, spent: USD(picodollars: 300))])
        #expect(try await store.holdsInDoubt(account: "openrouter.ai").map(\.generationID) == ["gen-1"])
        try await store.settle("b.1", .settled(USD(picodollars: 1), .reported))
        #expect(try await store.balance(.day("2026-11-24")) == (USD(picodollars: 301), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }
}
