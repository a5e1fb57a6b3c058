/// What goes over the wire in answer to one request, step by step.
struct Reply: Sendable {
    enum Step: Sendable {
        /// Nothing happens for this long.
        case wait(Duration)
        /// Status line and headers; without a `content-length` the body is sent in chunks.
        case head(status: Int, headers: [(String, String)])
        /// Bytes of the body, and how many tokens of the answer they carry.
        case bytes([UInt8], tokens: Int = 0)
        /// The whole charge is billed now.
        case settle
        /// The answer is complete and the connection stays open.
        case end
        /// The connection is closed without an end of the body.
        case close
        /// This side sends no more; what the other side sends is still read.
        case closeOutput
        /// The connection is reset (RST).
        case reset
        /// Nothing more is ever sent; the connection stays open until the other side leaves.
        case hang
    }

    var steps: [Step]
    /// What the call costs when it is played to its `settle`; tokens sent are billed when it breaks off before that.
    var charge: Charge?

    /// A whole body at once.
    static func whole(
        _ status: Int,
        _ body: [UInt8],
        type: String = "application/json",
        headers: [(String, String)] = []
    )
        -> Reply
    {
        let length = ("content-length", String(body.count))
        return Reply(steps: [
            .head(status: status, headers: [("content-type", type), length] + headers), .bytes(body), .end,
        ])
    }

    static func json(_ status: Int, _ value: JSON, headers: [(String, String)] = []) -> Reply {
        var bytes: [UInt8] = []
        value.write(to: &bytes)
        return whole(status, bytes, headers: headers)
    }

    /// An error body as the service writes it.
    static func error(_ failure: APIFailure) -> Reply {
        json(failure.status, failure.body, headers: failure.headers)
    }
}
