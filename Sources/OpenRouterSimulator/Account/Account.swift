import Crypto
import Foundation
import Synchronization

/// The account behind every key: money, keys and the bills of generations.
final class Account: Sendable {
    /// A key made through the management API.
    struct Key: Sendable {
        var name: String
        var secret: String
        var isDisabled = false
        /// Picodollars; `nil` means no cap.
        var limit: Int64?
        var limitReset: String?
    }

    private struct Bill {
        var charge: Charge
        var polls = 0
    }

    private struct State {
        var totalCredits: Int64
        var totalUsage: Int64 = 0
        var calls = 0
        var usage: [String: Int64] = [:]
        var keys: [String: Key] = [:]
        var keyCount = 0
        var bills: [String: Bill] = [:]
        var billOrder: [String] = []
        var occurrences: [UInt64: Int] = [:]
    }

    /// Bills kept for `GET /generation`; older ones are forgotten.
    private static let keptBills = 20_000
    private let state: Mutex<State>
    private let pollsUntilFound: Int

    init(credits: Int64, pollsUntilFound: Int) {
        state = Mutex(State(totalCredits: credits))
        self.pollsUntilFound = pollsUntilFound
    }

    /// Picodollars billed to all keys so far.
    var billed: Int64 { state.withLock(\.totalUsage) }
    /// Calls billed so far.
    var calls: Int { state.withLock(\.calls) }
    var balance: Int64 { state.withLock { $0.totalCredits - $0.totalUsage } }

    /// How often this very request was made before: the only thing that tells two equal calls apart.
    func occurrence(of digest: UInt64) -> Int {
        state.withLock { state in
            if state.occurrences.count > 200_000 { state.occurrences.removeAll() }
            state.occurrences[digest, default: 0] += 1
            return state.occurrences[digest, default: 1] - 1
        }
    }

    func settle(_ charge: Charge) {
        state.withLock { state in
            state.totalUsage += charge.total
            state.calls += 1
            state.usage[charge.key, default: 0] += charge.total
            state.bills[charge.generationID] = Bill(charge: charge)
            state.billOrder.append(charge.generationID)
            guard state.billOrder.count >= 2 * Account.keptBills else { return }
            for id in state.billOrder.prefix(Account.keptBills) { state.bills[id] = nil }
            state.billOrder.removeFirst(Account.keptBills)
        }
    }

    /// Bills what was sent before a call broke off; nothing when that was nothing (reference §7.5).
    func abandon(_ charge: Charge, completionTokens: Int) {
        guard completionTokens > 0 else { return }
        var partial = charge
        partial.completionTokens = completionTokens
        partial.isCancelled = true
        settle(partial)
    }

    /// A bill, once it was asked for often enough: real ones are late too.
    func generation(_ id: String) -> Charge? {
        state.withLock { state in
            guard let bill = state.bills[id] else { return nil }
            state.bills[id]?.polls += 1
            return bill.polls >= pollsUntilFound ? bill.charge : nil
        }
    }

    var credits: JSON {
        state.withLock { state in
            ["data": ["total_credits": Money.json(state.totalCredits), "total_usage": Money.json(state.totalUsage)]]
        }
    }

    /// Why a key may not be used, if so.
    func refusal(of secret: String) -> APIFailure? {
        let hash = Account.hash(of: secret)
        return state.withLock { state in
            guard let key = state.keys[hash] else { return nil }
            if key.isDisabled { return APIFailure(status: 401, message: "User not found.", isAccountKnown: false) }
            guard let limit = key.limit, state.usage[secret, default: 0] >= limit else { return nil }
            let period = key.limitReset ?? "total"
            let link = "https://openrouter.ai/settings/keys/\(hash)"
            return APIFailure(status: 403, message: "Key limit exceeded (\(period) limit). Manage it using \(link)")
        }
    }

    var hasManagedKeys: Bool { state.withLock { !$0.keys.isEmpty } }

    /// `GET /key`.
    func keyInfo(_ secret: String, isManagement: Bool) -> JSON {
        let hash = Account.hash(of: secret)
        return state.withLock { state in
            let usage = state.usage[secret, default: 0]
            let key = state.keys[hash]
            var data = Account.record(key, secret: secret, usage: usage)
            data["is_free_tier"] = false
            data["is_management_key"] = .bool(isManagement)
            data["is_provisioning_key"] = .bool(isManagement)
            data["free_model_daily_requests"] = ["limit": 1000, "remaining": 1000, "used": 0]
            for name in ["budgets", "allowed_data_regions"] { data[name] = [] }
            for name in ["effective_budget", "organization_id"] { data[name] = .null }
            data["rate_limit"] = [
                "interval": "10s", "requests": -1, "note": "This field is deprecated and safe to ignore.",
            ]
            return ["data": .object(data)]
        }
    }

    func listKeys() -> JSON {
        state.withLock { state in
            [
                "data": .array(
                    state.keys.filter { $0.value.name != Account.deletedName }.sorted { $0.key < $1.key }.map {
                        Account.entry($0.value, hash: $0.key, state)
                    }
                )
            ]
        }
    }

    /// Makes a key; its secret is shown this once.
    func createKey(name: String, limit: Int64?, limitReset: String?, seed: UInt64) -> JSON {
        state.withLock { state in
            state.keyCount += 1
            var generator = SplitMix(Digest(seed, "key", String(state.keyCount)).value)
            let digits = (0..<4).map { _ in
                let text = String(generator.next(), radix: 16)
                return String(repeating: "0", count: 16 - text.count) + text
            }
            let secret = "sk-or-v1-" + digits.joined()
            let key = Key(name: name, secret: secret, limit: limit, limitReset: limitReset)
            let hash = Account.hash(of: secret)
            state.keys[hash] = key
            return ["data": Account.entry(key, hash: hash, state), "key": .string(secret)]
        }
    }

    func key(_ hash: String) -> JSON? {
        state.withLock { state in state.keys[hash].map { ["data": Account.entry($0, hash: hash, state)] } }
    }

    func changeKey(_ hash: String, _ change: (inout Key) -> Void) -> JSON? {
        state.withLock { state in
            guard var key = state.keys[hash] else { return nil }
            change(&key)
            state.keys[hash] = key
            return ["data": Account.entry(key, hash: hash, state)]
        }
    }

    /// Deletes a key; its secret is refused from then on.
    func deleteKey(_ hash: String) -> Bool {
        state.withLock { state in
            guard var key = state.keys[hash], key.name != Account.deletedName else { return false }
            key.name = Account.deletedName
            key.isDisabled = true
            state.keys[hash] = key
            return true
        }
    }

    private static let deletedName = "(deleted)"

    /// The lowercase hexadecimal SHA-256 of the whole secret.
    static func hash(of secret: String) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: Data(secret.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func entry(_ key: Key, hash: String, _ state: State) -> JSON {
        var members = record(key, secret: key.secret, usage: state.usage[key.secret, default: 0])
        members["hash"] = .string(hash)
        members["name"] = .string(key.name)
        members["disabled"] = .bool(key.isDisabled)
        members["created_at"] = "2026-08-01T00:00:00Z"
        for name in ["updated_at", "external_user", "last_used_at"] { members[name] = .null }
        return .object(members)
    }

    private static func record(_ key: Key?, secret: String, usage: Int64) -> [String: JSON] {
        var members: [String: JSON] = [
            "label": .string(secret.count > 20 ? "\(secret.prefix(12))...\(secret.suffix(3))" : "simulated key"),
            "limit": key?.limit.map(Money.json) ?? .null,
            "limit_remaining": key?.limit.map { Money.json(max(0, $0 - usage)) } ?? .null,
            "limit_reset": key?.limitReset.map(JSON.string) ?? .null,
            "include_byok_in_limit": false, "expires_at": nil, "creator_user_id": "user_simulated",
            "workspace_id": "workspace_simulated",
        ]
        for period in ["", "_daily", "_weekly", "_monthly"] {
            members["usage\(period)"] = Money.json(usage)
            members["byok_usage\(period)"] = 0
        }
        return members
    }
}
