extension String {
    /// The text without what identifies a key or an account: credentials (`sk-…`), hashes of keys (64 hexadecimal
    /// digits, as in links to a key's page) and account ids (`user_…`, `org_…`).
    package var redacted: String {
        guard mayNameSomebody else { return self }
        var result = ""
        result.reserveCapacity(utf8.count)
        var word = ""
        for character in self {
            if character.isASCII, character.isLetter || character.isNumber || character == "_" || character == "-" {
                word.append(character)
            } else {
                result += word.redactedWord
                word = ""
                result.append(character)
            }
        }
        return result + word.redactedWord
    }

    /// Whether anything could need redaction: one cheap pass, as nearly every text needs none.
    private var mayNameSomebody: Bool {
        var hexDigits = 0
        var previous: UInt8 = 0
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"):
                hexDigits += 1
                if hexDigits == 64 { return true }
            case UInt8(ascii: "-"):
                if previous == UInt8(ascii: "k") { return true }
                hexDigits = 0
            case UInt8(ascii: "_"):
                if previous == UInt8(ascii: "r") || previous == UInt8(ascii: "g") { return true }
                hexDigits = 0
            default: hexDigits = 0
            }
            previous = byte
        }
        return false
    }

    private var redactedWord: String {
        if hasPrefix("sk-"), count > 6 { return hasPrefix("sk-or-") ? "sk-or-…" : "sk-…" }
        if hasPrefix("user_") { return "user_…" }
        if hasPrefix("org_") { return "org_…" }
        return count == 64 && allSatisfy(\.isHexDigit) ? "…" : self
    }
}
