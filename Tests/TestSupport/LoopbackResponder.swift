import Dispatch
import Foundation
import Glibc

/// A server on loopback that answers requests with whatever text it is told.
///
/// It answers one connection after the other and closes each; it ends when its socket is closed.
public final class LoopbackResponder: Sendable {
    /// Where it listens.
    public let port: Int
    private let listener: Int32

    /// - Parameters:
    ///   - host: The last part of the address, `127.0.0.1` by default.
    ///   - wanted: Where to listen; 0 for wherever there is room.
    ///   - answer: The whole HTTP response to a whole request, whose body is in it, and the port.
    /// - Throws: `POSIXError` when no port is free.
    public init(
        host: UInt8 = 1,
        port wanted: Int = 0,
        _ answer: @escaping @Sendable (_ request: String, _ port: Int) -> String
    ) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = (UInt32(0x7F00_0000) | UInt32(host)).bigEndian
        address.sin_port = UInt16(wanted).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
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
                Self.send(Array(answer(Self.request(on: connection), port).utf8), on: connection)
                shutdown(connection, Int32(SHUT_WR))
                Glibc.close(connection)
            }
        }
    }

    /// Stops listening.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    /// The path that a request asks for.
    public static func path(of request: String) -> String {
        request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
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

    private static func send(_ bytes: [UInt8], on connection: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }
}
