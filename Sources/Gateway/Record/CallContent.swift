import OpenRouter

/// What was said in one call: the body as it was sent, and the answer, both redacted.
///
/// It is kept beside the record so that `replay` can ask again, in a table of its own that only remembers the latest
/// calls. A call that is longer than ``limit`` is not kept.
public struct CallContent: Hashable, Sendable {
    /// Bytes of body and answer together, above which nothing is kept.
    public static let limit = 131_072

    /// The body as it was sent to the preferred model, credentials and account names left out.
    public var body: String
    /// The answer's text, whole or not; `nil` where there was none.
    public var answer: String?

    /// The content of a call as the store has it.
    public init(body: String, answer: String?) {
        self.body = body
        self.answer = answer
    }

    /// The content of a call; `nil` where it is too long to be kept.
    init?(_ request: CompletionRequest, answer: String?) {
        let bytes = request.messages.reduce(answer?.utf8.count ?? 0) { $0 + $1.content.utf8.count }
        guard bytes <= Self.limit else { return nil }
        var chat = Gateway.chatRequest(request, model: request.chain.preferred)
        chat.messages = chat.messages.map { ChatMessage($0.role, $0.content.redacted) }
        body = chat.encodedText
        self.answer = answer?.redacted
    }

    /// The request that this body asks again: the same words to one model, with an answer of its own.
    ///
    /// - Parameters:
    ///   - id: The id of the call that is asked again, which names the new one's purpose.
    ///   - model: The model to ask; `nil` for the one that was asked first.
    /// - Returns: The request; `nil` where the body cannot be read.
    public func request(replaying id: String, model: String? = nil) -> CompletionRequest? {
        guard let chat = ChatRequest(encoded: body) else { return nil }
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "replay", unit: id),
            chain: ModelChain(preferred: model ?? chat.model),
            messages: chat.messages,
            maxTokens: chat.maxTokens
        )
        request.temperature = chat.temperature
        request.seed = chat.seed
        request.responseFormat = chat.responseFormat
        request.serverTools = chat.serverTools
        request.reasoningEffort = chat.reasoningEffort
        request.providers = chat.provider
        // Another model may heed less; what it was asked without is in its trace.
        request.parameters = .wished
        request.acceptsTruncation = true
        request.acceptedLevels = [.preferred]
        return request
    }
}
