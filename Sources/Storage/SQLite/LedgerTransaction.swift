import GRDB
import Gateway
import OpenRouter

/// One transaction of the ledger: caps and counters are read once and written once, however many holds share it.
///
/// The counters beside the ledger are spent and reserved of each scope. Nobody else can change them while the transaction
/// holds the file's only write lock.
final class LedgerTransaction {
    /// Whose money in which scope.
    struct Key: Hashable {
        var account: String
        var scope: BudgetScope

        /// As the table writes it.
        var text: String { "\(account)/\(scope.name)" }
    }

    private struct Counter {
        var spent = USD.zero
        var reserved = USD.zero
        var isChanged = false
    }

    let db: Database
    private var counters: [Key: Counter] = [:]
    private var storedCaps: Caps?
    private var scopeLists: [String: [BudgetScope]] = [:]
    private var lastScopes: (list: [BudgetScope], text: String) = ([], "")

    init(_ db: Database) {
        self.db = db
    }

    /// The scopes that a text of the table lists; the same few come again and again.
    func scopes(_ text: String) -> [BudgetScope] {
        if let known = scopeLists[text] { return known }
        let scopes = HoldTable.scopes(text)
        scopeLists[text] = scopes
        return scopes
    }

    /// A list of scopes as the table has it.
    func text(of scopes: [BudgetScope]) -> String {
        if lastScopes.list != scopes { lastScopes = (scopes, scopes.map(\.name).joined(separator: "\n")) }
        return lastScopes.text
    }

    /// The caps that were set here.
    func caps() throws -> Caps {
        if let storedCaps { return storedCaps }
        let caps = try CapTable.all(db)
        storedCaps = caps
        return caps
    }

    /// What is spent and set aside in some scopes, without caps.
    func balances(of scopes: [BudgetScope], account: String) throws -> [BudgetBalance] {
        let unread = scopes.filter { counters[Key(account: account, scope: $0)] == nil }
        for balance in try BalanceTable.balances(db, of: unread, account: account) {
            counters[Key(account: account, scope: balance.scope)] = Counter(
                spent: balance.spent,
                reserved: balance.reserved
            )
        }
        return scopes.map { scope in
            let counter = counters[Key(account: account, scope: scope)] ?? Counter()
            return BudgetBalance(scope: scope, spent: counter.spent, reserved: counter.reserved)
        }
    }

    /// Counts an amount in some scopes.
    func add(spent: USD, reserved: USD, to scopes: [BudgetScope], account: String) throws {
        _ = try balances(of: scopes, account: account)
        for scope in scopes {
            let key = Key(account: account, scope: scope)
            counters[key]?.spent += spent
            counters[key]?.reserved += reserved
            counters[key]?.isChanged = true
        }
    }

    /// Writes the counters, before the transaction is committed.
    func finish() throws {
        let changed = counters.compactMap { key, counter in
            counter.isChanged ? (scope: key.text, spent: counter.spent, reserved: counter.reserved) : nil
        }
        try BalanceTable.set(db, changed)
    }
}
