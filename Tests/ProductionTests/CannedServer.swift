import Dispatch
import Foundation
import Glibc

/// A server on loopback that answers each path with bytes that were written beforehand.
///
/// It answers one connection after the other and closes each; it ends when its socket is closed.
final class CannedServer: Sendable {
    let port: Int
    private let listener: Int32

    /// - Parameter answers: Whole HTTP responses by path; `PORT` in them becomes the port.
    /// - Throws: `POSIXError` when no port is free.
    init(_ answers: [String: String]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        let port = Int(UInt16(bigEndian: address.sin_port))
        self.listener = listener
        self.port = port
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                var buffer = [UInt8](repeating: 0, count: 8_192)
                let count = recv(connection, &buffer, buffer.count, 0)
                let head = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
                let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                let answer = (answers[path] ?? "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
                    .replacing("PORT", with: String(port))
                let bytes = Array(answer.utf8)
                _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                Glibc.close(connection)
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    static func redirect(to target: String) -> String {
        "HTTP/1.1 302 Found\r\nlocation: \(target)\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    }

    static func page(_ text: String, type: String = "text/plain") -> String {
        "HTTP/1.1 200 OK\r\ncontent-type: \(type)\r\ncontent-length: \(text.utf8.count)\r\nconnection: close\r\n\r\n\(text)"
    }
}
