extension SimulatorFault {
    /// The kinds of faults, each by a stable name; ``summary`` says what each does.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        // The request is at fault.
        case badRequest400, contextOverflow400, validation400, precondition412, tooLarge413, teapot418,
            unprocessable422
        // The key or the account.
        case missingKey401, unknownUser401, credits402, fewerTokens402, promptTokens402, inFlight402, overweight402,
            keyLimit402, keyLimit403, permission403, moderation403, guardrail403
        // The model.
        case noEndpoints404, dataPolicy404
        // Limits.
        case sharedPool429, sharedPoolRetry429, retryDate429, retryMetadata429, retryMilliseconds429, perMinute429,
            admission429, freeDay429
        // The service and its providers.
        case redirect302, timeout408, server500, provider502, html502, empty502, unavailable503, unavailableRetry503,
            availability503, loading503, upstream504, edge520, edge524, overloaded529
        // The connection.
        case refused, hangBeforeHeaders, hangAfterHeaders, hangMidway, resetBeforeHeaders, resetAfterHeaders,
            resetMidway, closeBeforeHeaders, halfClose, truncated
        // Slow or odd, but whole.
        case slowHeaders, slowFirstToken, slowDrip, keepAlive, fragmented, carriageReturns, otherForm, missingDone,
            missingFinish
        // A 200 that is a failure.
        case emptyBody, garbage, garbageMidway, inBandError, inBandRateLimit, errorText, choiceError, errorFirst,
            errorMidway, errorWithoutChoices, errorWithUsage, emptyChoices, choicesNull
        // An answer that is of no use.
        case nullContent, blankContent, reasoningOnly, refusal, contentFilter, withheld, length, wrongModel,
            proseForJSON, fencedJSON
        // Usage.
        case usageWithoutChoices, usageWithoutReason, duplicateUsage, noUsage, noCost, costAsText

        /// What it does, for a person.
        public var summary: String {
            switch self {
            case .badRequest400: "a provider's 400 with raw text"
            case .contextOverflow400: "the prompt is too long for the model"
            case .validation400: "`success: false` with a ZodError and no code"
            case .precondition412: "precondition failed"
            case .tooLarge413: "payload too large"
            case .teapot418: "a status that nobody documents"
            case .unprocessable422: "unprocessable request"
            case .missingKey401: "`Missing Authentication header`"
            case .unknownUser401: "`User not found.`: unknown or deleted key"
            case .credits402: "never purchased credits; not retryable"
            case .fewerTokens402: "credits cover fewer max_tokens only"
            case .promptTokens402: "prompt tokens limit exceeded; names no source"
            case .inFlight402: "in-flight budget, Retry-After 120; clears by itself"
            case .overweight402: "the single request outweighs the whole budget"
            case .keyLimit402: "the key's limit is spent, named by its source"
            case .keyLimit403: "the key's daily cap is spent"
            case .permission403: "the key may not do this"
            case .moderation403: "input flagged by moderation"
            case .guardrail403: "a guardrail blocked the prompt"
            case .noEndpoints404: "no endpoints for the model"
            case .dataPolicy404: "no endpoints match the data policy"
            case .sharedPool429: "upstream shared pool is rate-limited, without Retry-After"
            case .sharedPoolRetry429: "upstream shared pool is rate-limited, Retry-After 30"
            case .retryDate429: "shared pool, Retry-After as a date 2 s ahead"
            case .retryMetadata429: "shared pool, Retry-After of 2 s in the body only"
            case .retryMilliseconds429: "shared pool, retry-after-ms of 2000"
            case .perMinute429: "requests per minute of a free model, reset header in ms"
            case .admission429: "credits could not be verified in time, Retry-After 10"
            case .freeDay429: "free-tier day is used up, reset at the next 00:00 UTC"
            case .redirect302: "a redirect to another place"
            case .timeout408: "request timed out"
            case .server500: "masked server error"
            case .provider502: "provider down or invalid answer"
            case .html502: "an HTML error page of the edge"
            case .empty502: "502 with an empty body"
            case .unavailable503: "no provider meets the demands, without Retry-After"
            case .unavailableRetry503: "overloaded, Retry-After 10"
            case .availability503: "overloaded, the wait of 2 s only in error.availability"
            case .loading503: "a server of one's own that has not loaded the model yet"
            case .upstream504: "upstream timeout"
            case .edge520: "the edge got nonsense from the origin, as HTML"
            case .edge524: "edge timeout with an HTML page"
            case .overloaded529: "provider overloaded"
            case .refused: "connections are refused; only a time narrows it"
            case .hangBeforeHeaders: "nothing is ever answered"
            case .hangAfterHeaders: "headers of a 200, then nothing"
            case .hangMidway: "half an answer, then nothing"
            case .resetBeforeHeaders: "connection reset before an answer"
            case .resetAfterHeaders: "connection reset after the headers"
            case .resetMidway: "connection reset in the middle of the answer"
            case .closeBeforeHeaders: "connection closed before an answer"
            case .halfClose: "the server ends its half of the connection in the middle of the answer"
            case .truncated: "the answer ends in the middle, without a finish reason"
            case .slowHeaders: "300 ms before the headers"
            case .slowFirstToken: "300 ms between the headers and the first text"
            case .slowDrip: "bytes come one piece every 50 ms"
            case .keepAlive: "keep-alive whitespace or comments for 300 ms before the answer"
            case .fragmented: "the answer comes in pieces of seven bytes"
            case .carriageReturns: "lines end in CR LF"
            case .otherForm: "a stream where plain JSON was asked for, and the other way round"
            case .missingDone: "a stream without `[DONE]` and without usage"
            case .missingFinish: "a stream with `[DONE]` but without a finish reason"
            case .emptyBody: "200 with an empty body"
            case .garbage: "200 with bytes that are not JSON"
            case .garbageMidway: "a stream event in the middle is not JSON"
            case .inBandError: "200 whose whole body is an error with code 502"
            case .inBandRateLimit: "200 whose whole body is an error with code 429"
            case .errorText: "200 whose error is a bare string"
            case .choiceError: "200 with an error inside choices[0] and partial text"
            case .errorFirst: "a stream whose first event is an error; plain: as inBandError"
            case .errorMidway: "a stream that breaks with an error event; plain: as choiceError"
            case .errorWithoutChoices: "a stream error with empty choices and a code in words"
            case .errorWithUsage: "breaks with an error event that carries usage and is billed, as recorded"
            case .emptyChoices: "200 with no choice, billed"
            case .choicesNull: "200 with choices null, billed"
            case .nullContent: "content is null, finish reason stop"
            case .blankContent: "content is blank"
            case .reasoningOnly: "reasoning uses up the output limit: no text, length, billed"
            case .refusal: "the model declines, billed"
            case .contentFilter: "cut off by a content filter"
            case .withheld: "a content filter withholds the whole answer"
            case .length: "cut off at half, finish reason length"
            case .wrongModel: "another model answers than was asked"
            case .proseForJSON: "prose where JSON was asked for"
            case .fencedJSON: "JSON inside a Markdown fence with a sentence before it"
            case .usageWithoutChoices: "usage comes with empty choices, as in March 2026"
            case .usageWithoutReason: "usage comes with a null finish reason, as in 2025"
            case .duplicateUsage: "usage comes twice"
            case .noUsage: "no usage at all"
            case .noCost: "usage without a cost"
            case .costAsText: "the cost is a string"
            }
        }
    }
}
