extension ManagedKey {
    /// Reads an element of `GET /keys`; `nil` without a hash.
    init?(_ node: JSONNode) {
        guard let hash = node["hash"]?.string.flatMap({ KeyHash($0) }) else { return nil }
        self.init(
            hash: hash,
            name: (node["name"]?.string ?? "").redacted,
            label: (node["label"]?.string ?? "").redacted,
            terms: Terms(
                limit: node["limit"]?.usd,
                limitReset: node["limit_reset"]?.string,
                includesBYOK: node["include_byok_in_limit"]?.bool ?? false,
                expiresAt: node["expires_at"]?.string,
                workspaceID: node["workspace_id"]?.string
            )
        )
        isDisabled = node["disabled"]?.bool ?? false
        limitRemaining = node["limit_remaining"]?.usd
        usage = node["usage"]?.usd ?? .zero
        createdAt = node["created_at"]?.string
    }
}
