import Dispatch
import Glibc
import Synchronization

/// Which network addresses a page may be fetched from.
///
/// Source: IANA special-purpose address registries (RFC 6890 and what came after it).
enum NetworkAddress {
    /// Whether a host, as written, is this machine.
    static func isLoopback(name: String) -> Bool {
        let host = name.lowercased()
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    /// Whether a host is made of what names and addresses are made of: with anything else in it, those who read it
    /// could take it for different ones.
    static func isPlain(host: String) -> Bool {
        !host.isEmpty && host.utf8.count <= 253
            && host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-._:".utf8.contains(byte)
                }
            }
    }

    /// The addresses of a host, at most four, where all that it has satisfy a condition; none where one does not.
    ///
    /// - Returns: What to connect to, as text, IPv4 first: what was checked is what is used.
    static func addresses(
        of host: String,
        _ lookUp: Lookup,
        where isAllowed: ([UInt8]) -> Bool
    ) async -> [String] {
        let addresses = await lookUp(host)
        guard addresses.allSatisfy(isAllowed) else { return [] }
        return (addresses.filter { $0.count == 4 } + addresses.filter { $0.count != 4 }).prefix(4).map(text(of:))
    }

    /// Asks for the addresses of a host, 4 or 16 bytes each.
    typealias Lookup = @Sendable (_ host: String) async -> [[UInt8]]

    /// Asks the system; none where it knows none, or the task is cancelled.
    static let systemLookup: Lookup = { host in
        let answer = Answer()
        // The resolver blocks and cannot be interrupted, so it runs on a thread that may, and is left there.
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                DispatchQueue(label: "castline.resolver").async { answer.give(resolve(host)) }
            }
        } onCancel: {
            answer.give([])
        }
    }

    /// The first answer to a look-up, for the one who waits for it.
    private final class Answer: Sendable {
        private let state = Mutex<(waiter: CheckedContinuation<[[UInt8]], Never>?, addresses: [[UInt8]]?)>((nil, nil))

        func wait(_ continuation: CheckedContinuation<[[UInt8]], Never>) {
            let addresses = state.withLock { state in
                if state.addresses == nil { state.waiter = continuation }
                return state.addresses
            }
            if let addresses { continuation.resume(returning: addresses) }
        }

        func give(_ addresses: [[UInt8]]) {
            state.withLock { state in
                if state.addresses == nil { state.addresses = addresses }
                defer { state.waiter = nil }
                return state.waiter
            }?.resume(returning: addresses)
        }
    }

    /// Whether the 4 or 16 bytes are an address of this machine alone.
    static func isLoopback(bytes: [UInt8]) -> Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }

    /// An address in its plainest form: `192.0.2.1`, `2001:db8:0:0:0:0:0:1`.
    static func text(of bytes: [UInt8]) -> String {
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        return stride(from: 0, to: bytes.count, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }.joined(separator: ":")
    }

    /// Whether the 4 or 16 bytes are an address that anybody can reach.
    static func isPublic(bytes: [UInt8]) -> Bool {
        if bytes.count == 16 {
            let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
            if bytes.starts(with: mapped) { return isPublic(bytes: Array(bytes[12...])) }
            if bytes.dropLast(4).allSatisfy({ $0 == 0 }) { return false }
            // The network that leads to IPv4 is this /96; its neighbour, for use within networks, leads anywhere.
            let translated: [UInt8] = [0x00, 0x64, 0xFF, 0x9B] + Array(repeating: 0, count: 8)
            if bytes.starts(with: translated) { return isPublic(bytes: Array(bytes[12...])) }
            if bytes[0] == 0x20, bytes[1] == 0x02 { return isPublic(bytes: Array(bytes[2..<6])) }
            // Global unicast is 2000::/3; documentation and what protocols use, 2001::/23, are no places for pages.
            return bytes[0] & 0xE0 == 0x20 && !bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8])
                && !(bytes.starts(with: [0x20, 0x01]) && bytes[2] & 0xFE == 0)
                && !(bytes.starts(with: [0x3F, 0xFF]) && bytes[2] & 0xF0 == 0)
        }
        guard bytes.count == 4 else { return false }
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (224..., _), (169, 254), (192, 168): return false
        case (100, 64...127), (172, 16...31), (198, 18...19): return false
        case (192, 0) where bytes[2] == 0 || bytes[2] == 2, (198, 51) where bytes[2] == 100,
            (203, 0) where bytes[2] == 113, (192, 88) where bytes[2] == 99:
            return false
        default: return true
        }
    }

    private static func resolve(_ name: String) -> [[UInt8]] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [[UInt8]] = []
        var next = unsafe list
        while let entry = unsafe next {
            let family = unsafe entry.pointee.ai_family
            let raw = unsafe UnsafeRawPointer(entry.pointee.ai_addr)
            if let raw = unsafe raw {
                if family == AF_INET {
                    let address = unsafe raw.loadUnaligned(as: sockaddr_in.self).sin_addr
                    addresses.append(unsafe withUnsafeBytes(of: address) { unsafe Array($0) })
                } else if family == AF_INET6 {
                    let address = unsafe raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
                    addresses.append(unsafe withUnsafeBytes(of: address) { unsafe Array($0) })
                }
            }
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }
}
