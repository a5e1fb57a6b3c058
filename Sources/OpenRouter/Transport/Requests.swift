import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Makes the HTTP requests of one service.
final class Requests: Sendable {
    /// Where conversations are answered, below the base URL.
    static let chatPath = "/chat/completions"

    private let configuration: OpenRouterClient.Configuration
    /// A conversation's request but for its key and body: reading the URL anew costs more than all the rest of making one.
    private let chat: HTTPClient.Request?

    init(_ configuration: OpenRouterClient.Configuration) {
        self.configuration = configuration
        chat = try? Self.blank(.POST, Self.chatPath, configuration)
    }

    /// A request to a path below the base URL.
    ///
    /// - Throws: ``OpenRouterError`` where the base URL is none.
    func make(_ method: HTTPMethod, _ path: String, key: Secret?, body: ByteBuffer?) throws -> HTTPClient.Request {
        var request: HTTPClient.Request
        if let chat, method == .POST, path == Self.chatPath {
            request = chat
        } else {
            do { request = try Self.blank(method, path, configuration) } catch {
                throw OpenRouterError(.connectionFailed, "the base URL \(configuration.baseURL) cannot be used")
            }
        }
        key?.withExposed { request.headers.add(name: "Authorization", value: "Bearer \($0)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .byteBuffer(body)
        }
        return request
    }

    private static func blank(
        _ method: HTTPMethod,
        _ path: String,
        _ configuration: OpenRouterClient.Configuration
    ) throws -> HTTPClient.Request {
        var headers = HTTPHeaders()
        headers.add(name: "X-OpenRouter-Title", value: configuration.applicationTitle)
        if let url = configuration.applicationURL { headers.add(name: "HTTP-Referer", value: url) }
        if configuration.asksForRouterMetadata { headers.add(name: "X-OpenRouter-Metadata", value: "enabled") }
        return try HTTPClient.Request(url: configuration.baseURL + path, method: method, headers: headers)
    }
}
