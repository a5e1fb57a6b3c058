/// What happens in the gateway, for whoever watches: one ordered stream.
public enum GatewayEvent: Sendable {
    /// A call has ended and its record is stored.
    case callSettled(CallRecord)
    /// Less than a fifth of a cap is left; told once a window.
    case budgetLow(BudgetBalance)
    /// Something a person should know.
    case notice(String)
}
