import Synchronization

/// What a shell remembers between lines: variables, `$?`, `$last` and what an error does.
///
/// The editor's thread reads it for completion while commands write it.
final class Variables: Sendable {
    private struct State {
        var values: [String: String] = [:]
        var lastStatus = ExitStatus.success
        var lastText = ""
        var stopsOnError = true
    }

    private let state = Mutex(State())

    /// The value of a variable that was set; `nil` where none was.
    subscript(name: String) -> String? {
        get { state.withLock { $0.values[name] } }
        set { state.withLock { $0.values[name] = newValue } }
    }

    /// All variables that were set.
    var all: [String: String] { state.withLock(\.values) }

    /// How the last command ended, `$?`.
    var lastStatus: ExitStatus {
        get { state.withLock(\.lastStatus) }
        set { state.withLock { $0.lastStatus = newValue } }
    }

    /// What the last command handed on, `$last`.
    var lastText: String {
        get { state.withLock(\.lastText) }
        set { state.withLock { $0.lastText = newValue } }
    }

    /// Whether a failed statement ends what it stands in.
    var stopsOnError: Bool {
        get { state.withLock(\.stopsOnError) }
        set { state.withLock { $0.stopsOnError = newValue } }
    }

    /// Names with a meaning of their own, which nobody can set.
    static let reserved = ["last"]
}
