public import Foundation
public import OpenRouter

/// A condition that keeps calls back until a known time.
///
/// It is no fault of anything: money is spent, a limit is reached, a key is dead. Nobody is asked meanwhile, so that a
/// phase of twenty calls learns of an empty account once and not twenty times.
public struct Gate: Hashable, Sendable {
    /// Whose calls are kept back.
    public enum Scope: Hashable, Sendable {
        /// All calls to the service.
        case account
        /// Calls to models that cost nothing: they share one allowance.
        case freeModels
        /// Calls with one key, by the name the ledger knows it by.
        case key(String)
        /// Calls to one model.
        case model(String)

        /// The scope in writing, such as `model openai/gpt-4o-mini`.
        public var name: String {
            switch self {
            case .account: "account"
            case .freeModels: "free models"
            case .key(let digest): "key \(digest)"
            case .model(let id): "model \(id)"
            }
        }
    }

    /// What the condition is; closed, so that it may label a metric.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The model is throttled at its provider.
        case rateLimited
        /// The free tier's minute or day is spent.
        case freeTier
        /// The service could not check the credits in time.
        case admission
        /// Calls in flight have reserved what the account has left.
        case inFlightBudget
        /// The account's credits do not cover such a call.
        case credits
        /// The key's own limit at the service is spent.
        case keyLimit
        /// The key is wrong, deleted or switched off.
        case unauthorized
    }

    /// The name to lift it by, such as `g1`.
    public var id: String
    /// Whose calls are kept back.
    public var scope: Scope
    /// What the condition is.
    public var kind: Kind
    /// Only calls whose worst case is at least this are kept back; `nil` for all.
    public var atLeast: USD?
    /// What the service said.
    public var message: String
    /// When it ends by itself.
    public var until: Date
    /// The call that met it.
    public var call: String

    /// The gate in one sentence.
    public var explanation: String {
        let price = atLeast.map { " of \($0) and more" } ?? ""
        let which =
            switch scope {
            case .account: "all calls\(price)"
            case .freeModels: "calls\(price) to free models"
            case .key(let digest): "calls\(price) with key \(digest)"
            case .model(let id): "calls\(price) to \(id)"
            }
        return "\(which) are kept back until \(until.formatted(.iso8601)), \(kind.rawValue): \(message)"
    }
}

extension Gate.Kind {
    /// Whether a call waits for its end: the others end by what a person does.
    var isPassing: Bool {
        switch self {
        case .rateLimited, .freeTier, .admission, .inFlightBudget: true
        case .credits, .keyLimit, .unauthorized: false
        }
    }

    /// What a caller is told who does not wait.
    var errorCode: GatewayError.Code {
        switch self {
        case .rateLimited, .freeTier, .admission, .inFlightBudget: .rateLimited
        case .credits, .keyLimit: .insufficientCredits
        case .unauthorized: .unauthorized
        }
    }
}
