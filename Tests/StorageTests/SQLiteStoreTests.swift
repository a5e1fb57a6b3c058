import Foundation
import GRDB
import Gateway
import OpenRouter
import TestSupport
import Testing

@testable import Storage

@Suite(.temporaryDirectory) struct `SQLite store` {
    private var file: URL { TemporaryDirectory.current.appending(path: "made/on/demand/castline.sqlite") }

    private func mode(of url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test func `nothing is made before the first use, and then for its owner alone`() async throws {
        let store = SQLiteStore(at: file)
        #expect(!FileManager.default.fileExists(atPath: file.path))
        _ = try await store.admit(makeHold("a", cents: 1), committed: .zero, caps: Caps())
        #expect(try mode(of: file) == 0o600)
        #expect(try mode(of: file.deletingLastPathComponent()) == 0o700)
        #expect(try mode(of: URL(filePath: file.path + "-wal")) == 0o600)
        try await store.close()
    }

    @Test func `a file that is no store is told apart, and stays as it was`() async throws {
        let url = TemporaryDirectory.current.appending(path: "letter.txt")
        let text = String(repeating: "Dear Sir or Madam, ", count: 100)
        try text.write(to: url, atomically: true, encoding: .utf8)
        await #expect { try await SQLiteStore(at: url).open() } throws: { error in
            (error as? StoreError)?.code == .damaged
        }
        #expect(try String(contentsOf: url, encoding: .utf8) == text)
    }

    @Test func `a folder in place of the file is an error`() async throws {
        await #expect { try await SQLiteStore(at: TemporaryDirectory.current).open() } throws: { error in
            (error as? StoreError)?.code == .cannotOpen
        }
    }

    @Test func `a store of a later version is not touched`() async throws {
        let store = SQLiteStore(at: file)
        try await store.open()
        try await store.close()
        let later = try DatabaseQueue(path: file.path)
        try await later.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of the future')") }
        try later.close()
        await #expect { try await store.open() } throws: { ($0 as? StoreError)?.code == .tooNew }
    }

    @Test(
        arguments: [
            (.SQLITE_FULL, .diskFull), (.SQLITE_READONLY, .readOnly), (.SQLITE_NOTADB, .damaged),
            (.SQLITE_BUSY, .busy), (.SQLITE_CANTOPEN, .cannotOpen), (.SQLITE_CONSTRAINT, .failed),
        ] as [(ResultCode, StoreError.Code)]
    )
    func `what SQLite reports has a code of ours`(code: ResultCode, expected: StoreError.Code) {
        #expect(StoreError(DatabaseError(resultCode: code), at: file).code == expected)
    }

    @Test func `many who make the file at once share one`() async throws {
        let stores = (0..<16).map { SQLiteStore(at: file, owner: "owner-\($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, store) in stores.enumerated() {
                group.addTask {
                    _ = try await store.admit(makeHold("h\(number)", cents: 1), committed: .zero, caps: Caps())
                }
            }
            try await group.waitForAll()
        }
        #expect(try await stores[0].balance(.day("2026-11-24")).reserved == .cents(16))
        #expect(try await stores[15].integrityProblems().isEmpty)
        for store in stores { try await store.close() }
    }

    @Test func `a counter that differs from the ledger is found`() async throws {
        let store = SQLiteStore(at: file)
        _ = try await store.admit(makeHold("a", cents: 1), committed: .zero, caps: Caps())
        try await store.write { db in try db.execute(sql: "UPDATE balances SET spent = 5 WHERE scope LIKE '%day%'") }
        #expect(
            try await store.integrityProblems()
                == ["the counter of openrouter.ai/day:2026-11-24 differs from the ledger"]
        )
        try await store.close()
    }

    @Test func `the ledger refuses to be changed`() async throws {
        let store = SQLiteStore(at: file)
        _ = try await store.admit(makeHold("a", cents: 1), committed: .zero, caps: Caps())
        for sql in ["UPDATE ledger_entries SET amount = 0", "DELETE FROM ledger_entries"] {
            await #expect(throws: StoreError.self) { try await store.write { try $0.execute(sql: sql) } }
        }
        try await store.close()
    }

    @Test func `a write that fails does not take its neighbours with it`() async throws {
        let store = SQLiteStore(at: file)
        try await store.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    if number % 7 == 0 {
                        await #expect(throws: StoreError.self) {
                            try await store.write { try $0.execute(sql: "INSERT INTO nowhere VALUES (1)") }
                        }
                    } else {
                        _ = try await store.admit(makeHold("h\(number)", cents: 1), committed: .zero, caps: Caps())
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.balance(.day("2026-11-24")).reserved == .cents(42))
        try await store.close()
    }
}
