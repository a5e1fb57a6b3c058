public import Foundation
public import OpenRouter

extension Gateway {
    /// The caps in force, with what is spent, reserved and free under each.
    ///
    /// - Parameter episode: The episode to report on, besides today, this month and the key.
    /// - Returns: The report, as the store has it.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func balance(episode: String? = nil) async throws -> BudgetReport {
        var scopes = calendar.scopes(at: now())
        if let episode { scopes.append(.episode(episode)) }
        if let key = keys.current { scopes.append(.key(key.lineage)) }
        let caps = try await caps()
        var balances = try await store.balances(of: scopes, account: account)
        for index in balances.indices { balances[index].cap = caps[balances[index].scope] }
        return BudgetReport(
            account: account,
            timeZone: calendar.timeZone.identifier,
            caps: caps,
            balances: balances,
            inDoubt: try await store.holdsInDoubt(account: account)
        )
    }

    /// How fast money is spent, and where today and this month will end.
    public func pace() async throws -> BudgetPace {
        let date = now()
        let lastHour = try await store.settled(since: date.addingTimeInterval(-3_600), account: account)
        let week = try await store.settled(since: date.addingTimeInterval(-168 * 3_600), account: account)
        let hourly = USD(picodollars: week.picodollars / 168)
        let forecasts = try await balance().balances.compactMap { balance -> BudgetPace.Forecast? in
            switch balance.scope {
            case .day: .init(balance, hourly: lastHour, now: date, end: calendar.endOfDay(date))
            case .month: .init(balance, hourly: hourly, now: date, end: calendar.endOfMonth(date))
            case .call, .episode, .key: nil
            }
        }
        return BudgetPace(lastHour: lastHour, hourlyOfLastWeek: hourly, forecasts: forecasts)
    }

    /// What money was spent on, by one feature of the calls.
    ///
    /// - Parameters:
    ///   - grouping: Model, phase, episode or day.
    ///   - since: Only calls since then; `nil` for all.
    /// - Returns: The parts; their sum is what the ledger has for that time.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func spending(by grouping: Spending.Grouping, since: Date? = nil) async throws -> Spending {
        let shares = try await store.spending(since: since, account: account, by: grouping)
        return Spending(grouping: grouping, since: since, shares: shares)
    }

    /// What was spent today, by one feature of the calls.
    public func spendingToday(by grouping: Spending.Grouping) async throws -> Spending {
        try await spending(by: grouping, since: calendar.startOfDay(now()))
    }

    /// The caps in force: those that were set, over those of the settings.
    public func caps() async throws -> Caps {
        settings.caps.overridden(by: try await store.caps())
    }

    /// Sets a cap for good; `nil` goes back to that of the settings.
    public func setCap(_ amount: USD?, of kind: Caps.Kind) async throws {
        try await store.setCap(amount, of: kind)
    }

    /// The latest calls first.
    ///
    /// - Parameters:
    ///   - limit: How many at most.
    ///   - episode: Only those of this episode.
    /// - Returns: Their records.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func requests(limit: Int = 20, episode: String? = nil) async throws -> [CallRecord] {
        try await store.calls(limit: limit, episode: episode)
    }

    /// One call with everything that was decided in it; `nil` where none has this id.
    public func request(id: String) async throws -> (record: CallRecord, trace: Trace)? {
        try await store.call(id: id)
    }

    /// What was said in one call, for asking again; `nil` where it was too long to be kept, or is forgotten.
    public func content(ofRequest id: String) async throws -> CallContent? {
        try await store.content(ofCall: id)
    }

    /// Decides by hand what a hold in doubt has cost.
    public func resolve(hold: String, cost: USD) async throws {
        let end = Settlement(hold: hold, result: .settled(cost, .operatorDecision))
        try await store.settle([end], record: nil, trace: nil, at: now())
    }

    /// What is wrong with the store, a sentence each.
    public func storeProblems() async throws -> [String] {
        try await store.integrityProblems()
    }
}
