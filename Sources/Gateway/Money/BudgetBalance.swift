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

/// Caps, spent, reserved and free, per scope, with what is in doubt.
public struct BudgetReport: Hashable, Sendable, Codable {
    /// Which service the money goes to, by its host.
    public var account: String
    /// The caps in force.
    public var caps: Caps
    /// Today, this month, the key and the episode asked about.
    public var balances: [BudgetBalance]
    /// Holds whose bill is not known.
    public var inDoubt: [Hold]
    /// Spent per model today, dearest first.
    public var models: [Share]
    /// Spent per phase today, dearest first.
    public var phases: [Share]

    /// The part of one model or phase in what was spent.
    public struct Share: Hashable, Sendable, Codable {
        /// The model's id or the phase.
        public var name: String
        /// How many calls it was.
        public var calls: Int
        /// What they cost.
        public var spent: USD

        /// A part of what was spent.
        public init(name: String, calls: Int, spent: USD) {
            self.name = name
            self.calls = calls
            self.spent = spent
        }
    }

    /// A report.
    public init(
        account: String,
        caps: Caps,
        balances: [BudgetBalance],
        inDoubt: [Hold],
        models: [Share],
        phases: [Share]
    ) {
        self.account = account
        self.caps = caps
        self.balances = balances
        self.inDoubt = inDoubt
        self.models = models
        self.phases = phases
    }
}
