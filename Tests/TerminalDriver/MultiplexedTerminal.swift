public import Foundation

/// A terminal inside tmux, with a scrollback, whose rows are broken anew when its size changes.
///
/// `scripts/setup --test` installs tmux. Each has a server of its own, which ends with it.
public final class MultiplexedTerminal {
    /// Whether tmux is there.
    public static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")
    /// What to do where it is missing.
    public static let hint = "install tmux with: scripts/setup --test"

    private let socket: String
    private let environment: [String: String]

    /// Starts a program, given as words, in a terminal, in the folder that `HOME` names.
    ///
    /// It sees the environment and what tmux adds; the folder is where the server's socket is made, and has a short path.
    public init(
        _ words: [String],
        environment: [String: String],
        folder: URL,
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        socket = folder.appending(path: "tmux").path(percentEncoded: false)
        self.environment = environment
        let size = ["-x", String(columns), "-y", String(rows)]
        _ = try tmux(["-f", "/dev/null", "new-session", "-d"] + size + ["env"] + words)
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// Types keys by their names, such as `C-c`, `Enter` and `BSpace`, or text.
    public func press(_ keys: String...) throws { _ = try tmux(["send-keys"] + keys) }

    /// Types text as it is.
    public func type(_ text: String) throws { _ = try tmux(["send-keys", "-l", "--", text]) }

    /// Pastes text as a person does: bracketed, where the program has asked for that.
    public func paste(_ text: String) throws {
        let file = URL(filePath: socket + ".paste")
        try Data(text.utf8).write(to: file)
        _ = try tmux(["load-buffer", file.path(percentEncoded: false)])
        _ = try tmux(["paste-buffer", "-p", "-r"])
    }

    /// Gives it another size.
    ///
    /// tmux breaks its rows anew at once and tells the program a little later, of many changes only the last.
    public func resize(columns: Int, rows: Int) throws {
        _ = try tmux(["resize-window", "-x", String(columns), "-y", String(rows)])
    }

    /// The rows on the screen, with those of the scrollback before them where wanted, down to the last with text.
    public func rows(withScrollback: Bool = false) throws -> [String] {
        let text = try tmux(["capture-pane", "-p"] + (withScrollback ? ["-S", "-"] : []))
        var rows = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        while rows.last == "" { rows.removeLast() }
        return rows
    }

    /// Where the cursor is, counted from 0.
    public func cursor() throws -> (column: Int, row: Int) {
        let text = try tmux(["display-message", "-p", "#{cursor_x} #{cursor_y}"])
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard numbers.count == 2 else { throw TerminalProcess.Failure("tmux tells no cursor: \(text)") }
        return (numbers[0], numbers[1])
    }

    /// The size as the program in it is told.
    public func toldSize() throws -> (columns: Int, rows: Int) {
        let path = try tmux(["display-message", "-p", "#{pane_tty}"]).trimmingCharacters(in: .whitespacesAndNewlines)
        let descriptor = unsafe open(path, O_RDONLY | O_NOCTTY)
        defer { close(descriptor) }
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else {
            throw TerminalProcess.Failure("no size of \(path): \(errno)")
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    private func tmux(_ words: [String]) throws -> String {
        let process = try TerminalProcess(
            "/usr/bin/tmux",
            ["-u", "-S", socket] + words,
            environment: environment.merging(["TERM": "xterm-256color"]) { $1 },
            columns: 400
        )
        guard process.waitUntilEnded() == 0 else {
            throw TerminalProcess.Failure("tmux \(words.prefix(2)): \(process.text)")
        }
        return process.text
    }
}
