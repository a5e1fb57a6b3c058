import Crypto
import Foundation
import Synchronization

/// The account behind every key: money, keys and the bills of generations.
final class Account: Sendable {
    /// A key that was made through the management API, or that has called.
    struct Key: Sendable {
        var name: String
        var secret: String
        var created: Date
        var isDisabled = false
        var isDeleted = false
        /// Picodollars; `nil` means no cap.
        var limit: Int64?
        var limitReset: String?
        var includesBYOK = false
        var expiresAt: String?
        var use = Simulator.KeyUse()
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
        /// By secret, as hashing takes a while.
        var hashes: [String: String] = [:]
        var keyCount = 0
        var requests = 0
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

    /// Notes a request of a key, which belongs to the account from its first one on.
    ///
    /// - Returns: Why the key may not be used, if so.
    func admit(_ secret: String, path: String, at date: Date) -> APIFailure? {
        state.withLock { state in
            let hash = state.hashes[secret] ?? Account.hash(of: secret)
            state.hashes[secret] = hash
            var key = state.keys[hash] ?? Key(name: "default", secret: secret, created: date)
            state.requests += 1
            defer { state.keys[hash] = key }
            if key.isDisabled || key.isDeleted {
                key.use.refusals += 1
                return APIFailure(status: 401, message: "User not found.", isAccountKnown: false)
            }
            if path == "/key" {
                key.use.firstLookup = key.use.firstLookup ?? state.requests
                return nil
            }
            key.use.firstCall = key.use.firstCall ?? state.requests
            key.use.calls += 1
            guard let limit = key.limit, state.usage[secret, default: 0] >= limit else { return nil }
            let period = key.limitReset ?? "total"
            let link = "https://openrouter.ai/settings/keys/\(hash)"
            return APIFailure(status: 403, message: "Key limit exceeded (\(period) limit). Manage it using \(link)")
        }
    }

    /// Notes that the latest request of a key was to a model that costs something.
    func notePaid(_ secret: String) {
        state.withLock { state in
            guard let hash = state.hashes[secret], let use = state.keys[hash]?.use, use.firstPaidCall == nil else {
                return
            }
            state.keys[hash]?.use.firstPaidCall = state.requests
        }
    }

    /// How each key of the account that was not deleted has been used.
    var keyUses: [Simulator.KeyUse] {
        state.withLock { state in
            state.keys.values.map { key in
                var use = key.use
                (use.name, use.isDisabled, use.isDeleted) = (key.name, key.isDisabled, key.isDeleted)
                return use
            }
        }
    }

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

    /// A page of the keys, oldest first.
    func listKeys(offset: Int, includesDisabled: Bool) -> JSON {
        state.withLock { state in
            let keys = state.keys.filter { !$0.value.isDeleted && (includesDisabled || !$0.value.isDisabled) }
                .sorted { ($0.value.created, $0.key) < ($1.value.created, $1.key) }
            return [
                "data": .array(keys.dropFirst(offset).prefix(100).map { Account.entry($0.value, hash: $0.key, state) })
            ]
        }
    }

    /// Makes a key; its secret is shown this once.
    func createKey(seed: UInt64, _ make: (_ secret: String) -> Key) -> JSON {
        state.withLock { state in
            state.keyCount += 1
            var generator = SplitMix(Digest(seed, "key", String(state.keyCount)).value)
            let digits = (0..<4).map { _ in
                let text = String(generator.next(), radix: 16)
                return String(repeating: "0", count: 16 - text.count) + text
            }
            let secret = "sk-or-v1-" + digits.joined()
            let key = make(secret)
            let hash = Account.hash(of: secret)
            state.keys[hash] = key
            return ["data": Account.entry(key, hash: hash, state), "key": .string(secret)]
        }
    }

    func key(_ hash: String) -> JSON? {
        state.withLock { state in
            guard let key = state.keys[hash], !key.isDeleted else { return nil }
            return ["data": Account.entry(key, hash: hash, state)]
        }
    }

    func changeKey(_ hash: String, _ change: (inout Key) -> Void) -> JSON? {
        state.withLock { state in
            guard var key = state.keys[hash], !key.isDeleted else { return nil }
            change(&key)
            state.keys[hash] = key
            return ["data": Account.entry(key, hash: hash, state)]
        }
    }

    /// Deletes a key; its secret is refused from then on.
    func deleteKey(_ hash: String) -> Bool {
        state.withLock { state in
            guard let key = state.keys[hash], !key.isDeleted else { return false }
            state.keys[hash]?.isDeleted = true
            return true
        }
    }

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
        members["created_at"] = .string(key.created.formatted(.iso8601))
        for name in ["updated_at", "external_user", "last_used_at"] { members[name] = .null }
        return .object(members)
    }

    private static func record(_ key: Key?, secret: String, usage: Int64) -> [String: JSON] {
        var members: [String: JSON] = [
            "label": .string(secret.count > 20 ? "\(secret.prefix(12))...\(secret.suffix(3))" : "simulated key"),
            "limit": key?.limit.map(Money.json) ?? .null,
            "limit_remaining": key?.limit.map { Money.json(max(0, $0 - usage)) } ?? .null,
            "limit_reset": key?.limitReset.map(JSON.string) ?? .null,
            "include_byok_in_limit": .bool(key?.includesBYOK ?? false),
            "expires_at": key?.expiresAt.map(JSON.string) ?? .null, "creator_user_id": "user_simulated",
            "workspace_id": "workspace_simulated",
        ]
        for period in ["", "_daily", "_weekly", "_monthly"] {
            members["usage\(period)"] = Money.json(usage)
            members["byok_usage\(period)"] = 0
        }
        return members
    }
}
