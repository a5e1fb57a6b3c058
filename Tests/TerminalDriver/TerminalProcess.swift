import Foundation
import Glibc

/// A program that runs on a pseudo-terminal of its own, as under a person's fingers.
public final class TerminalProcess {
    /// What went otherwise than expected.
    public struct Failure: Error, CustomStringConvertible {
        /// What and where.
        public let description: String

        /// What and where.
        public init(_ description: String) { self.description = description }
    }

    /// `POSIX_SPAWN_SETSID` of spawn.h, which Swift does not see.
    private static let newSession: Int16 = 0x80

    /// The program.
    public let pid: Int32
    /// What it wrote since ``forget()``.
    public private(set) var output: [UInt8] = []
    private let terminal: Int32
    private let slavePath: String
    /// How it ended, as `waitpid` has it.
    private var endStatus: Int32?

    /// Starts a program with a terminal as its standard input, output and error, in the folder that `HOME` names.
    public init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        var master: Int32 = -1
        var slave: Int32 = -1
        guard unsafe openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw Failure("no pseudo-terminal to be had")
        }
        terminal = master
        defer { close(slave) }
        var path = [CChar](repeating: 0, count: 128)
        guard unsafe ttyname_r(slave, &path, path.count) == 0 else {
            throw Failure("the pseudo-terminal has no name")
        }
        slavePath = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)

        var attributes = posix_spawnattr_t()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawn_file_actions_init(&actions)
        defer {
            unsafe posix_spawnattr_destroy(&attributes)
            unsafe posix_spawn_file_actions_destroy(&actions)
        }
        // In a session of its own, the first terminal opened becomes the controlling one. Threads of a test may block
        // signals, and a test in the background ignores some, neither of which it must inherit.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        var defaults = sigset_t()
        unsafe sigemptyset(&defaults)
        for signal in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE] {
            unsafe sigaddset(&defaults, signal)
        }
        unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
        unsafe posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
        unsafe posix_spawn_file_actions_addclose(&actions, master)
        unsafe posix_spawn_file_actions_addclose(&actions, slave)

        // What is typed at random may write files: not where the test was started.
        let home = environment["HOME"].map { ["/usr/bin/env", "-C", $0] } ?? ["/usr/bin/env"]
        var words = unsafe (home + [program] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, "/usr/bin/env", &actions, &attributes, &words, &variables)
        guard code == 0 else { throw Failure("\(program) does not start: error \(code)") }
        pid = child
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        if isRunning {
            kill(pid, SIGKILL)
            waitUntilEnded()
        }
        close(terminal)
    }

    /// The output as text, without what cannot be read.
    public var text: String { String(decoding: output, as: UTF8.self) }

    /// Reads what there is within some time, or at once.
    ///
    /// - Returns: What was read; nothing at the program's end.
    @discardableResult
    public func read(within milliseconds: Int32 = 0) -> [UInt8] {
        var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&ready, 1, milliseconds) > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(terminal, &bytes, bytes.count)
        guard count > 0 else { return [] }
        let piece = Array(bytes.prefix(count))
        output += piece
        return piece
    }

    /// Reads until the text has appeared; fails when the program ends or the time is over first.
    public func wait(for text: String, within seconds: Double = 20) throws {
        let wanted = Array(text.utf8)
        let end = ContinuousClock.now + .seconds(seconds)
        var searched = 0
        while true {
            let start = max(0, searched - wanted.count)
            if output[start...].firstRange(of: wanted) != nil { return }
            searched = output.count
            let left = Int32(max(0, (end - .now) / .milliseconds(1)))
            guard left > 0, !read(within: left).isEmpty || isRunning else {
                throw Failure("no \(text.debugDescription) within \(seconds) s; saw \(transcript)")
            }
        }
    }

    /// Forgets what was read so far.
    public func forget() { output = [] }

    /// Types; reads meanwhile, so that neither side blocks on a full terminal.
    public func send(_ text: String) { send(Array(text.utf8)) }

    /// Types bytes.
    public func send(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, min($0.count, 1024)) }
            if count > 0 { rest.removeFirst(count) }
            if count < 0, errno != EAGAIN, errno != EINTR { return }
            if !rest.isEmpty {
                var ready = pollfd(fd: terminal, events: Int16(POLLIN | POLLOUT), revents: 0)
                _ = unsafe poll(&ready, 1, 1000)
                read()
            }
        }
    }

    /// Gives the terminal another size, and tells the program.
    public func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// The local modes of the terminal as they are now, as in `c_lflag`.
    public var localModes: UInt32 {
        var modes = termios()
        _ = unsafe tcgetattr(terminal, &modes)
        return modes.c_lflag
    }

    /// Processor time of all threads so far, in milliseconds, from the scheduler's accounts.
    public func processorMilliseconds() -> Double {
        let folder = "/proc/\(pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let nanoseconds = threads.compactMap { thread -> Double? in
            let text = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)
            return text?.split(separator: " ").first.flatMap { Double($0) }
        }
        return nanoseconds.reduce(0, +) / 1e6
    }

    /// Resident memory now, in MiB.
    public func residentMebibytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (kibibytes ?? .nan) / 1024
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool {
        if endStatus == nil {
            var status: Int32 = 0
            if unsafe waitpid(pid, &status, WNOHANG) != 0 { endStatus = status }
        }
        return endStatus == nil
    }

    /// Ends it and waits until it is gone.
    public func end() {
        kill(pid, SIGTERM)
        // A shell at its prompt takes no notice of that.
        if waitUntilEnded(within: 2) == nil { kill(pid, SIGKILL) }
        waitUntilEnded()
    }

    /// Waits until it is gone.
    ///
    /// - Returns: Its exit code, or 128 and the number of the signal that ended it.
    @discardableResult
    public func waitUntilEnded() -> Int32 {
        // A program that ends may still have to write.
        while isRunning { read(within: 5) }
        while !read().isEmpty {}
        let status = endStatus ?? 0
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// Waits until it is gone, but not for ever.
    ///
    /// - Returns: `nil` where it still runs when the time is over; otherwise as ``waitUntilEnded()``.
    public func waitUntilEnded(within seconds: Double) -> Int32? {
        let end = ContinuousClock.now + .seconds(seconds)
        while isRunning {
            guard .now < end else { return nil }
            read(within: 5)
        }
        return waitUntilEnded()
    }

    private var transcript: String { String(decoding: output.suffix(400), as: UTF8.self).debugDescription }
}
