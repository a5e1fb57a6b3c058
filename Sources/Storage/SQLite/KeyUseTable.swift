import Foundation
import GRDB

/// Which processes make calls with which key, and since when a key is known.
enum KeyUseTable {
    /// Notes that an owner makes calls with these keys and with no others.
    static func note(_ db: Database, keys: [String], account: String, owner: String, at date: Date) throws {
        try db.execute(sql: "DELETE FROM key_users WHERE account = ? AND owner = ?", arguments: [account, owner])
        for key in keys {
            try db.execute(
                sql: "INSERT OR IGNORE INTO key_users (account, key, owner) VALUES (?, ?, ?)",
                arguments: [account, key, owner]
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
    ) throws -> Int {
        let owners = try String.fetchAll(
            db,
            sql: "SELECT owner FROM key_users WHERE account = ? AND key = ? AND owner <> ?",
            arguments: [account, key, owner]
        )
        let gone = owners.filter { !isRunning($0) }
        for owner in gone { try db.execute(sql: "DELETE FROM key_users WHERE owner = ?", arguments: [owner]) }
        return owners.count - gone.count
    }

    static func first(_ db: Database, key: String, account: String) throws -> Date? {
        try Int64.fetchOne(
            db,
            sql: "SELECT first FROM keys_seen WHERE account = ? AND key = ?",
            arguments: [account, key]
        ).map { Date(milliseconds: $0) }
    }
}
