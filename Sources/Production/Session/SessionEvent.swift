public import Gateway
public import OpenRouter

/// What happens in a session, for renderers, logs and metrics.
public enum SessionEvent: Sendable {
    /// A phase begins; the estimate is the worst case of its calls, where prices are known.
    case phaseStarted(Phase, episode: String, estimate: USD?)
    /// A part of a phase begins, such as `segment 3`.
    case unitStarted(Phase, unit: String)
    /// A part of a phase is done.
    case unitFinished(Phase, unit: String, done: Int, total: Int, spent: USD)
    /// Text for reading along, as far as a unit has it.
    case delta(unit: String, text: String)
    /// A call of the gateway has ended and is recorded.
    case callSettled(CallRecord)
    /// A phase is done, its files are written.
    case phaseFinished(PhaseReport)
    /// Something else that happened in the gateway.
    case gateway(GatewayEvent)
    /// Something a person should know.
    case notice(String)
}
