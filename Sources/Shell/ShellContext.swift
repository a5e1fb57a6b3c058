public import Foundation
public import OpenRouter
public import Operations
public import Production

/// What a shell is given: what it works on and where it writes.
public struct ShellContext: Sendable {
    /// The effective settings, which `config` shows.
    public var configuration: Configuration
    /// Makes the session; called once, by the first command that needs it.
    ///
    /// Who makes it also runs it, with `Session.run()`.
    public var session: @Sendable () async throws -> Session
    /// Asks the parts of the installation how they are.
    public var health: @Sendable () async throws -> [HealthCheck.Result]
    /// What looks after the keys in use.
    public var keys: @Sendable () async throws -> KeyKeeper
    /// Where keys are kept that people add; `nil` where nothing is kept.
    public var keyRing: KeyRing?
    /// Looks for what is wrong with the safety of the installation.
    public var security: @Sendable () async throws -> [SecurityCheck.Finding]
    /// What breaks the simulator on purpose, where calls go to one.
    public var simulator: @Sendable () async throws -> SimulatorControl?
    /// The faults that the simulator knows, for completion.
    public var faults: [SimulatorControl.Kind]
    /// Where the lines that people type are kept; `nil` keeps them in memory.
    public var historyFile: URL?
    /// What a person should know before the first prompt, such as that answers are simulated.
    public var greeting: String?
    /// Whether nothing is said before the first prompt.
    public var isQuiet = false
    /// Asks the person at the terminal a question and waits for yes or no; `nil` where nobody is there to answer.
    public var confirm: (@Sendable (_ question: String) async throws -> Bool)?
    /// Asks the person at the terminal for a secret without showing it; `nil` where nobody is there.
    public var askSecret: (@Sendable (_ question: String) async throws -> Secret)?
    /// Whether calls cost money: the embedded simulator takes none.
    public var isPaid: Bool
    /// Where data and talk go.
    public var output: Output
    /// What goes on inside, for who wants to know.
    public var log: Log
    /// Whether every command answers with JSON, as if each had `--json`.
    public var wantsJSON: Bool
    /// Signals of the process, of which Ctrl-C ends what runs; without them each does what it usually does.
    public var signals: TerminalSignals?
    /// Names this shell among all that write the history.
    public var sessionName: String
    /// The time of day.
    public var now: @Sendable () -> Date

    /// A context of these parts.
    public init(
        configuration: Configuration,
        session: @escaping @Sendable () async throws -> Session,
        health: @escaping @Sendable () async throws -> [HealthCheck.Result],
        keys: @escaping @Sendable () async throws -> KeyKeeper = {
            throw KeyError(.noKey, "this shell has no keys")
        },
        keyRing: KeyRing? = nil,
        security: @escaping @Sendable () async throws -> [SecurityCheck.Finding] = { [] },
        simulator: @escaping @Sendable () async throws -> SimulatorControl? = { nil },
        faults: [SimulatorControl.Kind] = [],
        historyFile: URL? = nil,
        greeting: String? = nil,
        confirm: (@Sendable (_ question: String) async throws -> Bool)? = nil,
        askSecret: (@Sendable (_ question: String) async throws -> Secret)? = nil,
        isPaid: Bool = true,
        output: Output,
        log: Log? = nil,
        wantsJSON: Bool = false,
        signals: TerminalSignals? = nil,
        sessionName: String = UUID().uuidString.lowercased(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.configuration = configuration
        self.session = session
        self.health = health
        self.keys = keys
        self.keyRing = keyRing
        self.security = security
        self.simulator = simulator
        self.faults = faults
        self.historyFile = historyFile
        self.greeting = greeting
        self.confirm = confirm
        self.askSecret = askSecret
        self.isPaid = isPaid
        self.output = output
        self.log = log ?? Log(.off, output: output)
        self.wantsJSON = wantsJSON
        self.signals = signals
        self.sessionName = sessionName
        self.now = now
    }
}

extension ShellContext {
    /// Every setting as it is now: the level of the log may be another than at the start.
    var settings: [Configuration.Row] {
        configuration.rows.map { row in
            guard row.setting.name == "log.level", row.value != log.level.rawValue else { return row }
            return Configuration.Row(setting: row.setting, value: log.level.rawValue, origin: .set)
        }
    }
}
