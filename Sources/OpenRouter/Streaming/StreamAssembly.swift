import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Puts a streamed answer together: chunks in, events out, and at the end a judgment whether it was whole.
///
/// Usage comes once, near the end, in one of three shapes: on a chunk with an empty delta, on one without choices, or
/// on one that repeats the finish reason. So the first reason counts, and usage is taken wherever it stands.
///
/// Source: API reference, "Streaming"; recorded streams.
struct StreamAssembly {
    /// What has arrived so far.
    private(set) var partial = ChatResponse()
    /// Events to be handed out, oldest first.
    private(set) var events: [ChatEvent] = []
    private let headers: HTTPHeaders
    private let now: Date
    private var hasStarted = false
    private var hasOtherContent = false

    /// An assembly for an answer with these headers; `now` anchors waits given as dates.
    init(headers: HTTPHeaders, now: Date) {
        self.headers = headers
        self.now = now
    }

    /// Takes out the events that are ready.
    mutating func takeEvents() -> [ChatEvent] {
        defer { events = [] }
        return events
    }

    /// Takes the data of one event.
    ///
    /// - Returns: Whether it was the terminator, `[DONE]`.
    /// - Throws: The error that the event reports, with what arrived before it.
    mutating func receive(_ data: ByteBuffer) throws(OpenRouterError) -> Bool {
        if data.readableBytes <= 16, data.readableBytesView.starts(with: "[DONE]".utf8) {
            try end(sawTerminator: true)
            return true
        }
        let node: JSONNode
        do { node = try JSONParser.parse(data) } catch {
            if data.readableBytesView.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) { return false }
            throw failure(.invalidResponse, "the stream holds an event that is not JSON")
        }
        let choice = node.choice
        partial.identify(node)
        if let usage = node["usage"].flatMap({ Usage($0) }) { partial.usage = usage }
        if let error = node["error"] ?? choice?["error"] {
            if let delta = choice?["delta"] ?? choice?["message"] { take(delta) }
            throw OpenRouterError(inBand: error, partial: partial, headers: headers, now: now)
        }
        start()
        if let delta = choice?["delta"] ?? choice?["message"] { take(delta) }
        if partial.finishReason == nil, let word = choice?["finish_reason"]?.string, !word.isEmpty {
            partial.finishReason = FinishReason(word)
        }
        return false
    }

    /// Judges a stream that has ended, with or without its terminator.
    mutating func end(sawTerminator: Bool) throws(OpenRouterError) {
        switch partial.finishReason {
        case .error: throw failure(.serverError, "the answer ended in an error that is not named")
        case nil where !sawTerminator:
            throw failure(.truncated, "the stream ended before the answer did")
        default: break
        }
        if let code = partial.emptiness(hasOtherContent: hasOtherContent) { throw failure(code, partial.emptySentence) }
        start()
        events.append(
            .ended(
                ChatEnd(
                    finishReason: partial.finishReason,
                    usage: partial.usage,
                    sawTerminator: sawTerminator,
                    router: partial.router,
                    refusal: partial.refusal
                )
            )
        )
    }

    /// Takes a plain answer in place of a stream.
    mutating func receiveWhole(_ response: ChatResponse) throws(OpenRouterError) {
        partial = response
        start()
        if let reasoning = response.reasoning, !reasoning.isEmpty { events.append(.reasoning(reasoning)) }
        if !response.text.isEmpty { events.append(.text(response.text)) }
        if !response.citations.isEmpty { events.append(.citations(response.citations)) }
        events.append(
            .ended(
                ChatEnd(
                    finishReason: response.finishReason,
                    usage: response.usage,
                    sawTerminator: true,
                    router: response.router,
                    refusal: response.refusal
                )
            )
        )
    }

    /// A failure that carries what has arrived.
    func failure(_ code: OpenRouterError.Code, _ message: String) -> OpenRouterError {
        OpenRouterError(
            code,
            message,
            isInBand: true,
            generationID: partial.id ?? headers.first(name: "x-generation-id"),
            provider: partial.provider,
            partial: partial
        )
    }

    private mutating func start() {
        guard !hasStarted else { return }
        hasStarted = true
        partial.id = partial.id ?? headers.first(name: "x-generation-id")
        events.append(.started(id: partial.id, model: partial.model, provider: partial.provider))
    }

    private mutating func take(_ delta: JSONNode) {
        if let reasoning = delta.reasoning, !reasoning.isEmpty {
            partial.reasoning = (partial.reasoning ?? "") + reasoning
            events.append(.reasoning(reasoning))
        }
        if let text = delta["content"]?.text, !text.isEmpty {
            partial.text += text
            events.append(.text(text))
        }
        if let refusal = delta["refusal"]?.string, !refusal.isEmpty {
            partial.refusal = (partial.refusal ?? "") + refusal
        }
        let citations = delta.citations
        if !citations.isEmpty {
            partial.citations += citations
            events.append(.citations(citations))
        }
        hasOtherContent = hasOtherContent || delta.hasOtherContent
    }
}

extension ChatResponse {
    /// The failure that an answer without content is, or `nil` where there is some: text, a refusal, or the other
    /// content of a message (a call of a tool, a picture, sound).
    func emptiness(hasOtherContent: Bool) -> OpenRouterError.Code? {
        guard !hasOtherContent, refusal?.isEmpty ?? true, text.allSatisfy(\.isWhitespace) else { return nil }
        return finishReason == .contentFilter ? .contentPolicy : .emptyResponse
    }
}

extension ChatResponse {
    /// What to say of an answer without content.
    var emptySentence: String {
        switch finishReason {
        case .contentFilter: "the provider's filter withheld the answer"
        case .length where reasoning?.isEmpty == false || (usage?.reasoningTokens ?? 0) > 0:
            "the answer holds no text: reasoning took all the tokens it may have"
        case .length: "the answer holds no text, and was cut at its limit of tokens"
        default: "the answer holds no text"
        }
    }
}
