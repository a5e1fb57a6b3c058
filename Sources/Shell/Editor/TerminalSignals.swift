import CTerminal
import Glibc

/// The signals of a process as a stream: Ctrl-C while a command runs, and the system's wish that the process end.
///
/// The handlers put the terminal back at once where the process is to end, and a second SIGTERM or SIGHUP ends it
/// without asking.
public final class TerminalSignals: Sendable {
    /// What arrived.
    public enum Signal: Sendable, Equatable {
        /// SIGINT, and when it came: Ctrl-C while no line is edited.
        case interrupt(at: ContinuousClock.Instant)
        /// SIGTERM or SIGHUP, with its number: end what runs, and then the process, with status 128 plus the number.
        case terminate(Int32)
        /// SIGWINCH: the terminal has another size.
        case resize
        /// SIGCONT: the process goes on after it was stopped, and others have written to the terminal meanwhile.
        case resume
    }

    /// Signals in order; for one reader.
    public let stream: AsyncStream<Signal>
    private let wakeOut: Int32

    /// Takes over SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT, except those that were ignored when the process began.
    ///
    /// - Throws: ``TerminalError`` when the system has no pipe or thread left.
    public init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe terminal_pipe(&ends) == 0 else { throw TerminalError(call: "pipe2", number: errno) }
        wakeOut = ends[1]
        let (stream, continuation) = AsyncStream<Signal>.makeStream()
        self.stream = stream
        let reader = unsafe Unmanaged.passRetained(Reader(descriptor: ends[0], continuation: continuation))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread,
            nil,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<Reader>.fromOpaque(context).takeRetainedValue().run()
                }
                return nil
            },
            unsafe reader.toOpaque()
        )
        guard result == 0 else {
            unsafe reader.release()
            throw TerminalError(call: "pthread_create", number: result)
        }
        pthread_detach(thread)
        let signals = [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT]
        _ = unsafe terminal_listen(wakeOut, signals, Int32(signals.count))
    }

    /// Ends the stream; signals have their usual effect again, with the terminal put back.
    public func close() {
        terminal_unlisten(wakeOut)
        var byte: UInt8 = 0
        _ = unsafe write(wakeOut, &byte, 1)
    }

    deinit {
        terminal_unlisten(wakeOut)
        Glibc.close(wakeOut)
    }

    private final class Reader: Sendable {
        let descriptor: Int32
        let continuation: AsyncStream<Signal>.Continuation

        init(descriptor: Int32, continuation: AsyncStream<Signal>.Continuation) {
            self.descriptor = descriptor
            self.continuation = continuation
        }

        func run() {
            defer {
                continuation.finish()
                Glibc.close(descriptor)
            }
            while true {
                var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&ready, 1, -1)
                var byte: UInt8 = 0
                let count = unsafe read(descriptor, &byte, 1)
                if count < 0, errno == EAGAIN || errno == EINTR { continue }
                guard count == 1, byte != 0 else { return }
                switch Int32(byte) {
                case SIGINT, LineEditor.typedInterrupt: continuation.yield(.interrupt(at: .now))
                case SIGWINCH: continuation.yield(.resize)
                case SIGCONT: continuation.yield(.resume)
                default: continuation.yield(.terminate(Int32(byte)))
                }
            }
        }
    }
}
