import Foundation
import GRDB
import Gateway

/// How far the ``LandingLog`` of each process has its rows.
///
/// The process itself writes them, or another that looks for calls, or the one that finds the log of a process that is
/// gone. Each does so in a transaction that begins with what is noted here, so that no row is written twice.
enum LogTable {
    /// How many landings are written out in one transaction, so that others can write in between.
    static let landingsPerTransaction = 1_024

    /// Writes the rows of this process's landings, oldest first; their money is counted elsewhere.
    static func writeOut(_ ledger: LedgerTransaction, _ landings: [Landing], owner: String) throws {
        guard let last = landings.last else { return }
        let written = try written(ledger.db, owner: owner)
        for landing in landings where landing.number > written {
            try PackTable.write(ledger, landing, owner: owner)
        }
        try note(ledger.db, written: last.number, owner: owner)
    }

    /// Writes the rows of what a file has of another process, which may be gone.
    ///
    /// What the process could not write whole may be there, although the tables took it instead.
    static func writeOut(_ ledger: LedgerTransaction, file landings: [Landing], owner: String) throws {
        try PackTable.writeOut(ledger, owner: owner)
        let written = try written(ledger.db, owner: owner)
        for landing in landings where landing.number > written {
            guard try !HoldTable.hasEnded(ledger.db, landing.flight.hold.id) else { continue }
            try PackTable.write(ledger, landing, owner: owner)
        }
        if let last = landings.last { try note(ledger.db, written: last.number, owner: owner) }
    }

    /// Writes the rows of what other processes have counted and not written yet.
    ///
    /// - Parameters:
    ///   - ledger: A transaction.
    ///   - owner: This process, whose log is left alone.
    ///   - landings: Reads the log of a process.
    /// - Throws: ``StoreError`` or the error of the database.
    static func writeOutOthers(
        _ ledger: LedgerTransaction,
        than owner: String,
        landings: (String) -> [Landing]
    ) throws {
        for other in try behind(ledger.db, besides: owner) {
            let counted = try AllotmentTable.landed(ledger.db, owner: other)
            try writeOut(
                ledger,
                file: landings(other).filter { $0.number <= counted[$0.flight.allotment] ?? 0 },
                owner: other
            )
        }
    }

    /// The other processes whose calls are counted and have no rows.
    static func behind(_ db: Database, besides owner: String) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT owner FROM allotments LEFT JOIN logs USING (owner)
                    WHERE owner <> ? GROUP BY owner HAVING max(landed) > coalesce(max(written), 0)
                    """
            ),
            arguments: [owner]
        )
    }

    /// Forgets a process that has no log any more.
    static func remove(_ db: Database, owner: String) throws {
        try db.execute(sql: "DELETE FROM logs WHERE owner = ?", arguments: [owner])
    }

    private static func note(_ db: Database, written number: Int64, owner: String) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO logs (owner, written) VALUES (?, ?)
                ON CONFLICT (owner) DO UPDATE SET written = max(written, excluded.written)
                """
        ).execute(arguments: [owner, number])
    }

    private static func written(_ db: Database, owner: String) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT written FROM logs WHERE owner = ?"), arguments: [owner]) ?? 0
    }
}
