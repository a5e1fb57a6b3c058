import Foundation
import Glibc
public import OpenRouter
import Synchronization

/// Where a shell writes: data to one place, talk to another.
public struct Output: Sendable {
    /// What a command was asked for; standard output.
    public var data: Sink
    /// Errors, progress and notices; standard error.
    public var talk: Sink
    /// The terminal that a person looks at, where there is one.
    public var screen: Screen?

    /// An output of two places.
    public init(data: Sink, talk: Sink, screen: Screen? = nil) {
        self.data = data
        self.talk = talk
        self.screen = screen
    }
}

/// Whether a terminal stands in the middle of a line; what goes to it by several ways shares one.
final class OpenLine: Sendable {
    private let state = Mutex(false)

    var isOpen: Bool { state.withLock(\.self) }

    func note(_ text: String) { state.withLock { $0 = !text.hasSuffix("\n") } }
}

/// Takes the keys out of what one place is given, from whatever thread it comes.
private final class Redaction: Sendable {
    let redactor: Redactor
    private let stream: Mutex<RedactedStream>

    init(_ redactor: Redactor) {
        self.redactor = redactor
        stream = Mutex(RedactedStream(redactor))
    }

    var isHolding: Bool { stream.withLock(\.isHolding) }
    func pass(_ text: String) -> String { stream.withLock { $0.pass(text) } }
    func end() -> String { stream.withLock { $0.end() } }
}

/// Nobody reads what is written: the other end of a pipe was closed.
struct OutputClosedError: Error {}

/// A place that text is written to.
public struct Sink: Sendable {
    private let put: @Sendable (String) throws -> Void
    private let look: @Sendable () -> TextStyle
    /// Where programs of the system can write by themselves; `nil` where text must come through here.
    let descriptor: Int32?
    private let line: OpenLine
    private let screen: Screen?
    private let redaction: Redaction

    /// Whether what was written last has not ended its line.
    var isMidLine: Bool { (screen?.isMidLine ?? line.isOpen) || redaction.isHolding }

    /// What the place can show, now: a terminal's width may change.
    public var style: TextStyle { look() }

    /// What takes keys out of all that is written.
    var redactor: Redactor { redaction.redactor }

    /// A place of the given style.
    public init(
        style: @escaping @Sendable () -> TextStyle,
        redactor: Redactor = Redactor(),
        write: @escaping @Sendable (String) throws -> Void
    ) {
        look = style
        put = write
        descriptor = nil
        line = OpenLine()
        screen = nil
        redaction = Redaction(redactor)
    }

    /// A file, pipe or terminal by its descriptor.
    init(
        descriptor: Int32,
        line: OpenLine = OpenLine(),
        redactor: Redactor,
        style: @escaping @Sendable () -> TextStyle
    ) {
        // Who writes to a closed pipe gets an error instead of a death: output ends quietly.
        _ = signal(SIGPIPE, SIG_IGN)
        look = style
        self.descriptor = descriptor
        self.line = line
        screen = nil
        redaction = Redaction(redactor)
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

    /// A terminal, through the one who decides what it shows.
    init(screen: Screen, descriptor: Int32, redactor: Redactor, style: @escaping @Sendable () -> TextStyle) {
        look = style
        put = { screen.write($0) }
        self.descriptor = descriptor
        line = OpenLine()
        self.screen = screen
        redaction = Redaction(redactor)
    }

    /// Writes a text as it is, but for the keys in it.
    ///
    /// What may be the beginning of a key waits for what comes next, and for ``end()``.
    func write(_ text: String) throws {
        guard !text.isEmpty else { return }
        let certain = redaction.pass(text)
        guard !certain.isEmpty else { return }
        try put(certain)
        line.note(certain)
    }

    /// Writes what was held back.
    func end() throws {
        let rest = redaction.end()
        guard !rest.isEmpty else { return }
        try put(rest)
        line.note(rest)
    }

    /// Writes a text and a line end; nothing for no text.
    ///
    /// A file of an episode is written with the hashes in it: they are of texts and sounds, and a copy is to be what the
    /// file is. Keys are taken out of it too.
    func print(_ text: String, isArtefact: Bool = false) throws {
        let lines = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        guard isArtefact else { return try write(lines) }
        try end()
        let clean = redactor.withoutKeys(lines)
        try put(clean)
        line.note(clean)
    }
}
