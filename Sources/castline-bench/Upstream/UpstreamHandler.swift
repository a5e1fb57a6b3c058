import NIOCore
import NIOHTTP1

/// Answers one connection's requests with fixed texts, after the wait that the path names.
final class UpstreamHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What a path such as `/p-lat400/api/v1` or `/p-sse4_gap2000000/api/v1` asks for.
    private struct Behaviour {
        var latency = TimeAmount.zero
        var chunks = 0
        var gap = TimeAmount.zero
        var listsModels = false

        init(path: String) {
            listsModels = path.hasSuffix("/models")
            guard path.hasPrefix("/p-") else { return }
            for token in path.dropFirst(3).prefix(while: { $0 != "/" }).split(separator: "_") {
                if token.hasPrefix("lat") { latency = .milliseconds(Int64(token.dropFirst(3)) ?? 0) }
                if token.hasPrefix("sse") { chunks = Int(token.dropFirst(3)) ?? 0 }
                if token.hasPrefix("gap") { gap = .microseconds(Int64(token.dropFirst(3)) ?? 0) }
            }
        }
    }

    private var behaviour = Behaviour(path: "")

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): behaviour = Behaviour(path: head.uri)
        case .body: break
        case .end: respond(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func respond(_ context: ChannelHandlerContext) {
        if behaviour.listsModels { return send(Self.models, context) }
        if behaviour.chunks > 0 { return stream(context) }
        guard behaviour.latency > .zero else { return send(Self.answer, context) }
        context.eventLoop.assumeIsolated().scheduleTask(in: behaviour.latency) { self.send(Self.answer, context) }
    }

    private func send(_ body: ByteBuffer, _ context: ChannelHandlerContext) {
        let headers: HTTPHeaders = ["content-type": "application/json", "content-length": "\(body.readableBytes)"]
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func stream(_ context: ChannelHandlerContext) {
        let headers: HTTPHeaders = ["content-type": "text/event-stream", "transfer-encoding": "chunked"]
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        sendChunk(1, context)
    }

    private func sendChunk(_ number: Int, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(Self.delta))), promise: nil)
        if number < behaviour.chunks {
            context.eventLoop.assumeIsolated().scheduleTask(in: behaviour.gap) { self.sendChunk(number + 1, context) }
        } else {
            context.write(wrapOutboundOut(.body(.byteBuffer(Self.end))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    // MARK: Texts

    private static let id = #""id":"gen-bench-1","provider":"Bench","model":"openai/gpt-4o-mini""#
    private static let usage =
        #""usage":{"prompt_tokens":120,"completion_tokens":260,"total_tokens":380,"cost":0.001}"#

    private static let answer = ByteBuffer(
        string: #"{\#(id),"object":"chat.completion","created":1795420800,"choices":[{"index":0,"logprobs":null,"#
            + #""finish_reason":"stop","native_finish_reason":"stop","message":{"role":"assistant","content":""#
            + String(
                repeating: "The dial shows money leaving the building, a thousandth of a cent at a time. ",
                count: 14
            )
            + #"","refusal":null,"reasoning":null}}],\#(usage)}"#
    )
    private static let delta = ByteBuffer(
        string: #"data: {\#(id),"choices":[{"index":0,"delta":{"role":"assistant","content":" wait"},"#
            + #""finish_reason":null}]}"# + "\n\n"
    )
    private static let end = ByteBuffer(
        string: #"data: {\#(id),"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}"# + "\n\n"
            + #"data: {\#(id),"choices":[],\#(usage)}"# + "\n\ndata: [DONE]\n\n"
    )
    private static let models = ByteBuffer(
        string: #"{"data":[{"id":"openai/gpt-4o-mini","name":"Bench","created":1721260800,"context_length":128000,"#
            + #""architecture":{"input_modalities":["text"],"output_modalities":["text"]},"#
            + #""pricing":{"prompt":"0.00000015","completion":"0.0000006","request":"0"},"#
            + #""supported_parameters":["max_tokens","temperature"]}]}"#
    )
}
