import Foundation
import GRDB
import Gateway

/// The rotations of keys with the states they came through, and who works on them.
enum RotationTable {
    /// Takes the lease of an account, or renews it.
    static func claim(
        _ db: Database,
        account: String,
        holder: String,
        owner: String,
        until end: Date,
        at date: Date,
        isRunning: (String) -> Bool
    ) throws -> Bool {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT holder, owner, until FROM rotation_leases WHERE account = ?",
            arguments: [account]
        )
        if let row {
            let isOthers = (row["holder"] as String) != holder && Date(milliseconds: row["until"]) > date
            if isOthers, isRunning(row["owner"]) { return false }
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO rotation_leases (account, holder, owner, until) VALUES (?, ?, ?, ?)",
            arguments: [account, holder, owner, end.milliseconds]
        )
        return true
    }

    static func release(_ db: Database, account: String, holder: String) throws {
        try db.execute(
            sql: "DELETE FROM rotation_leases WHERE account = ? AND holder = ?",
            arguments: [account, holder]
        )
    }

    /// Keeps a rotation where the holder has the lease.
    ///
    /// Its time may be over: nobody else has taken it meanwhile, and what was done at the service is to be noted however a
    /// clock was set.
    static func keep(_ db: Database, _ rotation: KeyRotation, _ data: Data, holder: String) throws -> Bool {
        let leader = try String.fetchOne(
            db,
            sql: "SELECT holder FROM rotation_leases WHERE account = ?",
            arguments: [rotation.account]
        )
        guard leader == holder else { return false }
        try db.execute(
            sql: """
                INSERT INTO rotations (id, account, rotation) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET rotation = excluded.rotation
                """,
            arguments: [rotation.id, rotation.account, data]
        )
        try db.execute(
            sql: "INSERT INTO rotation_states (rotation, state, at) VALUES (?, ?, ?)",
            arguments: [rotation.id, rotation.state.rawValue, rotation.at.milliseconds]
        )
        return true
    }

    static func all(_ db: Database, account: String) throws -> [KeyRotation] {
        try Data.fetchAll(
            db,
            sql: "SELECT rotation FROM rotations WHERE account = ? ORDER BY number",
            arguments: [account]
        ).map { try JSONDecoder().decode(KeyRotation.self, from: $0) }
    }
}
