import GRDB
import Gateway
import OpenRouter

/// The counters beside the ledger: spent and reserved of each scope, kept in the same transactions.
enum BalanceTable {
    static func balances(_ db: Database, of scopes: [BudgetScope], account: String) throws -> [BudgetBalance] {
        var balances = scopes.map { BudgetBalance(scope: $0) }
        guard !scopes.isEmpty else { return balances }
        let keys = scopes.map { key($0, account) }
        let statement = try db.cachedStatement(
            sql: "SELECT scope, spent, reserved FROM balances WHERE scope IN (\(marks("?", scopes.count)))"
        )
        for row in try Row.fetchAll(statement, arguments: StatementArguments(keys)) {
            guard let index = keys.firstIndex(of: row["scope"]) else { continue }
            balances[index].spent = USD(picodollars: row["spent"])
            balances[index].reserved = USD(picodollars: row["reserved"])
        }
        return balances
    }

    static func add(
        _ db: Database,
        spent: USD,
        reserved: USD,
        to scopes: [BudgetScope],
        account: String
    ) throws {
        guard !scopes.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO balances (scope, spent, reserved) VALUES \(marks("(?, ?, ?)", scopes.count))
                ON CONFLICT (scope) DO UPDATE SET
                    spent = spent + excluded.spent, reserved = reserved + excluded.reserved
                """
        )
        var arguments = StatementArguments()
        for scope in scopes { arguments += [key(scope, account), spent.picodollars, reserved.picodollars] }
        try statement.execute(arguments: arguments)
    }

    /// Compares the counters and the states of holds with the fold over the ledger.
    static func problems(_ db: Database) throws -> [String] {
        var folded: [String: (spent: Int64, reserved: Int64)] = [:]
        var problems: [String] = []
        let holds = try Row.fetchCursor(db, sql: "SELECT id, account, scopes, state FROM holds")
        while let row = try holds.next() {
            let (hold, account, state): (String, String, String) = (row["id"], row["account"], row["state"])
            let fold = try fold(db, hold: hold)
            if fold.ends > 1 { problems.append("the hold \(hold) has ended \(fold.ends) times") }
            if fold.last != state { problems.append("the hold \(hold) is \(state), but the ledger says \(fold.last)") }
            for scope in HoldTable.scopes(row["scopes"]) {
                folded[key(scope, account), default: (0, 0)].spent += fold.spent
                folded[key(scope, account), default: (0, 0)].reserved += fold.ends == 0 ? fold.held : 0
            }
        }
        for row in try Row.fetchAll(db, sql: "SELECT scope, spent, reserved FROM balances ORDER BY scope") {
            let (scope, spent, reserved): (String, Int64, Int64) = (row["scope"], row["spent"], row["reserved"])
            let fold = folded.removeValue(forKey: scope) ?? (0, 0)
            if fold != (spent, reserved) { problems.append("the counter of \(scope) differs from the ledger") }
        }
        for scope in folded.keys.sorted() { problems.append("the counter of \(scope) is missing") }
        return problems
    }

    /// The lines of one hold: its first is what was set aside, its last is its state.
    private static func fold(
        _ db: Database,
        hold: String
    ) throws -> (held: Int64, spent: Int64, ends: Int, last: String) {
        let statement = try db.cachedStatement(
            sql: "SELECT kind, amount FROM ledger_entries WHERE hold = ? ORDER BY number"
        )
        var fold: (held: Int64, spent: Int64, ends: Int, last: String) = (0, 0, 0, "nothing")
        for row in try Row.fetchAll(statement, arguments: [hold]) {
            let (kind, amount): (String, Int64) = (row["kind"], row["amount"])
            if fold.last == "nothing" { fold.held = amount }
            if kind == "settled" { fold.spent += amount }
            if kind == "settled" || kind == "released" { fold.ends += 1 }
            fold.last = kind
        }
        return fold
    }

    private static func key(_ scope: BudgetScope, _ account: String) -> String { "\(account)/\(scope.name)" }

    private static func marks(_ mark: String, _ count: Int) -> String {
        repeatElement(mark, count: count).joined(separator: ", ")
    }
}

/// The caps that were set here.
enum CapTable {
    static func all(_ db: Database) throws -> Caps {
        var caps = Caps()
        for row in try Row.fetchAll(db.cachedStatement(sql: "SELECT kind, amount FROM caps")) {
            guard let kind = Caps.Kind(rawValue: row["kind"]) else { continue }
            caps[kind] = USD(picodollars: row["amount"])
        }
        return caps
    }

    static func set(_ db: Database, _ amount: USD?, of kind: Caps.Kind) throws {
        guard let amount else {
            return try db.execute(sql: "DELETE FROM caps WHERE kind = ?", arguments: [kind.rawValue])
        }
        try db.execute(
            sql: "INSERT INTO caps (kind, amount) VALUES (?, ?) ON CONFLICT DO UPDATE SET amount = excluded.amount",
            arguments: [kind.rawValue, amount.picodollars]
        )
    }
}
