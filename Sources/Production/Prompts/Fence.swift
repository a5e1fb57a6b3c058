import Crypto
import Foundation

/// The mark that ends a source text in a prompt.
///
/// The mark depends on nothing but the texts, so that equal prompts stay equal and answers can be reused; and it stands
/// in none of them, because it is drawn again until it does not. So nobody can write a text that closes its own fence,
/// not even knowing how marks are drawn.
enum Fence {
    /// Twelve hexadecimal digits that occur in none of the texts.
    static func nonce(for texts: [String]) -> String {
        var seed = SHA256()
        for text in texts {
            seed.update(data: Data(text.utf8))
            seed.update(data: [0])
        }
        var digest = seed.finalize()
        while true {
            let nonce = digest.prefix(6).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            guard texts.contains(where: { $0.contains(nonce) }) else { return nonce }
            digest = SHA256.hash(data: Data(digest))
        }
    }
}
