import Crypto
import Foundation
import OpenRouter
import Synchronization

/// The key that new calls use, with the name the ledger knows it by.
final class Keys: Sendable {
    struct Key: Sendable {
        let secret: Secret
        /// The first 16 hexadecimal digits of its SHA-256; the service names a key by the whole of them.
        let digest: String
    }

    private let state: Mutex<Key?>

    init(_ secret: Secret?) {
        state = Mutex(Self.key(secret))
    }

    var current: Key? { state.withLock(\.self) }

    func replace(with secret: Secret?) {
        let key = Self.key(secret)
        state.withLock { $0 = key }
    }

    private static func key(_ secret: Secret?) -> Key? {
        guard let secret, !secret.isEmpty else { return nil }
        let digest = secret.withExposed { SHA256.hash(data: Data($0.utf8)) }
        return Key(secret: secret, digest: digest.prefix(8).map { hexadecimal($0) }.joined())
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
    }
}
