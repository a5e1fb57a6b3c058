import OpenRouter
import Resilience

extension Gateway {
    /// One leg of an attempt: what it had leave for and what came back.
    final class Leg: Sendable {
        let permission: Permission
        let exchange: Exchange

        init(permission: Permission, exchange: Exchange) {
            self.permission = permission
            self.exchange = exchange
        }
    }

    /// Puts an attempt on the wire; a second time, where the call is hedged and the first is late.
    ///
    /// Both legs have a hold of their own before they are sent, and both have ended when this returns.
    func dispatch(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ permission: Permission,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async -> (winner: Leg, loser: Leg?) {
        if let delay = hedgeDelay(of: call, costing: permission.hold.amount) {
            return await dispatchTwice(candidate, estimate, permission, after: delay, &plan, &call, onText: onText)
        }
        let exchange = await send(candidate, permission.key, permission.hold.id, call, onText: onText)
        return (Leg(permission: permission, exchange: exchange), nil)
    }

    private func dispatchTwice(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ permission: Permission,
        after delay: Duration,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async -> (winner: Leg, loser: Leg?) {
        let hedgeID = "\(call.id).\(plan.attempts + 1)"
        let asked = call
        let operation: @Sendable (Hedge.Leg, Hedge.Race) async throws -> Exchange = { leg, race in
            var shown: (@Sendable (String) async -> Void)?
            if let onText { shown = { text in if race.claim(for: leg) { await onText(text) } } }
            let hold = leg == .hedge ? hedgeID : permission.hold.id
            let exchange = await self.send(candidate, permission.key, hold, asked, onText: shown)
            // A leg that brought no answer has not won.
            guard exchange.failure == nil else { throw EndedLeg(exchange: exchange) }
            return exchange
        }
        var second: Permission?
        let result = await Hedge(delay: delay).run(
            on: timeline,
            mayHedge: {
                second = await permitHedge(candidate, estimate, permission, &plan, &call)
                return second != nil
            },
            operation: operation
        )
        let primary = Leg(permission: permission, exchange: Self.exchange(result.primary))
        guard let second else { return (primary, nil) }
        guard let ended = result.hedge else {
            // The primary came in while the hedge's money was set aside.
            await release(second)
            return (primary, nil)
        }
        let other = Leg(permission: second, exchange: Self.exchange(ended))
        return result.winner == .hedge ? (other, primary) : (primary, other)
    }

    /// When a call is sent a second time; `nil` for never.
    private func hedgeDelay(of call: Call, costing amount: USD) -> Duration? {
        if let delay = call.request.hedgeDelay { return delay }
        guard call.exchange == nil, amount <= settings.hedgeLimit else { return nil }
        return settings.hedgeDelay
    }

    private struct EndedLeg: Error { var exchange: Exchange }

    private static func exchange(_ result: Result<Exchange, any Error>) -> Exchange {
        switch result {
        case .success(let exchange): return exchange
        case .failure(let ended as EndedLeg): return ended.exchange
        case .failure(let error):
            var exchange = Exchange()
            exchange.failure = error
            return exchange
        }
    }

    /// Leave for a second, equal exchange: from gates and slots, the budget of retries, the breakers and the ledger.
    private func permitHedge(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ first: Permission,
        _ plan: inout RetryPlan,
        _ call: inout Call
    ) async -> Permission? {
        let key = first.key
        guard plan.attempts < settings.attemptsPerCall, gateBlock(first.gateAttempt) == nil,
            leases[.key(key?.digest)].hasRoom, leases[.model(candidate.model, key: key?.digest)].hasRoom,
            retryBudget.withdraw()
        else { return nil }
        guard
            let permit = try? breakers.admit(
                breakerIDs(model: candidate.model, key: key),
                lease: call.deadline.remaining
            )
        else {
            retryBudget.refund()
            return nil
        }
        guard let hold = try? await reserve(candidate, estimate, key, attempt: plan.attempts + 1, &call) else {
            breakers.giveBack(permit)
            retryBudget.refund()
            return nil
        }
        plan.begin()
        call.attempts = plan.attempts
        call.note(.hedged(attempt: plan.attempts, model: candidate.model), at: timeline.now)
        return Permission(key: key, breakers: permit, hold: hold, gateAttempt: first.gateAttempt)
    }

    private func release(_ permission: Permission) async {
        breakers.giveBack(permission.breakers)
        retryBudget.refund()
        let end = Settlement(hold: permission.hold.id, result: .released)
        try? await store.settle([end], record: nil, trace: nil, at: now())
    }

    private func send(
        _ candidate: Route.Candidate,
        _ key: Keys.Key?,
        _ hold: String,
        _ call: Call,
        onText: (@Sendable (String) async -> Void)?
    ) async -> Exchange {
        let remaining = call.deadline.remaining
        if call.exchange == nil, onText == nil, remaining > .zero {
            // The client has a timer for each call already: a second one, in a task of its own, costs as much as all
            // the rest of the sending.
            let request = chatRequest(call.request, to: candidate)
            return await Exchange.plain(client, request, key: key?.secret ?? Secret(""), limit: remaining)
        }
        return await sendInTime(candidate, key?.secret ?? Secret(""), hold, call, onText: onText)
    }

    private func sendInTime(
        _ candidate: Route.Candidate,
        _ key: Secret,
        _ hold: String,
        _ call: Call,
        onText: (@Sendable (String) async -> Void)?
    ) async -> Exchange {
        let request = chatRequest(call.request, to: candidate)
        let (client, store, timeline) = (client, store, timeline)
        let remaining = call.deadline.remaining
        do {
            return try await withDeadline(call.deadline) {
                if let exchange = call.exchange { return await exchange(client, key, candidate.model) }
                guard let onText else { return await Exchange.plain(client, request, key: key, limit: remaining) }
                return await Exchange.streamed(
                    client,
                    request,
                    key: key,
                    timeline: timeline,
                    onGeneration: { id in
                        // Only a help after a crash: without it the hold stays in doubt.
                        try? await store.note(generation: id, ofHold: hold)
                    },
                    onText: onText
                )
            }
        } catch {
            // The deadline passed between the check and here: nothing was sent.
            var exchange = Exchange()
            exchange.failure = OpenRouterError(.connectionFailed, "the time was over before anything was sent")
            return exchange
        }
    }

    @inline(never)
    private func chatRequest(_ request: CompletionRequest, to candidate: Route.Candidate) -> ChatRequest {
        var chat = Self.chatRequest(request.without(candidate.unheeded), model: candidate.model)
        if candidate.requiresParameters { chat.provider.requireParameters = true }
        if candidate.takesTerms, candidate.price.knowledge == .known, !candidate.price.isFree {
            // Nobody may answer who costs more than was set aside.
            var bound = ProviderPreferences()
            bound.maxPrice = candidate.price.bound
            chat.provider = chat.provider.narrowed(by: bound)
        }
        return chat
    }

    static func chatRequest(_ request: CompletionRequest, model: String) -> ChatRequest {
        var chat = ChatRequest(model: model, messages: request.messages, maxTokens: request.maxTokens)
        chat.temperature = request.temperature
        chat.seed = request.seed
        chat.responseFormat = request.responseFormat
        chat.serverTools = request.serverTools
        chat.reasoningEffort = request.reasoningEffort
        chat.provider = request.providers
        chat.sessionID = request.purpose.episode.map { String($0.prefix(256)) }
        return chat
    }
}
