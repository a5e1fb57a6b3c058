import NIOCore
import NIOHTTP1

/// Sends the head of a request together with its body, in one piece.
///
/// The HTTP client flushes the head first and the body after it, which costs a system call and a packet more for each
/// request. Every body here is whole before its request begins, so that the head has nothing to wait for but the very
/// next write.
final class WholeRequests: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private var endsWithHead = false

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) { endsWithHead = true } else { endsWithHead = false }
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        if !endsWithHead { context.flush() }
    }

    /// Adds one to a connection, above what encodes its requests.
    static func add(to channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
            try pipeline.addHandler(WholeRequests(), position: .after(encoder))
        }
    }
}
