public import Foundation
public import Gateway

extension SQLiteStore: KeyRotationStore {
    /// Lets one at a time work on the rotations of an account.
    public func claimRotations(
        of account: String,
        by holder: String,
        until end: Date,
        at date: Date
    ) async throws -> Bool {
        let owner = ownerName
        return try await write { db in
            try RotationTable.claim(
                db,
                account: account,
                holder: holder,
                owner: owner,
                until: end,
                at: date,
                isRunning: self.isRunning
            )
        }
    }

    /// Gives the lease up, where it is the holder's.
    public func releaseRotations(of account: String, by holder: String) async throws {
        try await write { db in try RotationTable.release(db, account: account, holder: holder) }
    }

    /// Keeps a rotation as it is, and its state in its history.
    public func keep(_ rotation: KeyRotation, by holder: String) async throws -> Bool {
        let data = try JSONEncoder().encode(rotation)
        return try await write { db in try RotationTable.keep(db, rotation, data, holder: holder) }
    }

    /// The rotations of an account, oldest first.
    public func rotations(of account: String) async throws -> [KeyRotation] {
        try await read { db in try RotationTable.all(db, account: account) }
    }

    /// Notes that this process makes calls with these keys, and with no others.
    public func noteUse(ofKeys calls: [String: Int], account: String, at date: Date) async throws {
        let owner = ownerName
        try await writeRelaxed { db in
            try KeyUseTable.note(db, calls: calls, account: account, owner: owner, at: date)
        }
    }

    /// What other processes that run do with a key.
    public func otherUse(ofKey digest: String, account: String) async throws -> KeyUse {
        let owner = ownerName
        return try await write { db in
            try KeyUseTable.others(db, key: digest, account: account, owner: owner, isRunning: self.isRunning)
        }
    }

    /// When a key was first used here.
    public func firstUse(ofKey digest: String, account: String) async throws -> Date? {
        try await read { db in try KeyUseTable.first(db, key: digest, account: account) }
    }
}
