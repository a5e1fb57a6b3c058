import Crypto
import Foundation

/// Names that stay the same: UUIDs of version 5, from a namespace and a name.
///
/// Source: RFC 9562, section 5.5; the namespace of podcasts is the Podcasting 2.0 namespace's, "guid".
enum StableID {
    /// The namespace `ead4c236-bf58-58c6-a2c6-a6b28d128cb6`.
    private static let podcasts: [UInt8] = [
        0xea, 0xd4, 0xc2, 0x36, 0xbf, 0x58, 0x58, 0xc6, 0xa2, 0xc6, 0xa6, 0xb2, 0x8d, 0x12, 0x8c, 0xb6,
    ]

    /// The UUID of a name, in small letters.
    static func make(_ name: String) -> String {
        let hash = Insecure.SHA1.hash(data: Data(podcasts + Array(name.utf8)))
        var bytes = Array(hash.prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x50
        bytes[8] = bytes[8] & 0x3f | 0x80
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            let hex = String(byte, radix: 16)
            text += hex.count == 1 ? "0\(hex)" : hex
        }
        return text
    }

    /// The UUID of a feed: of its address without scheme and without slashes at the end.
    static func feed(at address: String) -> String {
        let bare = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        return make(String(bare[..<(bare.lastIndex { $0 != "/" }.map { bare.index(after: $0) } ?? bare.startIndex)]))
    }
}
