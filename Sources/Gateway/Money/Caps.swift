public import OpenRouter

/// The most that may be spent: a wall, not an alarm; `nil` means no cap.
public struct Caps: Hashable, Sendable, Codable {
    /// What a cap is about.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case call, episode, day, month, key
    }

    /// One call, all its attempts together.
    public var call: USD?
    /// Each episode.
    public var episode: USD?
    /// Each calendar day.
    public var day: USD?
    /// Each calendar month.
    public var month: USD?
    /// Each key, over its whole life here.
    public var key: USD?

    /// Caps on what is named, none on the rest.
    public init(
        call: USD? = nil,
        episode: USD? = nil,
        day: USD? = nil,
        month: USD? = nil,
        key: USD? = nil
    ) {
        self.call = call
        self.episode = episode
        self.day = day
        self.month = month
        self.key = key
    }

    /// The cap of a kind.
    public subscript(kind: Kind) -> USD? {
        get {
            switch kind {
            case .call: call
            case .episode: episode
            case .day: day
            case .month: month
            case .key: key
            }
        }
        set {
            switch kind {
            case .call: call = newValue
            case .episode: episode = newValue
            case .day: day = newValue
            case .month: month = newValue
            case .key: key = newValue
            }
        }
    }

    /// The cap that applies to a scope.
    public subscript(scope: BudgetScope) -> USD? {
        switch scope {
        case .call: call
        case .episode: episode
        case .day: day
        case .month: month
        case .key: key
        }
    }

    /// These caps, with those that are set in `other` in their place.
    public func overridden(by other: Caps) -> Caps {
        var caps = self
        for kind in Kind.allCases { caps[kind] = other[kind] ?? caps[kind] }
        return caps
    }
}
