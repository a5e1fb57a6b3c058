import Synchronization

/// What a shell remembers between lines: variables, aliases, abbreviations, `$?`, `$_`, `$last`, and what `set` and `on-error` chose.
///
/// The editor's thread reads it for completion while commands write it.
final class Variables: Sendable {
    private struct State {
        var values: [String: String] = [:]
        var aliases: [String: Alias] = [:]
        var abbreviations: [String: String] = [:]
        var lastStatus = ExitStatus.success
        var lastText = ""
        var lastWord = ""
        var stopsOnError = true
        var isTracing = false
    }

    private let state: Mutex<State>

    /// None of all that.
    convenience init() { self.init(State()) }

    private init(_ state: State) {
        self.state = Mutex(state)
    }

    /// The same, for something that runs beside: what one changes the other does not see.
    func copy() -> Variables { Variables(state.withLock(\.self)) }

    /// The value of a variable that was set; `nil` where none was.
    subscript(name: String) -> String? {
        get { state.withLock { $0.values[name] } }
        set { state.withLock { $0.values[name] = newValue } }
    }

    /// All variables that were set.
    var all: [String: String] { state.withLock(\.values) }

    /// The aliases, by name.
    var aliases: [String: Alias] { state.withLock(\.aliases) }

    /// Gives a name a meaning, or takes it away.
    func setAlias(_ name: String, _ alias: Alias?) { state.withLock { $0.aliases[name] = alias } }

    /// Names that the editor writes out while they are typed, with what they stand for.
    var abbreviations: [String: String] { state.withLock(\.abbreviations) }

    /// Gives a name a text that it is written out as, or takes it away.
    func setAbbreviation(_ name: String, _ text: String?) { state.withLock { $0.abbreviations[name] = text } }

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

    /// The last word of the last command, `$_`.
    var lastWord: String {
        get { state.withLock(\.lastWord) }
        set { state.withLock { $0.lastWord = newValue } }
    }

    /// Whether a failed statement ends what it stands in.
    var stopsOnError: Bool {
        get { state.withLock(\.stopsOnError) }
        set { state.withLock { $0.stopsOnError = newValue } }
    }

    /// Whether each command is told before it runs.
    var isTracing: Bool {
        get { state.withLock(\.isTracing) }
        set { state.withLock { $0.isTracing = newValue } }
    }

    /// Names with a meaning of their own, which nobody can set.
    static let reserved = ["last", "_"]
}
