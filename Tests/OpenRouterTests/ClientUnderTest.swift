import AsyncHTTPClient
import Foundation
import OpenRouter

/// Runs a client that talks to a loopback server, over connections of its own.
func withClient<Output>(
    of server: LoopbackServer,
    timeouts: OpenRouterClient.Timeouts = .init(),
    longestAnswerBytes: Int = 64 << 20,
    now: Date = Date(timeIntervalSince1970: 1_754_667_634),
    body: (OpenRouterClient) async throws -> Output
) async throws -> Output {
    try await withClient(
        at: "http://127.0.0.1:\(server.port)/api/v1",
        timeouts: timeouts,
        longestAnswerBytes: longestAnswerBytes,
        now: now,
        body: body
    )
}

/// Runs a client of the server at this base URL.
func withClient<Output>(
    at baseURL: String,
    timeouts: OpenRouterClient.Timeouts = .init(),
    longestAnswerBytes: Int = 64 << 20,
    now: Date = Date(timeIntervalSince1970: 1_754_667_634),
    body: (OpenRouterClient) async throws -> Output
) async throws -> Output {
    let http = HTTPClient(
        eventLoopGroup: HTTPClient.defaultEventLoopGroup,
        configuration: OpenRouterClient.httpConfiguration()
    )
    var configuration = OpenRouterClient.Configuration(baseURL: baseURL)
    configuration.timeouts = timeouts
    configuration.longestAnswerBytes = longestAnswerBytes
    do {
        let output = try await body(OpenRouterClient(configuration, http: http, now: { now }))
        try await http.shutdown()
        return output
    } catch {
        try? await http.shutdown()
        throw error
    }
}

let key = Secret("sk-or-v1-" + String(repeating: "0123456789abcdef", count: 4))
let question = ChatRequest(model: "author/model", messages: [ChatMessage(.user, "Why?")], maxTokens: 16)

/// The failure that an operation throws, or `nil` when it throws none or another kind.
func failure<Output>(of operation: () async throws -> Output) async -> OpenRouterError? {
    do { _ = try await operation() } catch { return error as? OpenRouterError }
    return nil
}

/// Reads a stream to its end.
func collect(_ stream: ChatStream) async throws -> [ChatEvent] {
    var events: [ChatEvent] = []
    for try await event in stream { events.append(event) }
    return events
}

extension [ChatEvent] {
    /// All text of a stream.
    var text: String {
        map { event in
            guard case .text(let text) = event else { return "" }
            return text
        }.joined()
    }

    /// How the stream ended.
    var end: ChatEnd? {
        guard case .ended(let end)? = last else { return nil }
        return end
    }
}
