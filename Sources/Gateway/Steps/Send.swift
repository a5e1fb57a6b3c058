import OpenRouter
import Resilience

extension Gateway {
    /// Step 5: asks one model after another until one answers; the only place that asks again.
    ///
    /// A model that a breaker or a gate keeps back is passed over. When all that are left are kept back, the call waits for
    /// the first of them, if its time allows that.
    func send(
        _ route: Route,
        _ estimate: PromptEstimate,
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> Completion {
        var ending = Ending()
        var plan = RetryPlan(limits: limits)
        var candidates = route.candidates
        passes: while !candidates.isEmpty {
            let seen = changes.count
            var kept: [Route.Candidate] = []
            ending.blocks = []
            for (position, candidate) in candidates.enumerated() {
                plan.turn(modelsLeft: candidates.count - position - 1 + kept.count)
                switch try await ask(candidate, estimate, &plan, &call, &ending, onText: onText) {
                case .answered(let completion): return completion
                case .exhausted: continue
                case .stopped: break passes
                case .blocked(let block):
                    if ending.notes.insert(block.reason).inserted {
                        call.note(
                            .blocked(
                                model: block.model,
                                reason: block.reason,
                                seconds: block.until.map { ($0 - timeline.now) / .seconds(1) }
                            ),
                            at: timeline.now
                        )
                    }
                    ending.blocks.append(block)
                    if block.stopsCall { break passes }
                    if block.until != nil { kept.append(candidate) }
                }
            }
            candidates = kept
            guard let wake = ending.blocks.compactMap(\.until).min(),
                wake - timeline.now + limits.shortestAttempt <= call.deadline.remaining
            else { break }
            let before = timeline.now
            if wake - before > .seconds(2), ending.notes.insert("waits").inserted {
                publish(.notice("\(call.id) waits: \(ending.blocks.first?.reason ?? "every model is kept back")"))
            }
            try await waitForChange(after: seen, until: wake)
            let waited = timeline.now - before
            if waited > .milliseconds(1) {
                call.note(
                    .waited(seconds: waited / .seconds(1), reason: "every model left is kept back"),
                    at: timeline.now
                )
            }
        }
        throw ending.error(isLate: call.deadline.remaining < limits.shortestAttempt, call.request.timeLimit)
    }

    /// What is known when no model answered.
    struct Ending {
        var last: GatewayError?
        /// The models that were asked and did not answer.
        var failed: Set<String> = []
        var refusal: GatewayError?
        var blocks: [Block] = []
        /// What the trace says already.
        var notes: Set<String> = []
        /// Models whose prices were asked for once more.
        var repriced: Set<String> = []

        func error(isLate: Bool, _ timeLimit: Duration) -> GatewayError {
            let block = blocks.first { $0.code != .upstreamUnavailable } ?? blocks.first
            let blocked = block.map { GatewayError($0.code, "\($0.model) was not asked: \($0.reason)") }
            if isLate, last?.code != .truncated {
                var error = GatewayError(.deadlineExceeded, "no answer within \(timeLimit)", cause: last ?? blocked)
                if let cause = last ?? blocked { error.message += "; last: \(cause.message)" }
                return error
            }
            if var last, failed.count > 1 {
                last.message = "\(failed.count) models were asked and none answered; the last, \(last.message)"
                return last
            }
            return last ?? refusal ?? blocked
                ?? GatewayError(.upstreamUnavailable, "no model of the chain could be asked")
        }
    }

    /// How asking one model ended.
    private indirect enum ModelEnd {
        case answered(Completion)
        /// Nothing more is to be had from it.
        case exhausted
        /// It may not be asked now.
        case blocked(Block)
        /// Nothing more is to be had from any model.
        case stopped
    }

    private func ask(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        _ ending: inout Ending,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> ModelEnd {
        let routed = candidate
        var (candidate, inability) = await priced(routed, call.request, estimate)
        if let inability {
            call.note(.leftOut(model: candidate.model, reason: inability), at: timeline.now)
            ending.last = GatewayError(.invalidRequest, "\(candidate.model) cannot answer: \(inability)")
            return .exhausted
        }
        while true {
            try Task.checkCancellation()
            switch try await attempt(candidate, estimate, &plan, &call, onText: onText) {
            case .answered(let completion): return .answered(completion)
            case .blocked(let block): return .blocked(block)
            case .noRetryLeft:
                call.note(.gaveUp(reason: "the session's budget of retries is spent"), at: timeline.now)
                return .stopped
            case .noMoney(let refusal):
                // The first is that of the model that is wanted.
                ending.refusal = ending.refusal ?? refusal
                return .exhausted
            case .failed(let failure) where failure.reading.kind == .cancelled: throw CancellationError()
            case .failed(let failure)
            where failure.reading.kind == .notFound && ending.repriced.insert(candidate.model).inserted:
                ending.last = failure.problem
                ending.failed.insert(candidate.model)
                // Prices may have risen since they were asked for, so that the bound of the request keeps everybody away.
                catalogue.forgetOffers(of: candidate.entry)
                let price = candidate.price
                (candidate, inability) = await priced(routed, call.request, estimate)
                guard inability == nil, candidate.price != price, plan.attempts < settings.attemptsPerCall else {
                    return .exhausted
                }
            case .failed(let failure):
                if let end = try await pause(after: failure, at: candidate.model, &plan, &call, &ending) { return end }
            }
        }
    }

    /// Waits for the next attempt at a model, where there is to be one.
    ///
    /// - Returns: `nil` for the next attempt.
    private func pause(
        after failure: FailedAttempt,
        at model: String,
        _ plan: inout RetryPlan,
        _ call: inout Call,
        _ ending: inout Ending
    ) async throws -> ModelEnd? {
        ending.last = failure.problem
        ending.failed.insert(model)
        // Whether a model is loaded by now is asked every few seconds, however long it takes.
        let retry =
            failure.reading.kind == .loading ? min(plan.attemptsAtModel, 4) : plan.attemptsAtModel
        let wait = jitter(retry: retry, retryAfter: failure.retryAfter)
        let hasOtherKey =
            failure.reading.next == .otherKey && keys.hasOther(than: failure.key, unless: isRefused)
        switch plan.step(
            after: failure.reading,
            wait: wait,
            remaining: call.deadline.remaining,
            hasShownText: failure.hasShownText,
            hasOtherKey: hasOtherKey
        ) {
        case .again where hasOtherKey: call.note(.changedKey(refused: failure.key ?? ""), at: timeline.now)
        case .again(let wait):
            if failure.reading.kind == .loading, ending.notes.insert("loading").inserted {
                publish(.notice("\(call.id) waits: \(model) is being loaded"))
            }
            call.note(.waited(seconds: wait / .seconds(1), reason: Self.reason(for: failure)), at: timeline.now)
            try await timeline.sleep(for: wait)
        case .next: return .exhausted
        case .stop(let reason):
            call.note(.gaveUp(reason: reason), at: timeline.now)
            return .stopped
        }
        return nil
    }

    /// Why it is waited before the same model is asked again.
    private static func reason(for failure: FailedAttempt) -> String {
        if failure.reading.kind == .loading { return "the model is being loaded" }
        guard let wait = failure.retryAfter else { return "back-off before the next attempt" }
        return "the service wants to be left alone for \(Trace.seconds(wait))"
    }

    private var limits: RetryPlan.Limits {
        RetryPlan.Limits(
            attemptsPerCall: settings.attemptsPerCall,
            attemptsPerModel: settings.attemptsPerModel,
            longestWait: settings.longestWait,
            ambiguousAttempts: settings.ambiguous == .never ? 1 : 2,
            loadingPause: settings.backoff.base * 2
        )
    }
}
