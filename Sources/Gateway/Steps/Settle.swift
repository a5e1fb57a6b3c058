import Logging
import OpenRouter
import Resilience

extension Gateway {
    /// Step 6: the actual cost replaces the hold, in the transaction that stores the record and the trace.
    func settle(_ leg: Leg, _ candidate: Route.Candidate, _ call: inout Call) async -> Completion {
        let end = account(for: leg, candidate, &call)
        await write([end.settlement], end.record, step: end.step, &call)
        return end.completion
    }

    private struct End {
        var completion: Completion
        var record: CallRecord
        var step: JournalEntry?
        var settlement: Settlement
    }

    // Apart, so that what it works with is not kept by every call that waits.
    @inline(never)
    private func account(for leg: Leg, _ candidate: Route.Candidate, _ call: inout Call) -> End {
        let (hold, exchange) = (leg.permission.hold, leg.exchange)
        let response = exchange.response
        let (amount, source) = candidate.price.cost(of: response.usage, hold: hold.amount)
        call.spent += amount
        call.costSource = source
        call.generationID = response.id
        call.provider = response.provider
        call.answer = response.text
        if let router = response.router { call.note(.routed(attempt: hold.attempt, router: router), at: timeline.now) }
        call.timeToFirstText = exchange.timeToFirstText
        let end = timeline.now
        call.note(
            .answered(
                attempt: hold.attempt,
                model: response.model,
                provider: response.provider,
                generation: response.id,
                finish: response.finishReason?.word
            ),
            at: end
        )
        call.note(.settled(attempt: hold.attempt, amount: amount, source: source), at: end)
        let isTruncated = response.finishReason == .length
        var record = call.record(isTruncated ? .truncated : .answered, server: account, at: end)
        record.modelServed = response.model ?? candidate.model
        record.level = candidate.level
        record.promptTokens = response.usage?.promptTokens ?? 0
        record.completionTokens = response.usage?.completionTokens ?? 0
        let completion = Completion(
            id: call.id,
            text: response.text,
            citations: response.citations,
            usage: response.usage ?? Usage(),
            cost: call.spent,
            level: candidate.level,
            modelAsked: call.request.chain.preferred,
            modelServed: response.model ?? candidate.model,
            provider: response.provider,
            generationID: response.id,
            attempts: call.attempts,
            latency: end - call.began,
            isTruncated: isTruncated
        )
        return End(
            completion: completion,
            record: record,
            step: entry(of: call.request, completion),
            settlement: Settlement(hold: hold.id, result: .settled(amount, source))
        )
    }

    /// Accounts for an attempt that brought no whole answer.
    ///
    /// - Returns: What the caller is told if nothing else is tried.
    func charge(
        for reading: Classification,
        _ failure: (any Error)?,
        _ exchange: Exchange,
        _ hold: Hold,
        _ candidate: Route.Candidate,
        _ standings: [Breakers.Standing],
        _ call: inout Call
    ) async -> GatewayError {
        let error = failure as? OpenRouterError
        let message =
            reading.kind == .cancelled && !(failure is Overtaken)
            ? "whoever asked waits no longer"
            : error?.message ?? failure.map { "\($0)" } ?? Self.shortfall(of: exchange.response)
        let generation = exchange.response.id ?? error?.generationID
        call.generationID = generation ?? call.generationID
        call.note(
            .failed(
                attempt: hold.attempt,
                failure: Trace.Failure(
                    kind: reading.kind,
                    message: message,
                    status: error?.status,
                    provider: error?.provider ?? exchange.response.provider,
                    retryAfterSeconds: error?.retryAfter.map { $0 / .seconds(1) },
                    countsAgainst: reading.countsAgainst,
                    failuresInARow: Breakers.failuresInARow(standings)
                )
            ),
            at: timeline.now
        )
        for standing in standings { call.note(standing, at: timeline.now) }
        if let router = error?.router ?? exchange.response.router {
            call.note(.routed(attempt: hold.attempt, router: router), at: timeline.now)
        }
        let result = Self.bill(reading, exchange, hold, candidate.price, generation: generation)
        switch result {
        case .settled(let amount, let source):
            call.spent += amount
            call.costSource = source
            call.note(.settled(attempt: hold.attempt, amount: amount, source: source), at: timeline.now)
        case .released: call.note(.released(attempt: hold.attempt), at: timeline.now)
        case .inDoubt(let generation):
            call.inDoubt += hold.amount
            call.note(.inDoubt(attempt: hold.attempt, amount: hold.amount, generation: generation), at: timeline.now)
        }
        await write([Settlement(hold: hold.id, result: result)], nil, &call)
        if case .inDoubt(_?) = result { doubts.give() }
        metrics.recordFailedAttempt(reading.kind)
        let terms = call.request.providers
        let hint = reading.kind == .notFound && terms.areBinding ? "; the terms are: \(terms.explanation)" : ""
        var problem = GatewayError(
            exchange.hasShownText ? .truncated : reading.kind.errorCode,
            "\(candidate.model): \(message)\(hint)",
            cause: failure
        )
        if exchange.response.text.contains(where: { !$0.isWhitespace }) {
            problem.partialText = exchange.response.text
            call.partialText = exchange.response.text
        }
        return problem
    }

    /// Ends a call that has no answer: records it, and completes the error with what it cost.
    func giveUp(_ call: inout Call, _ error: any Error) async -> any Error {
        let isCancelled = error is CancellationError
        var problem = error as? GatewayError ?? GatewayError(.upstreamUnavailable, "\(error)", cause: error)
        switch problem.code {
        case .invalidRequest, .unknownModel, .noKey: return problem
        case _ where isCancelled && call.attempts == 0: return error
        default: break
        }
        var record = call.record(isCancelled ? .cancelled : .failed, server: account, at: timeline.now)
        record.error = isCancelled ? nil : problem.code
        await write([], record, &call)
        if isCancelled { return CancellationError() }
        problem.requestID = call.id
        problem.attempts = call.attempts
        problem.spent = call.spent
        problem.inDoubt = call.inDoubt
        problem.partialText = problem.partialText ?? call.partialText
        return problem
    }

    /// Writes settlements, and at the end of a call its record and trace.
    ///
    /// A failure to write loses no money: the hold stays on disk with its worst case, and the next call is refused. So an
    /// answer that is paid for is still handed out.
    func write(
        _ settlements: [Settlement],
        _ record: CallRecord?,
        step: JournalEntry? = nil,
        _ call: inout Call
    ) async {
        do {
            let content = record.flatMap { _ in CallContent(call.request, answer: call.answer ?? call.partialText) }
            try await store.settle(
                settlements,
                record: record,
                trace: record == nil ? nil : call.trace,
                content: content,
                step: step,
                at: now()
            )
        } catch {
            complain(of: error, call.id, isOpen: !settlements.isEmpty)
        }
        if let record { tell(of: record) }
    }

    // Apart, so that what it works with is not kept by every call that waits.
    @inline(never)
    private func complain(of error: any Error, _ call: String, isOpen: Bool) {
        logger.debug("settlement not written", metadata: ["request.id": "\(call)", "error": "\(error)"])
        let open = isOpen ? ", and what was set aside for it stays so" : ""
        publish(.notice("the record of \(call) could not be stored\(open): \(Self.reason(of: error))"))
    }

    // Apart, so that what it works with is not kept by every call that waits.
    @inline(never)
    private func tell(of record: CallRecord) {
        metrics.record(record)
        logger.debug(
            "call settled",
            metadata: [
                "request.id": "\(record.id)", "model": "\(record.modelServed ?? record.modelAsked)",
                "outcome": "\(record.outcome.rawValue)", "cost": "\(record.cost)", "attempts": "\(record.attempts)",
            ]
        )
        publish(.callSettled(record))
    }

    private static func bill(
        _ reading: Classification,
        _ exchange: Exchange,
        _ hold: Hold,
        _ price: Price,
        generation: String?
    ) -> Settlement.Result {
        let usage = exchange.response.usage
        if let cost = usage?.cost { return .settled(cost, .reported) }
        if hold.amount == .zero { return .released }
        // Inside a 200 without an error: billed, unless it ended by an error of the service.
        if exchange.failure == nil, reading.kind != .serverError {
            let (amount, source) = price.cost(of: usage, hold: hold.amount)
            return .settled(amount, source)
        }
        return reading.billing == .nothing ? .released : .inDoubt(generationID: generation)
    }

    private static func shortfall(of response: ChatResponse) -> String {
        switch response.finishReason {
        case .length: "the answer was cut at its limit of tokens"
        case .contentFilter: "the answer was stopped by a content filter"
        case .error: "the answer ended by an error of the provider"
        default: response.refusal == nil ? "the answer has no text" : "the model declined to answer"
        }
    }
}
