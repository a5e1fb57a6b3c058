import OpenRouter
import Resilience

/// What keeps a model from being asked just now.
struct Block: Sendable {
    var model: String
    /// Who keeps it back and why, such as `the breaker of model x is open`.
    var reason: String
    /// When asking again may help, on the gateway's timeline; `nil` when only a person can help.
    var until: Duration?
    var code: GatewayError.Code
    /// Whether it keeps back the whole call: what is wrong with the account or the key is wrong for every model.
    var stopsCall = false
}

/// Leave to ask a model once: a key, a slot, the breakers' permit, money on disk.
///
/// It goes through every step of an attempt, as one reference.
final class Permission: Sendable {
    let key: Keys.Key?
    let breakers: Breakers.Permit
    let hold: Hold
    let gateAttempt: Gates.Attempt

    init(key: Keys.Key?, breakers: Breakers.Permit, hold: Hold, gateAttempt: Gates.Attempt) {
        self.key = key
        self.breakers = breakers
        self.hold = hold
        self.gateAttempt = gateAttempt
    }
}

extension Gateway {
    /// What gates say of asking a model; `nil` where none is in the way.
    func gateBlock(_ attempt: Gates.Attempt) -> Block? {
        guard let (gate, remaining) = gates.gate(for: attempt) else { return nil }
        return Block(
            model: attempt.model,
            reason: "a gate on \(gate.scope.name) is closed, \(gate.kind.rawValue) (\(gate.id)): \(gate.message)"
                + gate.origin,
            until: gate.kind.isPassing ? timeline.now + remaining : nil,
            code: gate.kind.errorCode,
            stopsCall: !gate.kind.isPassing
        )
    }

    /// What a breaker's refusal means for a call.
    func block(_ refusal: Breakers.Refusal, model: String) -> Block {
        let wait: Duration? =
            switch refusal.error.reason {
            // A share of the calls goes through: asking again may be lucky before the next step.
            case .recovering: refusal.error.retryAfter.map { min($0, .seconds(1)) }
            case .open, .probing, .isolated: refusal.error.retryAfter
            }
        let reason = breakers[refusal.id].snapshot.lastTransition.map { ": \($0.reason.explanation)" } ?? ""
        let state =
            switch refusal.error.reason {
            case .open: "is open\(reason)"
            case .probing: "waits for its probe"
            case .recovering: "lets only a share of the calls through"
            case .isolated: "is isolated by hand"
            }
        return Block(
            model: model,
            reason: "the breaker of \(refusal.id.name) \(state)",
            until: wait.map { timeline.now + $0 },
            code: .upstreamUnavailable
        )
    }

    /// The breakers an attempt depends on.
    func breakerIDs(model: String, key: Keys.Key?) -> [BreakerID] {
        [.edge(account)] + (key.map { [.key($0.digest)] } ?? []) + [.model(model)]
    }
}
