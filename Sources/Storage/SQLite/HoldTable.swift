import Foundation
import GRDB
import Gateway
import OpenRouter

/// The ledger's statements: holds, their lines, and the counters kept beside them.
enum HoldTable {
    /// The condition of the index over holds that have not ended; queries that name it use that index.
    private static let isOpen = "state IN ('reserved', 'dispatched', 'inDoubt')"

    /// Sets money aside in all scopes of a hold, or in none.
    static func admit(
        _ ledger: LedgerTransaction,
        _ hold: Hold,
        committed: USD,
        caps settings: Caps,
        owner: String
    ) throws -> Admission {
        let caps = settings.overridden(by: try ledger.caps())
        let key = Allotments.Key(account: hold.account, scopes: hold.scopes)
        var spare = ledger.spare(of: key)
        if let cap = caps.call, committed + hold.amount > cap {
            let balance = BudgetBalance(scope: .call, cap: cap, spent: committed)
            return .refused(BudgetRefusal(balance: balance, wanted: hold.amount))
        }
        var fit = try fit(of: hold, in: ledger, under: caps, spare: spare)
        if case .refused = fit, try ledger.giveSpareBack() {
            spare = .zero
            fit = try Self.fit(of: hold, in: ledger, under: caps, spare: spare)
        }
        guard case .admitted(let balances) = fit else { return fit }
        let allotment = allotment(ledger, beside: hold.amount, balances)
        if spare > .zero || allotment != nil {
            let terms = (settings: settings, caps: caps, balances: balances)
            try ledger.setSpare(of: key, to: allotment ?? .zero, owner: owner, terms: terms)
        }
        let number = try insert(ledger, hold, cost: .zero, owner: owner)
        try append(ledger.db, number, hold.state.rawValue, hold.amount, source: nil, at: hold.at)
        try ledger.add(spent: .zero, reserved: hold.amount, to: hold.scopes, account: hold.account)
        return .admitted(balances)
    }

    /// Sets money aside for the calls after one that was carved, before the allotment is empty.
    static func topUp(_ ledger: LedgerTransaction, _ topUp: Allotments.TopUp) throws {
        let key = topUp.key
        let caps = topUp.settings.overridden(by: try ledger.caps())
        var balances = try ledger.balances(of: key.scopes, account: key.account)
        for index in balances.indices { balances[index].cap = caps[balances[index].scope] }
        let isInDebt = balances.contains { $0.free.map { $0 < .zero } ?? false }
        let wanted = isInDebt ? nil : allotment(ledger, beside: topUp.amount, balances)
        try ledger.topUp(
            key,
            number: topUp.number,
            by: wanted ?? .zero,
            terms: (settings: topUp.settings, caps: caps, balances: balances)
        )
    }

    /// Whether a hold fits under every cap, when what is to spare for it is not counted.
    private static func fit(
        of hold: Hold,
        in ledger: LedgerTransaction,
        under caps: Caps,
        spare: USD
    ) throws -> Admission {
        var balances = try ledger.balances(of: hold.scopes, account: hold.account)
        for index in balances.indices {
            balances[index].cap = caps[balances[index].scope]
            balances[index].reserved -= spare
            if let free = balances[index].free, hold.amount > max(free, .zero) || free < .zero {
                return .refused(BudgetRefusal(balance: balances[index], wanted: hold.amount))
            }
            balances[index].reserved += hold.amount
        }
        return .admitted(balances)
    }

    /// What to set aside for the calls after this one, where they come fast.
    private static func allotment(
        _ ledger: LedgerTransaction,
        beside amount: USD,
        _ balances: [BudgetBalance]
    ) -> USD? {
        guard let allotments = ledger.allotments, allotments.isBusy else { return nil }
        let calls = Int64(max(fewestCallsPerAllotment, allotments.flightCount * callsPerFlight))
        let room = balances.compactMap(\.free).min().map { $0.picodollars / allotmentShare } ?? .max
        let (wanted, isHuge) = amount.picodollars.multipliedReportingOverflow(by: calls)
        return USD(picodollars: max(0, min(room, isHuge ? 0 : wanted)))
    }

    private static let allotmentShare: Int64 = 64
    private static let fewestCallsPerAllotment = 64
    private static let callsPerFlight = 16

    /// Ends a call that runs on an allotment: its hold enters the table with its end.
    private static func end(
        _ ledger: LedgerTransaction,
        _ flight: Allotments.Flight,
        _ result: Settlement.Result,
        owner: String,
        at date: Date
    ) throws {
        var hold = flight.hold
        let isBusy = ledger.allotments?.isBusy == true
        switch result {
        case .settled(let cost, let source):
            hold.state = .settled
            try record(ledger, hold, cost: cost, source: source, owner: owner, at: date)
            let kept = isBusy ? max(.zero, hold.amount - cost) : .zero
            try ledger.add(spent: cost, reserved: kept - hold.amount, to: hold.scopes, account: hold.account)
            ledger.land(flight, keeping: kept, excess: max(.zero, cost - hold.amount))
        case .released:
            hold.state = .released
            try record(ledger, hold, cost: .zero, source: nil, owner: owner, at: date)
            let kept = isBusy ? hold.amount : .zero
            try ledger.add(spent: .zero, reserved: kept - hold.amount, to: hold.scopes, account: hold.account)
            ledger.land(flight, keeping: kept, excess: .zero)
        case .inDoubt(let generation):
            hold.state = .inDoubt
            hold.generationID = generation ?? hold.generationID
            try record(ledger, hold, cost: .zero, source: nil, owner: owner, at: date)
            ledger.land(flight, keeping: .zero, excess: .zero)
        }
        if !isBusy { try ledger.giveSpareBack() }
    }

    /// Writes a hold that had no row while it ran, with its two lines.
    static func record(
        _ ledger: LedgerTransaction,
        _ hold: Hold,
        cost: USD,
        source: CostSource?,
        owner: String,
        at date: Date
    ) throws {
        let number = try insert(ledger, hold, cost: cost, owner: owner)
        try append(ledger.db, number, Hold.State.dispatched.rawValue, hold.amount, source: nil, at: hold.at)
        try append(ledger.db, number, hold.state.rawValue, cost, source: source, at: date)
    }

    /// Whether a hold is in the table: one that runs on an allotment is there only when it has ended.
    static func hasEnded(_ db: Database, _ id: String) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT 1 FROM holds WHERE id = ?", arguments: [id]) ?? false
    }

    private static func insert(_ ledger: LedgerTransaction, _ hold: Hold, cost: USD, owner: String) throws -> Int64 {
        try ledger.db.cachedStatement(
            sql: """
                INSERT INTO holds
                    (id, call, attempt, model, phase, amount, cost, scopes, account, owner, at, state, generation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            hold.id, hold.call, hold.attempt, hold.model, hold.phase, hold.amount.picodollars, cost.picodollars,
            ledger.text(of: hold.scopes), hold.account, owner, hold.at.milliseconds, hold.state.rawValue,
            hold.generationID,
        ])
        return ledger.db.lastInsertedRowID
    }

    /// Ends a hold; one that has ended already stays as it is.
    static func end(_ ledger: LedgerTransaction, _ settlement: Settlement, owner: String, at date: Date) throws {
        if let flight = ledger.flight(settlement.hold) {
            return try end(ledger, flight, settlement.result, owner: owner, at: date)
        }
        let (state, cost, source, generation): (Hold.State, USD, CostSource?, String?) =
            switch settlement.result {
            case .settled(let cost, let source): (.settled, cost, source, nil)
            case .released: (.released, .zero, nil, nil)
            case .inDoubt(let generation): (.inDoubt, .zero, nil, generation)
            }
        let row = try Row.fetchOne(
            ledger.db.cachedStatement(
                sql: """
                    UPDATE holds SET state = ?, cost = ?, generation = coalesce(?, generation)
                    WHERE id = ? AND \(isOpen) AND state <> ? RETURNING number, amount, scopes, account
                    """
            ),
            arguments: [state.rawValue, cost.picodollars, generation, settlement.hold, state.rawValue]
        )
        guard let row else {
            if let generation { try note(ledger.db, generation: generation, ofHold: settlement.hold) }
            return
        }
        try append(ledger.db, row[0], state.rawValue, cost, source: source, at: date)
        if state == .inDoubt { return }
        let held = USD(picodollars: row[1])
        try ledger.add(spent: cost, reserved: .zero - held, to: ledger.scopes(row[2]), account: row[3])
    }

    /// Notes the generation of a hold that has not ended.
    static func note(_ db: Database, generation id: String, ofHold hold: String) throws {
        try db.cachedStatement(sql: "UPDATE holds SET generation = ? WHERE id = ? AND \(isOpen)")
            .execute(arguments: [id, hold])
    }

    /// The holds whose bill is not known, oldest first.
    static func inDoubt(_ db: Database, account: String) throws -> [Hold] {
        try holds(db, "\(isOpen) AND state = 'inDoubt' AND account = ?", [account])
    }

    /// Ends the holds of processes that are gone.
    static func recover(
        _ ledger: LedgerTransaction,
        at date: Date,
        isRunning: (String) -> Bool,
        landings: (String) -> [Landing],
        flights: (String) -> [Allotments.Flight]
    ) throws -> [Hold] {
        let owners = try String.fetchAll(
            ledger.db,
            sql: "SELECT DISTINCT owner FROM holds WHERE \(isOpen) AND state <> 'inDoubt'"
        )
        var changed: [Hold] = []
        for owner in owners where !isRunning(owner) {
            let holds = try holds(ledger.db, "\(isOpen) AND state <> 'inDoubt' AND owner = ?", [owner])
            for var hold in holds {
                // A server that charges nothing has nothing in doubt.
                let isFree = hold.state == .reserved || hold.amount == .zero
                let result: Settlement.Result = isFree ? .released : .inDoubt(generationID: nil)
                try end(ledger, Settlement(hold: hold.id, result: result), owner: owner, at: date)
                hold.state = isFree ? .released : .inDoubt
                changed.append(hold)
            }
        }
        for owner in try AllotmentTable.owners(ledger.db) where !isRunning(owner) {
            changed += try AllotmentTable.recover(
                ledger,
                owner: owner,
                landings: landings(owner),
                flights: flights(owner),
                at: date
            )
        }
        return changed
    }

    /// The holds that a condition names, oldest first.
    private static func holds(
        _ db: Database,
        _ condition: String,
        _ arguments: StatementArguments = []
    ) throws -> [Hold] {
        let sql = "SELECT * FROM holds WHERE \(condition) ORDER BY at, id"
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            Hold(
                id: row["id"],
                call: row["call"],
                attempt: row["attempt"],
                model: row["model"],
                phase: row["phase"],
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
        _ hold: Int64,
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
