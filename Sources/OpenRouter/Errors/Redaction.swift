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

    /// The text with a `•` in the place of each byte of what ``redacted`` takes out, and what touches it, so that places in
    /// it stay places.
    package var masked: String {
        guard mayNameSomebody else { return self }
        var result: [UInt8] = []
        for run in TokenRun.runs(of: Array(utf8)) {
            var redacted: [UInt8] = []
            run.append(redactedTo: &redacted, from: .anybody)
            result +=
                redacted[...] == run.bytes ? run.bytes : Array(String(repeating: "•", count: run.bytes.count).utf8)[...]
        }
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
                // Markdown has a backslash before it.
                let before = bytes[index - 1] == UInt8(ascii: "\\") && index > 1 ? bytes[index - 2] : bytes[index - 1]
                if before == UInt8(ascii: "r") || before == UInt8(ascii: "g") { return true }
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
    private static let version = openRouter + Array("v1-".utf8)
    private static let beginning = Array("sk-".utf8)
    private static let accounts = ["user_", "org_", "user\\_", "org\\_"].map { Array($0.utf8) }
    /// `sk-or-v1-` and what is left of 64 digits when somebody has copied half of them.
    static let shortestWholeKey = 24
    /// What is shorter is taken for a word.
    private static let shortestKey = 7

    /// The runs of a text, in order.
    static func runs(of bytes: [UInt8]) -> [TokenRun] {
        var runs: [TokenRun] = []
        var start = 0
        guard var isInside = bytes.indices.first.map({ isToken(bytes, at: $0) }) else { return [] }
        for index in bytes.indices.dropFirst() where isToken(bytes, at: index) != isInside {
            runs.append(TokenRun(bytes: bytes[start..<index], isToken: isInside))
            (start, isInside) = (index, !isInside)
        }
        runs.append(TokenRun(bytes: bytes[start...], isToken: isInside))
        return runs
    }

    /// The run of tokens at the end of a text; an empty one where it ends with something else.
    static func last(of bytes: [UInt8]) -> TokenRun {
        let start = bytes.indices.reversed().first { !isToken(bytes, at: $0) }.map { $0 + 1 } ?? 0
        return TokenRun(bytes: bytes[start...], isToken: true)
    }

    /// How many bytes at the beginning of a text are of one run of tokens.
    static func lengthOfFirst(of bytes: [UInt8]) -> Int {
        bytes.indices.first { !isToken(bytes, at: $0) } ?? bytes.count
    }

    /// Whether keys and names may have such a byte.
    ///
    /// A backslash before a low line is none of theirs, but Markdown's, which a terminal does not show. At the end of a
    /// text the low line may still come.
    private static func isToken(_ bytes: [UInt8], at index: Int) -> Bool {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\\") {
            return index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "_")
        }
        return isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
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
        return bytes.indices.dropLast(shortest - 1).first { index in
            guard bytes[index...].starts(with: Self.beginning) else { return false }
            return isApart(index) || bytes[index...].starts(with: Self.version)
        }
    }

    private func isApart(_ index: Int) -> Bool {
        index == bytes.startIndex || !Self.isLetterOrDigit(bytes[index - 1])
    }

    // MARK: Runs that go on

    /// Whether a key or the name of an account stands here, whatever may follow.
    var isTakenOut: Bool { keyStart(shortest: Self.shortestKey) != nil || accountBeginning != nil }

    /// Whether it is one already, or more of the same run may make it one.
    var mayBecomeSecret: Bool {
        guard !bytes.isEmpty else { return false }
        let part = bytes.split(omittingEmptySubsequences: false, whereSeparator: isSeparator).last ?? []
        let word = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).last ?? []
        return keyStart(shortest: Self.beginning.count) != nil || lengthOfKeyBeginning > 0 || accountBeginning != nil
            || Self.accounts.contains { $0.starts(with: word) }
            || part.count <= 64 && part.allSatisfy { Self.isHexadecimal($0) }
    }

    /// How many bytes at the end are the beginning of what begins a key.
    var lengthOfKeyBeginning: Int {
        let index = bytes.indices.suffix(Self.version.count - 1).first { index in
            let rest = bytes[index...]
            return Self.version.starts(with: rest) || isApart(index) && Self.beginning.starts(with: rest)
        }
        return index.map { bytes.endIndex - $0 } ?? 0
    }

    /// What ends with the beginning of an account's name that goes on; `user_` begins one, and so it does behind a dash.
    private var accountBeginning: ArraySlice<UInt8>? {
        for index in bytes.indices where index == bytes.startIndex || bytes[index - 1] == UInt8(ascii: "-") {
            let rest = bytes[index...]
            if let account = Self.accounts.first(where: { rest.starts(with: $0) && rest.count > $0.count }) {
                return bytes[..<(index + account.count)]
            }
        }
        return nil
    }

    func append(redactedTo result: inout [UInt8], from scope: Scope) {
        if let start = keyStart(shortest: scope == .anybody ? Self.shortestKey : 20) {
            result += bytes[..<start]
            result += bytes[start...].starts(with: Self.openRouter) ? Self.openRouter : Self.beginning
            result += Array("…".utf8)
            return
        }
        guard scope == .anybody, isToken else {
            result += bytes
            return
        }
        if let accountBeginning {
            result += accountBeginning + Array("…".utf8)
            return
        }
        // A hash may have a name before it, as in `key-5d5d…`.
        for (place, part) in bytes.split(omittingEmptySubsequences: false, whereSeparator: isSeparator).enumerated() {
            if place > 0 { result.append(bytes[part.startIndex - 1]) }
            let isHash = part.count == 64 && part.allSatisfy(Self.isHexadecimal)
            result += isHash ? Array("…".utf8)[...] : part
        }
    }

    private func isSeparator(_ byte: UInt8) -> Bool { !Self.isLetterOrDigit(byte) }

    fileprivate static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
