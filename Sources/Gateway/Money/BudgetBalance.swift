public import OpenRouter

/// The money of one scope.
public struct BudgetBalance: Hashable, Sendable, Codable {
    /// What the money is counted against.
    public var scope: BudgetScope
    /// The cap; `nil` where there is none.
    public var cap: USD?
    /// What was spent for certain.
    public var spent: USD
    /// What is set aside for calls that run, and for those in doubt.
    public var reserved: USD

    /// What is left; below zero after an overspend, which blocks until it is made up; `nil` without a cap.
    public var free: USD? { cap.map { $0 - spent - reserved } }

    /// The balance of a scope.
    public init(scope: BudgetScope, cap: USD? = nil, spent: USD = .zero, reserved: USD = .zero) {
        self.scope = scope
        self.cap = cap
        self.spent = spent
        self.reserved = reserved
    }
}
