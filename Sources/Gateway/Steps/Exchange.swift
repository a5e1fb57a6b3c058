import OpenRouter
import Resilience
import Synchronization

/// One attempt on the wire: what came back, and what the caller has seen of it.
struct Exchange: Sendable {
    /// The answer, whole or not.
    var response = ChatResponse()
    /// Why it ended before its time; `nil` where it did not.
    var failure: (any Error)?
    /// Whether any text was handed to the caller.
    var hasShownText = false
    /// From sending to the first text; `nil` unless streamed.
    var timeToFirstText: Duration?

    /// Asks for a whole answer, which takes at most `limit`.
    static func plain(
        _ client: OpenRouterClient,
        _ request: ChatRequest,
        key: Secret,
        limit: Duration
    ) async -> Exchange {
        var exchange = Exchange()
        var generation: String?
        do {
            exchange.response = try await client.complete(request, key: key, limit: limit) { generation = $0 }
        } catch {
            exchange.failure = error
            exchange.response.id = generation
            if let partial = (error as? OpenRouterError)?.partial { exchange.response = partial }
        }
        exchange.remove(key)
        return exchange
    }

    /// Takes keys out of what came back, so that nothing that keeps it keeps them: a server may say what it was sent.
    // Apart, so that what it works with is not kept by every call that waits.
    @inline(never)
    mutating func remove(_ key: Secret) {
        func clean(_ text: String) -> String { Self.text(text, without: key) }
        func name(_ text: String) -> String { clean(text).redacted }
        response.text = clean(response.text)
        response.reasoning = response.reasoning.map(clean)
        response.refusal = response.refusal.map(clean)
        response.id = response.id.map(clean)
        response.model = response.model.map(clean)
        response.provider = response.provider.map(name)
        for index in response.citations.indices {
            response.citations[index].url = clean(response.citations[index].url)
            response.citations[index].title = response.citations[index].title.map(clean)
            response.citations[index].content = response.citations[index].content.map(clean)
        }
        if case .other(let word) = response.finishReason { response.finishReason = .other(name(word)) }
        response.router = response.router.map { $0.mapped(name) }
        guard var error = failure as? OpenRouterError else { return }
        error.message = name(error.message)
        error.provider = error.provider.map(name)
        error.generationID = error.generationID.map(clean)
        error.router = error.router.map { $0.mapped(name) }
        failure = error
    }

    private static func text(_ text: String, without key: Secret) -> String { key.removed(from: text).withoutKeys }

    /// Asks for a stream and hands its text on as it comes.
    ///
    /// Nothing is handed on before the first text that is more than blanks: what fails until then may still be asked of
    /// another model.
    ///
    /// `onGeneration` is called once, when the generation's id is known.
    static func streamed(
        _ client: OpenRouterClient,
        _ request: ChatRequest,
        key: Secret,
        timeline: Timeline,
        onGeneration: @Sendable (String) async -> Void,
        onText: @Sendable (String) async -> Void
    ) async -> Exchange {
        var exchange = Exchange()
        var blanks = ""
        let start = timeline.now
        do {
            for try await event in try await client.stream(request, key: key) {
                switch event {
                case .started(let id, let model, let provider):
                    exchange.response.id = id
                    exchange.response.model = model
                    exchange.response.provider = provider
                    if let id { await onGeneration(Self.text(id, without: key)) }
                case .text(let text):
                    exchange.response.text += text
                    if exchange.hasShownText {
                        await onText(text)
                    } else if text.allSatisfy(\.isWhitespace) {
                        blanks += text
                    } else {
                        exchange.timeToFirstText = timeline.now - start
                        exchange.hasShownText = true
                        await onText(blanks + text)
                    }
                case .reasoning(let text):
                    exchange.response.reasoning = (exchange.response.reasoning ?? "") + text
                case .citations(let citations): exchange.response.citations += citations
                case .ended(let end):
                    exchange.response.finishReason = end.finishReason
                    exchange.response.usage = end.usage
                    exchange.response.router = end.router
                    exchange.response.refusal = end.refusal
                }
            }
        } catch {
            exchange.failure = error
            if let partial = (error as? OpenRouterError)?.partial {
                exchange.response.usage = partial.usage ?? exchange.response.usage
                exchange.response.id = partial.id ?? exchange.response.id
            }
        }
        exchange.remove(key)
        return exchange
    }
}
