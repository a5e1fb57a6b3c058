/// Takes out of answers what no model has to write: addresses, secrets, and the mark of its own rules.
///
/// Sources are cited by the ids of the ledger, so an address in an answer is invented or was planted, and a secret in one
/// was never given for publication. What is cut is cut between the quotes of a JSON string, so that the answer still reads.
struct OutputFilter {
    /// What was found, for a person.
    enum Finding: String, CaseIterable {
        case address = "an address"
        case secret = "what looks like a secret"
        case canary = "the mark of its instructions"
    }

    /// The answer without it.
    private(set) var text: String
    /// What was cut out.
    private(set) var findings: Set<Finding> = []

    /// - Parameters:
    ///   - answer: As the model wrote it.
    ///   - rules: The prompt's system message.
    init(_ answer: String, rules: String) {
        text = answer
        if let mark = Canary.mark(in: rules) {
            let rest = text.replacingScalars(mark, with: "")
            if rest.utf8.count != text.utf8.count {
                text = rest
                findings.insert(.canary)
            }
        }
        cut(Self.secret, "(removed)", .secret) { text in
            ["sk-", "AKIA", "ASIA", "gh", "xox", "AIza", "eyJ", "PRIVATE KEY"].contains { text.contains($0) }
        }
        cut(Self.address, "", .address) { text in
            [":/", ":\\/", "www.", "WWW.", "javascript:", "data:"].contains { text.contains($0) }
        }
    }

    /// Whether a text holds what looks like a key, a token or a private key.
    static func holdsSecret(_ text: String) -> Bool {
        text.firstMatch(of: secret.matchingSemantics(.unicodeScalar)) != nil
    }

    private mutating func cut(
        _ pattern: Regex<Substring>,
        _ replacement: String,
        _ finding: Finding,
        _ mayHold: (String) -> Bool
    ) {
        guard mayHold(text) else { return }
        let rest = text.replacing(pattern.matchingSemantics(.unicodeScalar), with: replacement)
        guard rest != text else { return }
        text = rest
        findings.insert(finding)
    }

    /// A scheme with what follows it, or a host that begins with `www.`; slashes may be escaped as in JSON.
    private static var address: Regex<Substring> {
        /(?i)\b(?:[a-z][a-z0-9+.\-]{1,12}:(?:\\?\/){2}|(?:javascript|vbscript):(?=\S)|data:[a-z]+\\?\/|www\.(?=[a-z0-9]))(?:\\\/|[^\s"'<>\\)\]}])*/
    }

    /// Keys of the services that people use, tokens of three parts, and private keys.
    private static var secret: Regex<Substring> {
        /\b(?:sk-[A-Za-z0-9_\-]{16,}|(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|xox[abprs]-[A-Za-z0-9\-]{10,}|AIza[A-Za-z0-9_\-]{30,}|eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*)|-----BEGIN [A-Z ]*PRIVATE KEY-----/
    }
}
