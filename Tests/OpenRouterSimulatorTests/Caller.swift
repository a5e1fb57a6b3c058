import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

@testable import OpenRouterSimulator

/// Talks to a simulator's socket.
struct Caller {
    let simulator: Simulator

    /// Silence this short counts as a hang: only where a hang is what the test wants, as busy machines pause too.
    var isImpatient = false

    /// Clients that live as long as the tests.
    private static let patient = client(read: .seconds(60))
    private static let impatient = client(read: .milliseconds(300))

    private static func client(read: TimeAmount) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(60), read: read)
        )
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    struct Result {
        var status: Int
        var headers: [String: String]
        var text: String
        var json: JSON { JSONReader.value(of: Array(text.utf8)) ?? .null }
    }

    func send(
        _ method: String,
        _ path: String,
        key: String? = "sk-or-v1-good",
        headers: [String: String] = [:],
        body: JSON? = nil
    ) async throws -> Result {
        let root = path.hasPrefix("/_sim") ? "http://127.0.0.1:\(simulator.port)" : simulator.baseURL
        var request = HTTPClientRequest(url: root + path)
        request.method = .init(rawValue: method)
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body.text)) }
        let response = try await (isImpatient ? Caller.impatient : Caller.patient).execute(
            request,
            timeout: .seconds(60)
        )
        let bytes = try await response.body.collect(upTo: 8 << 20)
        let headers = response.headers.map { ($0.name.lowercased(), $0.value) }
        return Result(
            status: Int(response.status.code),
            headers: Dictionary(headers) { _, last in last },
            text: String(buffer: bytes)
        )
    }

    func chat(
        _ prompt: String,
        stream: Bool = false,
        headers: [String: String] = [:],
        with more: [String: JSON] = [:]
    ) async throws -> Result {
        var body: [String: JSON] = [
            "model": "anthropic/claude-haiku-4.5", "max_tokens": 8_000, "stream": .bool(stream),
            "messages": [["role": "user", "content": .string(prompt)]],
        ]
        body.merge(more) { _, last in last }
        return try await send("POST", "/chat/completions", headers: headers, body: .object(body))
    }

    /// Asks for a structured answer and reads it.
    func structured(_ name: String, _ prompt: String) async throws -> JSON {
        let format: JSON = [
            "type": "json_schema", "json_schema": ["name": .string(name), "schema": ["type": "object"]],
        ]
        let result = try await chat(prompt, with: ["response_format": format, "max_tokens": 30_000])
        let text = result.json["choices"]?.array?.first?["message"]?["content"]?.string ?? ""
        return JSONReader.value(of: Array(text.utf8)) ?? .null
    }
}
