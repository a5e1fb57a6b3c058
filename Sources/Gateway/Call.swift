import Foundation
import Logging
import OpenRouter
import Resilience

/// A request with all its members as one reference, as a call is handed on often.
final class Asked: Sendable {
    let request: CompletionRequest

    init(_ request: CompletionRequest) { self.request = request }
}

/// One call while it runs: what it was, what happened, what it has cost.
struct Call {
    let id: String
    let asked: Asked
    let at: Date
    let began: Duration
    let deadline: Deadline
    private(set) var trace: Trace
    /// What failed attempts cost for certain.
    var spent = USD.zero
    /// What they may have cost besides.
    var inDoubt = USD.zero
    var costSource: CostSource?
    var attempts = 0
    var timeToFirstText: Duration?
    var generationID: String?
    var provider: String?
    var partialText: String?
    /// The text of the answer, or what there was of it.
    var answer: String?
    /// What is sent in place of a conversation, to a model; `nil` for a conversation.
    var exchange: (@Sendable (OpenRouterClient, Secret, _ model: String) async -> Exchange)?
    private let logger: Logger

    init(id: String, asked: Asked, at: Date, began: Duration, on timeline: Timeline, _ logger: Logger) {
        self.id = id
        self.asked = asked
        self.at = at
        self.began = began
        deadline = Deadline(at: began + asked.request.timeLimit, on: timeline)
        trace = Trace(id: id)
        self.logger = logger
    }

    /// What was asked for; read where it stands, as each copy of it would be kept while the call waits.
    var request: CompletionRequest {
        _read { yield asked.request }
    }

    mutating func note(_ step: Trace.Step, at time: Duration) {
        trace.events.append(Trace.Event(at: (time - began) / .seconds(1), step: step))
        logger.trace("step of a call", metadata: ["request.id": "\(id)", "step": "\(step.explanation)"])
    }

    /// Notes that a breaker has changed its state, where it has.
    mutating func note(_ standing: Breakers.Standing, at time: Duration) {
        if let change = standing.change { note(.breaker(explanation: change), at: time) }
    }

    /// The record of the call as it stands.
    func record(_ outcome: CallRecord.Outcome, server: String, at time: Duration) -> CallRecord {
        var record = CallRecord(
            id: id,
            at: at,
            server: server,
            purpose: request.purpose,
            modelAsked: request.chain.preferred,
            outcome: outcome
        )
        record.cost = spent
        record.costSource = costSource
        record.inDoubt = inDoubt
        record.attempts = attempts
        record.latencySeconds = (time - began) / .seconds(1)
        record.firstTextSeconds = timeToFirstText.map { $0 / .seconds(1) }
        record.generationID = generationID
        record.provider = provider
        return record
    }
}
