import NIOCore
import NIOHTTP1

extension OpenRouterClient {
    /// Answers a conversation, all at once.
    ///
    /// - Parameters:
    ///   - request: The conversation and the model that continues it.
    ///   - key: The credential that pays.
    ///   - limit: How long this call may take, where that is less than ``Timeouts/total``.
    ///   - onCancelled: Called with the generation's id where the task is cancelled after the answer's headers: the service
    ///     may bill what nobody reads.
    /// - Returns: The answer; it has text, a refusal, or a call of a tool.
    /// - Throws: ``OpenRouterError``, also for failures inside a 200; `CancellationError` when the task is cancelled.
    public func complete(
        _ request: ChatRequest,
        key: Secret,
        limit: Duration? = nil,
        onCancelled: (_ generationID: String) -> Void = { _ in }
    ) async throws -> ChatResponse {
        let exchange = try begin(
            .POST,
            Requests.chatPath,
            key: key.isEmpty ? nil : key,
            body: request.encoded(isStreaming: false),
            collectsWhole: true,
            limit: limit
        )
        let (head, body): (HTTPResponseHead, ByteBuffer)
        do { (head, body) = try await answer(of: exchange) } catch let error as CancellationError {
            if let id = exchange.generationID { onCancelled(id) }
            throw error
        }
        return try ChatResponse(body: body, headers: head.headers, now: now())
    }

    /// Streams an answer as it is generated.
    ///
    /// - Parameters:
    ///   - request: The conversation and the model that continues it.
    ///   - key: The credential that pays.
    /// - Returns: The stream, as soon as the headers of a 200 are in.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func stream(_ request: ChatRequest, key: Secret) async throws -> ChatStream {
        let exchange = try begin(
            .POST,
            Requests.chatPath,
            key: key.isEmpty ? nil : key,
            body: request.encoded(isStreaming: true),
            collectsWhole: false
        )
        do {
            let head = try await exchange.head()
            guard 200..<300 ~= head.status.code else {
                throw OpenRouterError(head: head, body: try await exchange.remainder(), now: now())
            }
            return ChatStream(exchange, head: head, now: now())
        } catch let error as OpenRouterError {
            throw error
        } catch {
            guard let failure = OpenRouterError.transport(error, wasSent: exchange.wasSent) else {
                throw CancellationError()
            }
            throw failure
        }
    }
}
