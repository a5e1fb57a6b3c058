import GRDB
import Gateway

/// Compares counters and states of holds with what the lines of the ledger add up to.
struct LedgerAudit {
    private struct Sum: Equatable {
        var spent: Int64 = 0
        var reserved: Int64 = 0
    }

    /// The lines of one hold: the first is what was set aside, the last is its state.
    private struct Fold {
        var held: Int64 = 0
        var spent: Int64 = 0
        var ends = 0
        var last = "nothing"
    }

    private var sums: [String: Sum] = [:]
    private var problems: [String] = []

    /// What is wrong, a sentence each.
    static func problems(_ db: Database) throws -> [String] {
        var audit = LedgerAudit()
        try audit.readHolds(db)
        try audit.readAllotments(db)
        try audit.readCounters(db)
        return audit.problems
    }

    private mutating func readHolds(_ db: Database) throws {
        let lines = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.number, h.id, h.account, h.scopes, h.state, h.cost, e.kind, e.amount FROM holds h
                LEFT JOIN ledger_entries e ON e.hold = h.number ORDER BY h.number, e.number
                """
        )
        var hold: Row?
        var fold = Fold()
        while let line = try lines.next() {
            if let finished = hold, finished["number"] as Int64 != line["number"] {
                finish(finished, fold)
                (hold, fold) = (nil, Fold())
            }
            if hold == nil { hold = line.copy() }
            guard let kind = line["kind"] as String? else { continue }
            let amount: Int64 = line["amount"]
            if fold.last == "nothing" { fold.held = amount }
            if kind == "settled" { fold.spent += amount }
            if kind == "settled" || kind == "released" { fold.ends += 1 }
            fold.last = kind
        }
        if let hold { finish(hold, fold) }
    }

    private mutating func readAllotments(_ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT account, scopes, amount FROM allotments") {
            for scope in HoldTable.scopes(row["scopes"]) {
                let key = LedgerTransaction.Key(account: row["account"], scope: scope).text
                sums[key, default: Sum()].reserved += row["amount"] as Int64
            }
        }
    }

    private mutating func finish(_ hold: Row, _ fold: Fold) {
        let (id, account, state): (String, String, String) = (hold["id"], hold["account"], hold["state"])
        if fold.ends > 1 { problems.append("the hold \(id) has ended \(fold.ends) times") }
        if fold.last != state { problems.append("the hold \(id) is \(state), but the ledger says \(fold.last)") }
        if fold.spent != hold["cost"] { problems.append("the cost of the hold \(id) differs from the ledger") }
        for scope in HoldTable.scopes(hold["scopes"]) {
            let key = LedgerTransaction.Key(account: account, scope: scope).text
            sums[key, default: Sum()].spent += fold.spent
            sums[key, default: Sum()].reserved += fold.ends == 0 ? fold.held : 0
        }
    }

    private mutating func readCounters(_ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT scope, spent, reserved FROM balances ORDER BY scope") {
            let scope: String = row["scope"]
            let sum = sums.removeValue(forKey: scope) ?? Sum()
            if sum != Sum(spent: row["spent"], reserved: row["reserved"]) {
                problems.append("the counter of \(scope) differs from the ledger")
            }
        }
        for scope in sums.keys.sorted() { problems.append("the counter of \(scope) is missing") }
    }
}
