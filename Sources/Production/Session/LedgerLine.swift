import Foundation
import Gateway
import OpenRouter

/// One model call in `ledger.jsonl`: what was asked, who answered, what it cost.
struct LedgerLine: Hashable, Sendable, Codable {
    var at: Date
    /// The gateway's id of the call, which `why` takes.
    var id: String?
    var phase: String
    var unit: String
    var modelAsked: String
    var modelServed: String?
    var provider: String?
    var level: Completion.Level.Kind?
    var promptTokens: Int
    var completionTokens: Int
    var cost: USD
    var seconds: Double
    var attempts: Int
    var isFromCache: Bool
    /// The gateway's code, where the call failed.
    var error: String?

    init(_ completion: Completion, purpose: CompletionRequest.Purpose, at date: Date) {
        at = date
        id = completion.id
        phase = purpose.phase
        unit = purpose.unit
        modelAsked = completion.modelAsked
        modelServed = completion.modelServed
        provider = completion.provider
        level = completion.level.kind
        promptTokens = completion.usage.promptTokens
        completionTokens = completion.usage.completionTokens
        cost = completion.cost
        seconds = completion.latency / .seconds(1)
        attempts = completion.attempts
        isFromCache = completion.isFromCache
    }

    init(_ failure: GatewayError, model: String, purpose: CompletionRequest.Purpose, at date: Date) {
        at = date
        id = failure.requestID
        phase = purpose.phase
        unit = purpose.unit
        modelAsked = model
        promptTokens = 0
        completionTokens = 0
        cost = failure.spent
        seconds = 0
        attempts = failure.attempts
        isFromCache = false
        error = failure.code.rawValue
    }
}
