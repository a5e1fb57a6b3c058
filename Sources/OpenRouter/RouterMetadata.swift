/// How the service routed a call, where it was asked to tell (`X-OpenRouter-Metadata`).
///
/// Absent on 500, on failures of the key and on answers from the service's cache. Every member is optional, as the
/// official description is all there is of it (reference §5.3).
public struct RouterMetadata: Hashable, Sendable, Codable {
    /// One try of the service's own at one provider.
    public struct Attempt: Hashable, Sendable, Codable {
        /// The provider.
        public var provider: String?
        /// The model as it was asked there.
        public var model: String?
        /// The status that the provider answered with.
        public var status: Int?

        /// A try at a provider.
        public init(provider: String? = nil, model: String? = nil, status: Int? = nil) {
            self.provider = provider
            self.model = model
            self.status = status
        }
    }

    /// The model asked for.
    public var requested: String?
    /// How endpoints were ordered.
    public var strategy: String?
    /// Where it ran.
    public var region: String?
    /// The service's own sentence about it.
    public var summary: String?
    /// Which of the service's tries brought the answer, counted from 1.
    public var attempt: Int?
    /// Whether a provider's key of one's own was used.
    public var isBYOK: Bool?
    /// How many endpoints there were to choose from.
    public var endpoints: Int?
    /// The service's tries, in order.
    public var attempts: [Attempt]

    /// Metadata with nothing in it yet.
    public init() {
        attempts = []
    }

    /// Reads an `openrouter_metadata` member; `nil` where there is nothing in it.
    init?(_ node: JSONNode) {
        self.init()
        requested = node["requested"]?.string
        strategy = node["strategy"]?.string
        region = node["region"]?.string
        summary = node["summary"]?.string?.redacted
        attempt = node["attempt"]?.integer
        isBYOK = node["is_byok"]?.bool
        endpoints = node["endpoints"]?["total"]?.integer ?? node["endpoints"]?["available"]?.array?.count
        attempts = (node["attempts"]?.array ?? []).prefix(16).map { attempt in
            Attempt(
                provider: attempt["provider"]?.string,
                model: attempt["model"]?.string,
                status: attempt["status"]?.integer
            )
        }
        guard self != RouterMetadata() else { return nil }
    }
}

extension RouterMetadata {
    /// The same with every text in it changed.
    package func mapped(_ change: (String) -> String) -> RouterMetadata {
        var metadata = self
        metadata.requested = requested.map(change)
        metadata.strategy = strategy.map(change)
        metadata.region = region.map(change)
        metadata.summary = summary.map(change)
        for index in attempts.indices {
            metadata.attempts[index].provider = attempts[index].provider.map(change)
            metadata.attempts[index].model = attempts[index].model.map(change)
        }
        return metadata
    }
}
