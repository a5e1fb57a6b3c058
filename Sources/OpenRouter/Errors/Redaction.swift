extension String {
    /// The text without what identifies a key or an account: credentials (`sk-…`), hashes of keys (64 hexadecimal
    /// digits, as in links to a key's page) and account ids (`user_…`, `org_…`).
    package var redacted: String {
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

    private var redactedWord: String {
        if hasPrefix("sk-"), count > 6 { return hasPrefix("sk-or-") ? "sk-or-…" : "sk-…" }
        if hasPrefix("user_") { return "user_…" }
        if hasPrefix("org_") { return "org_…" }
        return count == 64 && allSatisfy(\.isHexDigit) ? "…" : self
    }
}
