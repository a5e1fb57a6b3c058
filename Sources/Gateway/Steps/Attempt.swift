import OpenRouter
import Resilience

extension Gateway {
    /// How one attempt ended.
    indirect enum AttemptEnd: Sendable {
        case answered(Completion)
        case failed(FailedAttempt)
        /// Nothing was sent: a breaker or a gate keeps the model back.
        case blocked(Block)
        /// Nothing was sent: the worst case does not fit under a cap.
        case noMoney(GatewayError)
        /// Nothing was sent: the session has spent its retries.
        case noRetryLeft
    }

    /// An attempt that brought no whole answer.
    struct FailedAttempt: Sendable {
        var reading: Classification
        var problem: GatewayError
        var retryAfter: Duration?
        var hasShownText: Bool
        /// The key it was made with, by its digest.
        var key: String?
    }

    /// What bounds how many calls run at once: all of a key together, and those of each model.
    enum LeaseKey: Hashable, Sendable {
        case key(String?)
        case model(String, key: String?)
    }

    /// Asks a model once: slot → gates and breakers → money → wire → account.
    func attempt(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> AttemptEnd {
        // The key is taken here and not earlier: a rotation meanwhile is heeded by every attempt after it.
        let key = keys.take(unless: isRefused)
        defer { keys.giveBack(key) }
        let gated = Gates.Attempt(
            model: candidate.model,
            isFree: candidate.price.isFree,
            key: key?.digest,
            amount: candidate.price.worstCase(of: call.request, prompt: estimate) ?? call.request.costLimit ?? .zero
        )
        // Who is kept back does not queue.
        if let block = gateBlock(gated) { return .blocked(block) }
        let asked = timeline.now
        let priority = call.request.priority
        let deadline = call.deadline
        do {
            return try await leases.withLease(on: .key(key?.digest), priority: priority, deadline: deadline) { outer in
                try await leases.withLease(
                    on: .model(candidate.model, key: key?.digest),
                    priority: priority,
                    deadline: deadline
                ) { inner in
                    if timeline.now - asked > .milliseconds(50) {
                        call.note(.queued(seconds: (timeline.now - asked) / .seconds(1)), at: timeline.now)
                    }
                    let end = try await attempt(candidate, estimate, key, gated, &plan, &call, onText: onText)
                    let isSlow = call.timeToFirstText.map { $0 > settings.slowFirstText } ?? false
                    let (key, model) = Self.signals(of: end, isSlow: isSlow)
                    outer.signal(key)
                    inner.signal(model)
                    return end
                }
            }
        } catch is TimeoutError {
            return .blocked(
                Block(
                    model: candidate.model,
                    reason: "no slot came free in time",
                    until: nil,
                    code: .deadlineExceeded
                )
            )
        }
    }

    private func attempt(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ key: Keys.Key?,
        _ gated: Gates.Attempt,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> AttemptEnd {
        guard key != nil || isServerLocal else { throw GatewayError(.noKey, "there is no key for \(account)") }
        if let block = gateBlock(gated) { return .blocked(block) }
        guard call.deadline.remaining > .zero else {
            return .blocked(
                Block(model: candidate.model, reason: "the time is over", until: nil, code: .deadlineExceeded)
            )
        }
        let permit: Breakers.Permit
        do {
            permit = try breakers.admit(
                breakerIDs(model: candidate.model, key: key),
                lease: call.deadline.remaining
            )
        } catch {
            return .blocked(block(error, model: candidate.model))
        }
        let isRetry = plan.isRetry
        if isRetry, !retryBudget.withdraw() {
            breakers.giveBack(permit)
            return .noRetryLeft
        }
        let hold: Hold
        do {
            hold = try await reserve(candidate, estimate, key, attempt: plan.attempts + 1, &call)
        } catch {
            breakers.giveBack(permit)
            if isRetry { retryBudget.refund() }
            if let error = error as? GatewayError, error.code == .budgetExceeded { return .noMoney(error) }
            throw error
        }
        if plan.attempts == 0 { retryBudget.recordRequest() }
        plan.begin()
        call.attempts = plan.attempts
        call.note(
            .sent(attempt: plan.attempts, model: candidate.model, probing: permit.probed.map(\.name)),
            at: timeline.now
        )
        let permission = Permission(key: key, breakers: permit, hold: hold, gateAttempt: gated)
        return await exchange(candidate, estimate, permission, &plan, &call, onText: onText)
    }

    /// Sends, reads what came back, and accounts for it; on every way out permit and hold have ended.
    private func exchange(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ permission: Permission,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async -> AttemptEnd {
        let legs = await dispatch(candidate, estimate, permission, &plan, &call, onText: onText)
        if let loser = legs.loser { await end(loser, candidate, &call) }
        let winner = legs.winner
        var (reading, failure) = read(winner.exchange, of: call)
        var candidate = candidate
        if reading.kind == .answered, let other = otherModel(that: winner.exchange, than: candidate.model) {
            if call.request.acceptedLevels.contains(.fallback) {
                candidate.level = .fallback(model: other)
                call.note(
                    .degraded(level: candidate.level, reason: "the service had it answer for \(candidate.model)"),
                    at: timeline.now
                )
            } else {
                (reading, failure) = (.answeredByOther, OtherModel(id: other))
            }
        }
        let standings = breakers.finish(
            winner.permission.breakers,
            reading,
            retryAfter: (failure as? OpenRouterError)?.retryAfter,
            isSlow: winner.exchange.timeToFirstText.map { $0 > settings.slowFirstText } ?? false
        )
        guard reading.kind != .answered else {
            for standing in standings { call.note(standing, at: timeline.now) }
            return .answered(await settle(winner, candidate, &call))
        }
        return await fail(winner, reading, failure, candidate, standings, &call)
    }

    /// Accounts for the leg of a hedge that the other one has beaten.
    @inline(never)
    private func end(_ loser: Leg, _ candidate: Route.Candidate, _ call: inout Call) async {
        var (reading, failure) = read(loser.exchange, of: call, isLoser: true)
        if reading.kind == .cancelled, !Task.isCancelled { failure = Overtaken() }
        let standings = breakers.finish(
            loser.permission.breakers,
            reading,
            retryAfter: (failure as? OpenRouterError)?.retryAfter,
            isSlow: false
        )
        _ = await charge(for: reading, failure, loser.exchange, loser.permission.hold, candidate, standings, &call)
    }

    /// Accounts for an attempt that brought no answer.
    @inline(never)
    private func fail(
        _ leg: Leg,
        _ reading: Classification,
        _ failure: (any Error)?,
        _ candidate: Route.Candidate,
        _ standings: [Breakers.Standing],
        _ call: inout Call
    ) async -> AttemptEnd {
        let (permission, exchange) = (leg.permission, leg.exchange)
        let error = failure as? OpenRouterError
        let change = gates.close(after: reading, error, attempt: permission.gateAttempt, call: call.id, now: now())
        let problem = await charge(for: reading, failure, exchange, permission.hold, candidate, standings, &call)
        if let (gate, isNew) = change {
            neighbours.tell(of: gate, payer: permission.key?.lineage)
            if isNew {
                call.note(.gateClosed(id: gate.id, explanation: gate.explanation), at: timeline.now)
                publish(.gateClosed(gate))
            }
        }
        // With its bill it is no question any more whether it was billed.
        var settled = reading
        if exchange.response.usage?.cost != nil { settled.billing = .nothing }
        return .failed(
            FailedAttempt(
                reading: settled,
                problem: problem,
                retryAfter: error?.retryAfter,
                hasShownText: exchange.hasShownText,
                key: permission.key?.digest
            )
        )
    }

    /// The model that answered in place of the one that was asked; `nil` where it is that one, or nobody knows.
    private func otherModel(that exchange: Exchange, than model: String) -> String? {
        guard let served = exchange.response.model, served != model else { return nil }
        return catalogue.cached?.other(than: model, served: served)
    }

    /// Whether the service refuses a key for now.
    func isRefused(_ key: Keys.Key) -> Bool { gates.refuses(key: key.digest) }

    /// Reads what an attempt brought.
    ///
    /// - Returns: The reading, and the failure behind it where there is one.
    func read(_ exchange: Exchange, of call: Call, isLoser: Bool = false) -> (Classification, (any Error)?) {
        guard let failure = exchange.failure else {
            // Beaten at the line: whole, billed, and of no use any more.
            if isLoser { return (.cancelled, nil) }
            return (Classification(exchange.response, acceptsTruncation: call.request.acceptsTruncation), nil)
        }
        // Cancelled by the deadline and not by the caller: a timeout.
        if failure is CancellationError, !Task.isCancelled, !isLoser {
            let timeout = OpenRouterError(
                .totalTimeout,
                "no whole answer within \(call.request.timeLimit)",
                generationID: exchange.response.id,
                partial: exchange.response
            )
            return (Classification(timeout), timeout)
        }
        return (Classification(failure), failure)
    }

    /// What an end says of the load that key and model bear.
    private static func signals(
        of end: AttemptEnd,
        isSlow: Bool
    ) -> (key: Bulkhead.Signal, model: Bulkhead.Signal) {
        switch end {
        case .answered: return (.success, isSlow ? .overloaded : .success)
        case .blocked, .noMoney, .noRetryLeft: return (.neutral, .neutral)
        case .failed(let failure):
            switch failure.reading.kind {
            case .inFlightBudget, .admission: return (.overloaded, .neutral)
            case .rateLimited, .overloaded, .freeTier: return (.neutral, .overloaded)
            default: return (.neutral, .neutral)
            }
        }
    }
}
