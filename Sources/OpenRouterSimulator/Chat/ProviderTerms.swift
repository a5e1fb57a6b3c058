/// The `provider` member of a request, applied as the service applies it (reference §4, §7.2).
struct ProviderTerms: Sendable {
    private let json: JSON

    private static let members: Set<String> = [
        "order", "only", "ignore", "allow_fallbacks", "require_parameters", "data_collection", "zdr",
        "enforce_distillable_text", "quantizations", "sort", "preferred_min_throughput", "preferred_max_latency",
        "max_price", "options",
    ]

    /// Reads the terms of a request; one without any has none.
    init(_ json: JSON?) throws(APIFailure) {
        self.json = json ?? [:]
        guard let members = self.json.object else { throw .badRequest("Expected provider to be an object") }
        let unknown = members.keys.filter { !Self.members.contains($0) }.sorted()
        guard unknown.isEmpty else {
            let names = unknown.map { "'\($0)'" }.joined(separator: ", ")
            throw .badRequest("Unrecognized key(s) in object: \(names)")
        }
        for (name, words) in [
            ("data_collection", ["allow", "deny"]), ("sort", ["price", "throughput", "latency", "exacto"]),
        ] {
            guard let word = self.json[name]?.string, !words.contains(word) else { continue }
            throw .badRequest("Invalid option: expected one of \(words.map { "\"\($0)\"" }.joined(separator: "|"))")
        }
    }

    /// The provider that answers.
    ///
    /// - Parameters:
    ///   - model: What is asked for.
    ///   - parameters: What the request sets, by the names that models list.
    /// - Returns: The first that is left.
    /// - Throws: The 404 that says which term leaves nobody.
    func choice(for model: CatalogueModel, parameters: [String]) throws(APIFailure) -> CatalogueEndpoint {
        var left = model.endpoints
        let only = names("only")
        let ignore = names("ignore")
        left = left.filter { (only.isEmpty || only.contains($0.slug)) && !ignore.contains($0.slug) }
        let order = names("order")
        if json["allow_fallbacks"]?.bool == false, !order.isEmpty { left = left.filter { order.contains($0.slug) } }
        guard !left.isEmpty else {
            throw APIFailure(status: 404, message: "No allowed providers are available for the selected model.")
        }
        if json["zdr"]?.bool == true { left = left.filter(\.keepsNothing) }
        if json["data_collection"]?.string == "deny" { left = left.filter { !$0.collectsData } }
        guard !left.isEmpty else { throw Self.none("matching your data policy") }
        let quantizations = (json["quantizations"]?.array ?? []).compactMap(\.string)
        if !quantizations.isEmpty { left = left.filter { quantizations.contains($0.quantization) } }
        guard !left.isEmpty else { throw Self.none("for \(model.id)") }
        if json["require_parameters"]?.bool == true {
            left = left.filter { endpoint in
                parameters.allSatisfy { model.heeds($0) && !endpoint.drops.contains($0) }
            }
            guard !left.isEmpty else { throw Self.none("that can handle the requested parameters") }
        }
        left = left.filter { endpoint in
            let offered = model.offered(by: endpoint)
            return !exceeds("prompt", offered.promptPrice) && !exceeds("completion", offered.completionPrice)
        }
        guard !left.isEmpty else {
            throw Self.none("that satisfy the max price for this request", step: "Filter by Max Price")
        }
        for name in order {
            if let first = left.first(where: { $0.slug == name }) { return first }
        }
        guard let first = left.first else { throw Self.none("for \(model.id)") }
        return first
    }

    /// Slugs; a base slug stands for its regions and variants.
    private func names(_ member: String) -> [String] {
        (json[member]?.array ?? []).compactMap { $0.string.map { String($0.lowercased().prefix { $0 != "/" }) } }
    }

    /// Whether a price, in picodollars for a token, is above the limit, in dollars for a million.
    private func exceeds(_ member: String, _ price: Int64?) -> Bool {
        guard let price, let limit = json["max_price"]?[member]?.double else { return false }
        return Double(price) > limit * Double(Money.dollar) / 1_000_000
    }

    private static func none(_ reason: String, step: String? = nil) -> APIFailure {
        APIFailure(
            status: 404,
            message: "No endpoints found \(reason). To learn more about provider routing, visit: "
                + "https://openrouter.ai/docs/guides/routing/provider-selection",
            metadata: step.map { ["failed_routing_step": .string($0)] }
        )
    }
}
