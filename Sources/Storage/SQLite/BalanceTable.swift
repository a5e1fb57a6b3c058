import GRDB
import Gateway
import OpenRouter

/// The counters beside the ledger: spent and reserved of each scope, kept in the same transactions.
enum BalanceTable {
    static func balances(_ db: Database, of scopes: [BudgetScope], account: String) throws -> [BudgetBalance] {
        var balances = scopes.map { BudgetBalance(scope: $0) }
        guard !scopes.isEmpty else { return balances }
        let keys = scopes.map { LedgerTransaction.Key(account: account, scope: $0).text }
        let statement = try db.cachedStatement(
            sql: "SELECT scope, spent, reserved FROM balances WHERE scope IN (\(marks("?", scopes.count)))"
        )
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(keys))
        while let row = try rows.next() {
            guard let index = keys.firstIndex(of: row[0]) else { continue }
            balances[index].spent = USD(picodollars: row[1])
            balances[index].reserved = USD(picodollars: row[2])
        }
        return balances
    }

    static func set(_ db: Database, _ counters: [(scope: String, spent: USD, reserved: USD)]) throws {
        var rest = counters[...]
        while !rest.isEmpty {
            let part = rest.prefix(8)
            rest = rest.dropFirst(8)
            let statement = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO balances (scope, spent, reserved) VALUES \(marks("(?, ?, ?)", part.count))"
            )
            var arguments: [any DatabaseValueConvertible] = []
            for counter in part {
                arguments += [counter.scope, counter.spent.picodollars, counter.reserved.picodollars]
            }
            try statement.execute(arguments: StatementArguments(arguments))
        }
    }

    private static func marks(_ mark: String, _ count: Int) -> String {
        repeatElement(mark, count: count).joined(separator: ", ")
    }
}
