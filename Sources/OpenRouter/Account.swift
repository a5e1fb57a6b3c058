/// What `GET /key` says of the key that asks.
public struct KeyInfo: Hashable, Sendable, Codable {
    /// The key as the service abbreviates it.
    public var label: String
    /// The key's cap; `nil` means none.
    public var limit: USD?
    public var limitRemaining: USD?
    /// `daily`, `weekly`, `monthly`; `nil` means the cap never resets.
    public var limitReset: String?
    public var usage: USD
    public var usageDaily: USD?
    public var usageMonthly: USD?
    public var isFreeTier: Bool
    public var isManagementKey: Bool
    /// ISO 8601.
    public var expiresAt: String?

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
    public var totalCredits: USD
    public var totalUsage: USD
    public var balance: USD { totalCredits - totalUsage }

    public init(totalCredits: USD, totalUsage: USD) {
        self.totalCredits = totalCredits
        self.totalUsage = totalUsage
    }
}

/// The bill of one generation, `GET /generation?id=`; eventually consistent.
public struct Generation: Hashable, Sendable, Codable {
    public var id: String
    public var model: String
    public var provider: String?
    public var totalCost: USD
    public var promptTokens: Int?
    public var completionTokens: Int?
    public var finishReason: String?
    public var isCancelled: Bool

    public init(id: String, model: String, totalCost: USD) {
        self.id = id
        self.model = model
        self.totalCost = totalCost
        isCancelled = false
    }
}
