/// Recognizes text that looks as if it held a credential, so that the line never reaches the disk.
///
/// Shapes, not values: keys with a known beginning, bearer tokens, private keys, user:password in addresses, long runs
/// of one token's letters and digits, and anything after a name such as `key=`. It may refuse a harmless line; that
/// line stays in memory.
enum SecretShapes {
    private static let beginnings = [
        "sk-", "pk-", "rk-", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "hf_", "AKIA", "ASIA",
        "AIza", "eyJ", "ya29.",
    ]
    private static let names = ["key", "token", "secret", "password", "passwd", "pwd", "credential", "authorization"]

    /// Whether any part of a line has the shape of a credential.
    static func appear(in text: String) -> Bool {
        let bytes = Array(text.utf8)
        return appearsByShape(bytes) || appearsByName(text)
    }

    private static func appearsByShape(_ bytes: [UInt8]) -> Bool {
        if contains(bytes, "-----BEGIN") { return true }
        for run in bytes.split(whereSeparator: { !isTokenByte($0) }) {
            for beginning in beginnings {
                let start = Array(beginning.utf8)
                guard run.count >= start.count + 8 else { continue }
                for index in run.indices.dropLast(start.count + 7) where run[index...].starts(with: start) {
                    if index == run.startIndex || !isLetterOrDigit(run[index - 1]) { return true }
                }
            }
            for part in run.split(whereSeparator: { !isLetterOrDigit($0) }) where part.count >= 32 {
                // A long word of a language has no digits; a long number no letters.
                let digits = part.filter { (0x30...0x39).contains($0) }.count
                if digits >= 4, digits < part.count { return true }
            }
        }
        return false
    }

    private static func appearsByName(_ text: String) -> Bool {
        let lowered = text.lowercased()
        let words = lowered.split { " \t\n'\"".contains($0) }
        for (index, word) in words.enumerated() {
            if word == "bearer" || word.hasSuffix(":bearer"), index + 1 < words.count, words[index + 1].utf8.count >= 8
            {
                return true
            }
            if let scheme = word.firstRange(of: "://"), let at = word[scheme.upperBound...].firstIndex(of: "@"),
                word[scheme.upperBound..<at].contains(":")
            {
                return true
            }
            guard let sign = word.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
                // As an option: --api-key VALUE.
                let isOption = word.hasPrefix("-") && names.contains { word.hasSuffix($0) }
                if isOption, index + 1 < words.count, !words[index + 1].hasPrefix("-") { return true }
                // As a setting: NAME = VALUE.
                if index + 1 < words.count, words[index + 1] == "=", names.contains(where: { word.hasSuffix($0) }) {
                    return true
                }
                continue
            }
            let name = word[..<sign]
            guard names.contains(where: { name.hasSuffix($0) }), !name.hasSuffix("tokens") else { continue }
            let value = word[word.index(after: sign)...]
            if value.hasPrefix("$") { continue }
            if !value.isEmpty || index + 1 < words.count { return true }
        }
        return false
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        let pattern = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: pattern) }
    }
}
