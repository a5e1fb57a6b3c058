public import Foundation
import Gateway
public import OpenRouter

/// What is known of a key, for people: everything but the key.
public struct KeyStatus: Hashable, Sendable, Codable {
    /// How a key is.
    public enum Health: String, Hashable, Sendable, Codable, CaseIterable {
        case ok
        /// Switched off at the service.
        case disabled
        /// The service does not know it, or not any more.
        case refused
        /// Its own limit at the service is spent.
        case limitSpent
        /// Its end has come.
        case expired
        /// It is no key of the kind that it is used as.
        case wrongKind
        /// The service could not be asked, or does not describe keys.
        case unknown
    }

    /// What people call it.
    public var name: String
    /// What it is for.
    public var role: KeyRing.Role
    /// The first 16 digits of its hash, which the ledger names it by.
    public var digest: String
    /// The key as it is abbreviated.
    public var label: String
    /// Where it is from, in words.
    public var origin: String
    /// How it is.
    public var health: Health
    /// Its cap at the service; `nil` for none, or where it is unknown.
    public var limit: USD?
    /// `daily`, `weekly`, `monthly`; `nil` where the cap never resets.
    public var reset: String?
    /// Spent in all, where that is known.
    public var used: USD?
    /// Until when it is good, where it has an end.
    public var expires: Date?
    /// How old it is, in days: since it was made, where the service tells, else since it was first used here.
    public var ageDays: Double?
    /// How many calls run with it, in this process and, as they said about a second ago, in others.
    public var calls = 0
}

extension KeyKeeper {
    /// The keys in use and in reserve, each as the service describes it.
    ///
    /// - Throws: ``KeyError`` where the ring cannot be read; a service that cannot be asked is told of by each key.
    public func inventory() async throws -> [KeyStatus] {
        let keys = try rotator.directory.keys()
        var listed: [String: ManagedKey] = [:]
        if let management = keys.management?.secret {
            for key in (try? await rotator.client.keys(management: management)) ?? [] { listed[key.hash.digest] = key }
        }
        let all = [keys.active, keys.management].compactMap(\.self)
        var statuses: [KeyStatus] = []
        for key in all.prefix(1) + keys.standbys + keys.successors + all.dropFirst() {
            statuses.append(await status(of: key, listed[key.digest]))
        }
        return statuses
    }

    /// Keys at the service that are named like rotations, work, and are in no ring and no unfinished rotation here.
    ///
    /// - Returns: Those keys; `nil` without a management key.
    /// - Throws: ``KeyError``, `OpenRouterError`, `StoreError`.
    public func orphans() async throws -> [ManagedKey]? {
        let keys = try rotator.directory.keys()
        guard let management = keys.management?.secret else { return nil }
        let rotations = try await rotator.unfinished()
        let known = Set(
            ([keys.active, keys.management].compactMap(\.self) + keys.standbys + keys.successors).map(\.digest)
                + rotations.flatMap { [$0.old, $0.new].compactMap(\.self) }
        )
        return try await rotator.client.keys(management: management).filter { key in
            !key.isDisabled && !known.contains(key.hash.digest) && KeyRotation.isName(key.name)
        }
    }

    private func status(
        of key: KeyDirectory.Key,
        _ listed: ManagedKey?
    ) async -> KeyStatus {
        var status = KeyStatus(
            name: key.name,
            role: key.role,
            digest: key.digest,
            label: "\(key.secret)",
            origin: key.origin,
            health: .unknown
        )
        var born = try? await rotator.store.firstUse(ofKey: key.digest, account: rotator.directory.account)
        if let listed {
            status.limit = listed.terms.limit
            status.reset = listed.terms.limitReset
            status.used = listed.usage
            status.expires = listed.terms.expiresAt.flatMap(KeyRotator.date)
            status.health =
                listed.isDisabled ? .disabled : listed.limitRemaining.map { $0 > .zero } ?? true ? .ok : .limitSpent
            born = listed.createdAt.flatMap(KeyRotator.date) ?? born
        } else {
            do {
                let info = try await rotator.client.keyInfo(key.secret)
                status.limit = info.limit
                status.reset = info.limitReset
                status.used = info.usage
                status.expires = info.expiresAt.flatMap(KeyRotator.date)
                let isRight = info.isManagementKey == (key.role == .management)
                let hasMoney = info.limitRemaining.map { $0 > .zero } ?? true
                status.health = !isRight ? .wrongKind : hasMoney ? .ok : .limitSpent
            } catch let error as OpenRouterError where [.unauthorized, .forbidden].contains(error.code) {
                status.health = .refused
            } catch {
                // Another server, or none within reach.
            }
        }
        if let expires = status.expires, expires <= rotator.now(), status.health == .ok { status.health = .expired }
        let others = try? await rotator.store.otherUse(ofKey: key.digest, account: rotator.directory.account)
        status.calls = rotator.gateway.callsRunning(withKey: key.digest) + (others?.calls ?? 0)
        status.ageDays = (born ?? key.added).map { max(0, rotator.now().timeIntervalSince($0) / 86_400) }
        return status
    }
}
