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
    public var explanation: String {
        let what =
            switch transition.to {
            case .closed where transition.reason == .reset: "was reset and is closed"
            case .closed: "closed: calls return little by little"
            case .halfOpen: "is half-open: the next call is a probe"
            case .isolated: "was isolated: nothing goes through until it is reset"
            case .open:
                "opened for \(Self.seconds(transition.coolDown ?? .zero)): \(transition.reason.explanation)"
            }
        return "the breaker of \(id.name) \(what)"
    }

    private static func seconds(_ duration: Duration) -> String {
        "\(Int((duration / .seconds(1)).rounded(.up))) s"
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
        case .tripped: "it was opened from outside"
        case .isolated: "it was isolated by hand"
        case .reset: "it was reset by hand"
        }
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
