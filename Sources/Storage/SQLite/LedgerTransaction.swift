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

    /// What is taken from an allotment while the transaction works on it.
    private struct Hand {
        var number: Int64
        var taken: USD
        var free: USD
        var terms: (settings: Caps, caps: Caps, balances: [BudgetBalance])?
    }

    let db: Database
    /// The money that this process has set aside in advance; `nil` for a transaction that deals with none.
    let allotments: Allotments?
    private var hands: [Allotments.Key: Hand] = [:]
    private var topUps: [(key: Allotments.Key, hand: Hand)] = []
    private var allotted: [Int64: USD] = [:]
    private var landed: [String: (kept: USD, excess: USD)] = [:]
    private let log: LandingLog?
    private var packed: [Landing] = []
    /// The last landing of each allotment that is counted.
    private var numbers: [Int64: Int64] = [:]
    private var counters: [Key: Counter] = [:]
    private var afterwards: [() -> Void] = []
    private var storedCaps: Caps?
    private var scopeLists: [String: [BudgetScope]] = [:]
    private var lastScopes: (list: [BudgetScope], text: String) = ([], "")

    init(_ db: Database, _ allotments: Allotments? = nil, log: LandingLog? = nil) {
        self.db = db
        self.allotments = allotments
        self.log = log
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

    // MARK: Allotments

    /// What an allotment has to spare; from here on it is this transaction's.
    func spare(of key: Allotments.Key) -> USD {
        if let hand = hands[key] { return hand.free }
        guard let (number, free) = allotments?.take(key) else { return .zero }
        hands[key] = Hand(number: number, taken: free, free: free)
        return free
    }

    /// Changes what an allotment has to spare, and what is set aside with it; ``spare(of:)`` was asked before.
    func setSpare(
        of key: Allotments.Key,
        to amount: USD,
        owner: String,
        terms: (settings: Caps, caps: Caps, balances: [BudgetBalance])? = nil
    ) throws {
        if hands[key] == nil {
            let number = try AllotmentTable.make(db, key, scopes: text(of: key.scopes), owner: owner)
            hands[key] = Hand(number: number, taken: .zero, free: .zero)
        }
        guard var hand = hands[key] else { return }
        allotted[hand.number, default: .zero] += amount - hand.free
        try add(spent: .zero, reserved: amount - hand.free, to: key.scopes, account: key.account)
        hand.free = amount
        hand.terms = terms ?? hand.terms
        hands[key] = hand
    }

    /// Sets more aside with an allotment, beside what it has to spare, which calls go on to use meanwhile.
    func topUp(
        _ key: Allotments.Key,
        number: Int64,
        by amount: USD,
        terms: (settings: Caps, caps: Caps, balances: [BudgetBalance])
    ) throws {
        allotted[number, default: .zero] += amount
        try add(spent: .zero, reserved: amount, to: key.scopes, account: key.account)
        topUps.append((key, Hand(number: number, taken: .zero, free: amount, terms: terms)))
    }

    /// Gives back what the allotments of this process have to spare.
    ///
    /// - Returns: Whether there was any.
    @discardableResult
    func giveSpareBack() throws -> Bool {
        for key in allotments?.keysWithSpare ?? [] { _ = spare(of: key) }
        let keys = hands.filter { $0.value.free > .zero }.map(\.key)
        for key in keys { try setSpare(of: key, to: .zero, owner: "") }
        for index in topUps.indices {
            let (key, hand) = topUps[index]
            allotted[hand.number, default: .zero] -= hand.free
            try add(spent: .zero, reserved: .zero - hand.free, to: key.scopes, account: key.account)
            topUps[index].hand.free = .zero
        }
        return !keys.isEmpty || !topUps.isEmpty
    }

    /// The call that runs on an allotment, unless it has ended in this transaction.
    func flight(_ hold: String) -> Allotments.Flight? { landed[hold] == nil ? allotments?.flight(hold) : nil }

    /// Ends a call that ran on an allotment, which keeps a part of the hold.
    func land(_ flight: Allotments.Flight, keeping kept: USD, excess: USD) {
        landed[flight.hold.id] = (kept, excess)
        allotted[flight.allotment, default: .zero] += kept - flight.hold.amount
    }

    /// Ends a call that ran on an allotment; nothing where it has ended already.
    func land(_ landing: Landing, owner: String) throws {
        guard let log, flight(landing.flight.hold.id) != nil else { return }
        if landing.kept < .zero {
            let result = Settlement.Result.settled(landing.cost, landing.source ?? .reported)
            let settlement = Settlement(hold: landing.flight.hold.id, result: result)
            try HoldTable.end(self, settlement, owner: owner, at: landing.at)
            return try landing.call.map { try PackTable.write(self, $0) } ?? ()
        }
        let landing = log.number(landing)
        try count([landing])
        packed.append(landing)
        landed[landing.flight.hold.id] = (landing.kept, .zero)
    }

    /// Counts the landings of the log, before anything else is done.
    func countLog() throws {
        guard let log else { return }
        try count(log.uncounted)
    }

    /// Counts the money of landings.
    private func count(_ landings: [Landing]) throws {
        var sums: [Int64: (spent: USD, last: Int64, hold: Hold)] = [:]
        for landing in landings {
            let flight = landing.flight
            sums[flight.allotment, default: (.zero, 0, flight.hold)].spent += landing.cost
            sums[flight.allotment]?.last = landing.number
        }
        for (allotment, sum) in sums {
            allotted[allotment, default: .zero] -= sum.spent
            numbers[allotment] = max(numbers[allotment] ?? 0, sum.last)
            try add(
                spent: sum.spent,
                reserved: .zero - sum.spent,
                to: sum.hold.scopes,
                account: sum.hold.account
            )
        }
    }

    /// Has something done once the transaction stands.
    func afterCommit(_ body: @escaping () -> Void) { afterwards.append(body) }

    /// Hands everything back, when the transaction stands or has failed.
    func close(isCommitted: Bool) {
        if isCommitted { for body in afterwards { body() } }
        guard let allotments else { return }
        for (key, hand) in hands {
            if isCommitted {
                allotments.put(hand.free, into: key, number: hand.number, terms: hand.terms)
            } else if hand.taken > .zero {
                allotments.put(hand.taken, into: key, number: hand.number, terms: nil)
            }
        }
        for (key, hand) in topUps {
            if isCommitted {
                allotments.put(hand.free, into: key, number: hand.number, terms: hand.terms)
            } else {
                allotments.endTopUp(key)
            }
        }
        guard isCommitted else { return }
        for (hold, end) in landed { allotments.land(hold, keeping: end.kept, excess: end.excess) }
    }

    /// Writes the counters, before the transaction is committed.
    func finish(owner: String = "") throws {
        try PackTable.insert(db, packed, owner: owner)
        for (allotment, number) in numbers { try AllotmentTable.note(db, landed: number, in: allotment) }
        for (number, amount) in allotted where amount != .zero { try AllotmentTable.change(db, number, by: amount) }
        let changed = counters.compactMap { key, counter in
            counter.isChanged ? (scope: key.text, spent: counter.spent, reserved: counter.reserved) : nil
        }
        try BalanceTable.set(db, changed)
    }
}
