public import Foundation
import Gateway
public import OpenRouter

/// Which keys are in use, from where they were given and from what rotations made of them.
///
/// A key that was given may have been replaced since: then its successor in the ring is the one in use, until another
/// one is given.
public struct KeyDirectory: Sendable {
    /// A key that was given from outside, and where.
    public struct Given: Sendable {
        /// The key.
        public var secret: Secret
        /// In words, such as `environment OPENROUTER_API_KEY`.
        public var origin: String
        /// The file it stands in by itself, where it does: a rotation replaces it there.
        public var file: URL?

        /// A key from somewhere.
        public init(secret: Secret, origin: String, file: URL? = nil) {
            self.secret = secret
            self.origin = origin
            self.file = file
        }
    }

    /// A key in use.
    public struct Key: Sendable {
        /// What people call it.
        public var name: String
        /// What it is for.
        public var role: KeyRing.Role
        /// The key.
        public var secret: Secret
        /// How the ledger and people name it.
        public var digest: String
        /// Where it is from, in words.
        public var origin: String
        /// The digests of the keys it took the place of, the first one first.
        public var replaces: [String]
        /// When it came into the ring; `nil` where it is from elsewhere.
        public var added: Date?
    }

    /// The keys in use.
    public struct Keys: Sendable {
        /// The one that new calls take.
        public var active: Key?
        /// Those that step in, best first.
        public var standbys: [Key]
        /// The one that makes and deletes keys.
        public var management: Key?
        /// Made by a rotation, and not in use yet.
        public var successors: [Key]
    }

    /// The service, by its base URL.
    public let account: String
    /// The ring.
    public let ring: KeyRing
    /// The key that was given for calls.
    public let inference: Given?
    private let standby: Given?
    private let management: Given?

    /// A directory of what was given and what is kept.
    public init(
        account: String,
        ring: KeyRing,
        inference: Given? = nil,
        standby: Given? = nil,
        management: Given? = nil
    ) {
        self.account = account
        self.ring = ring
        self.inference = inference
        self.standby = standby
        self.management = management
    }

    /// The keys in use now.
    ///
    /// - Throws: ``KeyError`` where the ring cannot be read.
    public func keys() throws -> Keys {
        let entries = try ring.entries().filter { $0.account == account }
        func kept(_ role: KeyRing.Role) -> [Key] {
            entries.filter { $0.role == role }.map { entry in
                Key(
                    name: entry.name,
                    role: entry.role,
                    secret: entry.secret,
                    digest: entry.digest,
                    origin: "key ring",
                    replaces: entry.replaces,
                    added: entry.added
                )
            }
        }
        let inference = kept(.inference)
        let given = self.inference.map { Self.key($0, .inference, called: "default") }
        // A successor is found by what it replaced; without a given key, the latest of the ring is the one.
        let active =
            given.map { given in inference.last { $0.replaces.contains(given.digest) } ?? given } ?? inference.last
        let standbys =
            kept(.retired) + (standby.map { [Self.key($0, .standby, called: "standby")] } ?? []) + kept(.standby)
        return Keys(
            active: active,
            standbys: standbys.filter { $0.digest != active?.digest },
            management: management.map { Self.key($0, .management, called: "management") } ?? kept(.management).last,
            successors: kept(.successor)
        )
    }

    private static func key(_ given: Given, _ role: KeyRing.Role, called name: String) -> Key {
        Key(
            name: name,
            role: role,
            secret: given.secret,
            digest: KeyHash(of: given.secret).digest,
            origin: given.origin,
            replaces: [],
            added: nil
        )
    }
}
