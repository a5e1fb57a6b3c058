public import Foundation
public import Resilience

/// A change of state of one circuit breaker.
public struct BreakerChange: Hashable, Sendable {
    /// What the breaker guards.
    public var id: BreakerID
    /// From which state to which, and why.
    public var transition: CircuitBreaker.Transition
    /// The time of day.
    public var at: Date

    /// The change in one sentence, such as `the breaker of model a/b opened for 11 s: 5 failures in a row`.
    public var explanation: String { transition.explanation(of: id) }
}

extension CircuitBreaker.Transition {
    /// The change of a breaker in one sentence.
    func explanation(of id: BreakerID) -> String {
        let what =
            switch to {
            case .closed where reason == .reset: "was reset and is closed"
            case .closed: "closed: calls return little by little"
            case .halfOpen: "is half-open: the next call is a probe"
            case .isolated: "was isolated: nothing goes through until it is reset"
            case .open:
                "opened for \(Int(((coolDown ?? .zero) / .seconds(1)).rounded(.up))) s: \(reason.explanation)"
            }
        return "the breaker of \(id.name) \(what)"
    }
}

extension CircuitBreaker.Snapshot {
    /// How the breaker stands, and why, such as `is open, a probe goes out in 8 s (5 failures in a row)`.
    public var standing: String {
        let reason = lastTransition.map { " (\($0.reason.explanation))" } ?? ""
        switch state {
        case .closed where admittedShare < 1:
            return "lets \(Int((admittedShare * 100).rounded())) % of the calls through\(reason)"
        case .closed: return "is closed"
        case .open:
            let seconds = Int(((reopensIn ?? .zero) / .seconds(1)).rounded(.up))
            return "is open, a probe goes out in \(seconds) s\(reason)"
        case .halfOpen: return "is half-open: the next call is a probe\(reason)"
        case .isolated: return "is isolated by hand, until `breakers reset`"
        }
    }
}

extension CircuitBreaker.Reason {
    /// The reason in words.
    public var explanation: String {
        switch self {
        case .consecutiveFailures(let count): "\(count) failures in a row"
        case .failureRate(let rate): "\(Self.percent(rate)) of the latest calls failed"
        case .slowRate(let rate): "\(Self.percent(rate)) of the latest calls were slow to begin"
        case .coolDownOver: "its cool-down is over"
        case .probeFailed: "its probe failed"
        case .probeExpired: "its probe did not end in time"
        case .probesSucceeded(let count): "\(count) probes succeeded"
        case .elsewhere(let reason): "\(reason), in another process"
        case .isolated: "it was isolated by hand"
        case .reset: "it was reset by hand"
        }
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
