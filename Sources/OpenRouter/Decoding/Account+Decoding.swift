extension KeyInfo {
    /// Reads the `data` of `GET /key`.
    init(_ node: JSONNode) {
        self.init(label: (node["label"]?.string ?? "").redacted, limit: node["limit"]?.usd)
        usage = node["usage"]?.usd ?? .zero
        limitRemaining = node["limit_remaining"]?.usd
        limitReset = node["limit_reset"]?.string
        usageDaily = node["usage_daily"]?.usd
        usageMonthly = node["usage_monthly"]?.usd
        isFreeTier = node["is_free_tier"]?.bool ?? false
        isManagementKey = node["is_management_key"]?.bool ?? node["is_provisioning_key"]?.bool ?? false
        expiresAt = node["expires_at"]?.string
    }
}

extension Credits {
    /// Reads the `data` of `GET /credits`; `nil` without both amounts.
    init?(_ node: JSONNode) {
        guard let credits = node["total_credits"]?.usd, let usage = node["total_usage"]?.usd else { return nil }
        self.init(totalCredits: credits, totalUsage: usage)
    }
}

extension Generation {
    /// Reads the `data` of `GET /generation`; `nil` without an id and a cost.
    init?(_ node: JSONNode) {
        guard let id = node["id"]?.string, let cost = node["total_cost"]?.cost else { return nil }
        self.init(id: id, model: node["model"]?.string ?? "", totalCost: cost)
        provider = node["provider_name"]?.string
        promptTokens = node["native_tokens_prompt"]?.count ?? node["tokens_prompt"]?.count
        completionTokens = node["native_tokens_completion"]?.count ?? node["tokens_completion"]?.count
        finishReason = node["finish_reason"]?.string
        isCancelled = node["cancelled"]?.bool ?? false
    }
}
