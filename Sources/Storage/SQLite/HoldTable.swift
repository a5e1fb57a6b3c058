import Foundation
import GRDB
import Gateway
import OpenRouter

/// The ledger's statements: holds, their lines, and the counters kept beside them.
enum HoldTable {
    /// Sets money aside in all scopes of a hold, or in none.
    static func admit(
        _ db: Database,
        _ hold: Hold,
        committed: USD,
        caps settings: Caps,
        owner: String
    ) throws -> Admission {
        let caps = settings.overridden(by: try CapTable.all(db))
        if let cap = caps.call, committed + hold.amount > cap {
            let balance = BudgetBalance(scope: .call, cap: cap, spent: committed)
            return .refused(BudgetRefusal(balance: balance, wanted: hold.amount))
        }
        var balances = try BalanceTable.balances(db, of: hold.scopes, account: hold.account)
        for index in balances.indices {
            balances[index].cap = caps[balances[index].scope]
            if let free = balances[index].free, hold.amount > max(free, .zero) || free < .zero {
                return .refused(BudgetRefusal(balance: balances[index], wanted: hold.amount))
            }
            balances[index].reserved += hold.amount
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO holds (id, call, attempt, model, amount, scopes, account, owner, at, state, generation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            hold.id, hold.call, hold.attempt, hold.model, hold.amount.picodollars,
            hold.scopes.map(\.name).joined(separator: "\n"), hold.account, owner, hold.at.milliseconds,
            hold.state.rawValue, hold.generationID,
        ])
        try append(db, hold.id, hold.state.rawValue, hold.amount, source: nil, at: hold.at)
        try BalanceTable.add(db, spent: .zero, reserved: hold.amount, to: hold.scopes, account: hold.account)
        return .admitted(balances)
    }

    /// Ends a hold; one that has ended already stays as it is.
    static func end(_ db: Database, _ settlement: Settlement, at date: Date) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT amount, scopes, account, state FROM holds WHERE id = ?"),
            arguments: [settlement.hold]
        )
        guard let row, let state = Hold.State(rawValue: row["state"]) else { return }
        guard state != .settled, state != .released else { return }
        let held = USD(picodollars: row["amount"])
        let end: (state: Hold.State, cost: USD, freed: USD, source: CostSource?, generation: String?) =
            switch settlement.result {
            case .settled(let cost, let source): (.settled, cost, held, source, nil)
            case .released: (.released, .zero, held, nil, nil)
            case .inDoubt(let generation): (.inDoubt, .zero, .zero, nil, generation)
            }
        try db.cachedStatement(
            sql: "UPDATE holds SET state = ?, generation = coalesce(?, generation) WHERE id = ?"
        ).execute(arguments: [end.state.rawValue, end.generation, settlement.hold])
        guard end.state != state else { return }
        try append(db, settlement.hold, end.state.rawValue, end.cost, source: end.source, at: date)
        if end.state == .inDoubt { return }
        let (spent, reserved) = (end.cost, USD.zero - end.freed)
        try BalanceTable.add(db, spent: spent, reserved: reserved, to: scopes(row["scopes"]), account: row["account"])
    }

    /// Ends the holds of processes that are gone.
    static func recover(_ db: Database, at date: Date, isRunning: (String) -> Bool) throws -> [Hold] {
        let owners = try String.fetchAll(
            db,
            sql: "SELECT DISTINCT owner FROM holds WHERE state IN ('reserved', 'dispatched')"
        )
        var changed: [Hold] = []
        for owner in owners where !isRunning(owner) {
            let holds = try holds(db, "state IN ('reserved', 'dispatched') AND owner = ?", [owner])
            for var hold in holds {
                // A server that charges nothing has nothing in doubt.
                let isFree = hold.state == .reserved || hold.amount == .zero
                let result: Settlement.Result = isFree ? .released : .inDoubt(generationID: nil)
                try end(db, Settlement(hold: hold.id, result: result), at: date)
                hold.state = isFree ? .released : .inDoubt
                changed.append(hold)
            }
        }
        return changed
    }

    /// The holds that a condition names, oldest first.
    static func holds(_ db: Database, _ condition: String, _ arguments: StatementArguments = []) throws -> [Hold] {
        let sql = "SELECT * FROM holds WHERE \(condition) ORDER BY at, id"
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            Hold(
                id: row["id"],
                call: row["call"],
                attempt: row["attempt"],
                model: row["model"],
                amount: USD(picodollars: row["amount"]),
                scopes: scopes(row["scopes"]),
                account: row["account"],
                at: Date(milliseconds: row["at"]),
                state: Hold.State(rawValue: row["state"]) ?? .inDoubt,
                generationID: row["generation"]
            )
        }
    }

    static func scopes(_ text: String) -> [BudgetScope] {
        text.split(separator: "\n").compactMap { BudgetScope(name: $0) }
    }

    private static func append(
        _ db: Database,
        _ hold: String,
        _ kind: String,
        _ amount: USD,
        source: CostSource?,
        at date: Date
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO ledger_entries (hold, kind, amount, source, at) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [hold, kind, amount.picodollars, source?.rawValue, date.milliseconds])
    }
}

extension Date {
    /// Since 1970.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    /// A moment so many milliseconds after the beginning of 1970.
    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
