/// What a circuit breaker guards: three kinds that fail apart.
///
/// A broken name or front shuts out every model, a broken model no other one, and a dead key nobody else's calls.
public enum BreakerID: Hashable, Sendable, Comparable {
    /// The host of the base URL: names, connections, TLS, the service's own front.
    case edge(String)
    /// A model, by its id.
    case model(String)
    /// A key, by the name the ledger knows it by.
    case key(String)

    /// The kind and the name, such as `model openai/gpt-4o-mini`; ``init(_:)`` reads it.
    public var name: String {
        switch self {
        case .edge(let host): "edge \(host)"
        case .model(let id): "model \(id)"
        case .key(let digest): "key \(digest)"
        }
    }

    /// Reads what ``name`` writes; a word alone is the id of a model.
    public init?(_ name: some StringProtocol) {
        let words = name.split(separator: " ")
        switch (words.first, words.count) {
        case ("edge", 2): self = .edge(String(words[1]))
        case ("model", 2): self = .model(String(words[1]))
        case ("key", 2): self = .key(String(words[1]))
        case (let word?, 1): self = .model(String(word))
        default: return nil
        }
    }
}

extension BreakerID: Codable {
    /// Reads the name, a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let id = BreakerID(name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not the name of a breaker: \(name)"
            )
        }
        self = id
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
