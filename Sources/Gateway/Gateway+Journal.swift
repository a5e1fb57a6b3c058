import OpenRouter

extension Gateway {
    /// The answer of a step that was finished before, in this process or an earlier one; it costs nothing again.
    ///
    /// Neither the network nor a key is needed for it.
    ///
    /// - Returns: `nil` where the step has to be asked for, or the request is no step.
    /// - Throws: ``GatewayError`` with `storeUnavailable`: who cannot look would pay twice.
    func replayed(_ request: CompletionRequest) async throws -> Completion? {
        guard let step = step(of: request) else { return nil }
        do {
            guard var completion = try await store.completion(of: step) else { return nil }
            completion.isReplayed = true
            return completion
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Self.unavailable(error)
        }
    }

    /// What is to be kept of a finished step; `nil` where the request is none, or another answer stands in.
    func entry(of request: CompletionRequest, _ completion: Completion) -> JournalEntry? {
        guard let step = step(of: request), let journal = request.journal else { return nil }
        switch completion.level {
        case .preferred, .fallback, .budget: break
        case .stale, .similar, .template: return nil
        }
        return JournalEntry(
            step: step,
            journal: journal,
            phase: request.purpose.phase,
            at: now(),
            completion: completion
        )
    }

    /// Keeps the answer of a step that some other call had paid for.
    func keep(_ completion: Completion, of request: CompletionRequest) async {
        guard let entry = entry(of: request, completion) else { return }
        do {
            try await store.settle([], record: nil, trace: nil, content: nil, step: entry, at: now())
        } catch {
            publish(.notice("a step of \(request.purpose.phase) could not be kept: \(Self.reason(of: error))"))
        }
    }

    /// Forgets the finished steps of a phase, so that it is asked for anew.
    ///
    /// - Returns: How many.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func forgetSteps(of journal: String, phase: String) async throws -> Int {
        try await store.forgetSteps(of: journal, phase: phase)
    }

    /// Forgets one finished step, whose answer was found to be of no use.
    public func forgetStep(_ request: CompletionRequest) async throws {
        guard let step = step(of: bound(request).request) else { return }
        try await store.forget(step)
    }

    private func step(of request: CompletionRequest) -> StepID? {
        request.journal.map { journal in
            StepID(request, journal: journal, key: CacheKey(request, service: cache.service))
        }
    }
}
