import Crypto
import Foundation
public import OpenRouter

extension KeyHash {
    /// The hash of a secret: SHA-256 over the whole of it.
    public init(of secret: Secret) {
        let digits = Array("0123456789abcdef")
        let bytes = secret.withExposed { SHA256.hash(data: Data($0.utf8)) }
        let hex = String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        guard let hash = KeyHash(hex) else { preconditionFailure("a SHA-256 has 64 digits (has \(hex.count))") }
        self = hash
    }
}
