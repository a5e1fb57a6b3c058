import NIOCore
import NIOPosix
import Testing

/// An HTTP server that answers with exactly the bytes it is told, on a port of its own, and says what it sees.
final class LoopbackServer: Sendable {
    /// What a connection does after a request has come in whole; after the last step it stays open.
    enum Step: Sendable {
        case write([UInt8])
        case close
    }

    /// What to do after a request with this head has come in.
    typealias Answer = @Sendable (_ head: String) -> [Step]

    /// What the server sees, in order.
    enum Event: Equatable, Sendable {
        case request(head: String, body: String)
        case closed
    }

    let port: Int
    let events: AsyncStream<Event>
    private let channel: any Channel

    private init(channel: any Channel, port: Int, events: AsyncStream<Event>) {
        self.channel = channel
        self.port = port
        self.events = events
    }

    /// Runs a server while the body runs.
    static func with<Output>(
        _ answer: @escaping Answer,
        body: (LoopbackServer) async throws -> Output
    ) async throws -> Output {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(answer: answer, events: continuation))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let port = try #require(channel.localAddress?.port)
        let server = LoopbackServer(channel: channel, port: port, events: events)
        do {
            let output = try await body(server)
            try await channel.close()
            return output
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// One answer with chunked framing, a chunk for each piece.
    static func answer(_ status: Int, _ headers: [(String, String)] = [], pieces: [[UInt8]]) -> [Step] {
        [.write(head(status, headers))] + pieces.filter { !$0.isEmpty }.map { .write(chunk($0)) }
            + [.write(Array("0\r\n\r\n".utf8))]
    }

    /// One JSON answer.
    static func json(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> [Step] {
        answer(status, headers + [("content-type", "application/json")], pieces: [Array(text.utf8)])
    }

    /// The beginning of an answer with chunked framing.
    static func head(_ status: Int, _ headers: [(String, String)] = []) -> [UInt8] {
        let fields = headers + [("transfer-encoding", "chunked")]
        return Array(("HTTP/1.1 \(status) Any\r\n" + fields.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n").utf8)
    }

    /// One chunk of a body.
    static func chunk(_ piece: [UInt8]) -> [UInt8] {
        Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
    }
}

private final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: LoopbackServer.Answer
    private let events: AsyncStream<LoopbackServer.Event>.Continuation
    private var received = ""

    init(
        answer: @escaping LoopbackServer.Answer,
        events: AsyncStream<LoopbackServer.Event>.Continuation
    ) {
        self.answer = answer
        self.events = events
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard let blank = received.firstRange(of: "\r\n\r\n") else { return }
        let head = String(received[..<blank.lowerBound])
        let length =
            head.split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) } ?? 0
        let body = String(received[blank.upperBound...])
        guard body.utf8.count >= length else { return }
        received = ""
        events.yield(.request(head: head, body: body))
        for step in answer(head) {
            switch step {
            case .write(let bytes): context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .close: context.close(promise: nil)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        events.yield(.closed)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
