public import Foundation
public import OpenRouter

/// Money set aside for one attempt before a byte of it is sent: its worst case.
///
/// States go `reserved → dispatched → settled | released | inDoubt`, and `inDoubt → settled | released` once the bill is
/// known. A hold counts against every one of its scopes until it is settled or released.
public struct Hold: Hashable, Sendable, Codable {
    /// What has become of the money.
    public enum State: String, Hashable, Sendable, Codable {
        /// Set aside; nothing was sent.
        case reserved
        /// Set aside, and the request may be on its way.
        case dispatched
        /// Spent, and the amount is known.
        case settled
        /// Given back.
        case released
        /// Sent without an answer: it may have been billed, so it stays set aside.
        case inDoubt
    }

    /// The call's id, a point, and the attempt: `r-0k3v9m2c4d.1`.
    public var id: String
    /// The id of the call.
    public var call: String
    /// The attempt within the call, from 1.
    public var attempt: Int
    /// The model that was asked.
    public var model: String
    /// The phase it is for, such as `script`.
    public var phase: String?
    /// The worst case.
    public var amount: USD
    /// The scopes the money counts in.
    public var scopes: [BudgetScope]
    /// Which service the money goes to, by its host: caps of one are not spent by another.
    public var account: String
    /// When the money was set aside.
    public var at: Date
    /// What has become of it.
    public var state: State
    /// The service's id of the generation, once it is known.
    public var generationID: String?

    /// A hold in its first state.
    public init(
        id: String,
        call: String,
        attempt: Int,
        model: String,
        phase: String? = nil,
        amount: USD,
        scopes: [BudgetScope],
        account: String,
        at: Date,
        state: State = .reserved,
        generationID: String? = nil
    ) {
        self.id = id
        self.call = call
        self.attempt = attempt
        self.model = model
        self.phase = phase
        self.amount = amount
        self.scopes = scopes
        self.account = account
        self.at = at
        self.state = state
        self.generationID = generationID
    }
}

/// Whether a hold fits all its scopes.
public enum Admission: Hashable, Sendable {
    /// It is on disk and counts; the balances are those after it.
    case admitted([BudgetBalance])
    /// It did not fit one of them, and has left no trace.
    case refused(BudgetRefusal)
}

/// Which cap a hold does not fit under, and by how much.
public struct BudgetRefusal: Hashable, Sendable, Codable {
    /// The balance of the scope that has too little left.
    public var balance: BudgetBalance
    /// What was asked for.
    public var wanted: USD

    /// A refusal.
    public init(balance: BudgetBalance, wanted: USD) {
        self.balance = balance
        self.wanted = wanted
    }
}

/// What becomes of a hold.
public struct Settlement: Hashable, Sendable {
    /// The end of a hold.
    public enum Result: Hashable, Sendable {
        /// So much was spent; how that is known.
        case settled(USD, CostSource)
        /// Nothing was spent.
        case released
        /// It may have been billed; the generation's id, where it is known.
        case inDoubt(generationID: String?)
    }

    /// The hold.
    public var hold: String
    /// Its end.
    public var result: Result

    /// A settlement of the hold with this id.
    public init(hold: String, result: Result) {
        self.hold = hold
        self.result = result
    }
}

/// How a cost is known, best first.
public enum CostSource: String, Hashable, Sendable, Codable {
    /// The service said so, `usage.cost`.
    case reported
    /// Tokens times the catalogue's prices.
    case computed
    /// The prices are unknown and were taken for nothing: a server of one's own.
    case free
    /// Nothing is known of the bill, so the worst case counts.
    case worstCase
    /// An operator said so.
    case operatorDecision
}
