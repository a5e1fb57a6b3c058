import Foundation
import Gateway
import OpenRouter

/// What the keys in use are worth to whoever finds them.
extension SecurityCheck {
    func keyFindings() async -> [Finding] {
        do {
            let keeper = try keys.get()
            let keys = try await keeper.inventory()
            var findings = [sources(keys)]
            if let active = keys.first(where: { $0.role == .inference }) {
                findings += [health(active), age(active, keeper.rotator.policy), limit(active)]
            }
            findings.append(management(keys.first { $0.role == .management }))
            findings.append(await rotations(of: keeper))
            findings.append(await orphans(of: keeper))
            return findings
        } catch {
            let reason = (error as? KeyError)?.message ?? (error as? StoreError)?.message ?? "\(error)"
            return [
                Finding(
                    "keys",
                    .failed,
                    reason,
                    meaning: "nothing is known of the keys in use",
                    remedy: error is StoreError
                        ? "Mend the store first: no key is used without it."
                        : (error as? KeyError)?.next ?? "Mend that first: no key is used before."
                )
            ]
        }
    }

    private func sources(_ keys: [KeyStatus]) -> Finding {
        let exposed = keys.filter { $0.origin.hasPrefix("environment") }
        let origins = Set(keys.map { "\($0.role.rawValue) from \($0.origin)" }).sorted()
        return Finding(
            "key sources",
            exposed.isEmpty ? .ok : .warning,
            origins.isEmpty ? "no key is configured" : Self.some(origins),
            meaning:
                "an environment is handed to every program that the login starts, and is in /proc for the same user",
            remedy: "`keys add` takes the key into a file of mode 0600; then take it out of the environment."
        )
    }

    private func health(_ key: KeyStatus) -> Finding {
        let status: Finding.Status =
            switch key.health {
            case .ok: .ok
            case .unknown: .warning
            case .disabled, .refused, .limitSpent, .expired, .wrongKind: .failed
            }
        let isUnknown = key.health == .unknown
        return Finding(
            "key",
            status,
            isUnknown
                ? "\(key.digest): the service cannot be asked whether it works"
                : "\(key.digest) is \(key.health.rawValue)",
            meaning: "a key that is refused or spent stops all work, and one of another kind can do more than it needs",
            remedy: isUnknown
                ? "`health` says why the service does not answer." : "`keys` shows it; `rotate-key` makes a new one."
        )
    }

    private func age(_ key: KeyStatus, _ policy: KeyRotator.Policy) -> Finding {
        let limit = policy.ageLimit.map { $0 / .seconds(86_400) }
        let days = key.ageDays ?? 0
        let isOld = limit.map { days > $0 } ?? false
        let rule = limit.map { "replaced after \(Int($0)) days" } ?? "never replaced by itself"
        return Finding(
            "key age",
            isOld ? .failed : limit == nil ? .warning : .ok,
            "\(Int(days)) days, \(rule)",
            meaning: "the longer a key is used, the more places have seen it",
            remedy: "`rotate-key`; the setting keys.rotate-after says when it happens by itself."
        )
    }

    private func limit(_ key: KeyStatus) -> Finding {
        let hasLimit = key.limit != nil || key.health == .unknown
        return Finding(
            "key limit",
            hasLimit ? .ok : .warning,
            key.limit.map { "\($0)\(key.reset.map { ", reset \($0)" } ?? "")" }
                ?? (hasLimit ? "not known" : "the service lets it spend everything"),
            meaning: "who steals a key without a limit can spend all of the account's credit",
            remedy: "Give the key a limit at the service; rotations hand it on."
        )
    }

    private func management(_ key: KeyStatus?) -> Finding {
        guard let key else {
            return Finding(
                "management key",
                .warning,
                "there is none",
                meaning: "without one, keys are replaced by hand and not by themselves, also after an exposure",
                remedy: "`keys add --role management`."
            )
        }
        return Finding(
            "management key",
            key.health == .wrongKind || key.health == .refused ? .failed : .ok,
            "\(key.digest) is \(key.health.rawValue)",
            meaning: "it makes and deletes keys, so that it is worth more than any of them",
            remedy: "`keys remove management`, and add one that manages keys."
        )
    }

    /// Keys that rotations made and that nobody here has: they work, and nobody looks after them.
    private func orphans(of keeper: KeyKeeper) async -> Finding {
        let meaning = "a key that works and that nobody looks after is found by others first"
        let remedy = "Delete it at https://openrouter.ai/settings/keys, unless another machine of yours uses it."
        do {
            guard let left = try await keeper.orphans() else {
                return Finding("orphan keys", .ok, "not looked for: there is no management key", meaning: meaning)
            }
            return Finding(
                "orphan keys",
                left.isEmpty ? .ok : .warning,
                left.isEmpty
                    ? "every key that a rotation made is known here"
                    : "the service has \(Self.some(left.map { "\($0.name) (\($0.hash.digest))" })), unknown here",
                meaning: meaning,
                remedy: remedy
            )
        } catch {
            let reason = (error as? OpenRouterError)?.message ?? "\(error)"
            return Finding("orphan keys", .warning, "cannot be listed: \(reason)", meaning: meaning, remedy: remedy)
        }
    }

    private func rotations(of keeper: KeyKeeper) async -> Finding {
        let open = (try? await keeper.rotator.unfinished()) ?? []
        let stuck = open.filter { !$0.isWaiting }
        return Finding(
            "rotations",
            stuck.isEmpty ? .ok : .warning,
            open.isEmpty ? "none is unfinished" : open.map(\.explanation).joined(separator: "; "),
            meaning: "until a rotation is finished two keys work",
            remedy: "`rotate-key` goes on with it."
        )
    }
}
