/// How a command or the process ended, as a number that scripts can test.
public struct ExitStatus: RawRepresentable, Hashable, Sendable {
    /// 0…255.
    public var rawValue: Int32

    /// A status of any number, as programs return them.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Done.
    public static let success = ExitStatus(rawValue: 0)
    /// A command failed.
    public static let failure = ExitStatus(rawValue: 1)
    /// A line that cannot be read, an unknown command, a wrong option or argument.
    public static let usage = ExitStatus(rawValue: 2)
    /// Stopped by a budget.
    public static let budget = ExitStatus(rawValue: 3)
    /// Finished but degraded, where `--strict` asks to be told.
    public static let degraded = ExitStatus(rawValue: 4)
    /// No key, or one that is not accepted.
    public static let authentication = ExitStatus(rawValue: 5)
    /// The service, or every model of a chain, failed.
    public static let upstream = ExitStatus(rawValue: 6)
    /// The quality check rejected the episode, or the screening a text.
    public static let rejected = ExitStatus(rawValue: 7)
    /// A program of the system that may not be run.
    public static let notExecutable = ExitStatus(rawValue: 126)
    /// A program of the system that is not there.
    public static let notFound = ExitStatus(rawValue: 127)
    /// Ended by Ctrl-C.
    public static let interrupted = ExitStatus(rawValue: 130)
    /// Ended by a request to terminate.
    public static let terminated = ExitStatus(rawValue: 143)

    /// What a number means, for `help`; `nil` for numbers of other programs.
    var meaning: String? {
        switch self {
        case .success: "done"
        case .failure: "a command failed"
        case .usage: "wrong line"
        case .budget: "stopped by a budget"
        case .degraded: "degraded (with --strict)"
        case .authentication: "no key, or none accepted"
        case .upstream: "the service did not answer"
        case .rejected: "rejected by quality check or screening"
        case .notExecutable: "a program may not be run"
        case .notFound: "there is no such program"
        case .interrupted: "interrupted (Ctrl-C)"
        case .terminated: "terminated"
        default: nil
        }
    }

    /// All that a command may end with that carries out others.
    static let ofWork: [ExitStatus] = [
        .failure, .budget, .degraded, .authentication, .upstream, .rejected, .interrupted,
    ]

    static let all: [ExitStatus] = [
        .success, .failure, .usage, .budget, .degraded, .authentication, .upstream, .rejected, .notExecutable,
        .notFound, .interrupted, .terminated,
    ]
}
