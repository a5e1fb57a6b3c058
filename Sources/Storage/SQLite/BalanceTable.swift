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

    /// Compares the counters with the fold over the ledger.
    static func problems(_ db: Database) throws -> [String] {
        var folded: [String: (spent: Int64, reserved: Int64)] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT hold, account, scopes, state,
                    (SELECT amount FROM ledger_entries WHERE number = min(entry.number)) AS held,
                    sum(CASE kind WHEN 'settled' THEN entry.amount ELSE 0 END) AS spent,
                    sum(kind = 'settled') + sum(kind = 'released') AS ends,
                    (SELECT kind FROM ledger_entries WHERE number = max(entry.number)) AS last
                FROM ledger_entries AS entry JOIN holds ON holds.id = entry.hold GROUP BY hold
                """
        )
        var problems: [String] = []
        while let row = try rows.next() {
            let (hold, ends): (String, Int) = (row["hold"], row["ends"])
            if ends > 1 { problems.append("the hold \(hold) has ended \(ends) times") }
            let (state, last): (String, String) = (row["state"], row["last"])
            if state != last { problems.append("the hold \(hold) is \(state), but the ledger says \(last)") }
            let held: Int64 = row["held"]
            for scope in HoldTable.scopes(row["scopes"]) {
                let spent: Int64 = row["spent"]
                folded[key(scope, row["account"]), default: (0, 0)].spent += spent
                folded[key(scope, row["account"]), default: (0, 0)].reserved += ends == 0 ? held : 0
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
