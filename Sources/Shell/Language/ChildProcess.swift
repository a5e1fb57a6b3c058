import CTerminal
import Dispatch
import Glibc

/// A program of the system that runs.
///
/// Foundation's `Process` gives a child a group of its own, which may not read from the terminal: editors and pagers
/// would stop. In this process's group Ctrl-C and Ctrl-Z reach both, as people expect; a job's program has a group of its
/// own, so that they do not.
struct ChildProcess: Sendable {
    /// The descriptors a program begins with; `nil` for this process's own.
    struct Streams {
        var input: Int32?
        var output: Int32?
        var errors: Int32?
    }

    /// How a program ended.
    struct End: Sendable {
        /// Its status; 128 and the signal's number where a signal ended it.
        var status: ExitStatus
        /// The signal that ended it, if one did.
        var signal: Int32?
    }

    private let identifier: pid_t
    private let isJob: Bool

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: The file of the program.
    ///   - words: Its arguments, its name being the first; no shell reads them.
    ///   - environment: All of its environment.
    ///   - streams: What it reads from and writes to.
    ///   - isJob: Whether it runs beside what somebody types: it cannot read from the terminal then.
    /// - Throws: ``Failure`` with the system's reason, and with 126 as its status.
    init(path: String, words: [String], environment: [String: String], streams: Streams, isJob: Bool) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input = streams.input {
            unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else if isJob {
            unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        if let output = streams.output { unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        if let errors = streams.errors { unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO) }

        // What is ignored here must not be ignored there.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // Threads of the runtime block signals, and a program that began so could not be ended.
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        if isJob { unsafe posix_spawnattr_setpgroup(&attributes, 0) }
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (isJob ? POSIX_SPAWN_SETPGROUP : 0)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        var arguments: [UnsafeMutablePointer<CChar>?] =
            unsafe words.map { word in unsafe strdup(word.filter { $0 != "\0" }) } + [nil]
        // A name or value with a zero byte cannot be handed on.
        var variables: [UnsafeMutablePointer<CChar>?] =
            unsafe environment.filter { !$0.key.contains("\0") && !$0.value.contains("\0") }
            .map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for index in unsafe arguments.indices { unsafe free(arguments[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var child: pid_t = 0
        let result = unsafe posix_spawn(&child, path, &actions, &attributes, &arguments, &variables)
        guard result == 0 else {
            let reason = unsafe String(cString: strerror(result))
            throw Failure(
                code: "programFailed",
                "The program \(words[0].printable) cannot be run: \(reason).",
                status: .notExecutable
            )
        }
        identifier = child
        self.isJob = isJob
    }

    /// Waits for its end, on a thread of its own, which a serial queue gets and a concurrent one does not.
    ///
    /// - Returns: How it ended.
    func end() async -> End {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "castline.program").async { continuation.resume(returning: waitForEnd()) }
        }
    }

    /// Waits for its end, and keeps the calling thread waiting.
    ///
    /// - Returns: How it ended.
    func waitForEnd() -> End {
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        // As in <sys/wait.h>: the low seven bits are the signal, the next byte is the status.
        let signal = status & 0x7f
        let code = signal == 0 ? (status >> 8) & 0xff : 128 + signal
        return End(status: ExitStatus(rawValue: code), signal: signal == 0 ? nil : signal)
    }

    /// Ends it, and in a job all that it has started, whether it likes or not.
    func kill() { _ = Glibc.kill(isJob ? -identifier : identifier, SIGKILL) }

    /// Asks it, and in a job all that it has started, to end.
    func terminate() { _ = Glibc.kill(isJob ? -identifier : identifier, SIGTERM) }
}
