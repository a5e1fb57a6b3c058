extension Model {
    /// Reads an item of `GET /models`; `nil` without an id.
    init?(_ node: JSONNode) {
        guard let id = node["id"]?.string, !id.holdsKey else { return nil }
        let architecture = node["architecture"]
        self.init(
            id: id,
            canonicalSlug: node["canonical_slug"]?.string,
            name: (node["name"]?.string ?? id).withoutKeys,
            summary: (node["description"]?.string ?? "").withoutKeys,
            contextLength: node["context_length"]?.count ?? node["top_provider"]?["context_length"]?.count
                ?? node["meta"]?["n_ctx"]?.count,
            maxCompletionTokens: node["top_provider"]?["max_completion_tokens"]?.count,
            inputModalities: architecture?["input_modalities"]?.strings ?? ["text"],
            outputModalities: architecture?["output_modalities"]?.strings ?? ["text"],
            pricing: Pricing(node["pricing"]),
            supportedParameters: node["supported_parameters"]?.strings ?? [],
            expirationDate: node["expiration_date"]?.string,
            created: node["created"]?.count ?? 0
        )
    }
}

extension Model.Pricing {
    /// Reads a `pricing` member: for each price the dearest of the plain one and the conditional ones.
    ///
    /// A discount is not applied, so that an estimate is never below what is charged. Without a `pricing` member
    /// every price is unknown.
    init(_ node: JSONNode?) {
        func dearest(_ name: String) -> USD? {
            guard let price = node?[name]?.usd, price >= .zero else { return nil }
            return (node?["overrides"]?.array ?? [])
                .compactMap { $0[name]?.usd ?? $0["pricing"]?[name]?.usd }
                .reduce(price, max)
        }
        // A request has no price of its own unless one is written; one that is written and unreadable is unknown.
        let request: USD? = node == nil || node?["request"] != nil ? dearest("request") : .zero
        self.init(
            prompt: dearest("prompt"),
            completion: dearest("completion"),
            request: request,
            webSearch: dearest("web_search")
        )
    }
}

extension ModelEndpoint {
    /// Reads an item of `GET /models/{author}/{slug}/endpoints`; `nil` without a provider.
    init?(_ node: JSONNode) {
        guard let provider = node["provider_name"]?.string ?? node["name"]?.string else { return nil }
        self.init(
            provider: provider,
            tag: node["tag"]?.string,
            quantization: node["quantization"]?.string.flatMap { $0 == "unknown" ? nil : $0 },
            contextLength: node["context_length"]?.count,
            maxCompletionTokens: node["max_completion_tokens"]?.count,
            pricing: Model.Pricing(node["pricing"]),
            supportedParameters: node["supported_parameters"]?.strings ?? [],
            status: node["status"]?.integer ?? 0,
            uptimeLast30Minutes: node["uptime_last_30m"]?.double
        )
    }
}

extension Provider {
    /// Reads an item of `GET /providers`; `nil` without a slug.
    init?(_ node: JSONNode) {
        guard let slug = node["slug"]?.string, !slug.isEmpty, !slug.holdsKey else { return nil }
        self.init(slug: slug, name: (node["name"]?.string ?? slug).withoutKeys)
    }
}
