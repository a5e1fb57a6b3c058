import Foundation
import GRDB
import Gateway

/// The leases of those who are asking the service for an answer.
enum LeaseTable {
    /// Looks an answer up, or takes the lease on it.
    static func claim(
        _ db: Database,
        _ lease: AnswerLease,
        owner: String,
        isRunning: (String) -> Bool
    ) throws -> AnswerClaim {
        let stored = try AnswerTable.find(db, lease.key)
        if let stored, lease.accepts(stored) { return .found(stored) }
        let key = Data(lease.key.bytes)
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT holder, owner, until FROM answer_leases WHERE key = ?"),
            arguments: [key]
        )
        if let row {
            let until = Date(milliseconds: row["until"])
            let isHeld = (row["holder"] as String) != lease.holder && until > lease.at
            if isHeld, isRunning(row["owner"]) { return .waits(until: until) }
        }
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO answer_leases (key, holder, owner, until) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [key, lease.holder, owner, lease.until.milliseconds])
        try AnswerTable.count(db, "misses")
        let isOfUse = stored?.freshness(under: lease.policy, at: lease.at) != .expired
        return .leads(lastResort: isOfUse ? stored : nil)
    }

    /// Removes leases whose time is over; only calls under way have one, so that the table is short.
    static func sweep(_ db: Database, at date: Date) throws {
        try db.cachedStatement(sql: "DELETE FROM answer_leases WHERE until < ?").execute(arguments: [date.milliseconds])
    }

    /// Ends a lease, unless somebody else has it by now.
    static func release(_ db: Database, _ lease: AnswerLease) throws {
        try db.cachedStatement(sql: "DELETE FROM answer_leases WHERE key = ? AND holder = ?")
            .execute(arguments: [Data(lease.key.bytes), lease.holder])
    }
}
