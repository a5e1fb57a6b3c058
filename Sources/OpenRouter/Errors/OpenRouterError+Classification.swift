import FoundationEssentials
import NIOCore
import NIOHTTP1

extension OpenRouterError {
    /// The failure that an answer with an error status stands for; a body of any kind will do.
    init(head: HTTPResponseHead, body: ByteBuffer, now: Date) {
        let node = try? JSONParser.parse(body)
        let said =
            if let error = node?["error"] {
                ErrorBody(error)
            } else {
                node.map { ErrorBody($0) }
                    ?? ErrorBody(
                        page: String(
                            buffer: body.getSlice(at: body.readerIndex, length: min(body.readableBytes, 4_096)) ?? body
                        )
                    )
            }
        self.init(said, status: Int(head.status.code), headers: head.headers, now: now)
        router = node?["openrouter_metadata"].flatMap { RouterMetadata($0) }
        generationID = node?["id"]?.string ?? head.headers.first(name: "x-generation-id")
    }

    /// The failure that an `error` member inside a 200 or a stream stands for.
    init(inBand error: JSONNode, partial: ChatResponse, headers: HTTPHeaders, now: Date) {
        self.init(ErrorBody(error), status: nil, headers: headers, now: now)
        isInBand = true
        generationID = partial.id
        provider = provider ?? partial.provider
        self.partial = partial
        router = partial.router
    }

    private init(_ body: ErrorBody, status: Int?, headers: HTTPHeaders, now: Date) {
        let code = Code(body, status: status ?? body.code)
        self.init(
            code,
            body.sentence
                ?? "the service answered \(status.map { "with status \($0)" } ?? "with an error") and no reason",
            status: status ?? body.code,
            provider: body.provider,
            errorType: body.errorType,
            limitSource: body.limitSource
        )
        retryAfter =
            RetryAfter.wait(now: now) { name in
                // Both say how long to wait; the answer's own header is the nearer one.
                name == "x-ratelimit-reset" && status != 429 && body.code != 429
                    ? nil : headers.first(name: name) ?? body.headers[name]
            } ?? body.availabilityRetryAfter.flatMap { RetryAfter.duration(seconds: $0) }
    }
}

extension OpenRouterError.Code {
    /// Who says what is wrong, in order of trust: the limit's source, the type of error, the status, the words.
    init(_ body: ErrorBody, status: Int?) {
        self =
            Self(limitSource: body.limitSource, reason: body.reason)
            ?? Self(errorType: body.errorType ?? body.word, body)
            ?? Self(status: status ?? Self.status(of: body.errorType ?? body.word), body)
    }

    /// Reference: "Limits: 402 and 429 by source".
    private init?(limitSource: String?, reason: String?) {
        switch (limitSource, reason) {
        case (_, "weight_exceeds_budget"): self = .insufficientCredits
        case ("openrouter_in_flight_budget", _), (nil, "in_flight_budget_exhausted"): self = .inFlightBudget
        case ("openrouter_credits", _): self = .insufficientCredits
        case ("openrouter_key_limit", _): self = .keyLimitExceeded
        case ("openrouter_free_tier_daily", _): self = .freeTierLimit
        case ("upstream_provider_shared_pool", _): self = .rateLimited
        case ("openrouter_admission_control", _): self = .admissionControl
        default: return nil
        }
    }

    /// The types that say more than a status does, OpenRouter's and llama.cpp's.
    private init?(errorType: String?, _ body: ErrorBody) {
        switch errorType {
        case "context_length_exceeded", "token_limit_exceeded", "exceed_context_size_error":
            self = .contextLengthExceeded
        case "content_policy_violation", "refusal", "content_filter": self = .contentPolicy
        // llama.cpp's server says so from its first moment on, until the weights are read.
        case "unavailable_error" where body.message?.lowercased().contains("loading model") == true:
            self = .modelLoading
        case "provider_overloaded", "unavailable_error": self = .overloaded
        case "payload_too_large": self = .payloadTooLarge
        default: return nil
        }
    }

    /// The status that a type or a code in words stands for, where no number is given.
    private static func status(of word: String?) -> Int? {
        switch word {
        case "authentication", "authentication_error", "invalid_api_key": 401
        case "payment_required", "insufficient_quota": 402
        case "permission_denied", "permission_error": 403
        case "not_found", "not_found_error", "model_not_found": 404
        case "timeout": 408
        case "precondition_failed": 412
        case "rate_limit_exceeded", "rate_limit_error": 429
        case "provider_unavailable": 502
        case let word? where word.hasPrefix("invalid_") || word.hasSuffix("_too_long") || word.hasPrefix("image_"): 400
        default: nil
        }
    }

    private init(status: Int?, _ body: ErrorBody) {
        let words = body.message?.lowercased() ?? ""
        switch status {
        case 401: self = .unauthorized
        case 402: self = words.contains("key limit exceeded") ? .keyLimitExceeded : .insufficientCredits
        case 403 where words.contains("key limit exceeded"): self = .keyLimitExceeded
        case 400, 403:
            if body.isModeration || words.contains("flagged") || words.contains("moderation") {
                self = .contentPolicy
            } else if status == 403 {
                self = .forbidden
            } else {
                self = Self.speaksOfContext(words) ? .contextLengthExceeded : .badRequest
            }
        case 404: self = .notFound
        case 408: self = .requestTimeout
        case 413: self = .payloadTooLarge
        case 429 where words.contains("free-models-per"): self = .freeTierLimit
        case 429 where words.contains("could not verify available credits"): self = .admissionControl
        case 429: self = .rateLimited
        case 503, 529: self = .overloaded
        case let status? where 300..<400 ~= status: self = .invalidResponse
        case let status? where 400..<500 ~= status:
            self = Self.speaksOfContext(words) ? .contextLengthExceeded : .badRequest
        default: self = .serverError
        }
    }

    private static func speaksOfContext(_ words: String) -> Bool {
        ["maximum context length", "context length exceeded", "available context size", "context window"]
            .contains { words.contains($0) }
    }
}
