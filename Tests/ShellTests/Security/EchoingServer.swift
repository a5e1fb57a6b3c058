import Foundation
import Glibc

/// A server on loopback that says what it was sent: the key of each request stands in its answers, where `KEY` is.
///
/// It answers one connection after the other and closes each; it ends when its socket is closed.
final class EchoingServer: Sendable {
    let port: Int
    private let listener: Int32

    var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// - Parameter answer: The whole answer to a request of a path.
    /// - Throws: `POSIXError` when no port is free.
    init(_ answer: @escaping @Sendable (_ path: String) -> String) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.request(on: connection)
                let words = request.split(separator: " ")
                let key =
                    request.firstMatch(of: /(?i)authorization: bearer (\S+)/).map { String($0.output.1) } ?? "none"
                let path = words.count > 1 ? String(words[1]) : ""
                let bytes = Array(answer(path).replacing("KEY", with: key).utf8)
                var sent = 0
                while sent < bytes.count {
                    let count = bytes[sent...].withUnsafeBytes {
                        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { break }
                    sent += count
                }
                shutdown(connection, Int32(SHUT_WR))
                Glibc.close(connection)
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    /// A whole request, its body included.
    private static func request(on connection: Int32) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
            guard let head = text.firstRange(of: "\r\n\r\n") else { continue }
            let length = text.firstMatch(of: /(?i)content-length: (\d+)/).flatMap { Int($0.output.1) } ?? 0
            if text[head.upperBound...].utf8.count >= length { return text }
        }
    }

    static func answer(_ status: String, _ body: String, type: String = "application/json") -> String {
        // The length is that of the body as it is sent: the connection's end says it.
        "HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\nconnection: close\r\n\r\n\(body)"
    }

    static let catalogue = answer(
        "200 OK",
        #"{"data":[{"id":"test/model","name":"Model of KEY","description":"Serves KEY","context_length":64000}]}"#
    )

    /// A stream of pieces of text.
    static func stream(_ pieces: [String]) -> String {
        let events = pieces.map {
            #"data: {"id":"gen-1","model":"test/model","choices":[{"delta":{"content":"\#($0)"}}]}"#
        }
        let end =
            #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":3}}"#
        return answer(
            "200 OK",
            (events + [end, "data: [DONE]"]).joined(separator: "\n\n") + "\n\n",
            type: "text/event-stream"
        )
    }
}
