import Glibc
import TerminalDriver
import Testing

@testable import Shell

/// A pseudo-terminal, and the screen that a reference emulator makes of what is drawn on it.
final class WatchedTerminal {
    let terminal: PseudoTerminal
    private let screen: ReferenceScreen
    private var fed = 0

    init(columns: Int = 80, rows: Int = 24, joinsEmoji: Bool = false) throws {
        terminal = try PseudoTerminal(columns: UInt16(columns), rows: UInt16(rows))
        screen = try ReferenceScreen(columns: columns, rows: rows, joinsEmoji: joinsEmoji)
    }

    func type(_ text: String) { terminal.type(text) }

    /// Gives both another size, as when a window is resized.
    func resize(columns: Int, rows: Int) throws {
        _ = try picture()
        try screen.resize(columns: columns, rows: rows)
        terminal.resize(columns: columns, rows: rows)
        // The slave is not the controlling terminal of this process, so nobody else tells it. On another thread the signal
        // would come some time; what is typed now may then be drawn for one size, and the rest for the next.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGWINCH)
        var before = sigset_t()
        pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        raise(SIGWINCH)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    /// What is on the screen now.
    func picture() throws -> ReferenceScreen.Picture {
        terminal.drain()
        try screen.feed(terminal.output[fed...])
        fed = terminal.output.count
        let picture = try screen.picture()
        if !picture.answers.isEmpty { terminal.type(picture.answers) }
        return picture
    }

    /// Waits until the screen is as wanted, and lets others run meanwhile: a pool of two threads must not wait here.
    ///
    /// - Returns: The screen then, or the last one where it never was, which is an issue.
    func picture(
        sourceLocation: SourceLocation = #_sourceLocation,
        until isWanted: (ReferenceScreen.Picture) -> Bool
    ) async throws -> ReferenceScreen.Picture {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            let picture = try picture()
            var ready = pollfd(fd: terminal.master, events: Int16(POLLIN), revents: 0)
            // Without further output it stays as it is, and the emulator need not draw it again.
            repeat {
                if isWanted(picture) { return picture }
                guard ContinuousClock.now < end else {
                    Issue.record("waited in vain; on the screen is\n\(picture.text)", sourceLocation: sourceLocation)
                    return picture
                }
                _ = poll(&ready, 1, 2)
                await Task.yield()
            } while ready.revents == 0 && fed == terminal.output.count
        }
    }

    /// Waits until the screen's text is as wanted, and says what it was where it never is.
    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let picture = try await picture(sourceLocation: sourceLocation) { $0.text == text }
        #expect(picture.text == text, sourceLocation: sourceLocation)
    }

    /// What an empty terminal shows of a text that is simply written to it.
    func plain(_ text: String, columns: Int, rows: Int) throws -> ReferenceScreen.Picture {
        try screen.fresh(Array(text.replacing("\n", with: "\r\n").utf8), columns: columns, rows: rows)
    }
}
