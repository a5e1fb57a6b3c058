public import OpenRouter

/// Why a call brought no answer.
public struct GatewayError: Error, Sendable {
    /// What kind of failure it is; closed, so that it may label a metric.
    public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// The request breaks a rule: field, value and limit are in the message.
        case invalidRequest
        /// Typed text looks like prompt injection, and the policy is to block.
        case suspiciousPrompt
        /// No model of that id; see ``GatewayError/suggestions``.
        case unknownModel
        /// There is no key.
        case noKey
        /// The key is wrong, deleted or switched off.
        case unauthorized
        /// The key may not do this.
        case forbidden
        /// A cap of ours leaves too little.
        case budgetExceeded
        /// The price is unknown and no cap was given for the call.
        case priceUnknown
        /// The account's credits, or the key's own limit at the service, are spent.
        case insufficientCredits
        /// The service takes no more calls for now, of this model, this key or the free tier.
        case rateLimited
        /// The service, or every model of the chain, could not be reached or failed.
        case upstreamUnavailable
        /// The time for the call is over.
        case deadlineExceeded
        /// The answer was cut short.
        case truncated
        /// Moderation, a guardrail or the model itself declined.
        case contentPolicy
        /// The service finds the request at fault.
        case rejectedByService
        /// The store cannot be read or written, so nothing may be spent.
        case storeUnavailable
    }

    /// What kind of failure it is.
    public var code: Code
    /// One sentence for a person; holds no key and no prompt.
    public var message: String
    /// Our id of the call, which `why` takes; `nil` where nothing was recorded.
    public var requestID: String?
    /// How many times the service was asked.
    public var attempts = 0
    /// What the failed attempts cost for certain.
    public var spent = USD.zero
    /// What they may have cost besides; it stays set aside.
    public var inDoubt = USD.zero
    /// The nearest names that are allowed, of models or providers.
    public var suggestions: [String] = []
    /// What arrived of an answer that was cut short.
    public var partialText: String?
    /// The cap that left too little, where the code is `budgetExceeded`.
    public var refusal: BudgetRefusal?
    /// What it was caused by.
    public var cause: (any Error)?

    /// A failure with a sentence for a person.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}
