import Foundation
import Operations
import Synchronization

@testable import Shell

/// Keeps what a shell writes.
final class CapturedOutput: Sendable {
    private let texts = Mutex((data: "", talk: ""))
    private let style: TextStyle
    /// Each piece of talk as it is written; for one reader.
    let pieces: AsyncStream<String>
    private let sink: AsyncStream<String>.Continuation

    init(style: TextStyle = .plain) {
        self.style = style
        (pieces, sink) = AsyncStream.makeStream()
    }

    var data: String { texts.withLock(\.data) }
    var talk: String { texts.withLock(\.talk) }

    var output: Output {
        let style = style
        return Output(
            data: Sink(style: { style }) { text in self.texts.withLock { $0.data += text } },
            talk: Sink(style: { style }) { text in
                self.texts.withLock { $0.talk += text }
                self.sink.yield(text)
            }
        )
    }

    /// The one object that a command with `--json` printed.
    func object() throws -> [String: Any] {
        let lines = data.split(separator: "\n")
        guard lines.count == 1 else { throw Failure(code: "test", "\(lines.count) lines of JSON: \(data)") }
        let value = try JSONSerialization.jsonObject(with: Data(lines[0].utf8))
        guard let object = value as? [String: Any] else { throw Failure(code: "test", "no object: \(data)") }
        return object
    }
}

extension CommandShell {
    /// A shell that writes to `output`.
    static func captured(
        _ output: CapturedOutput,
        table: CommandTable = .standard,
        home: URL = FileManager.default.temporaryDirectory
    ) throws -> CommandShell {
        let configuration = try ConfigurationReader(
            options: [:],
            environment: ["CASTLINE_HOME": home.path(percentEncoded: false)],
            workingDirectory: home
        ).read()
        return CommandShell(
            ShellContext(
                configuration: configuration,
                session: { throw Failure(code: "noSession", "This test has no session.") },
                health: { [] },
                output: output.output
            ),
            table: table
        )
    }
}
