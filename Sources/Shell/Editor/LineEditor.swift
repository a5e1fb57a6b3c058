import CTerminal
import Glibc
import Synchronization

/// Reads lines from a person, and owns the terminal while it does.
///
/// libedit runs on a thread of its own: it blocks, and its callbacks know no task. Requests and texts reach that thread
/// through a mailbox and one byte on a pipe, which it waits on together with the keyboard. Without a terminal to edit
/// on, plain lines are read by the same calls.
public final class LineEditor: Sendable {
    struct Mailbox {
        var request: (prompt: Prompt, continuation: CheckedContinuation<ReadResult, Never>)?
        /// Whether a line is being read, and its reader wants to give up.
        var isReading = false
        var isCancelled = false
        var isClosing = false
        var isFinished = false
        /// Whether what ran since the last line was interrupted.
        var wasInterrupted = false
        /// What was typed for the next line, and read by others.
        var typedAhead: [UInt8] = []
        /// When the last line was done.
        var lineEnd: ContinuousClock.Instant?
        var thread: pthread_t?
    }

    let configuration: Configuration
    let screen: Screen
    let wakeIn: Int32
    let wakeOut: Int32
    let mailbox = Mutex(Mailbox())

    /// Prepares the terminal and starts the thread that reads from it.
    ///
    /// - Throws: ``TerminalError`` when the system has no pipe or thread left.
    package init(configuration: Configuration) throws {
        self.configuration = configuration
        screen = configuration.screen ?? Screen(descriptor: configuration.output)
        var ends: [Int32] = [0, 0]
        guard unsafe terminal_pipe(&ends) == 0 else { throw TerminalError(call: "pipe2", number: errno) }
        wakeIn = ends[0]
        wakeOut = ends[1]
        _ = terminal_use_utf8()
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(self)
        let result = unsafe pthread_create(
            &thread,
            nil,
            { context in
                if let context = unsafe context {
                    let editor = unsafe Unmanaged<LineEditor>.fromOpaque(context).takeRetainedValue()
                    EditorThread(editor).run()
                }
                return nil
            },
            unsafe box.toOpaque()
        )
        guard result == 0 else {
            unsafe box.release()
            throw TerminalError(call: "pthread_create", number: result)
        }
        mailbox.withLock { $0.thread = thread }
    }

    /// Reads one line.
    ///
    /// Cancelling the task that waits ends the reading with ``ReadResult/endOfInput``. One line is read at a time.
    public func readLine(prompt: Prompt) async -> ReadResult {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAccepted = mailbox.withLock { box in
                    guard !box.isClosing, !box.isReading else { return false }
                    box.request = (prompt, continuation)
                    box.isReading = true
                    box.isCancelled = Task.isCancelled
                    return true
                }
                if isAccepted { wake() } else { continuation.resume(returning: .endOfInput) }
            }
        } onCancel: {
            mailbox.withLock { $0.isCancelled = $0.isReading }
            wake()
        }
    }

    /// Prints a text on rows of its own: above a half-typed line, which survives, or plainly while none is edited.
    ///
    /// May be called from any thread at any time. The text may hold colours.
    public func printAbove(_ text: String) { screen.printAbove(text) }

    /// Ends the thread; the terminal is as it was found when this returns.
    public func close() {
        let thread = mailbox.withLock { box in
            box.isClosing = true
            defer { box.thread = nil }
            return box.thread
        }
        wake()
        if let thread { pthread_join(thread, nil) }
    }

    /// When the last line was done: a Ctrl-C since then is no key of it.
    var lineEnd: ContinuousClock.Instant? { mailbox.withLock(\.lineEnd) }

    /// Notes that what the last line ran was interrupted: the terminal has thrown away what was typed until then.
    func noteInterrupted() { mailbox.withLock { $0.wasInterrupted = true } }

    /// Whether that was so since this was asked last.
    func takeInterrupted() -> Bool {
        mailbox.withLock { box in
            defer { box.wasInterrupted = false }
            return box.wasInterrupted
        }
    }

    /// Takes over keys that were pressed for the next line while something else had the keyboard.
    func typeAhead(_ bytes: [UInt8]) { mailbox.withLock { $0.typedAhead += bytes } }

    /// The keys that were taken over.
    func takeTypedAhead() -> [UInt8] {
        mailbox.withLock { box in
            defer { box.typedAhead = [] }
            return box.typedAhead
        }
    }

    /// Notes that a line is done.
    func noteLineEnd() { mailbox.withLock { $0.lineEnd = .now } }

    /// Tells the thread to look into the mailbox.
    func wake() {
        mailbox.withLock { box in
            guard !box.isFinished else { return }
            var byte: UInt8 = 0
            _ = unsafe write(wakeOut, &byte, 1)
        }
    }
}

/// A call of the system that failed.
package struct TerminalError: Error, CustomStringConvertible {
    var call: String
    var number: Int32

    /// The call and the system's reason.
    package var description: String { "\(call): \(unsafe String(cString: strerror(number)))" }
}

/// Writes all of a text, however many calls it takes; an error ends it quietly.
func writeAll(_ descriptor: Int32, _ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            bytes.removeFirst(count)
        } else if errno == EAGAIN {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = unsafe poll(&ready, 1, -1)
        } else if errno != EINTR {
            return
        }
    }
}
