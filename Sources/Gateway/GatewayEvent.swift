/// What happens in the gateway, for whoever watches: one ordered stream.
public enum GatewayEvent: Sendable {
    /// A call has ended and its record is stored.
    case callSettled(CallRecord)
    /// Less than a fifth of a cap is left; told once a window.
    case budgetLow(BudgetBalance)
    /// A circuit breaker has changed its state.
    case breakerChanged(BreakerChange)
    /// A condition with a known end keeps calls back from now on.
    case gateClosed(Gate)
    /// The replacement of a key has come to another state, still waits, or stands still.
    case keyRotation(RotationStanding)
    /// Something a person should know.
    case notice(String)
}
