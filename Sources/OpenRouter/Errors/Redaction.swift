extension String {
    /// The text without what identifies a key or an account: credentials (`sk-…`), hashes of keys (64 hexadecimal
    /// digits, as in links to a key's page) and account ids (`user_…`, `org_…`).
    package var redacted: String {
        guard mayNameSomebody else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        for run in TokenRun.runs(of: Array(utf8)) { run.append(redactedTo: &result, from: .anybody) }
        return String(decoding: result, as: UTF8.self)
    }

    /// The text without keys (`sk-` and at least 20 bytes in all), whatever stands before them.
    ///
    /// What a model or a page says is kept otherwise: hashes and names that begin like those of accounts are no secrets
    /// there.
    package var withoutKeys: String {
        guard mayHoldKey else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        for run in TokenRun.runs(of: Array(utf8)) { run.append(redactedTo: &result, from: .keys) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a whole key of OpenRouter stands in the text.
    package var holdsKey: Bool {
        guard mayHoldKey else { return false }
        return TokenRun.runs(of: Array(utf8)).contains { run in
            run.keyStart(shortest: TokenRun.shortestWholeKey).map { run.bytes[$0...].starts(with: TokenRun.openRouter) }
                ?? false
        }
    }

    /// Whether anything could need redaction: nearly every text needs none, and is looked at for a fraction of the time.
    private var mayNameSomebody: Bool {
        let bytes = utf8.span
        for index in bytes.indices.dropFirst() {
            switch bytes[index] {
            case UInt8(ascii: "-"): if bytes[index - 1] == UInt8(ascii: "k") { return true }
            case UInt8(ascii: "_"):
                if bytes[index - 1] == UInt8(ascii: "r") || bytes[index - 1] == UInt8(ascii: "g") { return true }
            default: break
            }
        }
        // 64 digits in a row stand on one of each 64 places.
        var place = 63
        while place < bytes.count {
            var (first, last) = (place, place)
            while first >= 0, TokenRun.isHexadecimal(bytes[first]) { first -= 1 }
            while last < bytes.count, TokenRun.isHexadecimal(bytes[last]) { last += 1 }
            if last - first > 64 { return true }
            place += 64
        }
        return false
    }

    /// Whether `k-` stands anywhere.
    private var mayHoldKey: Bool {
        let bytes = utf8.span
        return bytes.indices.dropFirst().contains { index in
            bytes[index] == UInt8(ascii: "-") && bytes[index - 1] == UInt8(ascii: "k")
        }
    }
}

/// A run of the bytes that keys and names are made of, or of all others.
struct TokenRun {
    /// What is taken out.
    enum Scope { case anybody, keys }

    let bytes: ArraySlice<UInt8>
    let isToken: Bool

    static let openRouter = Array("sk-or-".utf8)
    private static let beginning = Array("sk-".utf8)
    private static let accounts = [Array("user_".utf8), Array("org_".utf8)]
    /// `sk-or-v1-` and what is left of 64 digits when somebody has copied half of them.
    static let shortestWholeKey = 24

    /// The runs of a text, in order.
    static func runs(of bytes: [UInt8]) -> [TokenRun] {
        var runs: [TokenRun] = []
        var start = 0
        for index in bytes.indices.dropFirst() where isToken(bytes[index]) != isToken(bytes[index - 1]) {
            runs.append(TokenRun(bytes: bytes[start..<index], isToken: isToken(bytes[start])))
            start = index
        }
        if start < bytes.count { runs.append(TokenRun(bytes: bytes[start...], isToken: isToken(bytes[start]))) }
        return runs
    }

    static func isToken(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// Where a key begins in it that has at least so many bytes.
    ///
    /// `sk-` begins one unless a letter or a digit stands before it, as in `task-oriented`; `sk-or-v1-` always does.
    func keyStart(shortest: Int) -> Int? {
        guard isToken, bytes.count >= shortest else { return nil }
        let version = Self.openRouter + Array("v1-".utf8)
        return bytes.indices.dropLast(shortest - 1).first { index in
            guard bytes[index...].starts(with: Self.beginning) else { return false }
            return index == bytes.startIndex || !Self.isLetterOrDigit(bytes[index - 1])
                || bytes[index...].starts(with: version)
        }
    }

    func append(redactedTo result: inout [UInt8], from scope: Scope) {
        if let start = keyStart(shortest: scope == .anybody ? 7 : 20) {
            result += bytes[..<start]
            result += bytes[start...].starts(with: Self.openRouter) ? Self.openRouter : Self.beginning
            result += Array("…".utf8)
            return
        }
        guard scope == .anybody, isToken else {
            result += bytes
            return
        }
        if let account = Self.accounts.first(where: { bytes.starts(with: $0) && bytes.count > $0.count }) {
            result += account + Array("…".utf8)
        } else if bytes.count == 64, bytes.allSatisfy(Self.isHexadecimal) {
            result += Array("…".utf8)
        } else {
            result += bytes
        }
    }

    fileprivate static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
