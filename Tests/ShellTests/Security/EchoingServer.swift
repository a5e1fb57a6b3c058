import TestSupport

/// A server on loopback that says what it was sent: the key of each request stands in its answers, where `KEY` is.
final class EchoingServer: Sendable {
    private let responder: LoopbackResponder

    var baseURL: String { "http://127.0.0.1:\(responder.port)/v1" }

    /// - Parameter answer: The whole answer to a request of a path.
    /// - Throws: `POSIXError` when no port is free.
    init(_ answer: @escaping @Sendable (_ path: String) -> String) throws {
        responder = try LoopbackResponder { request, _ in
            let key = request.firstMatch(of: /(?i)authorization: bearer (\S+)/).map { String($0.output.1) } ?? "none"
            // A key may come in two pieces, or break off.
            let middle = key.index(key.startIndex, offsetBy: key.count / 2)
            return answer(LoopbackResponder.path(of: request))
                .replacing("KEYHEAD", with: String(key[..<middle]))
                .replacing("KEYTAIL", with: String(key[middle...]))
                .replacing("KEY", with: key)
        }
    }

    func stop() { responder.stop() }

    static func answer(_ status: String, _ body: String, type: String = "application/json") -> String {
        // The length is that of the body as it is sent: the connection's end says it.
        "HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\nconnection: close\r\n\r\n\(body)"
    }

    static let catalogue = answer(
        "200 OK",
        #"{"data":[{"id":"test/model","name":"Model of KEY","description":"Serves KEY","context_length":64000}]}"#
    )

    /// A stream of pieces of text.
    static func stream(_ pieces: [String]) -> String {
        let events = pieces.map {
            #"data: {"id":"gen-1","model":"test/model","choices":[{"delta":{"content":"\#($0)"}}]}"#
        }
        let end =
            #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":3}}"#
        return answer(
            "200 OK",
            (events + [end, "data: [DONE]"]).joined(separator: "\n\n") + "\n\n",
            type: "text/event-stream"
        )
    }
}
