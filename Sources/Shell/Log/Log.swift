public import Logging
import OpenRouter
import Synchronization

/// What goes on inside, told on standard error as it happens, as far as a level asks for it that may change at any time.
public final class Log: Sendable {
    private let state: Mutex<LogLevel>
    private let output: Output

    /// A log of a level, which writes where a shell talks.
    public init(_ level: LogLevel, output: Output) {
        state = Mutex(level)
        self.output = output
    }

    /// How much is told, from now on.
    public var level: LogLevel {
        get { state.withLock(\.self) }
        set { state.withLock { $0 = newValue } }
    }

    /// What a part of the program tells it.
    public func logger(_ label: String) -> Logger { Logger(label: label) { _ in Handler(log: self) } }

    /// Writes a line: above what is edited or redrawn, and between the lines of what runs.
    private func write(_ line: String) {
        let style = output.talk.style
        let clean = output.talk.redactor.redacted(line.printable)
        let shown = style.dim(DisplayWidth.fitted(clean, to: style.width))
        if style.isTerminal, let screen = output.screen {
            screen.printAbove(shown)
        } else {
            try? output.talk.print(shown)
        }
    }

    /// Passes on what the log's level asks for at that moment, whatever the level was when the logger was made.
    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]

        var logLevel: Logger.Level {
            get {
                switch log.level {
                case .off: .error
                case .debug: .debug
                case .trace: .trace
                }
            }
            // Who talks does not decide what is told.
            set {}
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }.map { key, value in
                let text = "\(value)"
                return " \(key)=" + (text.contains(" ") ? text.debugDescription : text)
            }
            log.write("\(event.level): \(event.message)\(facts.joined())")
        }
    }
}
