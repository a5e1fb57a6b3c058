import Foundation
import Gateway
import OpenRouter
import Synchronization

/// One run of a phase: makes its calls, counts them, and tells what happens.
///
/// All calls of a phase go through ``ask(_:as:unit:maxTokens:temperature:)`` or ``search(_:unit:maxTokens:)``; how often the
/// service is asked for each is the gateway's affair.
final class PhaseRun: Sendable {
    private struct State {
        var calls = 0
        var cost = USD.zero
        var degradations: [String] = []
        var warnings: [String] = []
        var done = 0
        var total = 0
        var units: [String: String]?
    }

    let phase: Phase
    let episode: String
    private let gateway: Gateway
    private let chain: ModelChain
    private let timeLimit: Duration
    /// What a person typed of all prompts.
    private let typed: [String]
    /// Where finished steps are kept; `nil` keeps none.
    private let journal: String?
    /// Whether answers of earlier runs will not do.
    private let isFresh: Bool
    /// The calls that the ledger has already.
    private let knownCalls: Set<String>
    private let hub: EventHub
    private let now: @Sendable () -> Date
    /// Called with each line of the ledger, in the order in which calls end.
    private let record: @Sendable (LedgerLine) throws -> Void
    private let state = Mutex(State())

    init(
        phase: Phase,
        episode: String,
        gateway: Gateway,
        chain: ModelChain,
        timeLimit: Duration,
        typed: [String] = [],
        journal: String? = nil,
        isFresh: Bool = false,
        knownCalls: Set<String> = [],
        hub: EventHub,
        now: @escaping @Sendable () -> Date,
        record: @escaping @Sendable (LedgerLine) throws -> Void
    ) {
        self.phase = phase
        self.episode = episode
        self.gateway = gateway
        self.chain = chain
        self.timeLimit = timeLimit
        self.typed = typed
        self.journal = journal
        self.isFresh = isFresh
        self.knownCalls = knownCalls
        self.hub = hub
        self.now = now
        self.record = record
    }

    // MARK: Telling

    var calls: Int { state.withLock(\.calls) }
    var cost: USD { state.withLock(\.cost) }
    var degradations: [String] { state.withLock(\.degradations) }
    var warnings: [String] { state.withLock(\.warnings) }

    /// Notes what a person should look at; the same sentence once.
    func warn(_ sentence: String) {
        state.withLock { if !$0.warnings.contains(sentence) { $0.warnings.append(sentence) } }
    }

    /// Notes what was not made as asked; the same sentence once.
    func degrade(_ sentence: String) {
        state.withLock { if !$0.degradations.contains(sentence) { $0.degradations.append(sentence) } }
    }

    /// The parts of its file that can be made anew alone, each with the hash of what it was made from.
    var units: [String: String]? { state.withLock(\.units) }

    /// Notes what the parts of its file were made from.
    func note(units: [String: String]) { state.withLock { $0.units = units } }

    /// Says that so many more units will come.
    func expect(_ units: Int) { state.withLock { $0.total += units } }

    /// Runs a unit between its two events.
    func unit<Value>(_ name: String, _ work: () async throws -> Value) async throws -> Value {
        hub.publish(.unitStarted(phase, unit: name))
        let value = try await work()
        let (done, total, spent) = state.withLock { state in
            state.done += 1
            return (state.done, max(state.done, state.total), state.cost)
        }
        hub.publish(.unitFinished(phase, unit: name, done: done, total: total, spent: spent))
        return value
    }

    /// Hands on text to read along.
    func show(_ text: String, of unit: String) { hub.publish(.delta(unit: unit, text: text)) }

    // MARK: Asking

    /// An answer with the call that brought it.
    struct Answer<Value: Sendable>: Sendable {
        var value: Value
        var completion: Completion
        /// How the answer was made, where not by the model asked for.
        var degradation: String?
    }

    /// Asks for an answer of a given form.
    ///
    /// An answer that cannot be read is asked for once more, with what is wrong with it; then it is read as plain text,
    /// for models that cannot write JSON.
    ///
    /// - Throws: ``GatewayError``; ``ProductionError`` with `unusableAnswer`; `CancellationError`.
    func ask<Value>(
        _ prompt: Prompt,
        as form: AnswerForm<Value>,
        unit: String,
        maxTokens: Int,
        temperature: Double? = nil
    ) async throws -> Answer<Value> {
        var request = request(prompt, unit: unit, maxTokens: maxTokens, temperature: temperature)
        request.responseFormat = form.responseFormat
        // A cut answer is of use here: what is whole in it can be read.
        request.acceptsTruncation = true
        let asked = request
        let first = try await call(request)
        let fault: AnswerFault
        do throws(AnswerFault) {
            return answer(try form.value(in: first.text), first)
        } catch {
            fault = error
        }
        // Kept, it would be found again and be of no use again; what cannot be forgotten is asked anew all the same.
        try? await gateway.forget(request)
        request.messages += [
            ChatMessage(.assistant, first.text.trimmedOrNil.map { String($0.prefix(4_000)) } ?? "(nothing)"),
            ChatMessage(
                .user,
                """
                That answer cannot be used: \(fault.message). Answer again, with one JSON object of this shape and \
                nothing before or after it: \(form.example)
                """
            ),
        ]
        request.purpose.unit = "\(unit), repair"
        request.temperature = 0
        request.cache = .off
        let second = try await call(request)
        if let value = try? form.value(in: second.text) { return answer(value, second) }
        for completion in [second, first] where !form.isExample(completion.text) {
            guard let value = form.readPlain(completion.text) else { continue }
            warn("\(unit): \(completion.modelServed) wrote no usable JSON; its plain text was read instead")
            return answer(value, completion)
        }
        // The next run asks anew.
        for useless in [asked, request] { try? await gateway.forgetStep(useless) }
        throw ProductionError(
            .unusableAnswer,
            "\(second.modelServed) gave no usable answer for \(unit), twice: \(fault.message)",
            kept: "everything made before is kept",
            next: "run \(phase.rawValue) again, or choose another model for it"
        )
    }

    /// Asks the web.
    func search(_ prompt: Prompt, unit: String, maxTokens: Int, maxResults: Int) async throws -> Completion {
        var request = request(prompt, unit: unit, maxTokens: maxTokens, temperature: nil)
        request.serverTools = [.webSearch(maxResults: maxResults)]
        request.acceptsTruncation = true
        return try await call(request)
    }

    /// Has a text spoken.
    func speak(_ text: String, model: String, voice: String) async throws -> SpeechResponse {
        let purpose = CompletionRequest.Purpose(phase: phase.rawValue, unit: "speech", episode: episode)
        do {
            let spoken = try await gateway.speak(text, model: model, voice: voice, purpose: purpose)
            count(spoken.completion.cost)
            try record(LedgerLine(spoken.completion, purpose: purpose, at: now()))
            return spoken.speech
        } catch let error as GatewayError {
            count(error.spent)
            try record(LedgerLine(error, model: model, purpose: purpose, at: now()))
            throw error
        }
    }

    /// The worst case of a call, or `nil` where prices are unknown.
    func estimate(_ prompt: Prompt, maxTokens: Int) async -> USD? {
        try? await gateway.estimate(request(prompt, unit: "estimate", maxTokens: maxTokens, temperature: nil))
    }

    /// The worst case of having texts spoken by the first model of a chain that the service offers; `nil` where nobody knows.
    func estimate(speaking texts: [String], by chain: ModelChain) async -> USD? {
        let offered = ((try? await gateway.speechModels()) ?? []).map(\.model.id)
        guard let model = ([chain.preferred] + chain.fallbacks).first(where: offered.contains) else { return nil }
        return try? await gateway.estimate(speaking: texts, model: model)
    }

    private func request(_ prompt: Prompt, unit: String, maxTokens: Int, temperature: Double?) -> CompletionRequest {
        var request = CompletionRequest(
            purpose: .init(phase: phase.rawValue, unit: unit, episode: episode),
            chain: chain,
            messages: prompt.messages,
            maxTokens: maxTokens
        )
        request.temperature = temperature
        // The prompts ask for the form in words, and the answers are read whatever their form is.
        request.parameters = .wished
        request.timeLimit = timeLimit
        request.acceptedLevels = phase.acceptedLevels
        request.cache = .standard(phase: phase.rawValue)
        if isFresh { request.cache = request.cache.refreshing }
        request.journal = journal
        request.setting = prompt.setting
        request.typed = typed
        return request
    }

    private func call(_ request: CompletionRequest) async throws -> Completion {
        do {
            let completion = filtered(try await gateway.complete(request), of: request)
            if completion.isReplayed {
                // Paid for by the run that finished it; a crash may have kept it out of the ledger.
                if knownCalls.contains(completion.id) { return completion }
            } else {
                count(completion.cost)
            }
            try record(LedgerLine(completion, purpose: request.purpose, at: now()))
            return completion
        } catch let error as GatewayError {
            count(error.spent)
            try record(LedgerLine(error, model: request.chain.preferred, purpose: request.purpose, at: now()))
            throw error
        }
    }

    /// An answer without what no model has to write; where something was cut out, a person is told.
    private func filtered(_ completion: Completion, of request: CompletionRequest) -> Completion {
        // What a search writes is not used, only what it cites.
        guard request.serverTools.isEmpty else { return completion }
        let filter = OutputFilter(completion.text, rules: request.messages.first?.content ?? "")
        for finding in OutputFilter.Finding.allCases where filter.findings.contains(finding) {
            warn("\(request.purpose.unit): the answer held \(finding.rawValue), which was cut out")
        }
        var completion = completion
        completion.text = filter.text
        return completion
    }

    private func count(_ cost: USD) {
        state.withLock { state in
            state.calls += 1
            state.cost += cost
        }
    }

    private func answer<Value>(_ value: Value, _ completion: Completion) -> Answer<Value> {
        let degradation: String? =
            switch completion.level {
            case .preferred: nil
            case .fallback(let model): "fallback: \(model) instead of \(completion.modelAsked)"
            case .budget(let model): "budget: \(model) instead of \(completion.modelAsked)"
            case .stale(let age, let source): "stale: an answer of \(Int(age / 3_600)) hours ago (\(source))"
            case .similar(let score, let source): "similar: an earlier answer (\(source), similarity \(score))"
            case .template: "template: no model answered"
            }
        if let degradation { degrade(degradation) }
        return Answer(value: value, completion: completion, degradation: degradation)
    }
}
