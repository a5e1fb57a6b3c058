import AsyncHTTPClient
import Foundation
import Gateway
import NIOCore
import NIOHTTP1
import OpenRouter
import Storage

/// A gateway over a store of its own, and beside it the bare client, against one upstream.
final class GatewayPath: Sendable {
    let gateway: Gateway
    private let http: HTTPClient
    private let base: String
    private let folder: URL

    init(base: String, connections: Int, retries: Int? = nil, timeout: Double? = nil) async throws {
        self.base = base
        http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: OpenRouterClient.httpConfiguration(connectionsPerHost: max(8, connections))
        )
        folder = FileManager.default.temporaryDirectory.appending(path: "castline-bench-\(UUID().uuidString)")
        var service = OpenRouterClient.Configuration(baseURL: base)
        if let timeout { service.timeouts.total = .seconds(timeout) }
        var settings = Gateway.Settings()
        settings.caps = Caps(call: .cents(100), episode: nil, day: .cents(100_000_000), month: .cents(100_000_000))
        if let retries {
            settings.attemptsPerCall = retries + 1
            settings.attemptsPerModel = retries + 1
        }
        gateway = Gateway(
            client: OpenRouterClient(service, http: http),
            store: SQLiteStore(at: folder.appending(path: "castline.sqlite")),
            key: Secret("sk-or-v1-bench-0123456789abcdef"),
            settings: settings
        )
        _ = try await gateway.models()
    }

    /// A request of about 700 characters that no other one equals.
    func request(_ index: Int) -> CompletionRequest {
        CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "bench"),
            chain: ModelChain(preferred: "openai/gpt-4o-mini"),
            messages: [ChatMessage(.user, Self.prompt(index))],
            maxTokens: 512
        )
    }

    /// The same call without a gateway: encode, post, decode; returns the length of the answer.
    func bare(_ index: Int) async throws -> Int {
        struct Body: Encodable {
            struct Message: Encodable { let role, content: String }
            let model: String
            let messages: [Message]
            let maxTokens: Int

            enum CodingKeys: String, CodingKey {
                case model, messages
                case maxTokens = "max_tokens"
            }
        }
        struct Answer: Decodable {
            struct Choice: Decodable {
                struct Message: Decodable { let content: String }
                let message: Message
            }
            let choices: [Choice]
        }
        let body = Body(
            model: "openai/gpt-4o-mini",
            messages: [Body.Message(role: "user", content: Self.prompt(index))],
            maxTokens: 512
        )
        var request = HTTPClientRequest(url: base + "/chat/completions")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Authorization", value: "Bearer sk-or-v1-bench-0123456789abcdef")
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        let response = try await http.execute(request, timeout: .seconds(60))
        let buffer = try await response.body.collect(upTo: 1 << 20)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(buffer.readableBytesView))
        guard response.status == .ok, let text = answer.choices.first?.message.content else {
            throw ValidationFailure()
        }
        return text.count
    }

    func close() async throws {
        try await http.shutdown()
        try FileManager.default.removeItem(at: folder)
    }

    private struct ValidationFailure: Error {}

    private static func prompt(_ index: Int) -> String {
        let sentence =
            "The dial in the control room shows what every call has cost and what is set aside for the next one. "
        return "Question \(index): " + String(repeating: sentence, count: 7)
    }
}
