import Dispatch
import Glibc

/// A line that the system's shell runs, in this process's own group.
///
/// Foundation's `Process` gives a child a group of its own, which may not read from the terminal: editors and pagers
/// would stop. In the same group Ctrl-C and Ctrl-Z reach both, as people expect.
struct ChildProcess: Sendable {
    private static let queue = DispatchQueue(label: "castline.programs", attributes: .concurrent)

    let identifier: pid_t

    /// Starts a line.
    ///
    /// - Parameters:
    ///   - script: What `/bin/sh -c` is given.
    ///   - environment: All of its environment.
    ///   - input: The descriptor it reads from; `nil` for this process's own.
    ///   - output: The descriptor it writes to; `nil` for this process's own.
    /// - Throws: ``Failure`` with the system's reason.
    init(script: String, environment: [String: String], input: Int32? = nil, output: Int32? = nil) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        if let output { unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }

        // What is ignored here must not be ignored there.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        let words: [String] = ["/bin/sh", "-c", script.filter { $0 != "\0" }]
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
        // A name or value with a zero byte cannot be handed on.
        var variables: [UnsafeMutablePointer<CChar>?] =
            unsafe environment.filter { !$0.key.contains("\0") && !$0.value.contains("\0") }
            .map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for index in unsafe arguments.indices { unsafe free(arguments[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var child: pid_t = 0
        let result = unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, &variables)
        guard result == 0 else {
            let reason = unsafe String(cString: strerror(result))
            throw Failure(code: "programFailed", "The program cannot be run: \(reason).")
        }
        identifier = child
    }

    /// Waits for its end, on a thread of its own.
    ///
    /// - Returns: Its status; 128 and the signal's number where a signal ended it.
    func status() async -> ExitStatus {
        await withCheckedContinuation { continuation in
            Self.queue.async {
                var status: Int32 = 0
                while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
                // As in <sys/wait.h>: the low seven bits are the signal, the next byte is the status.
                let signal = status & 0x7f
                let code = signal == 0 ? (status >> 8) & 0xff : 128 + signal
                continuation.resume(returning: ExitStatus(rawValue: code))
            }
        }
    }

    /// Asks it to end.
    func terminate() { _ = kill(identifier, SIGTERM) }
}

/// Two ends of a pipe, neither of which survives in a child unless it is handed on.
struct PipeEnds: Sendable {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else {
            throw Failure(code: "programFailed", "The system has no pipe left.")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
    }

    /// All that is written until the last writer is gone, read on a thread of its own; closes the reading end.
    func contents() async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var bytes: [UInt8] = []
                var piece = [UInt8](repeating: 0, count: 65_536)
                while true {
                    let count = unsafe read(reading, &piece, piece.count)
                    if count > 0 {
                        bytes += piece[..<count]
                    } else if count == 0 || errno != EINTR {
                        break
                    }
                }
                close(reading)
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
