import FoundationEssentials
import NIOHTTP1

/// What the body of a failure says, in any of the shapes it comes in.
///
/// OpenRouter's `{"error":{message, code, metadata}}`, the same inside a 200 or a chunk, `ZodError` bodies without a
/// code, `{"error":{message, type, code}}` of other servers, an error that is only a string, HTML and nothing at all.
struct ErrorBody {
    var message: String?
    /// The inner code where it is a number, also one written as a string.
    var code: Int?
    /// The inner code where it is a word, such as `server_error`.
    var word: String?
    var errorType: String?
    var limitSource: String?
    var reason: String?
    var provider: String?
    /// Whether moderation or a guardrail gave its reasons.
    var isModeration = false
    /// Rate-limit headers that the body repeats, by lower-case name.
    var headers: [String: String] = [:]
    /// Seconds, from the announced `availability` member.
    var availabilityRetryAfter: Double?

    /// Reads a page: of an edge or a proxy, which says what it is in its title.
    init(page: String) {
        guard let start = page.firstRange(of: "<title>"), let end = page[start.upperBound...].firstRange(of: "</title>")
        else { return }
        let title = page[start.upperBound..<end.lowerBound].split(whereSeparator: \.isWhitespace)
        if !title.isEmpty { message = "a page with the title “\(title.joined(separator: " "))”" }
    }

    /// Reads the value of an `error` member.
    init(_ error: JSONNode) {
        if let text = error.string {
            message = text
            return
        }
        let metadata = error["metadata"]
        code = error["code"]?.integer
        word = code == nil ? error["code"]?.string ?? error["type"]?.string : error["type"]?.string
        errorType = metadata?["error_type"]?.string ?? error["error_type"]?.string
        limitSource = metadata?["limit_source"]?.string
        reason = metadata?["reason"]?.string
        provider = metadata?["provider_name"]?.string
        isModeration = ["reasons", "flagged_input", "patterns"].contains { metadata?[$0] != nil }
        for member in metadata?["headers"]?.members ?? [] {
            if case .number(let text) = member.value { headers[member.name.lowercased()] = text }
            if case .string(let text) = member.value { headers[member.name.lowercased()] = text }
        }
        availabilityRetryAfter = error["availability"]?["retry_after"]?.double
        message = error["message"]?.string
        if error["name"]?.string == "ZodError" { message = message.flatMap(Self.zodSentence) }
        if !isModeration, let raw = metadata?["raw"]?.string, !raw.isEmpty {
            message = (message.map { $0 + ": " } ?? "") + Self.rawSentence(raw)
        }
    }

    /// The error's message for a person: one line, redacted, at most 400 characters.
    var sentence: String? {
        guard let message, !message.isEmpty else { return nil }
        let line = message.redacted.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 400 ? line.prefix(400) + "…" : line
    }

    /// A provider's own body is often JSON inside a string.
    private static func rawSentence(_ raw: String) -> String {
        guard let node = try? JSONParser.parse(raw.utf8Span.span) else { return raw }
        return node["error"]?["message"]?.string ?? node["message"]?.string ?? node["error"]?.string ?? raw
    }

    /// A ZodError's message is a list of complaints as JSON.
    ///
    /// - Returns: `nil` where the list says nothing.
    private static func zodSentence(_ text: String) -> String? {
        guard let complaints = (try? JSONParser.parse(text.utf8Span.span))?.array else { return text }
        let sentences = complaints.compactMap { complaint -> String? in
            guard let message = complaint["message"]?.string else { return nil }
            let path = (complaint["path"]?.array ?? []).compactMap { $0.string ?? $0.integer.map { "\($0)" } }
            return path.isEmpty ? message : "\(path.joined(separator: ".")): \(message)"
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }
}
