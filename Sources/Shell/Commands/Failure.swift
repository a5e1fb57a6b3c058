/// Why a command failed, in words for a person: what happened, what is kept, what to do next.
struct Failure: Error, Sendable, Encodable {
    /// Closed set of words per kind of error; stable, so that programs may test it.
    var code: String
    /// What happened, in a sentence.
    var message: String
    /// What is kept of what was made.
    var kept: String?
    /// What to do next.
    var next: String?
    var status: ExitStatus

    init(code: String, _ message: String, kept: String? = nil, next: String? = nil, status: ExitStatus = .failure) {
        self.code = code
        self.message = Self.readable(message)
        self.kept = kept
        self.next = next.map(Self.readable)
        self.status = status
    }

    /// A sentence that repeats what was given as far as anybody reads it.
    static func readable(_ text: String) -> String {
        text.count <= longest ? text : "\(text.prefix(longest - 101)) … \(text.suffix(98))"
    }

    private static let longest = 2_000

    private enum CodingKeys: String, CodingKey { case code, message, kept, next, exitCode }

    /// As `--json` prints it, below `error`.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encode(message, forKey: .message)
        try container.encode(kept, forKey: .kept)
        try container.encode(next, forKey: .next)
        try container.encode(status.rawValue, forKey: .exitCode)
    }

    /// The object that `--json` prints.
    var object: any Encodable & Sendable { ["error": self] }

    /// The lines that people read.
    func text(_ style: TextStyle) -> String {
        let label = "error: "
        let parts =
            [(label, message)]
            + [("kept:  ", kept), ("next:  ", next)].compactMap { name, text in
                text.map { (name, $0) }
            }
        let lines = parts.map { name, text in
            // It may name what a stranger named.
            let lines = text.printable.split(separator: "\n", omittingEmptySubsequences: false)
            // The first line follows its label, and others begin where they like.
            let rest = lines.dropFirst().map { DisplayWidth.hanging(String($0), to: style.width, indent: 0) }
            let first = DisplayWidth.hanging(name + (lines.first ?? ""), to: style.width, indent: label.count)
            return ([first] + rest).joined(separator: "\n")
        }
        return style.bold(style.red(label)) + lines.joined(separator: "\n").dropFirst(label.count)
    }
}
