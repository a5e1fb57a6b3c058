extension SimulatorFault {
    /// The kinds of faults, each by a stable name.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A provider's 400 with raw text.
        case badRequest400
        /// The prompt is too long for the model.
        case contextOverflow400
        /// `Missing Authentication header`.
        case missingKey401
        /// `User not found.`: unknown or deleted key.
        case unknownUser401
        /// Never purchased credits; not retryable.
        case credits402
        /// Credits cover fewer max_tokens only.
        case fewerTokens402
        /// Prompt tokens limit exceeded; names no source.
        case promptTokens402
        /// In-flight budget, Retry-After 120; clears by itself.
        case inFlight402
        /// The single request outweighs the whole budget.
        case overweight402
        /// The key's daily cap is spent.
        case keyLimit403
        /// Input flagged by moderation.
        case moderation403
        /// A guardrail blocked the prompt.
        case guardrail403
        /// No endpoints for the model.
        case noEndpoints404
        /// No endpoints match the data policy.
        case dataPolicy404
        /// Request timed out.
        case timeout408
        /// Precondition failed.
        case precondition412
        /// Payload too large.
        case tooLarge413
        /// Unprocessable request.
        case unprocessable422
        /// Upstream shared pool is rate-limited, without Retry-After.
        case sharedPool429
        /// Upstream shared pool is rate-limited, Retry-After 30.
        case sharedPoolRetry429
        /// Requests per minute of a free model, reset header in ms.
        case perMinute429
        /// Credits could not be verified in time, Retry-After 10.
        case admission429
        /// Free-tier day is used up, reset at the next 00:00 UTC.
        case freeDay429
        /// Masked server error.
        case server500
        /// Provider down or invalid answer.
        case provider502
        /// An HTML error page of the edge.
        case html502
        /// 502 with an empty body.
        case empty502
        /// No provider meets the demands, without Retry-After.
        case unavailable503
        /// Overloaded, Retry-After 10.
        case unavailableRetry503
        /// Upstream timeout.
        case upstream504
        /// Edge timeout with an HTML page.
        case edge524
        /// Provider overloaded.
        case overloaded529
        /// `success: false` with a ZodError and no code.
        case validation400
        /// 200 with an empty body.
        case emptyBody
        /// Nothing is ever answered.
        case hangBeforeHeaders
        /// Headers of a 200, then nothing.
        case hangAfterHeaders
        /// Half an answer, then nothing.
        case hangMidway
        /// Connection reset before an answer.
        case resetBeforeHeaders
        /// Connection reset after the headers.
        case resetAfterHeaders
        /// Connection reset in the middle of the answer.
        case resetMidway
        /// Connection closed before an answer.
        case closeBeforeHeaders
        /// The answer ends in the middle, without a finish reason.
        case truncated
        /// A stream without `[DONE]` and without usage.
        case missingDone
        /// A stream with `[DONE]` but without a finish reason.
        case missingFinish
        /// 200 with bytes that are not JSON.
        case garbage
        /// A stream event in the middle is not JSON.
        case garbageMidway
        /// Bytes come one piece every 50 ms.
        case slowDrip
        /// Keep-alive whitespace or comments for 300 ms before the answer.
        case keepAlive
        /// 200 whose whole body is an error with code 502.
        case inBandError
        /// 200 whose whole body is an error with code 429.
        case inBandRateLimit
        /// 200 with an error inside choices[0] and partial text.
        case choiceError
        /// A stream whose first event is an error; plain: as inBandError.
        case errorFirst
        /// A stream that breaks with an error event; plain: as choiceError.
        case errorMidway
        /// A stream error with empty choices and a code in words.
        case errorWithoutChoices
        /// 200 with no choice, billed.
        case emptyChoices
        /// Content is null, finish reason stop.
        case nullContent
        /// Content is blank.
        case blankContent
        /// Reasoning uses up the output limit: no text, length, billed.
        case reasoningOnly
        /// The model declines, billed.
        case refusal
        /// Cut off by a content filter.
        case contentFilter
        /// Cut off at half, finish reason length.
        case length
        /// Another model answers than was asked.
        case wrongModel
        /// Prose where JSON was asked for.
        case proseForJSON
        /// JSON inside a Markdown fence with a sentence before it.
        case fencedJSON
        /// Usage comes with empty choices, as in March 2026.
        case usageWithoutChoices
        /// Usage comes with a null finish reason, as in 2025.
        case usageWithoutReason
        /// No usage at all.
        case noUsage

        /// What it does, for a person.
        public var summary: String {
            switch self {
            case .badRequest400: "a provider's 400 with raw text"
            case .contextOverflow400: "the prompt is too long for the model"
            case .missingKey401: "`Missing Authentication header`"
            case .unknownUser401: "`User not found.`: unknown or deleted key"
            case .credits402: "never purchased credits; not retryable"
            case .fewerTokens402: "credits cover fewer max_tokens only"
            case .promptTokens402: "prompt tokens limit exceeded; names no source"
            case .inFlight402: "in-flight budget, Retry-After 120; clears by itself"
            case .overweight402: "the single request outweighs the whole budget"
            case .keyLimit403: "the key's daily cap is spent"
            case .moderation403: "input flagged by moderation"
            case .guardrail403: "a guardrail blocked the prompt"
            case .noEndpoints404: "no endpoints for the model"
            case .dataPolicy404: "no endpoints match the data policy"
            case .timeout408: "request timed out"
            case .precondition412: "precondition failed"
            case .tooLarge413: "payload too large"
            case .unprocessable422: "unprocessable request"
            case .sharedPool429: "upstream shared pool is rate-limited, without Retry-After"
            case .sharedPoolRetry429: "upstream shared pool is rate-limited, Retry-After 30"
            case .perMinute429: "requests per minute of a free model, reset header in ms"
            case .admission429: "credits could not be verified in time, Retry-After 10"
            case .freeDay429: "free-tier day is used up, reset at the next 00:00 UTC"
            case .server500: "masked server error"
            case .provider502: "provider down or invalid answer"
            case .html502: "an HTML error page of the edge"
            case .empty502: "502 with an empty body"
            case .unavailable503: "no provider meets the demands, without Retry-After"
            case .unavailableRetry503: "overloaded, Retry-After 10"
            case .upstream504: "upstream timeout"
            case .edge524: "edge timeout with an HTML page"
            case .overloaded529: "provider overloaded"
            case .validation400: "`success: false` with a ZodError and no code"
            case .emptyBody: "200 with an empty body"
            case .hangBeforeHeaders: "nothing is ever answered"
            case .hangAfterHeaders: "headers of a 200, then nothing"
            case .hangMidway: "half an answer, then nothing"
            case .resetBeforeHeaders: "connection reset before an answer"
            case .resetAfterHeaders: "connection reset after the headers"
            case .resetMidway: "connection reset in the middle of the answer"
            case .closeBeforeHeaders: "connection closed before an answer"
            case .truncated: "the answer ends in the middle, without a finish reason"
            case .missingDone: "a stream without `[DONE]` and without usage"
            case .missingFinish: "a stream with `[DONE]` but without a finish reason"
            case .garbage: "200 with bytes that are not JSON"
            case .garbageMidway: "a stream event in the middle is not JSON"
            case .slowDrip: "bytes come one piece every 50 ms"
            case .keepAlive: "keep-alive whitespace or comments for 300 ms before the answer"
            case .inBandError: "200 whose whole body is an error with code 502"
            case .inBandRateLimit: "200 whose whole body is an error with code 429"
            case .choiceError: "200 with an error inside choices[0] and partial text"
            case .errorFirst: "a stream whose first event is an error; plain: as inBandError"
            case .errorMidway: "a stream that breaks with an error event; plain: as choiceError"
            case .errorWithoutChoices: "a stream error with empty choices and a code in words"
            case .emptyChoices: "200 with no choice, billed"
            case .nullContent: "content is null, finish reason stop"
            case .blankContent: "content is blank"
            case .reasoningOnly: "reasoning uses up the output limit: no text, length, billed"
            case .refusal: "the model declines, billed"
            case .contentFilter: "cut off by a content filter"
            case .length: "cut off at half, finish reason length"
            case .wrongModel: "another model answers than was asked"
            case .proseForJSON: "prose where JSON was asked for"
            case .fencedJSON: "JSON inside a Markdown fence with a sentence before it"
            case .usageWithoutChoices: "usage comes with empty choices, as in March 2026"
            case .usageWithoutReason: "usage comes with a null finish reason, as in 2025"
            case .noUsage: "no usage at all"
            }
        }
    }
}
