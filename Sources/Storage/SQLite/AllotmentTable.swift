import Foundation
import GRDB
import Gateway
import OpenRouter

/// The statements of allotments.
enum AllotmentTable {
    /// Makes an empty allotment and returns its number.
    static func make(_ db: Database, _ key: Allotments.Key, scopes: String, owner: String) throws -> Int64 {
        try db.cachedStatement(
            sql: "INSERT INTO allotments (owner, boot, account, scopes, amount) VALUES (?, ?, ?, ?, 0)"
        ).execute(arguments: [owner, FlightBook.boot, key.account, scopes])
        return db.lastInsertedRowID
    }

    /// Changes what an allotment holds, money of running calls included.
    static func change(_ db: Database, _ number: Int64, by amount: USD) throws {
        try db.cachedStatement(sql: "UPDATE allotments SET amount = amount + ? WHERE number = ?")
            .execute(arguments: [amount.picodollars, number])
    }

    /// Notes that the money of landings up to a number is in the counters.
    static func note(_ db: Database, landed number: Int64, in allotment: Int64) throws {
        try db.cachedStatement(sql: "UPDATE allotments SET landed = max(landed, ?) WHERE number = ?")
            .execute(arguments: [number, allotment])
    }

    /// Up to which number the landings of each allotment of a process are counted.
    static func landed(_ db: Database, owner: String) throws -> [Int64: Int64] {
        let sql = "SELECT number, landed FROM allotments WHERE owner = ?"
        return try Row.fetchAll(db, sql: sql, arguments: [owner]).reduce(into: [:]) { $0[$1[0]] = $1[1] }
    }

    /// Forgets the allotments of a process that has no money in them.
    static func removeEmpty(_ db: Database, owner: String) throws {
        try db.execute(sql: "DELETE FROM allotments WHERE owner = ? AND amount = 0", arguments: [owner])
    }

    /// Who has allotments.
    static func owners(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT DISTINCT owner FROM allotments")
    }

    /// Ends the allotments of a process that is gone: what its log has of ended calls is written out, what its running
    /// calls may cost is in doubt, the rest is given back.
    ///
    /// Since a loss of power nobody knows which calls ran: then all that is left is in doubt, as one hold.
    ///
    /// - Returns: The holds that are in doubt now.
    static func recover(
        _ ledger: LedgerTransaction,
        owner: String,
        landings: [Landing],
        flights: [Allotments.Flight],
        at date: Date
    ) throws -> [Hold] {
        let rows = try Row.fetchAll(ledger.db, sql: "SELECT * FROM allotments WHERE owner = ?", arguments: [owner])
        // First, as a call whose slot was still to be emptied has ended if it is there.
        try LogTable.writeOut(ledger, file: landings, owner: owner)
        var doubts: [Hold] = []
        for row in rows {
            let number: Int64 = row["number"]
            let scopes = ledger.scopes(row["scopes"])
            let account: String = row["account"]
            var rest = USD(picodollars: row["amount"])
            let landed: Int64 = row["landed"]
            for landing in landings where landing.flight.allotment == number && landing.number > landed {
                try ledger.add(
                    spent: landing.cost,
                    reserved: .zero - landing.cost,
                    to: landing.flight.hold.scopes,
                    account: account
                )
                rest -= landing.cost
            }
            for flight in flights where flight.allotment == number {
                var hold = flight.hold
                guard try !HoldTable.hasEnded(ledger.db, hold.id) else { continue }
                hold.state = hold.amount == .zero ? .released : .inDoubt
                try HoldTable.record(ledger, hold, cost: .zero, source: nil, owner: owner, at: date)
                rest -= hold.amount
                doubts.append(hold)
            }
            if row["boot"] != FlightBook.boot, rest > .zero {
                let unknown = Hold(
                    id: "\(owner).\(number)",
                    call: "\(owner).\(number)",
                    attempt: 1,
                    model: "unknown",
                    amount: rest,
                    scopes: scopes,
                    account: account,
                    at: date,
                    state: .inDoubt
                )
                try HoldTable.record(ledger, unknown, cost: .zero, source: nil, owner: owner, at: date)
                doubts.append(unknown)
            } else {
                try ledger.add(spent: .zero, reserved: .zero - rest, to: scopes, account: account)
            }
        }
        try ledger.db.execute(sql: "DELETE FROM allotments WHERE owner = ?", arguments: [owner])
        try LogTable.remove(ledger.db, owner: owner)
        return doubts
    }
}
