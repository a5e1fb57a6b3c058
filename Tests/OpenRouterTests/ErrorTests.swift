import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import OpenRouter

/// Error bodies as recorded or documented, and what they mean (API reference, "Errors" and "Limits").
@Suite struct `Errors` {
    static let now = Date(timeIntervalSince1970: 1_754_667_634)

    @Test(
        arguments: [
            (400, #"{"error":{"message":"x is not a valid model ID","code":400}}"#, .badRequest),
            (400, #"{"error":{"message":"Expected temperature to be at most 2, received 5","code":400}}"#, .badRequest),
            (
                400, #"{"error":{"message":"This endpoint's maximum context length is 200000 tokens.","code":400}}"#,
                .contextLengthExceeded
            ),
            (
                400,
                #"{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens\"}}"}}}"#,
                .contextLengthExceeded
            ),
            (400, #"{"error":{"message":"no","code":400,"metadata":{"error_type":"refusal"}}}"#, .contentPolicy),
            (
                400,
                #"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_ctx":2048}}"#,
                .contextLengthExceeded
            ),
            (
                400, #"{"success":false,"error":{"name":"ZodError","message":"[{\"message\":\"Required\"}]"}}"#,
                .badRequest
            ),
            (401, #"{"error":{"message":"User not found.","code":401}}"#, .unauthorized),
            (401, #"{"error":{"code":401,"message":"Invalid API Key","type":"authentication_error"}}"#, .unauthorized),
            (
                402,
                #"{"error":{"code":402,"message":"You requested up to 16384 tokens","metadata":{"limit_source":"openrouter_credits"}}}"#,
                .insufficientCredits
            ),
            (
                402, #"{"error":{"code":402,"message":"Insufficient credits. This account never…"}}"#,
                .insufficientCredits
            ),
            (
                402, #"{"error":{"code":402,"message":"Prompt tokens limit exceeded: 230799 > 91442."}}"#,
                .insufficientCredits
            ),
            (
                402,
                #"{"error":{"code":402,"message":"m","metadata":{"reason":"weight_exceeds_budget","limit_source":"openrouter_credits"}}}"#,
                .insufficientCredits
            ),
            (
                402,
                #"{"error":{"code":402,"message":"m","metadata":{"reason":"in_flight_budget_exhausted","limit_source":"openrouter_in_flight_budget","headers":{"Retry-After":"120"}}}}"#,
                .inFlightBudget
            ),
            (402, #"{"error":{"message":"m","metadata":{"limit_source":"openrouter_key_limit"}}}"#, .keyLimitExceeded),
            (
                403, #"{"error":{"code":403,"message":"Key limit exceeded (daily limit). Manage it"}}"#,
                .keyLimitExceeded
            ),
            (403, #"{"error":{"code":403,"message":"Only management keys can perform this operation"}}"#, .forbidden),
            (
                403,
                #"{"error":{"code":403,"message":"m","metadata":{"reasons":["violence"],"flagged_input":"f"}}}"#,
                .contentPolicy
            ),
            (403, #"{"error":{"code":403,"message":"m","metadata":{"patterns":["p"]}}}"#, .contentPolicy),
            (404, #"{"error":{"message":"No endpoints found for x.","code":404}}"#, .notFound),
            (408, "", .requestTimeout),
            (412, "{}", .badRequest),
            (413, "<html>Payload too large</html>", .payloadTooLarge),
            (422, #"{"error":"unprocessable"}"#, .badRequest),
            (
                429,
                #"{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"m is temporarily rate-limited upstream.","provider_name":"Chutes"}},"user_id":"user_2abc"}"#,
                .rateLimited
            ),
            (
                429, #"{"error":{"code":429,"message":"Rate limit exceeded: free-models-per-day-high-balance."}}"#,
                .freeTierLimit
            ),
            (429, #"{"error":{"code":429,"message":"Rate limit exceeded: free-models-per-min."}}"#, .freeTierLimit),
            (
                429,
                #"{"error":{"code":429,"message":"m","metadata":{"limit_source":"openrouter_free_tier_daily"}}}"#,
                .freeTierLimit
            ),
            (
                429,
                #"{"error":{"code":429,"message":"m","metadata":{"limit_source":"openrouter_admission_control"}}}"#,
                .admissionControl
            ),
            (
                429,
                #"{"error":{"code":429,"message":"m","metadata":{"limit_source":"upstream_provider_shared_pool"}}}"#,
                .rateLimited
            ),
            (429, #"{"error":{"code":429,"message":"m","metadata":{"limit_source":"something_new"}}}"#, .rateLimited),
            (500, "Internal Server Error", .serverError),
            (502, "<!DOCTYPE html><html><title>Bad gateway</title></html>", .serverError),
            (503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#, .modelLoading),
            (503, #"{"error":{"message":"No slot is free","type":"unavailable_error","code":503}}"#, .overloaded),
            (504, "", .serverError),
            (520, "error code: 520", .serverError),
            (524, "<html></html>", .serverError),
            (
                529, #"{"error":{"code":529,"message":"m","metadata":{"error_type":"provider_overloaded"}}}"#,
                .overloaded
            ),
            (302, "", .invalidResponse),
            (409, "{}", .badRequest), (425, "", .badRequest), (451, "", .badRequest), (499, "", .badRequest),
            (501, "", .serverError), (521, "<html></html>", .serverError), (522, "", .serverError),
            (523, "", .serverError), (525, "", .serverError), (530, "error code: 1033", .serverError),
            (418, #"["teapot"]"#, .badRequest),
        ] as [(Int, String, OpenRouterError.Code)]
    )
    func `by status and body`(status: Int, body: String, code: OpenRouterError.Code) {
        let error = Self.error(status, body)
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(!error.isInBand)
        #expect(!error.message.isEmpty)
    }

    @Test(
        arguments: [
            ([("Retry-After", "30")], "", .seconds(30)),
            ([("Retry-After", "1.5")], "", .milliseconds(1500)),
            ([("Retry-After", "-5")], "", .zero),
            ([("Retry-After", "nan")], "", nil),
            ([("Retry-After", "soon")], "", nil),
            ([("Retry-After", "1e300")], "", .seconds(86_400)),
            ([("Retry-After", "90000")], "", .seconds(86_400)),
            ([("Retry-After", "Fri, 08 Aug 2025 9223372036854775807:41:00 GMT")], "", nil),
            ([("Retry-After", "Fri, 08 Aug 2025 15:-9223372036854775808:00 GMT")], "", nil),
            ([("retry-after-ms", "250"), ("Retry-After", "9")], "", .milliseconds(250)),
            ([("Retry-After", "Fri, 08 Aug 2025 15:41:00 GMT")], "", .seconds(26)),
            ([("Retry-After", "Friday, 08-Aug-25 15:41:00 GMT")], "", .seconds(26)),
            ([("Retry-After", "Fri Aug  8 15:41:00 2025")], "", .seconds(26)),
            ([("Retry-After", "Fri, 08 Aug 2025 15:00:00 GMT")], "", .zero),
            ([("X-RateLimit-Reset", "1754667660000")], "", .seconds(26)),
            ([("X-RateLimit-Reset", "1754667660")], "", .seconds(26)),
            ([("X-RateLimit-Reset", "26")], "", .seconds(26)),
            ([], #"{"error":{"code":429,"metadata":{"headers":{"Retry-After":"10"}}}}"#, .seconds(10)),
            ([], #"{"error":{"code":429,"metadata":{"headers":{"retry-after":10}}}}"#, .seconds(10)),
            (
                [], #"{"error":{"code":429,"metadata":{"headers":{"X-RateLimit-Reset":"1754667660000"}}}}"#,
                .seconds(26)
            ),
            ([], #"{"error":{"code":429,"availability":{"retry_after":7}}}"#, .seconds(7)),
            ([], #"{"error":{"code":429}}"#, nil),
        ] as [([(String, String)], String, Duration?)]
    )
    func `say how long to wait`(headers: [(String, String)], body: String, wait: Duration?) {
        #expect(Self.error(429, body, headers).retryAfter == wait)
    }

    @Test(
        arguments: [
            ("Key limit exceeded, see https://openrouter.ai/keys/\(String(repeating: "0a", count: 32))", "0a0a"),
            ("bad key sk-or-v1-\(String(repeating: "ab", count: 32))!", "abab"),
            ("bad key sk-proj-1234567890abcdef", "1234567890"),
            ("account user_2xYzAbC is blocked", "2xYzAbC"),
        ]
    )
    func `name neither keys nor accounts`(message: String, secret: String) {
        let error = Self.error(403, #"{"error":{"code":403,"message":"\#(message)"},"user_id":"user_2xYzAbC"}"#)
        #expect(!error.message.contains(secret))
        #expect(error.message.contains("…"))
        #expect(!"\(error)".contains(secret))
    }

    @Test(
        arguments: [
            (
                400, #"{"error":{"name":"ZodError","message":"[]"}}"#,
                "the service answered with status 400 and no reason"
            ),
            (
                400,
                #"{"error":{"name":"ZodError","message":"[{\"path\":[\"messages\",0],\"message\":\"Required\"}]"}}"#,
                "messages.0: Required"
            ),
            (400, #"{"error":{"name":"ZodError","message":"Bad"}}"#, "Bad"),
            (502, "<html><title>Bad\n gateway</title></html>", "a page with the title “Bad gateway”"),
            (502, "<html><title> </title></html>", "the service answered with status 502 and no reason"),
            (502, "<title>", "the service answered with status 502 and no reason"),
            (502, "", "the service answered with status 502 and no reason"),
        ]
    )
    func `say in a sentence what is the matter`(status: Int, body: String, sentence: String) {
        #expect(Self.error(status, body).message == sentence)
    }

    @Test func `keep what an operator asks for`() {
        let error = Self.error(
            429,
            #"{"id":"gen-1","error":{"code":"429","message":"m","metadata":{"provider_name":"P","error_type":"rate_limit_exceeded","limit_source":"new"}}}"#
        )
        #expect(error.generationID == "gen-1")
        #expect(error.provider == "P")
        #expect(error.errorType == "rate_limit_exceeded")
        #expect(error.limitSource == "new")
    }

    @Test(
        arguments: [
            (#"{"id":"gen-1","error":{"message":"Upstream error","code":502}}"#, .serverError, 502),
            (#"{"error":{"message":"m","code":429}}"#, .rateLimited, 429),
            (#"{"error":{"message":"m","code":"server_error"},"choices":[]}"#, .serverError, nil),
            (#"{"error":{"message":"m","code":"rate_limit_exceeded"}}"#, .rateLimited, nil),
            (
                #"{"choices":[{"finish_reason":"error","message":{"content":"half"},"error":{"code":503,"message":"m"}}]}"#,
                .overloaded, 503
            ),
            (#"{"choices":[{"finish_reason":"error","message":{"content":"half"}}]}"#, .serverError, nil),
            (#"{"id":"gen-1","choices":[]}"#, .invalidResponse, nil),
            (#"{"choices":null}"#, .invalidResponse, nil),
            ("{}", .invalidResponse, nil),
            ("", .invalidResponse, nil),
            ("<html></html>", .invalidResponse, nil),
            (#"{"choices":[{"finish_reason":"stop","message":{"content":" \n"}}]}"#, .emptyResponse, nil),
            (
                #"{"choices":[{"finish_reason":"length","message":{"content":null,"reasoning":"hm"}}]}"#,
                .emptyResponse, nil
            ),
            (#"{"choices":[{"finish_reason":"content_filter","message":{"content":""}}]}"#, .contentPolicy, nil),
        ] as [(String, OpenRouterError.Code, Int?)]
    )
    func `hide inside a success`(body: String, code: OpenRouterError.Code, status: Int?) throws {
        let error = #expect(throws: OpenRouterError.self) {
            try ChatResponse(body: ByteBuffer(string: body), headers: [:], now: Self.now)
        }
        #expect(error?.code == code)
        #expect(error?.status == status)
        #expect(error?.isInBand == true)
    }

    private static func error(_ status: Int, _ body: String, _ headers: [(String, String)] = []) -> OpenRouterError {
        OpenRouterError(
            head: HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: HTTPHeaders(headers)),
            body: ByteBuffer(string: body),
            now: now
        )
    }
}
