import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: collects a request, asks the service for a reply and plays its steps on the event loop.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let service: Service
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var playing: Playing?
    /// Grows with each exchange, so that a timer of an earlier one is ignored.
    private var exchange = 0

    private struct Playing {
        var reply: Reply
        var next = 0
        var tokens = 0
        var isSettled = false
    }

    init(service: Service) {
        self.service = service
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.removeAll(keepingCapacity: true)
        case .body(let part):
            body.append(contentsOf: part.readableBytesView)
        case .end:
            guard let head else { return }
            exchange += 1
            playing = Playing(
                reply: service.reply(
                    to: Request(
                        method: head.method.rawValue,
                        target: head.uri,
                        authorization: head.headers.first(name: "authorization"),
                        wantsRouterMetadata: head.headers.first(name: "x-openrouter-metadata") == "enabled",
                        body: body
                    )
                )
            )
            play(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        abandon()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func play(_ context: ChannelHandlerContext) {
        while let current = playing, current.next < current.reply.steps.count {
            playing?.next += 1
            switch current.reply.steps[current.next] {
            case .wait(let duration):
                context.flush()
                return resume(context, after: duration)
            case .head(let status, let headers):
                let fields = HTTPHeaders(ExchangeHandler.commonHeaders + headers)
                let head = HTTPResponseHead(
                    version: .http1_1,
                    status: HTTPResponseStatus(statusCode: status),
                    headers: fields
                )
                context.write(wrapOutboundOut(.head(head)), promise: nil)
            case .bytes(let bytes, let tokens):
                playing?.tokens += tokens
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
            case .settle:
                playing?.isSettled = true
                if let charge = current.reply.charge { service.account.settle(charge) }
            case .end:
                playing = nil
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
                return
            case .close:
                abandon()
                context.flush()
                context.close(promise: nil)
                return
            case .closeOutput:
                abandon()
                context.flush()
                context.channel.close(mode: .output, promise: nil)
                return
            case .reset:
                abandon()
                context.flush()
                return reset(context)
            case .hang:
                context.flush()
                return
            }
        }
        context.flush()
    }

    private func resume(_ context: ChannelHandlerContext, after duration: Duration) {
        let waiting = exchange
        let (seconds, attoseconds) = duration.components
        let delay = TimeAmount.nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: delay) {
            let (handler, context) = bound.value
            guard handler.exchange == waiting, handler.playing != nil else { return }
            handler.play(context)
        }
    }

    /// Closes with RST: a lingering time of zero throws unsent bytes away.
    private func reset(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        guard let options = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in bound.value.close(promise: nil) }
    }

    private func abandon() {
        if let playing, !playing.isSettled, let charge = playing.reply.charge {
            service.account.abandon(charge, completionTokens: playing.tokens)
        }
        playing = nil
        exchange += 1
    }

    private static let commonHeaders = [
        ("access-control-allow-origin", "*"), ("access-control-expose-headers", "X-Generation-Id,cf-ray"),
        ("x-content-type-options", "nosniff"), ("server", "castline-simulator"),
    ]
}
