/// What `GET /key` says of the key that asks.
public struct KeyInfo: Hashable, Sendable, Codable {
    /// The key as the service abbreviates it.
    public var label: String
    /// The key's cap; `nil` means none.
    public var limit: USD?
    /// What the cap leaves; `nil` without a cap.
    public var limitRemaining: USD?
    /// `daily`, `weekly`, `monthly`; `nil` means the cap never resets.
    public var limitReset: String?
    /// Spent in all.
    public var usage: USD
    /// Spent since 00:00 UTC.
    public var usageDaily: USD?
    /// Spent since the first of the month, UTC.
    public var usageMonthly: USD?
    /// Whether the account has never paid.
    public var isFreeTier: Bool
    /// Whether the key manages keys; such a key runs no model.
    public var isManagementKey: Bool
    /// ISO 8601.
    public var expiresAt: String?

    /// A key that has spent so much of its cap.
    public init(label: String, limit: USD? = nil, usage: USD = .zero) {
        self.label = label
        self.limit = limit
        self.usage = usage
        isFreeTier = false
        isManagementKey = false
    }
}

/// What `GET /credits` says of the account.
public struct Credits: Hashable, Sendable, Codable {
    /// Bought in all.
    public var totalCredits: USD
    /// Spent in all.
    public var totalUsage: USD
    /// What is left; below zero when overdrawn.
    public var balance: USD { totalCredits - totalUsage }

    /// An account that has bought and spent so much.
    public init(totalCredits: USD, totalUsage: USD) {
        self.totalCredits = totalCredits
        self.totalUsage = totalUsage
    }
}

/// The bill of one generation, `GET /generation?id=`; eventually consistent.
public struct Generation: Hashable, Sendable, Codable {
    /// Generation id, `gen-…`.
    public var id: String
    /// The model that answered.
    public var model: String
    /// The provider that answered.
    public var provider: String?
    /// What was charged.
    public var totalCost: USD
    /// Tokens of the prompt as the provider counts them, which is how they are billed.
    public var promptTokens: Int?
    /// Tokens of the answer as the provider counts them.
    public var completionTokens: Int?
    /// Why the answer ended, as the service writes it.
    public var finishReason: String?
    /// Whether the caller hung up.
    public var isCancelled: Bool

    /// The bill of a generation that was not cancelled.
    public init(id: String, model: String, totalCost: USD) {
        self.id = id
        self.model = model
        self.totalCost = totalCost
        isCancelled = false
    }
}
