import Foundation
import Logging
import OpenRouter
import Resilience

extension Gateway {
    /// Step 2: an earlier answer to the same request where one will do; else the answer of one call for all that ask.
    ///
    /// For requests whose policy is not off.
    ///
    /// Plain and streamed calls share answers: what is kept, or comes from a call under way, is handed on in one piece.
    ///
    /// - Parameters:
    ///   - call: The call, whose trace tells what was found.
    ///   - onText: Given the text of an earlier answer; that of a new one is `compute`'s affair.
    ///   - compute: Asks the service.
    /// - Returns: The answer, and where from in `isFromCache` and `level`.
    /// - Throws: What `compute` throws; ``GatewayError`` with `deadlineExceeded`; `CancellationError`.
    func cached(
        _ call: inout Call,
        onText: (@Sendable (String) async -> Void)?,
        compute: (inout Call) async throws -> Completion
    ) async throws -> Completion {
        let asked = call.asked
        let key = CacheKey(asked.request, service: cache.service)
        if asked.request.cache.mode == .use, let answer = await remembered(key, asked) {
            return await serve(answer, key, &call, onText)
        }
        let (landing, isShared): (AnswerCache.Landing, Bool)
        do {
            (landing, isShared) = try await cache.flights.value(for: key, before: call.deadline) {
                try await lead(key, &call, compute)
            }
        } catch is TimeoutError {
            throw GatewayError(.deadlineExceeded, "no answer within \(asked.request.timeLimit)")
        }
        switch landing {
        case .stored(let answer): return await serve(answer, key, &call, onText)
        case .made(let completion) where !isShared: return completion
        case .made(let completion):
            guard asked.request.accepts(completion) else { return try await compute(&call) }
            call.note(.cache(.shared(source: completion.id)), at: timeline.now)
            return await handOut(completion, as: completion.level, key, &call, onText)
        case .lastResort(let answer, let reason):
            let (source, age) = (answer.completion.id, answer.age(at: now()))
            call.note(.cache(.lastResort(source: source, ageSeconds: age, reason: reason.rawValue)), at: timeline.now)
            let level = Completion.Level.stale(ageSeconds: age, source: source)
            return await handOut(answer.completion, as: level, key, &call, onText)
        }
    }

    /// Asks anew for answers that were handed out stale, one after another, until its task is cancelled.
    ///
    /// Run it once, beside the gateway's use. What fails is in the record of its call, and the stale answer stays.
    public func refreshStaleAnswers() async {
        for await request in cache.refreshes {
            _ = try? await complete(request)
            cache.hasRefreshed(CacheKey(request, service: cache.service))
        }
    }

    /// Forgets answers, here and in all processes that share the store; those find out within a second.
    ///
    /// - Returns: How many.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func invalidate(_ selection: AnswerSelection) async throws -> Int {
        defer { cache.memory.removeAll() }
        return try await store.invalidate(selection)
    }

    /// Forgets the answer to a request: who asked it has found it to be of no use.
    public func forget(_ request: CompletionRequest) async throws {
        try await invalidate(.id(CacheKey(bound(request).request, service: cache.service).hex))
    }

    /// How many answers are kept, and of what use they were.
    public func cacheStatistics() async throws -> AnswerStatistics { try await store.answerStatistics() }

    /// A kept answer, by the id of its call or the beginning of its key; `nil` where there is none.
    public func cachedAnswer(id: String) async throws -> StoredAnswer? { try await store.answer(id: id) }

    /// Keeps a text as if the preferred model had answered with it: for tests and benches.
    package func remember(_ text: String, for request: CompletionRequest) {
        let model = request.chain.preferred
        let date = now()
        let key = CacheKey(request, service: cache.service)
        let lease = AnswerLease(
            key: key,
            holder: makeID(),
            until: date,
            at: date,
            madeAfter: nil,
            policy: request.cache
        )
        keep(
            Completion(id: lease.holder, text: text, modelAsked: model, modelServed: model),
            of: request,
            ending: lease
        )
    }

    /// An answer in memory that will do; the store is asked from time to time whether memory still holds.
    private func remembered(_ key: CacheKey, _ asked: Asked) async -> StoredAnswer? {
        if cache.memory.isDueForCheck(every: AnswerCache.checkInterval, at: timeline.now),
            let generation = try? await store.answerGeneration()
        {
            cache.memory.check(generation: generation)
        }
        guard let answer = cache.memory[key] else { return nil }
        return switch answer.freshness(under: asked.request.cache, at: now()) {
        case .fresh, .refreshable: answer
        case .lastResort, .expired: nil
        }
    }

    /// Asks the service for all who wait; or finds that another process has, or does.
    private func lead(
        _ key: CacheKey,
        _ call: inout Call,
        _ compute: (inout Call) async throws -> Completion
    ) async throws -> AnswerCache.Landing {
        let asked = call.asked
        let lease: AnswerLease
        var lastResort: StoredAnswer?
        switch try await claim(key, &call) {
        case .found(let answer):
            cache.memory.keep(answer)
            return .stored(answer)
        case .leads(let granted, let stale):
            lease = granted
            // Who wants a new answer has passed the old one over.
            lastResort = asked.request.cache.mode == .refresh ? nil : stale
        }
        call.note(.cache(asked.request.cache.mode == .refresh ? .passedOver : .missed), at: timeline.now)
        do {
            let completion = try await compute(&call)
            if completion.isWholeAndAsAsked {
                keep(completion, of: asked.request, ending: lease)
            } else {
                store.release(lease)
            }
            return .made(completion)
        } catch let error as GatewayError {
            store.release(lease)
            guard let lastResort, error.isOfTheService, error.partialText == nil, call.timeToFirstText == nil else {
                throw error
            }
            return .lastResort(lastResort, reason: error.code)
        } catch {
            store.release(lease)
            throw error
        }
    }

    private enum Turn {
        case found(StoredAnswer)
        case leads(AnswerLease, lastResort: StoredAnswer?)
    }

    /// Takes the lease on a key, or waits for the answer of whoever has it, within the call's deadline.
    private func claim(_ key: CacheKey, _ call: inout Call) async throws -> Turn {
        let began = timeline.now
        var hasWaited = false
        while true {
            let lease = AnswerLease(
                key: key,
                holder: call.id,
                until: now() + (call.deadline.remaining + AnswerCache.leaseMargin) / .seconds(1),
                at: now(),
                madeAfter: call.request.cache.mode == .refresh ? call.at : nil,
                policy: call.request.cache
            )
            let claim: AnswerClaim
            do {
                claim = try await store.claim(lease)
            } catch let error as StoreError {
                // The ledger decides whether a call may be made; without the cache it costs more, and that is all.
                logger.debug("cache not asked", metadata: ["request.id": "\(call.id)", "error": "\(error.message)"])
                claim = .leads(lastResort: nil)
            }
            if hasWaited, claim.isFinal {
                let waited = (timeline.now - began) / .seconds(1)
                call.note(.cache(.waited(seconds: waited)), at: timeline.now)
            }
            switch claim {
            case .found(let answer): return .found(answer)
            case .leads(let lastResort): return .leads(lease, lastResort: lastResort)
            case .waits:
                hasWaited = true
                guard !call.deadline.hasPassed else {
                    throw GatewayError(.deadlineExceeded, "no answer within \(call.request.timeLimit)")
                }
                try await timeline.sleep(for: min(AnswerCache.pollInterval, call.deadline.remaining))
            }
        }
    }

    private func keep(_ completion: Completion, of request: CompletionRequest, ending lease: AnswerLease) {
        let chance = Double(random.next() >> 11) / 0x1p53
        let date = now()
        let answer = StoredAnswer(
            key: lease.key,
            completion: completion,
            madeAt: date,
            expiresAt: date + request.cache.longestUse / .seconds(1),
            chance: chance,
            tags: request.tags,
            question: StoredAnswer.Question(request, service: cache.service)
        )
        cache.memory.keep(answer)
        store.keep(answer, ending: lease)
    }

    private func serve(
        _ answer: StoredAnswer,
        _ key: CacheKey,
        _ call: inout Call,
        _ onText: (@Sendable (String) async -> Void)?
    ) async -> Completion {
        let date = now()
        let isStale = answer.freshness(under: call.request.cache, at: date) == .refreshable
        if isStale { cache.refresh(call.request, key) }
        let (source, age) = (answer.completion.id, answer.age(at: date))
        call.note(.cache(.hit(source: source, ageSeconds: age, isStale: isStale)), at: timeline.now)
        return await handOut(answer.completion, as: .preferred, key, &call, onText)
    }

    /// Ends a call with an answer that another call has paid for.
    private func handOut(
        _ source: Completion,
        as level: Completion.Level,
        _ key: CacheKey,
        _ call: inout Call,
        _ onText: (@Sendable (String) async -> Void)?
    ) async -> Completion {
        if let onText { await onText(source.text) }
        let end = timeline.now
        var completion = source
        completion.id = call.id
        completion.level = level
        completion.isFromCache = true
        completion.usage.cost = .zero
        completion.cost = call.spent
        completion.attempts = call.attempts
        completion.latency = end - call.began
        var record = call.record(source.isTruncated ? .truncated : .answered, server: account, at: end)
        record.modelServed = source.modelServed
        record.provider = source.provider
        record.generationID = source.generationID
        record.level = level
        record.isFromCache = true
        store.keep(hit: record, trace: call.trace, of: key, tags: call.request.tags)
        metrics.record(record)
        publish(.callSettled(record))
        return completion
    }
}

extension AnswerClaim {
    fileprivate var isFinal: Bool {
        if case .waits = self { return false }
        return true
    }
}

extension Completion {
    /// Whether it may answer for the preferred model another time, and holds no secret.
    fileprivate var isWholeAndAsAsked: Bool {
        level == .preferred && !isTruncated && !isFromCache && text.contains { !$0.isWhitespace }
            && text == text.redacted
    }
}

extension GatewayError {
    /// Whether the same request may well be answered another time.
    fileprivate var isOfTheService: Bool {
        switch code {
        case .upstreamUnavailable, .rateLimited, .deadlineExceeded: true
        default: false
        }
    }
}

extension CompletionRequest {
    /// Whether the answer to an equal request of another caller will do for this one.
    fileprivate func accepts(_ completion: Completion) -> Bool {
        guard acceptedLevels.contains(completion.level.kind), acceptsTruncation || !completion.isTruncated else {
            return false
        }
        return switch completion.level {
        case .preferred: true
        case .fallback(let model): chain.fallbacks.contains(model)
        case .budget(let model): chain.budget == model
        // Whether these are good enough is for each caller to find out.
        case .stale, .similar, .template: false
        }
    }
}
