import OpenRouter
import Resilience

extension Gateway {
    /// Step 4: sets the worst case of one attempt aside, on disk, before a byte is sent.
    ///
    /// - Throws: ``GatewayError``: `budgetExceeded` where it does not fit under a cap, `storeUnavailable` where the store
    ///   cannot be written, so that nothing is spent that could not be counted.
    func reserve(
        _ candidate: Route.Candidate,
        _ estimate: PromptEstimate,
        _ key: Keys.Key?,
        attempt: Int,
        _ call: inout Call
    ) async throws -> Hold {
        let asked = call.asked
        let committed = call.spent + call.inDoubt
        let room = asked.request.costLimit.map { $0 - committed }
        let amount = candidate.price.worstCase(of: asked.request, prompt: estimate) ?? room ?? .zero
        if let limit = asked.request.costLimit, let room,
            amount > room || (candidate.price.knowledge == .unknown && room <= .zero)
        {
            let balance = BudgetBalance(scope: .call, cap: limit, spent: call.spent, reserved: call.inDoubt)
            throw refused(BudgetRefusal(balance: balance, wanted: amount), model: candidate.model, &call)
        }
        var scopes = calendar.scopes(at: now())
        if let episode = asked.request.purpose.episode { scopes.append(.episode(episode)) }
        if let key { scopes.append(.key(key.lineage)) }
        let hold = Hold(
            id: "\(call.id).\(attempt)",
            call: call.id,
            attempt: attempt,
            model: candidate.model,
            phase: asked.request.purpose.phase,
            amount: amount,
            scopes: scopes,
            account: account,
            at: now(),
            // Nothing comes between this and the sending, so that one write does for both states.
            state: .dispatched
        )
        let admission: Admission
        do {
            admission = try await store.admit(hold, committed: committed, caps: settings.caps)
        } catch {
            throw Self.unavailable(error)
        }
        switch admission {
        case .refused(let refusal): throw refused(refusal, model: candidate.model, &call)
        case .admitted(let balances):
            call.note(
                .held(
                    attempt: attempt,
                    model: candidate.model,
                    amount: amount,
                    prices: candidate.price.explanation
                ),
                at: timeline.now
            )
            watch(balances)
            return hold
        }
    }

    private func refused(_ refusal: BudgetRefusal, model: String, _ call: inout Call) -> GatewayError {
        call.note(.refused(model: model, refusal: refusal), at: timeline.now)
        var error = GatewayError(.budgetExceeded, "\(model) was not asked: \(refusal.explanation)")
        error.refusal = refusal
        return error
    }

    /// What the caller is told when the store fails before anything was sent.
    static func unavailable(_ error: any Error) -> GatewayError {
        GatewayError(
            .storeUnavailable,
            "the ledger cannot be written, so nothing is spent: \(reason(of: error))",
            cause: error
        )
    }

    /// Why the store failed, in a sentence.
    static func reason(of error: any Error) -> String { (error as? StoreError)?.message ?? "\(error)" }
}
