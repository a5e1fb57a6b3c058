import Foundation
import Glibc

/// Where a shell writes: data to one place, talk to another.
public struct Output: Sendable {
    /// What a command was asked for; standard output.
    public var data: Sink
    /// Errors, progress and notices; standard error.
    public var talk: Sink

    /// An output of two places.
    public init(data: Sink, talk: Sink) {
        self.data = data
        self.talk = talk
    }
}

/// Nobody reads what is written: the other end of a pipe was closed.
struct OutputClosedError: Error {}

/// A place that text is written to.
public struct Sink: Sendable {
    private let put: @Sendable (String) throws -> Void
    private let look: @Sendable () -> TextStyle
    /// Where programs of the system can write by themselves; `nil` where text must come through here.
    let descriptor: Int32?

    /// What the place can show, now: a terminal's width may change.
    public var style: TextStyle { look() }

    /// A place of the given style.
    public init(style: @escaping @Sendable () -> TextStyle, write: @escaping @Sendable (String) throws -> Void) {
        look = style
        put = write
        descriptor = nil
    }

    /// A file, pipe or terminal by its descriptor.
    public init(descriptor: Int32, style: @escaping @Sendable () -> TextStyle) {
        // Who writes to a closed pipe gets an error instead of a death: output ends quietly.
        _ = signal(SIGPIPE, SIG_IGN)
        look = style
        self.descriptor = descriptor
        put = { text in
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if written > 0 {
                    bytes = bytes.dropFirst(written)
                } else if errno == EPIPE {
                    throw OutputClosedError()
                } else if errno != EINTR, errno != EAGAIN {
                    let reason = unsafe String(cString: strerror(errno))
                    throw Failure(code: "outputFailed", "The output cannot be written: \(reason).")
                }
            }
        }
    }

    /// Writes a text as it is.
    func write(_ text: String) throws { try put(text) }

    /// Writes a text and a line end; nothing for no text.
    func print(_ text: String) throws {
        if !text.isEmpty { try put(text.hasSuffix("\n") ? text : text + "\n") }
    }
}
