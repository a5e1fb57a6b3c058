import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// One request on the wire and its answer, from an event loop to one reading task.
///
/// The event loop side is a delegate of the HTTP client: no task is started and none is woken before what it waits for
/// is there, and whether the request's head was written is known rather than guessed. All limits are one moment, which a
/// ``Watch`` looks after. When the reader falls ``bufferLimit`` behind, the connection is read no further until it catches up.
final class Exchange: HTTPClientResponseDelegate {
    typealias Response = Void

    /// What the reader waits for.
    private enum Need { case head, piece, end }

    private struct State {
        var patience: Patience
        var task: HTTPClient.Task<Void>?
        /// Where it is watched, while it is.
        var ticket: Int?
        var wasSent = false
        var head: HTTPResponseHead?
        var body = ByteBuffer()
        /// How much of the answer has come.
        var receivedBytes = 0
        var outcome: Result<Void, any Error>?
        var waiter: (need: Need, continuation: CheckedContinuation<Void, Never>)?
        var demand: EventLoopPromise<Void>?

        func satisfies(_ need: Need) -> Bool {
            switch need {
            case _ where outcome != nil: true
            case .head: head != nil
            case .piece: body.readableBytes > 0
            case .end: false
            }
        }

        /// The waiter, where what it needs is there.
        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
            guard let waiter, satisfies(waiter.need) else { return nil }
            self.waiter = nil
            return waiter.continuation
        }
    }

    /// How much may lie unread before the connection is left alone.
    private static let bufferLimit = 1 << 20
    private let state: Mutex<State>
    private let watch: Watch
    private let collectsWhole: Bool
    private let longestBytes: Int

    /// The answer is longer than any is.
    struct TooLong: Error {
        var longestBytes: Int
    }

    /// An exchange not yet begun.
    ///
    /// One that collects the whole answer hands it out in one piece at its end, so that its size is no reason to stop
    /// reading the connection.
    private init(timeouts: OpenRouterClient.Timeouts, watch: Watch, collectsWhole: Bool, longestBytes: Int) {
        state = Mutex(State(patience: Patience(timeouts, from: .now())))
        self.watch = watch
        self.collectsWhole = collectsWhole
        self.longestBytes = longestBytes
    }

    /// Sends a request.
    static func begin(
        _ request: HTTPClient.Request,
        on http: HTTPClient,
        loops: Loops,
        timeouts: OpenRouterClient.Timeouts,
        collectsWhole: Bool,
        longestBytes: Int
    ) -> Exchange {
        let watch = loops.roomiest
        let exchange = Exchange(
            timeouts: timeouts,
            watch: watch,
            collectsWhole: collectsWhole,
            longestBytes: longestBytes
        )
        let ticket = watch.enter(exchange)
        exchange.state.withLock { $0.ticket = ticket }
        watch.loop.execute { exchange.begin(request, on: http) }
        return exchange
    }

    private func begin(_ request: HTTPClient.Request, on http: HTTPClient) {
        // Cancelled before its turn.
        guard state.withLock({ $0.outcome == nil }) else { return }
        let task = http.execute(request: request, delegate: self, eventLoop: .delegate(on: watch.loop))
        let outcome = state.withLock { state in
            if state.outcome == nil { state.task = task }
            return state.outcome
        }
        if case .failure(let error) = outcome { return task.fail(reason: error) }
        task.futureResult.whenFailure { self.end(.failure($0)) }
        watch.look(at: state.withLock(\.patience.end.moment))
    }

    // MARK: Reading

    /// Waits for the status and headers.
    func head() async throws -> HTTPResponseHead {
        try await wait(for: .head)
        return try state.withLock { state in
            if let head = state.head { return head }
            try state.outcome?.get()
            throw HTTPClientError.remoteConnectionClosed
        }
    }

    /// Waits for bytes and takes all there are; `nil` at the end of the answer.
    func nextPiece() async throws -> ByteBuffer? {
        try await wait(for: .piece)
        let (piece, demand) = try state.withLock { state in
            guard state.body.readableBytes > 0 else {
                try state.outcome?.get()
                return (nil as ByteBuffer?, nil as EventLoopPromise<Void>?)
            }
            defer {
                if state.demand != nil { state.patience.reach(.nextPiece, at: .now()) }
                state.body = ByteBuffer()
                state.demand = nil
            }
            return (state.body, state.demand)
        }
        demand?.succeed()
        return piece
    }

    /// Waits for the end of the answer and returns its status, headers and body.
    func whole() async throws -> (head: HTTPResponseHead, body: ByteBuffer) {
        try await wait(for: .end)
        return try state.withLock { state in
            try state.outcome?.get()
            guard let head = state.head else { throw HTTPClientError.remoteConnectionClosed }
            return (head, state.body)
        }
    }

    /// What is left of the answer, as far as it arrives: the status of a failure is known, its body may be cut off.
    func remainder() async throws -> ByteBuffer {
        var body = ByteBuffer()
        do {
            while let piece = try await nextPiece() { body.writeImmutableBuffer(piece) }
        } catch let error as CancellationError {
            throw error
        } catch {
            return body
        }
        return body
    }

    /// Whether the request's head was written: what happened afterwards may have been billed.
    var wasSent: Bool { state.withLock(\.wasSent) }

    /// The generation that the answer's headers name: its bill can be asked for, even if the answer never comes.
    var generationID: String? { state.withLock { $0.head?.headers.first(name: "x-generation-id") } }

    /// Closes the connection, unless the answer has ended.
    func cancel() {
        end(.failure(CancellationError()))
    }

    private func wait(for need: Need) async throws {
        try Task.checkCancellation()
        if state.withLock({ $0.satisfies(need) }) { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.satisfies(need) { return true }
                    precondition(state.waiter == nil, "an exchange has one reader")
                    state.waiter = (need, continuation)
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
    }

    // MARK: The event loop's side

    func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
        let end = state.withLock { state in
            state.wasSent = true
            state.patience.reach(.firstByte, at: .now())
            return state.patience.end.moment
        }
        watch.look(at: end)
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        let (end, waiter) = state.withLock { state in
            state.wasSent = true
            state.head = head
            state.patience.reach(.nextPiece, at: .now())
            return (state.patience.end.moment, state.takeWaiter())
        }
        watch.look(at: end)
        waiter?.resume()
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let isTooLong = state.withLock { state in
            state.receivedBytes += buffer.readableBytes
            return state.receivedBytes > longestBytes
        }
        // A server that never ends would fill the memory.
        if isTooLong { end(.failure(TooLong(longestBytes: longestBytes))) }
        let (waiter, demand) = state.withLock { state in
            guard state.outcome == nil else {
                return (nil as CheckedContinuation<Void, Never>?, nil as EventLoopPromise<Void>?)
            }
            if state.body.readableBytes == 0 { state.body = buffer } else { state.body.writeImmutableBuffer(buffer) }
            state.patience.reach(.nextPiece, at: .now())
            if !collectsWhole, state.body.readableBytes > Self.bufferLimit, state.demand == nil {
                state.demand = task.eventLoop.makePromise()
            }
            return (state.takeWaiter(), state.demand)
        }
        waiter?.resume()
        return demand?.futureResult ?? task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {
        end(.success(()))
    }

    /// Ends the exchange once; a failure closes the connection.
    private func end(_ outcome: Result<Void, any Error>) {
        let released = state.withLock { state -> State? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            let before = state
            state.waiter = nil
            state.task = nil
            state.ticket = nil
            state.demand = nil
            return before
        }
        guard let released else { return }
        if let ticket = released.ticket { watch.leave(ticket) }
        released.demand?.succeed()
        if case .failure(let error) = outcome { released.task?.fail(reason: error) }
        released.waiter?.continuation.resume()
    }

    /// Ends the exchange where its patience has ended; on the event loop.
    ///
    /// - Returns: The moment at which it will end as things stand; `nil` where the exchange has ended.
    func endOfPatience() -> NIODeadline? {
        let end = state.withLock { state -> (moment: NIODeadline, limit: Patience.Limit)? in
            guard state.outcome == nil else { return nil }
            // A reader that is behind is not a server that stands still.
            if state.demand != nil { state.patience.reach(.nextPiece, at: .now()) }
            return state.patience.end
        }
        guard let end else { return nil }
        if end.moment > .now() { return end.moment }
        self.end(.failure(Patience.Exceeded(limit: end.limit)))
        return nil
    }
}

extension Patience {
    /// A limit ran out.
    struct Exceeded: Error {
        var limit: Limit
    }
}
