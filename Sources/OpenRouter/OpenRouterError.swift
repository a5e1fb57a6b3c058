/// A failure of one exchange with the API: what came back, or what did not.
///
/// Source: `error` bodies as recorded; codes and limits as in OpenRouter's "Errors" and "Limits" pages.
public struct OpenRouterError: Error, Sendable {
    /// What kind of failure it is: a closed set, so that it may label a metric.
    public enum Code: String, Sendable, CaseIterable {
        /// Refused, reset or unreachable, name not resolved, TLS failed: nothing was sent.
        case connectionFailed
        /// The connection was lost after the request was sent and before the answer was whole.
        case connectionLost
        /// No answer began in time.
        case firstByteTimeout
        /// The answer began and then stood still.
        case idleTimeout
        /// The call as a whole took too long.
        case totalTimeout
        /// 400, 412, 422 and their like: the request is at fault.
        case badRequest
        /// The conversation does not fit the model's context.
        case contextLengthExceeded
        /// 401.
        case unauthorized
        /// 402: the account's credits do not cover the request.
        case insufficientCredits
        /// 402 or 403: this key's own limit is spent.
        case keyLimitExceeded
        /// 402 with Retry-After: calls in flight have reserved what is left.
        case inFlightBudget
        /// 403 otherwise: not allowed.
        case forbidden
        /// 403 or 400 by moderation, guardrail or refusal.
        case contentPolicy
        /// 404: no such model, or no provider that meets the terms.
        case notFound
        /// 408.
        case requestTimeout
        /// 413.
        case payloadTooLarge
        /// 429: this model at its provider.
        case rateLimited
        /// 429: the free tier's day or minute.
        case freeTierLimit
        /// 429 by admission control: nothing was billed.
        case admissionControl
        /// 500, 502, 504, 524 and their like.
        case serverError
        /// 503, 529: overloaded, or nobody to serve it.
        case overloaded
        /// 503 of a server of one's own that has not loaded the model yet.
        case modelLoading
        /// A stream ended without a finish reason.
        case truncated
        /// The answer is not what the API sends: not JSON, no choices.
        case invalidResponse
        /// An answer with no text, no refusal and no tool call.
        case emptyResponse
    }

    /// What kind of failure it is.
    public var code: Code
    /// One sentence for a person; holds no key and no prompt.
    public var message: String
    /// The HTTP status, or the inner code of an error inside a 200.
    public var status: Int?
    /// Whether the failure came inside a 200.
    public var isInBand: Bool
    /// Generation id, where one was given.
    public var generationID: String?
    /// The provider that failed, where it is named.
    public var provider: String?
    /// `error.metadata.error_type`, an open set.
    public var errorType: String?
    /// `error.metadata.limit_source`, an open set.
    public var limitSource: String?
    /// How long to wait at least, from any of the forms it comes in.
    public var retryAfter: Duration?
    /// What arrived before the failure, where a stream had begun.
    public var partial: ChatResponse?
    /// How the service routed the call, where it tells.
    public var router: RouterMetadata?

    /// A failure of a kind, and what is known of it.
    public init(
        _ code: Code,
        _ message: String,
        status: Int? = nil,
        isInBand: Bool = false,
        generationID: String? = nil,
        provider: String? = nil,
        errorType: String? = nil,
        limitSource: String? = nil,
        retryAfter: Duration? = nil,
        partial: ChatResponse? = nil
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.isInBand = isInBand
        self.generationID = generationID
        self.provider = provider
        self.errorType = errorType
        self.limitSource = limitSource
        self.retryAfter = retryAfter
        self.partial = partial
    }
}
