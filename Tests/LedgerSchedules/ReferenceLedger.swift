import Gateway
import OpenRouter

/// The rules of the ledger without a store: every balance is added up anew from the holds.
struct ReferenceLedger {
    private struct Entry {
        var hold: Hold
        var owner: String
        var cost = USD.zero
    }

    let caps: Caps
    private var entries: [String: Entry] = [:]

    init(caps: Caps) { self.caps = caps }

    /// Spent and set aside in a scope.
    func balance(_ scope: BudgetScope) -> BudgetBalance {
        var balance = BudgetBalance(scope: scope, cap: caps[scope])
        for entry in entries.values where entry.hold.scopes.contains(scope) {
            switch entry.hold.state {
            case .settled: balance.spent += entry.cost
            case .released: break
            case .reserved, .dispatched, .inDoubt: balance.reserved += entry.hold.amount
            }
        }
        return balance
    }

    /// Whether a hold fits under every cap.
    func fits(_ hold: Hold, committed: USD) -> Bool {
        if let cap = caps.call, committed + hold.amount > cap { return false }
        return hold.scopes.allSatisfy { scope in
            guard let free = balance(scope).free else { return true }
            return free >= .zero && hold.amount <= free
        }
    }

    mutating func admit(_ hold: Hold, owner: String) {
        entries[hold.id] = Entry(hold: hold, owner: owner)
    }

    /// Ends a hold, unless it has ended.
    mutating func end(_ settlement: Settlement) {
        guard let entry = entries[settlement.hold], entry.hold.state != .settled, entry.hold.state != .released
        else { return }
        switch settlement.result {
        case .settled(let cost, _):
            entries[settlement.hold]?.hold.state = .settled
            entries[settlement.hold]?.cost = cost
        case .released: entries[settlement.hold]?.hold.state = .released
        case .inDoubt: entries[settlement.hold]?.hold.state = .inDoubt
        }
    }

    /// A process is gone: what it never sent is given back, what it may have sent is in doubt.
    mutating func recover(owner: String) {
        for (id, entry) in entries where entry.owner == owner {
            switch entry.hold.state {
            case .reserved: entries[id]?.hold.state = .released
            case .dispatched: entries[id]?.hold.state = entry.hold.amount == .zero ? .released : .inDoubt
            case .settled, .released, .inDoubt: break
            }
        }
    }

    /// The holds in doubt, in the order of their ids.
    var inDoubt: [Hold] {
        entries.values.map(\.hold).filter { $0.state == .inDoubt }.sorted { $0.id < $1.id }
    }

    /// Every scope that any hold counts in.
    var scopes: Set<BudgetScope> { entries.values.reduce(into: []) { $0.formUnion($1.hold.scopes) } }
}
