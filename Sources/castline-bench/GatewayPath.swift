import AsyncHTTPClient
import Foundation
import Gateway
import Glibc
import NIOCore
import NIOHTTP1
import OpenRouter
import Resilience
import Storage

/// A gateway over a store of its own, and beside it the bare client, against one upstream.
final class GatewayPath: Sendable {
    let gateway: Gateway
    private let store: SQLiteStore
    private let http: HTTPClient
    private let bareHTTP: HTTPClient
    private let base: String
    private let folder: URL
    private let cache: CachePolicy

    /// A path to a server; its ledger is in a new folder of the one given, else of the temporary one.
    init(
        base: String,
        connections: Int,
        retries: Int? = nil,
        timeout: Double? = nil,
        cache: CachePolicy = .off,
        folder parent: URL? = nil
    ) async throws {
        self.base = base
        self.cache = cache
        http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: OpenRouterClient.httpConfiguration(connectionsPerHost: max(8, connections))
        )
        // As the library makes it, but for the number of connections.
        var plain = HTTPClient.Configuration()
        plain.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(8, connections)
        bareHTTP = HTTPClient(eventLoopGroupProvider: .singleton, configuration: plain)
        folder = (parent ?? FileManager.default.temporaryDirectory).appending(
            path: "castline-bench-\(UUID().uuidString)"
        )
        store = SQLiteStore(at: folder.appending(path: "castline.sqlite"))
        var service = OpenRouterClient.Configuration(baseURL: base)
        if let timeout { service.timeouts.total = .seconds(timeout) }
        var settings = Gateway.Settings()
        settings.caps = Caps(call: .cents(100), episode: nil, day: .cents(100_000_000), month: .cents(100_000_000))
        // Wide, so that what is measured is the path and not how fast the limits adapt.
        settings.callsPerKey = Bulkhead.Policy(initialLimit: 1_024, highestLimit: 4_096)
        settings.callsPerModel = settings.callsPerKey
        if let retries {
            settings.attemptsPerCall = retries + 1
            settings.attemptsPerModel = retries + 1
        }
        gateway = Gateway(
            client: OpenRouterClient(service, http: http),
            store: store,
            key: Secret("sk-or-v1-bench-0123456789abcdef"),
            settings: settings
        )
        _ = try await gateway.models()
    }

    /// A request of about 700 characters that no other one equals.
    func request(_ index: Int) -> CompletionRequest {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "bench"),
            chain: ModelChain(preferred: "openai/gpt-4o-mini"),
            messages: [ChatMessage(.user, Self.prompt(index))],
            maxTokens: 512
        )
        request.cache = cache
        return request
    }

    /// The same call without a gateway: encode, post, decode; returns the length of the answer.
    func bare(_ index: Int) async throws -> Int {
        struct Answer: Decodable {
            struct Choice: Decodable {
                struct Message: Decodable { let content: String }
                let message: Message
            }
            let choices: [Choice]
        }
        let request = try bareRequest(index, isStream: false)
        let response = try await bareHTTP.execute(request, timeout: .seconds(60))
        let buffer = try await response.body.collect(upTo: 1 << 20)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(buffer.readableBytesView))
        guard response.status == .ok, let text = answer.choices.first?.message.content else {
            throw ValidationFailure()
        }
        return text.count
    }

    /// The same stream without a gateway: every piece is decoded; returns their number.
    func bareStream(_ index: Int, onFirst: () -> Void) async throws -> Int {
        struct Piece: Decodable {
            struct Choice: Decodable {
                struct Delta: Decodable { let content: String? }
                let delta: Delta
            }
            let choices: [Choice]
        }
        let response = try await bareHTTP.execute(try bareRequest(index, isStream: true), timeout: .seconds(60))
        var text = ""
        var count = 0
        var rest = Data()
        for try await buffer in response.body {
            rest += Data(buffer.readableBytesView)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest[..<end]
                rest = rest[(end + 1)...]
                guard line.starts(with: Data("data: {".utf8)) else { continue }
                let piece = try JSONDecoder().decode(Piece.self, from: Data(line.dropFirst(6)))
                guard let content = piece.choices.first?.delta.content, !content.isEmpty else { continue }
                if count == 0 { onFirst() }
                count += 1
                text += content
            }
        }
        return count
    }

    private func bareRequest(_ index: Int, isStream: Bool) throws -> HTTPClientRequest {
        struct Body: Encodable {
            struct Message: Encodable { let role, content: String }
            let model: String
            let messages: [Message]
            let maxTokens: Int
            let stream: Bool

            enum CodingKeys: String, CodingKey {
                case model, messages, stream
                case maxTokens = "max_tokens"
            }
        }
        let body = Body(
            model: "openai/gpt-4o-mini",
            messages: [Body.Message(role: "user", content: Self.prompt(index))],
            maxTokens: 512,
            stream: isStream
        )
        var request = HTTPClientRequest(url: base + "/chat/completions")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Authorization", value: "Bearer sk-or-v1-bench-0123456789abcdef")
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        return request
    }

    /// How long this disk takes to have a page and its header, in seconds, for a number of writes like a ledger's.
    func diskWaits(count: Int) throws -> [Double] {
        let file = unsafe open(folder.appending(path: "waits").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        defer { Glibc.close(file) }
        let page = [UInt8](repeating: 7, count: 4_120)
        return (0..<count).map { index in
            let start = ContinuousClock.now
            _ = unsafe pwrite(file, page, page.count, off_t(index * page.count))
            fdatasync(file)
            return (ContinuousClock.now - start) / .seconds(1)
        }
    }

    /// Writes the rows of ended calls that are still to be written; returns the processor time that took, in seconds.
    func writeRows() async throws -> Double {
        let before = Load.processorSeconds()
        _ = try await store.calls(limit: 1, episode: nil)
        return Load.processorSeconds() - before
    }

    func close() async throws {
        try await store.close()
        try await http.shutdown()
        try await bareHTTP.shutdown()
        try FileManager.default.removeItem(at: folder)
    }

    private struct ValidationFailure: Error {}

    private static func prompt(_ index: Int) -> String {
        let sentence =
            "The dial in the control room shows what every call has cost and what is set aside for the next one. "
        return "Question \(index): " + String(repeating: sentence, count: 7)
    }
}
