import FoundationEssentials
import NIOCore
import NIOHTTP1

extension ChatResponse {
    /// Reads the body of a 200, which may be a failure all the same.
    ///
    /// Checked in the order of the API reference, "Failure inside HTTP 200": an error instead of choices, an error
    /// inside the choice, no choices, the finish reason `error`, no content.
    init(body: ByteBuffer, headers: HTTPHeaders, now: Date) throws(OpenRouterError) {
        let node: JSONNode
        do { node = try JSONParser.parse(body) } catch {
            let message =
                body.readableBytes == 0 ? "the answer is empty" : "the answer is not JSON (at byte \(error.offset))"
            throw OpenRouterError(
                .invalidResponse,
                message,
                isInBand: true,
                generationID: headers.first(name: "x-generation-id")
            )
        }
        self.init()
        identify(node)
        id = id ?? headers.first(name: "x-generation-id")
        usage = node["usage"].flatMap { Usage($0) }
        let choice = node.choice
        let message = choice?["message"] ?? choice?["delta"]
        text = message?["content"]?.text ?? choice?["text"]?.string ?? ""
        reasoning = message?.reasoning
        refusal = message?["refusal"]?.string
        citations = message?.citations ?? []
        finishReason = choice?["finish_reason"]?.string.map { FinishReason($0) }
        if let error = node["error"] ?? choice?["error"] {
            throw OpenRouterError(inBand: error, partial: self, headers: headers, now: now)
        }
        guard choice != nil else { throw failure(.invalidResponse, "the answer holds no choice") }
        guard finishReason != .error else {
            throw failure(.serverError, "the answer ended in an error that is not named")
        }
        if let code = emptiness(hasOtherContent: message?.hasOtherContent ?? false) {
            throw failure(code, emptySentence)
        }
    }

    private func failure(_ code: OpenRouterError.Code, _ message: String) -> OpenRouterError {
        OpenRouterError(code, message, isInBand: true, generationID: id, provider: provider, partial: self)
    }
}
