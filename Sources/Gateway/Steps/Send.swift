import OpenRouter
import Resilience

extension Gateway {
    /// Step 4: asks one model after another until one answers; the only place that asks again.
    func send(
        _ route: Route,
        _ estimate: PromptEstimate,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> Completion {
        var plan = RetryPlan(limits: limits)
        var last: GatewayError?
        var refusal: GatewayError?
        models: for (position, candidate) in route.candidates.enumerated() {
            plan.turn()
            attempts: while true {
                try Task.checkCancellation()
                if plan.attempts > 0, !retryBudget.withdraw() {
                    call.note(.gaveUp(reason: "the session's budget of retries is spent"), at: timeline.now)
                    break models
                }
                let hold: Hold
                do {
                    hold = try await reserve(candidate, estimate, attempt: plan.attempts + 1, &call)
                } catch let error as GatewayError where error.code == .budgetExceeded {
                    if plan.attempts > 0 { retryBudget.refund() }
                    refusal = error
                    continue models
                }
                if plan.attempts == 0 { retryBudget.recordRequest() }
                plan.begin()
                call.attempts = plan.attempts
                call.note(.sent(attempt: plan.attempts, model: candidate.model), at: timeline.now)
                let exchange = try await attempt(candidate, hold, call, onText: onText)
                let (reading, failure) = read(exchange, of: call)
                guard reading.kind != .answered else {
                    return await settle(hold, candidate, exchange, &call)
                }
                let problem = await charge(for: reading, failure, exchange, hold, candidate, &call)
                if reading.kind == .cancelled { throw CancellationError() }
                last = problem
                let wait = jitter(retry: plan.attemptsAtModel, retryAfter: (failure as? OpenRouterError)?.retryAfter)
                switch plan.step(
                    after: reading,
                    wait: wait,
                    modelsLeft: route.candidates.count - position - 1,
                    remaining: call.deadline.remaining,
                    hasShownText: exchange.hasShownText
                ) {
                case .again(let wait):
                    call.note(.waited(seconds: wait / .seconds(1), reason: reading.kind.rawValue), at: timeline.now)
                    try await timeline.sleep(for: wait)
                case .next: continue models
                case .stop(let reason):
                    call.note(.gaveUp(reason: reason), at: timeline.now)
                    break models
                }
            }
        }
        if call.deadline.remaining < limits.shortestAttempt, last?.code != .truncated {
            var error = GatewayError(.deadlineExceeded, "no answer within \(call.request.timeLimit)", cause: last)
            if let last { error.message += "; last: \(last.message)" }
            throw error
        }
        throw last ?? refusal ?? GatewayError(.upstreamUnavailable, "no model of the chain could be asked")
    }

    private var limits: RetryPlan.Limits {
        RetryPlan.Limits(
            attemptsPerCall: settings.attemptsPerCall,
            attemptsPerModel: settings.attemptsPerModel,
            longestWait: settings.longestWait,
            retriesAmbiguous: settings.retriesAmbiguous
        )
    }

    private func attempt(
        _ candidate: Route.Candidate,
        _ hold: Hold,
        _ call: Call,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> Exchange {
        let request = Self.chatRequest(call.request, model: candidate.model)
        let (client, store, timeline) = (client, store, timeline)
        let key: Secret
        do {
            key = try requireKey()
            return try await withDeadline(call.deadline) {
                guard let onText else { return await Exchange.plain(client, request, key: key) }
                return await Exchange.streamed(
                    client,
                    request,
                    key: key,
                    timeline: timeline,
                    onGeneration: { id in
                        // Only a help after a crash: without it the hold stays in doubt.
                        try? await store.note(generation: id, ofHold: hold.id)
                    },
                    onText: onText
                )
            }
        } catch {
            // Nothing was sent: the deadline had passed, or the key was taken away.
            try? await store.settle([Settlement(hold: hold.id, result: .released)], record: nil, trace: nil, at: now())
            if error is TimeoutError {
                throw GatewayError(.deadlineExceeded, "no answer within \(call.request.timeLimit)")
            }
            throw error
        }
    }

    /// Reads what an attempt brought.
    ///
    /// - Returns: The reading, and the failure behind it where there is one.
    private func read(_ exchange: Exchange, of call: Call) -> (Classification, (any Error)?) {
        guard let failure = exchange.failure else {
            return (Classification(exchange.response, acceptsTruncation: call.request.acceptsTruncation), nil)
        }
        // Cancelled by the deadline and not by the caller: a timeout.
        if failure is CancellationError, !Task.isCancelled {
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

    static func chatRequest(_ request: CompletionRequest, model: String) -> ChatRequest {
        var chat = ChatRequest(model: model, messages: request.messages, maxTokens: request.maxTokens)
        chat.temperature = request.temperature
        chat.seed = request.seed
        chat.responseFormat = request.responseFormat
        chat.serverTools = request.serverTools
        chat.reasoningEffort = request.reasoningEffort
        chat.sessionID = request.purpose.episode.map { String($0.prefix(256)) }
        return chat
    }
}
