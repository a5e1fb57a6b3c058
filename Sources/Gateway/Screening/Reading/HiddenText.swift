/// Text within a text that is written in a code.
struct HiddenText {
    /// The name of the code.
    var code: String
    /// What it says, in well-formed UTF-8.
    var bytes: [UInt8]
    /// Where it stands.
    var place: Range<Int>

    /// The most pieces of one text that are decoded, and the most bytes of each.
    static let limit = (pieces: 24, bytes: 65_536)

    /// Whatever can be decoded in a text and then reads like words.
    static func all(in text: borrowing [UInt8]) -> [HiddenText] {
        var found: [HiddenText] = []
        if let whole = Escapes.decoded(text) { found.append(whole) }
        CodedRuns.collect(text, &found)
        CodedGroups.collect(text, &found)
        return found
    }

    /// Whether bytes read like words: UTF-8 without control characters, mostly letters and blanks.
    static func isReadable(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 6, String(validating: bytes, as: UTF8.self) != nil else { return false }
        var letters = 0
        var others = 0
        for byte in bytes {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x20, 0x80...: letters += 1
            case 0x09, 0x0A, 0x0D: break
            case 0..<0x20, 0x7F: return false
            default: others += 1
            }
        }
        return letters >= others * 4
    }
}
