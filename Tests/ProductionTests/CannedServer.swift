import TestSupport

/// A server on loopback that answers each path with bytes that were written beforehand.
final class CannedServer: Sendable {
    private let responder: LoopbackResponder

    var port: Int { responder.port }

    /// - Parameter answers: Whole HTTP responses by path; `PORT` in them becomes the port.
    /// - Throws: `POSIXError` when no port is free.
    init(_ answers: [String: String]) throws {
        responder = try LoopbackResponder { request, port in
            let answer = answers[LoopbackResponder.path(of: request)]
            return (answer ?? "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
                .replacing("PORT", with: String(port))
        }
    }

    func stop() { responder.stop() }

    static func redirect(to target: String) -> String {
        "HTTP/1.1 302 Found\r\nlocation: \(target)\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    }

    static func page(_ text: String, type: String = "text/plain") -> String {
        "HTTP/1.1 200 OK\r\ncontent-type: \(type)\r\ncontent-length: \(text.utf8.count)\r\nconnection: close\r\n\r\n\(text)"
    }
}
