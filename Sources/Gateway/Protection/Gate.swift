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

        /// Reads what ``name`` writes.
        init?(_ name: String) {
            let words = name.split(separator: " ", maxSplits: 1).map(String.init)
            switch (words.first, words.count) {
            case ("account", 1): self = .account
            case ("free", 2): self = .freeModels
            case ("key", 2): self = .key(words[1])
            case ("model", 2): self = .model(words[1])
            default: return nil
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
    /// Whether another process has met it.
    public var isFromElsewhere = false

    /// The name to lift it by, such as `g-7k2m`: the same in every process, because it follows from scope and kind.
    public var id: String {
        // FNV-1a, folded to four digits of Crockford's base 32. There are seldom more than a few gates.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(kind.rawValue) \(scope.name)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash ^= hash >> 32
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return "g-" + String((0..<4).map { digits[Int(hash >> (5 * $0) & 31)] })
    }

    /// Where it was met, if that was not here, such as ` (met in another process, by r-0k3v9m2c4d)`.
    var origin: String { isFromElsewhere ? " (met in another process, by \(call))" : "" }

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
        return "\(which) are kept back until \(until.formatted(.iso8601)), \(kind.rawValue): \(message)\(origin)"
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
