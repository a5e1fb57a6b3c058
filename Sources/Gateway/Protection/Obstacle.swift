public import Foundation
public import OpenRouter

/// What keeps calls back until a known time, as processes tell each other of it through the store: an open breaker or a
/// closed gate.
///
/// It means nothing any more when its time is over, and it never counts for longer than it was to last when it was met,
/// whatever has become of the clock since.
public struct Obstacle: Hashable, Sendable {
    /// What it is that keeps calls back; a service has at most one of each.
    public enum Subject: Hashable, Sendable {
        /// A breaker is open.
        case breaker(BreakerID)
        /// A gate is closed.
        case gate(Gate.Scope, Gate.Kind)
    }

    /// The base URL of the service whose calls are kept back.
    public var service: String
    /// What keeps them back.
    public var subject: Subject
    /// Why, in words: the evidence of a breaker, what the service said of a gate.
    public var reason: String
    /// When it was met, or lifted.
    public var since: Date
    /// When it ends by itself: a gate opens, a breaker lets a probe through.
    public var until: Date
    /// How often the breaker has opened since it last recovered; 0 for a gate.
    public var openings = 0
    /// Only calls whose worst case is at least this are kept back by the gate; `nil` for all.
    public var atLeast: USD?
    /// The call that met the gate; empty for a breaker.
    public var call = ""
    /// The first key in the line of the one whose account it is about; `nil` where it concerns every account.
    public var payer: String?
    /// The process that has met or lifted it.
    public var source: String
    /// Whether a person has ended it: who heard of it lets go of it.
    public var isLifted = false

    /// Something that keeps calls back.
    public init(
        service: String,
        subject: Subject,
        reason: String,
        since: Date,
        until: Date,
        source: String
    ) {
        self.service = service
        self.subject = subject
        self.reason = reason
        self.since = since
        self.until = until
        self.source = source
    }

    /// What is left of it.
    ///
    /// - Parameter date: The time of day.
    /// - Returns: `nil` where its time is over, and where it has not come: then the clock was set back, and nobody knows
    ///   how much is left.
    public func remaining(at date: Date) -> Duration? {
        guard !isLifted, until > date, Self.hasBegun(since, at: date) else { return nil }
        return .seconds(min(until.timeIntervalSince(date), until.timeIntervalSince(since)))
    }

    /// Whether a moment that some process has noted lies in the past: within a second, by which clocks are set unnoticed.
    public static func hasBegun(_ since: Date, at date: Date) -> Bool { since.timeIntervalSince(date) <= 1 }
}

extension Obstacle.Subject {
    /// The subject in writing, such as `breaker model openai/gpt-4o-mini`; ``init(_:)`` reads it.
    public var name: String {
        switch self {
        case .breaker(let id): "breaker \(id.name)"
        case .gate(let scope, let kind): "gate \(kind.rawValue) \(scope.name)"
        }
    }

    /// Reads what ``name`` writes; `nil` where this version of the program knows no such thing.
    public init?(_ name: String) {
        let words = name.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        if words[0] == "breaker", let id = BreakerID(words[1]) {
            self = .breaker(id)
            return
        }
        let parts = words[1].split(separator: " ", maxSplits: 1)
        guard words[0] == "gate", parts.count == 2, let kind = Gate.Kind(rawValue: String(parts[0])),
            let scope = Gate.Scope(String(parts[1]))
        else { return nil }
        self = .gate(scope, kind)
    }
}

/// What keeps calls to a service back, as the store has it.
public struct SharedProtection: Hashable, Sendable {
    /// What people keep isolated, at any service.
    public var isolated: Set<BreakerID>
    /// What processes have met.
    public var obstacles: [Obstacle]

    /// What the store has.
    public init(isolated: Set<BreakerID>, obstacles: [Obstacle]) {
        self.isolated = isolated
        self.obstacles = obstacles
    }
}
