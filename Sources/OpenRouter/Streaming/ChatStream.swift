import FoundationEssentials
import NIOCore
import NIOHTTP1
import Synchronization

/// An answer as it is generated; read it once, by one task.
///
/// Text comes in order, in fragments of any length, never empty. The last event is ``ChatEvent/ended(_:)``; a stream
/// that fails throws ``OpenRouterError`` instead, whose `partial` holds what had arrived. Cancelling the reading task,
/// or letting go of the stream, closes the connection.
///
/// Source: API reference, "Streaming"; framing as in the HTML standard, "Server-sent events".
public struct ChatStream: AsyncSequence, Sendable {
    /// One event of the stream.
    public typealias Element = ChatEvent

    /// Closes the connection when the last reader lets go of it.
    fileprivate final class Lifeline: Sendable {
        let exchange: Exchange
        let isTaken = Atomic(false)

        init(_ exchange: Exchange) {
            self.exchange = exchange
        }

        deinit {
            exchange.cancel()
        }
    }

    private let lifeline: Lifeline
    private let head: HTTPResponseHead
    private let now: Date

    init(_ exchange: Exchange, head: HTTPResponseHead, now: Date) {
        lifeline = Lifeline(exchange)
        self.head = head
        self.now = now
    }

    /// The one iterator of this stream; asking for a second is a mistake in the program.
    public func makeAsyncIterator() -> Iterator {
        precondition(!lifeline.isTaken.exchange(true, ordering: .relaxed), "a chat stream is read once")
        return Iterator(lifeline: lifeline, headers: head.headers, now: now)
    }

    /// Reads the stream.
    public struct Iterator: AsyncIteratorProtocol {
        private enum Phase { case reading, ended, finished }

        private let lifeline: Lifeline
        private let isEventStream: Bool
        private let headers: HTTPHeaders
        private let now: Date
        private var parser = EventParser()
        private var assembly: StreamAssembly
        private var ready: [ChatEvent] = []
        private var position = 0
        private var phase = Phase.reading
        private var failure: OpenRouterError?

        fileprivate init(lifeline: Lifeline, headers: HTTPHeaders, now: Date) {
            self.lifeline = lifeline
            self.headers = headers
            self.now = now
            isEventStream = headers.first(name: "content-type")?.contains("json") != true
            assembly = StreamAssembly(headers: headers, now: now)
        }

        /// The next event, or `nil` after the last.
        ///
        /// - Throws: ``OpenRouterError``; `CancellationError` when the reading task is cancelled.
        public mutating func next() async throws -> ChatEvent? {
            while true {
                if position < ready.count {
                    defer { position += 1 }
                    return ready[position]
                }
                if let failure {
                    self.failure = nil
                    phase = .finished
                    throw failure
                }
                guard phase == .reading else { return nil }
                do { try await read() } catch let error as OpenRouterError { failure = error }
                ready = assembly.takeEvents()
                position = 0
            }
        }

        /// Reads one piece and takes the events it completes.
        private mutating func read() async throws {
            guard isEventStream else { return try await readWhole() }
            let piece: ByteBuffer?
            do { piece = try await lifeline.exchange.nextPiece() } catch {
                phase = .ended
                guard let failure = OpenRouterError.transport(error, wasSent: true) else { throw CancellationError() }
                try broken(failure)
                return
            }
            do {
                guard let piece else {
                    phase = .ended
                    if let event = parser.finish() { try receiveLast(event) }
                    if phase == .ended { try assembly.end(sawTerminator: false) }
                    return
                }
                parser.append(piece)
                while phase == .reading, let event = try parser.next() {
                    if try assembly.receive(event) { phase = .finished }
                }
            } catch let error as EventParser.TooLong {
                throw assembly.failure(
                    .invalidResponse,
                    "the stream holds an event of over \(error.maximumBytes) bytes"
                )
            }
        }

        /// Takes an event that the end cut off: it counts only where it can be read.
        private mutating func receiveLast(_ event: ByteBuffer) throws {
            do {
                if try assembly.receive(event) { phase = .finished }
            } catch let error where error.code == .invalidResponse {
                return
            }
        }

        /// Judges a stream whose connection failed.
        ///
        /// After a finish reason the text is whole, though its cost may be missing. A limit that ran out keeps its code;
        /// a connection that was lost is the same as one that ended early.
        private mutating func broken(_ failure: OpenRouterError) throws {
            guard assembly.partial.finishReason != nil || failure.code == .connectionLost else {
                throw assembly.failure(failure.code, failure.message)
            }
            try assembly.end(sawTerminator: false)
        }

        /// Reads the plain answer of a server that does not stream, or that failed before it began.
        private mutating func readWhole() async throws {
            var body = ByteBuffer()
            do {
                while let piece = try await lifeline.exchange.nextPiece() { body.writeImmutableBuffer(piece) }
            } catch {
                phase = .ended
                guard let failure = OpenRouterError.transport(error, wasSent: true) else { throw CancellationError() }
                throw failure
            }
            phase = .finished
            try assembly.receiveWhole(try ChatResponse(body: body, headers: headers, now: now))
        }
    }
}
