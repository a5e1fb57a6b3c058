import Foundation
import GRDB
import Gateway

/// Which processes make calls with which key and how many, and since when a key is known.
enum KeyUseTable {
    /// Notes that an owner makes calls with these keys and with no others.
    static func note(_ db: Database, calls: [String: Int], account: String, owner: String, at date: Date) throws {
        try db.execute(sql: "DELETE FROM key_users WHERE account = ? AND owner = ?", arguments: [account, owner])
        for (key, count) in calls {
            try db.execute(
                sql: "INSERT INTO key_users (account, key, owner, calls) VALUES (?, ?, ?, ?)",
                arguments: [account, key, owner, count]
            )
            try db.execute(
                sql: "INSERT OR IGNORE INTO keys_seen (account, key, first) VALUES (?, ?, ?)",
                arguments: [account, key, date.milliseconds]
            )
        }
    }

    /// Forgets the owners that are gone, and counts those that are left.
    static func others(
        _ db: Database,
        key: String,
        account: String,
        owner: String,
        isRunning: (String) -> Bool
    ) throws -> KeyUse {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT owner, calls FROM key_users WHERE account = ? AND key = ? AND owner <> ?",
            arguments: [account, key, owner]
        )
        var use = KeyUse()
        for row in rows {
            let other: String = row["owner"]
            if isRunning(other) {
                use.processes += 1
                use.calls += row["calls"]
            } else {
                try db.execute(sql: "DELETE FROM key_users WHERE owner = ?", arguments: [other])
            }
        }
        return use
    }

    static func first(_ db: Database, key: String, account: String) throws -> Date? {
        try Int64.fetchOne(
            db,
            sql: "SELECT first FROM keys_seen WHERE account = ? AND key = ?",
            arguments: [account, key]
        ).map { Date(milliseconds: $0) }
    }
}
