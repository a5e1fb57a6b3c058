import Foundation

extension SimulatorFault {
    /// The answer of the kinds that are a status with a body (reference §7.2, §8), or `nil` for the others.
    func refusal(model: String, router: RouterMetadata?, now: Date) -> Reply? {
        if let page = page { return page }
        guard var failure = failure(model: model, now: now) else { return nil }
        if let seconds = retryAfter ?? ownRetryAfter, !saysWaitOtherwise {
            failure.headers.append(("retry-after", String(seconds)))
        }
        // Absent on 500 and where the caller is not known (reference §5.3).
        if failure.status != 500, failure.status != 401 {
            failure.router = router?.failed(at: failure.metadata?["provider_name"]?.string, status: failure.status)
        }
        return .error(failure)
    }

    private var page: Reply? {
        let html = "<html><head><title>Bad gateway</title></head><body><h1>cloudflare: error</h1></body></html>"
        return switch kind {
        case .html502: .whole(502, Array(html.utf8), type: "text/html; charset=UTF-8")
        case .edge520: .whole(520, Array(html.utf8), type: "text/html; charset=UTF-8")
        case .edge524: .whole(524, Array(html.utf8), type: "text/html; charset=UTF-8")
        case .redirect302:
            .whole(302, [], type: "text/html", headers: [("location", "https://openrouter.ai/elsewhere")])
        case .empty502: .whole(502, [], type: "text/plain")
        case .emptyBody: .whole(200, [])
        case .garbage: .whole(200, Array("}{ \u{FFFD} this is not JSON at all".utf8))
        case .validation400:
            .json(
                400,
                [
                    "success": false,
                    "error": [
                        "name": "ZodError",
                        "message": #"[{"code":"invalid_type","path":["messages",0],"message":"Required"}]"#,
                    ],
                ]
            )
        // As llama.cpp's server words it.
        case .loading503:
            .json(503, ["error": ["message": "Loading model", "type": "unavailable_error", "code": 503]])
        case .inBandError: .json(200, inBand(502, "Upstream error from Nvidia: Service temporarily overloaded"))
        case .inBandRateLimit: .json(200, inBand(429, "Provider returned error"))
        case .errorText: .json(200, ["error": "The provider went away"])
        default: nil
        }
    }

    func inBand(_ code: Int, _ message: String) -> JSON {
        ["id": "gen-simulated-failure", "error": ["message": .string(message), "code": .int(code)]]
    }

    /// Whether the wait comes in another form than the header in seconds.
    private var saysWaitOtherwise: Bool {
        [.retryDate429, .retryMetadata429, .retryMilliseconds429, .availability503].contains(kind)
    }

    private var ownRetryAfter: Int? {
        switch kind {
        case .retryDate429, .retryMetadata429, .retryMilliseconds429, .availability503: 2
        case .inFlight402: 120
        case .sharedPoolRetry429: 30
        case .admission429, .unavailableRetry503: 10
        default: nil
        }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
    static func httpDate(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: date)
    }

    private func failure(model: String, now: Date) -> APIFailure? {
        let settings = "To increase, visit https://openrouter.ai/settings/credits"
        func limit(_ source: String, _ more: [String: JSON] = [:]) -> JSON {
            .object(["limit_source": .string(source)].merging(more) { _, last in last })
        }
        func reset(_ milliseconds: Int, limit: String) -> [String: JSON] {
            [
                "X-RateLimit-Limit": .string(limit), "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset": .string(String(milliseconds)),
            ]
        }
        let wait = retryAfter ?? ownRetryAfter ?? 0
        func fail(_ status: Int, _ message: String, _ metadata: JSON? = nil) -> APIFailure {
            APIFailure(status: status, message: message, metadata: metadata)
        }
        func type(_ name: String) -> JSON { ["error_type": .string(name), "provider_name": nil] }
        let seconds = Int(now.timeIntervalSince1970)
        switch kind {
        case .badRequest400:
            return fail(400, "Provider returned error", ["raw": "{\"error\":\"bad\"}", "provider_name": "Chutes"])
        case .contextOverflow400:
            return fail(400, ChatCall.overflow(limit: 200_000, asked: 2_500_021), type("context_length_exceeded"))
        case .teapot418: return fail(418, "Nobody documents this")
        case .missingKey401: return fail(401, "Missing Authentication header")
        case .unknownUser401: return fail(401, "User not found.")
        case .keyLimit402: return fail(402, "This key has spent its limit.", limit("openrouter_key_limit"))
        case .permission403: return fail(403, "Management keys cannot perform this operation")
        case .credits402:
            let message = "Insufficient credits. This account never purchased credits. Make sure your key is on the "
            return fail(402, message + "correct account or org.", limit("openrouter_credits"))
        case .fewerTokens402:
            let message = "This request requires more credits, or fewer max_tokens. You requested up to 16384 tokens, "
            return fail(402, message + "but can only afford 332. \(settings)", limit("openrouter_credits"))
        case .promptTokens402:
            return fail(402, "Prompt tokens limit exceeded: 230799 > 91442. \(settings)", ["provider_name": nil])
        case .inFlight402:
            let message = "This request would exceed your available credits given your current in-flight requests. "
            return fail(
                402,
                message + "Retry after in-flight requests settle, or add credits.",
                limit(
                    "openrouter_in_flight_budget",
                    ["reason": "in_flight_budget_exhausted", "headers": ["Retry-After": .string("\(wait)")]]
                )
            )
        case .overweight402:
            return fail(
                402,
                "This request would exceed your available credits.",
                limit("openrouter_credits", ["reason": "weight_exceeds_budget"])
            )
        case .keyLimit403:
            let hash = String(repeating: "5d", count: 32)
            let link = "https://openrouter.ai/settings/keys/\(hash)"
            return fail(403, "Key limit exceeded (daily limit). Manage it using \(link)")
        case .moderation403:
            return fail(
                403,
                "Your input was flagged",
                ["reasons": ["violence"], "flagged_input": "…", "error_type": "content_policy_violation"]
            )
        case .guardrail403: return fail(403, "Request blocked by guardrail", ["patterns": ["prompt-injection"]])
        case .noEndpoints404: return fail(404, "No endpoints found for \(model).", type("not_found"))
        case .dataPolicy404: return fail(404, "No endpoints found matching your data policy.", type("not_found"))
        case .timeout408: return fail(408, "Request timed out", type("timeout"))
        case .precondition412: return fail(412, "Precondition failed", type("precondition_failed"))
        case .tooLarge413: return fail(413, "Payload too large", type("payload_too_large"))
        case .unprocessable422: return fail(422, "Unprocessable request", type("unprocessable"))
        case .sharedPool429, .sharedPoolRetry429, .retryDate429, .retryMetadata429, .retryMilliseconds429:
            let raw = "\(model) is temporarily rate-limited upstream. Please retry shortly, or add your own key."
            var members: [String: JSON] = ["raw": .string(raw), "provider_name": "Chutes"]
            if kind == .retryMetadata429 { members["headers"] = ["Retry-After": .string("\(wait)")] }
            var failure = fail(429, "Provider returned error", limit("upstream_provider_shared_pool", members))
            switch kind {
            case .retryDate429: failure.headers = [("retry-after", Self.httpDate(now.addingTimeInterval(Double(wait))))]
            case .retryMilliseconds429: failure.headers = [("retry-after-ms", "\(wait * 1000)")]
            default: break
            }
            return failure
        case .perMinute429:
            let headers = reset((seconds / 60 + 1) * 60_000, limit: "1")
            var failure = fail(
                429,
                "Rate limit exceeded: limit_rpm/\(model). High demand on OpenRouter - limited to 1 requests per minute.",
                ["headers": .object(headers), "provider_name": nil]
            )
            failure.headers = headers.compactMap { header in header.value.string.map { (header.key, $0) } }
            return failure
        case .freeDay429:
            let headers = reset((seconds / 86_400 + 1) * 86_400_000, limit: "50")
            let message = "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests "
            var failure = fail(
                429,
                message + "per day",
                limit("openrouter_free_tier_daily", ["headers": .object(headers)])
            )
            failure.headers = headers.compactMap { header in header.value.string.map { (header.key, $0) } }
            return failure
        case .admission429:
            return fail(
                429,
                "OpenRouter could not verify available credits for this request in time. Retry shortly.",
                limit("openrouter_admission_control", ["headers": ["Retry-After": .string("\(wait)")]])
            )
        case .server500: return fail(500, "Internal Server Error", type("server"))
        case .provider502: return fail(502, "Provider returned error", ["provider_name": "Chutes", "raw": "down"])
        case .unavailable503, .unavailableRetry503:
            return fail(503, "No available provider meets your routing requirements", type("provider_unavailable"))
        case .availability503:
            var failure = fail(503, "Provider is overloaded", type("provider_overloaded"))
            failure.availability = ["code": "provider_overloaded", "retryable": true, "retry_after": .int(wait)]
            return failure
        case .upstream504: return fail(504, "Upstream request timed out", type("timeout"))
        case .overloaded529: return fail(529, "Provider is overloaded", type("provider_overloaded"))
        default: return nil
        }
    }
}
