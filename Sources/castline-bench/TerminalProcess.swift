import Foundation
import Glibc

/// A program that runs on a pseudo-terminal of its own, as under a person's fingers.
final class TerminalProcess {
    struct Failure: Error { let message: String }

    /// `POSIX_SPAWN_SETSID` of spawn.h, which Swift does not see.
    private static let newSession: Int16 = 0x80

    let pid: pid_t
    private let terminal: Int32
    private var output: [UInt8] = []

    /// Starts a program with an 80 × 24 terminal as its standard input, output and error.
    init(_ program: String, _ arguments: [String], environment: [String: String]) throws {
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var master: Int32 = -1
        var slave: Int32 = -1
        guard unsafe openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw Failure(message: "no pseudo-terminal to be had")
        }
        terminal = master
        defer { close(slave) }
        var path = [CChar](repeating: 0, count: 128)
        guard unsafe ttyname_r(slave, &path, path.count) == 0 else {
            throw Failure(message: "the pseudo-terminal has no name")
        }

        var attributes = posix_spawnattr_t()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawn_file_actions_init(&actions)
        defer {
            unsafe posix_spawnattr_destroy(&attributes)
            unsafe posix_spawn_file_actions_destroy(&actions)
        }
        // In a session of its own, the first terminal opened becomes the controlling one.
        unsafe posix_spawnattr_setflags(&attributes, Self.newSession)
        unsafe posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
        unsafe posix_spawn_file_actions_addclose(&actions, master)
        unsafe posix_spawn_file_actions_addclose(&actions, slave)

        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, program, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw Failure(message: "\(program) does not start: error \(code)") }
        pid = child
    }

    deinit { close(terminal) }

    /// Reads until the text has appeared; fails when the program ends or the time is over first.
    func wait(for text: String, within seconds: Double = 20) throws {
        let wanted = Array(text.utf8)
        let end = Date().addingTimeInterval(seconds)
        while output.firstRange(of: wanted) == nil {
            var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            let left = Int32(max(0, end.timeIntervalSinceNow) * 1000)
            guard unsafe poll(&ready, 1, left) > 0 else {
                throw Failure(message: "no \(text.debugDescription) within \(seconds) s; saw \(transcript)")
            }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = unsafe read(terminal, &bytes, bytes.count)
            guard count > 0 else { throw Failure(message: "it ended; saw \(transcript)") }
            output += bytes.prefix(count)
        }
    }

    /// Forgets what was read so far.
    func forget() { output = [] }

    /// Types.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe write(terminal, bytes, bytes.count)
    }

    /// Processor time of all threads so far, in milliseconds, from the scheduler's accounts.
    func processorMilliseconds() -> Double {
        let folder = "/proc/\(pid)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let nanoseconds = threads.compactMap { thread -> Double? in
            let text = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)
            return text?.split(separator: " ").first.flatMap { Double($0) }
        }
        return nanoseconds.reduce(0, +) / 1e6
    }

    /// Resident memory now, in MiB.
    func residentMebibytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        return (kibibytes ?? .nan) / 1024
    }

    /// Ends it and waits until it is gone.
    func end() {
        kill(pid, SIGTERM)
        waitUntilEnded()
    }

    /// Waits until it is gone.
    func waitUntilEnded() {
        var status: Int32 = 0
        _ = unsafe waitpid(pid, &status, 0)
    }

    private var transcript: String { String(decoding: output.suffix(400), as: UTF8.self).debugDescription }
}
