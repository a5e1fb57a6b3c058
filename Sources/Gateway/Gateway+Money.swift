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
        if let key = keys.current { scopes.append(.key(key.digest)) }
        let caps = try await caps()
        var balances = try await store.balances(of: scopes, account: account)
        for index in balances.indices { balances[index].cap = caps[balances[index].scope] }
        let shares = try await store.shares(since: calendar.startOfDay(now()), account: account)
        return BudgetReport(
            account: account,
            caps: caps,
            balances: balances,
            inDoubt: try await store.holdsInDoubt(account: account),
            models: shares.models,
            phases: shares.phases
        )
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

    /// Asks the service for the bills of what is in doubt; what it does not know stays in doubt.
    ///
    /// - Returns: The holds whose bills are known now.
    @discardableResult
    public func reconcile() async throws -> [Hold] {
        _ = try await store.recoverHolds(at: now())
        var settled: [Hold] = []
        for var hold in try await store.holdsInDoubt(account: account) {
            guard let id = hold.generationID else { continue }
            do {
                let bill = try await client.generation(id, key: requireKey())
                let end = Settlement(hold: hold.id, result: .settled(bill.totalCost, .reported))
                try await store.settle([end], record: nil, trace: nil, at: now())
                hold.state = .settled
                settled.append(hold)
            } catch let error as OpenRouterError {
                if error.code != .notFound { throw error }
            }
        }
        return settled
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
