import Dispatch
import Foundation
import Glibc

/// Asks a person at the terminal for a yes or a no, while no line is edited there.
public struct TerminalQuestion: Sendable {
    private let input: Int32
    private let talk: Sink

    /// A question to whoever sits at a terminal; `nil` where one of the two is none and nobody is there to answer.
    ///
    /// - Parameters:
    ///   - input: Where the answer is typed.
    ///   - talk: Where the question is written.
    public init?(input: Int32, talk: Sink) {
        guard isatty(input) == 1, talk.style.isTerminal else { return nil }
        self.input = input
        self.talk = talk
    }

    /// Whether the answer is `y` or `yes`; any other, and the end of the input, is a no.
    ///
    /// - Throws: `CancellationError` when the asking task is cancelled, as by Ctrl-C.
    public func isAgreed(_ question: String) async throws -> Bool {
        try talk.write("\(question.printable) [y/N] ")
        var answer: [UInt8] = []
        for await bytes in Self.line(from: input) { answer += bytes }
        try Task.checkCancellation()
        let word = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return ["y", "yes"].contains(word.lowercased())
    }

    /// A line in pieces as they come, or what there is before the end; what follows it stays unread.
    static func line(from descriptor: Int32) -> AsyncStream<[UInt8]> {
        // Sources may be cancelled from any thread, which their type does not say.
        nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        return AsyncStream { continuation in
            unsafe source.setEventHandler {
                var bytes = [UInt8](repeating: 0, count: 256)
                let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
                if count < 0, errno == EINTR || errno == EAGAIN { return }
                let piece = bytes.prefix(max(count, 0))
                continuation.yield(Array(piece))
                // A terminal hands on one line at a time.
                guard piece.isEmpty || piece.contains(0x0A) else { return }
                unsafe source.cancel()
            }
            // Only now nobody waits for the descriptor any more, and it may be closed.
            unsafe source.setCancelHandler { continuation.finish() }
            continuation.onTermination = { _ in unsafe source.cancel() }
            unsafe source.activate()
        }
    }
}
