import Foundation
import GRDB
import Gateway
import OpenRouter

/// Landings that the ``LandingLog`` had no room for, whose money is in the counters and whose rows are still to be written:
/// many in one row.
///
/// While calls come fast, a row for many costs a fraction of five rows for each. Whoever looks for calls, in this process
/// or another, has them written out first.
enum PackTable {
    /// How many packs are written out in one transaction, so that others can write in between.
    private static let packsPerTransaction = 32
    /// How many packs may wait; a second's worth of writing.
    private static let mostPacks = 512

    static func insert(_ db: Database, _ landings: [Landing], owner: String) throws {
        guard !landings.isEmpty else { return }
        var writer = FieldWriter()
        for landing in landings { writer.write(landing.bytes) }
        try db.cachedStatement(sql: "INSERT INTO packs (owner, landings) VALUES (?, ?)")
            .execute(arguments: [owner, Data(writer.bytes)])
    }

    /// Whether rows are still to be written.
    static func isEmpty(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT NOT EXISTS (SELECT 1 FROM packs)")) ?? true
    }

    /// Writes out the oldest packs.
    ///
    /// - Returns: Whether there are more.
    static func writeOut(_ ledger: LedgerTransaction) throws -> Bool {
        let rows = try Row.fetchAll(
            ledger.db.cachedStatement(sql: "SELECT number, owner, landings FROM packs ORDER BY number LIMIT ?"),
            arguments: [packsPerTransaction + 1]
        )
        for row in rows.prefix(packsPerTransaction) { try writeOut(ledger, row) }
        return rows.count > packsPerTransaction
    }

    /// Writes out the packs of one process.
    static func writeOut(_ ledger: LedgerTransaction, owner: String) throws {
        let sql = "SELECT number, owner, landings FROM packs WHERE owner = ? ORDER BY number"
        for row in try Row.fetchAll(ledger.db, sql: sql, arguments: [owner]) { try writeOut(ledger, row) }
    }

    /// Writes out the oldest packs where there are so many that whoever looks for calls would have to wait.
    static func writeOutExcess(_ ledger: LedgerTransaction) throws {
        let count = try Int.fetchOne(ledger.db, sql: "SELECT count(*) FROM packs") ?? 0
        if count > mostPacks { _ = try writeOut(ledger) }
    }

    private static func writeOut(_ ledger: LedgerTransaction, _ row: Row) throws {
        let number: Int64 = row["number"]
        var reader = FieldReader([UInt8](row["landings"] as Data))
        while let bytes = reader.readBytes() {
            guard let landing = Landing(bytes) else {
                throw StoreError(.damaged, "the pack \(number) of finished calls cannot be read")
            }
            try write(ledger, landing, owner: row["owner"])
        }
        try ledger.db.cachedStatement(sql: "DELETE FROM packs WHERE number = ?").execute(arguments: [number])
    }

    /// Writes the rows of a landing; its money is counted elsewhere.
    static func write(_ ledger: LedgerTransaction, _ landing: Landing, owner: String) throws {
        var hold = landing.flight.hold
        hold.state = landing.isSettled ? .settled : .released
        try HoldTable.record(ledger, hold, cost: landing.cost, source: landing.source, owner: owner, at: landing.at)
        if let call = landing.call { try write(ledger, call) }
    }

    /// Writes the rows of a call.
    static func write(_ ledger: LedgerTransaction, _ call: Landing.Call) throws {
        try CallTable.insert(ledger.db, call.columns, record: call.record, trace: call.trace)
        if let content = call.content { try ContentTable.insert(ledger.db, content, ofCall: call.columns.id) }
    }
}
