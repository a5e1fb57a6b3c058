public import Foundation
import Gateway
public import OpenRouter
import Synchronization

/// The keys that are kept here: a file that its owner alone may read, always replaced as a whole.
///
/// It is the only place that secrets are written to. The store has digests alone.
public final class KeyRing: Sendable {
    /// What a key is for.
    public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        /// Pays for calls.
        case inference
        /// Steps in where the one that pays is refused.
        case standby
        /// Makes and deletes keys; answers no call.
        case management
        /// Was made by a rotation, and takes no calls yet.
        case successor
        /// Was replaced by a rotation that is not finished.
        case retired
    }

    /// One key.
    public struct Entry: Sendable {
        /// What people call it.
        public var name: String
        /// What it is for.
        public var role: Role
        /// The service, by its base URL: a key is shown to no other.
        public var account: String
        /// The key itself.
        public var secret: Secret
        /// When it came here.
        public var added: Date
        /// The digests of the keys it took the place of, the first one first.
        public var replaces: [String]
        /// The rotation that made it.
        public var rotation: String?

        /// A key that took the place of none, unless given.
        public init(
            name: String,
            role: Role,
            account: String,
            secret: Secret,
            added: Date,
            replaces: [String] = [],
            rotation: String? = nil
        ) {
            self.name = name
            self.role = role
            self.account = account
            self.secret = secret
            self.added = added
            self.replaces = replaces
            self.rotation = rotation
        }

        /// How the ledger and people name it.
        public var digest: String { KeyHash(of: secret).digest }
    }

    /// Where it is; `nil` where it is in memory alone.
    public let file: PrivateFile?
    private let memory: Mutex<[Entry]>

    /// The ring of a file, which need not be there.
    public init(at url: URL) {
        file = PrivateFile(url)
        memory = Mutex([])
    }

    /// A ring in memory, for keys that end with the process.
    public init(_ entries: [Entry] = []) {
        file = nil
        memory = Mutex(entries)
    }

    /// The keys, in the order in which they came.
    ///
    /// - Throws: ``KeyError``.
    public func entries() throws -> [Entry] {
        guard let file else { return memory.withLock(\.self) }
        guard let data = try file.read() else { return [] }
        return try Self.entries(in: data, of: file.url)
    }

    /// Changes the keys, durably.
    ///
    /// - Throws: ``KeyError``, and what the change throws; then nothing was changed.
    @discardableResult
    public func update<Output>(_ change: (inout [Entry]) throws -> Output) throws -> Output {
        guard let file else { return try memory.withLock { try change(&$0) } }
        return try file.whileLocked {
            var entries = try entries()
            let output = try change(&entries)
            try file.replace(with: Self.data(of: entries))
            return output
        }
    }

    /// Tells one content from another without reading it.
    var stamp: [Int] { file?.stamp ?? [] }

    // MARK: In writing

    private struct Stored: Codable {
        struct Key: Codable {
            var name: String
            var role: Role
            var account: String
            var secret: String
            var added: Date
            var replaces: [String]?
            var rotation: String?
        }

        var version: Int
        var keys: [Key]
    }

    /// Reads a ring.
    ///
    /// - Throws: ``KeyError``, whose message tells nothing of what is in the file.
    package static func entries(in data: Data, of url: URL) throws -> [Entry] {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let stored = try? decoder.decode(Stored.self, from: data), stored.version == 1 else {
            throw KeyError(
                .fileUnusable,
                "\(url.path(percentEncoded: false)) is not what castline writes there",
                next: "Move it away, and add the keys again with `keys add`."
            )
        }
        return stored.keys.map { key in
            Entry(
                name: key.name,
                role: key.role,
                account: key.account,
                secret: Secret(key.secret),
                added: key.added,
                replaces: key.replaces ?? [],
                rotation: key.rotation
            )
        }
    }

    private static func data(of entries: [Entry]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.dateEncodingStrategy = .iso8601
        let keys = entries.map { entry in
            Stored.Key(
                name: entry.name,
                role: entry.role,
                account: entry.account,
                secret: entry.secret.withExposed(\.self),
                added: entry.added,
                replaces: entry.replaces.isEmpty ? nil : entry.replaces,
                rotation: entry.rotation
            )
        }
        return try encoder.encode(Stored(version: 1, keys: keys))
    }
}
