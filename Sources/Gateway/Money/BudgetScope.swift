/// What money is counted against: one ledger entry counts in several scopes at once.
public enum BudgetScope: Hashable, Sendable, Codable {
    /// One call, all its attempts together.
    case call
    /// One episode, by its slug.
    case episode(String)
    /// A calendar day, `YYYY-MM-DD` in the zone of the settings.
    case day(String)
    /// A calendar month, `YYYY-MM` in the zone of the settings.
    case month(String)
    /// One key and those it took the place of, by the first 16 hexadecimal digits of the first one's SHA-256.
    case key(String)

    /// The scope in writing, such as `day:2026-11-24`; ``init(name:)`` reads it.
    public var name: String {
        switch self {
        case .call: "call"
        case .episode(let slug): "episode:\(slug)"
        case .day(let day): "day:\(day)"
        case .month(let month): "month:\(month)"
        case .key(let key): "key:\(key)"
        }
    }

    /// The scope in a sentence, such as `the day 2026-11-24`.
    var explanation: String {
        switch self {
        case .call: "the call"
        case .episode(let slug): "the episode \(slug)"
        case .day(let day): "the day \(day)"
        case .month(let month): "the month \(month)"
        case .key(let key): "the key \(key)"
        }
    }

    /// Reads what ``name`` writes.
    public init?(name: some StringProtocol) {
        let kind = name.prefix { $0 != ":" }
        let rest = String(name.dropFirst(kind.count + 1))
        switch String(kind) {
        case "call": self = .call
        case "episode": self = .episode(rest)
        case "day": self = .day(rest)
        case "month": self = .month(rest)
        case "key": self = .key(rest)
        default: return nil
        }
    }

    /// Reads the name, a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let scope = BudgetScope(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a scope of money: \(name)")
        }
        self = scope
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
