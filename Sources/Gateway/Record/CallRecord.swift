public import Foundation
public import OpenRouter

/// What is kept of one call: a line of `requests`.
public struct CallRecord: Hashable, Sendable, Codable {
    /// How a call ended.
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// With a whole answer.
        case answered
        /// With an answer cut at its limit, which the caller had said it could use.
        case truncated
        /// Without an answer.
        case failed
        /// The caller gave up.
        case cancelled
    }

    /// Our id of the call, which `why` takes.
    public var id: String
    /// When it began.
    public var at: Date
    /// The service it went to, by its host.
    public var server: String
    /// What it was for.
    public var purpose: CompletionRequest.Purpose
    /// The model that was wanted.
    public var modelAsked: String
    /// The model that answered.
    public var modelServed: String?
    /// The provider that answered.
    public var provider: String?
    /// How far the answer is from what was asked for; `nil` without one.
    public var level: Completion.Level?
    /// Tokens of the prompt, as the service counted them.
    public var promptTokens: Int
    /// Tokens of the answer, likewise.
    public var completionTokens: Int
    /// What the call cost, failed attempts included.
    public var cost: USD
    /// How the cost is known; `nil` where nothing was spent.
    public var costSource: CostSource?
    /// What may have been billed besides, and stays set aside.
    public var inDoubt: USD
    /// From the request to its end, waits included, in seconds.
    public var latencySeconds: Double
    /// From the sending of the last attempt to its first text, in seconds; `nil` unless streamed.
    public var firstTextSeconds: Double?
    /// How many times the service was asked.
    public var attempts: Int
    /// How it ended.
    public var outcome: Outcome
    /// Why it failed; `nil` where it did not.
    public var error: GatewayError.Code?
    /// The service's id of the generation.
    public var generationID: String?
    /// Whether the answer came from the cache.
    public var isFromCache: Bool

    /// A record of a call that has no answer yet.
    public init(
        id: String,
        at: Date,
        server: String,
        purpose: CompletionRequest.Purpose,
        modelAsked: String,
        outcome: Outcome
    ) {
        self.id = id
        self.at = at
        self.server = server
        self.purpose = purpose
        self.modelAsked = modelAsked
        self.outcome = outcome
        promptTokens = 0
        completionTokens = 0
        cost = .zero
        inDoubt = .zero
        latencySeconds = 0
        attempts = 0
        isFromCache = false
    }
}
