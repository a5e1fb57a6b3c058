import NIOCore
import NIOHTTP1

/// The management API: keys that make, change and delete keys, and answer no chat.
extension OpenRouterClient {
    /// Every key of the account, those that are switched off among them.
    ///
    /// - Parameter management: A management key.
    /// - Returns: The keys, as the service orders them.
    /// - Throws: ``OpenRouterError``, with `forbidden` where the key manages none; `CancellationError`.
    public func keys(management: Secret) async throws -> [ManagedKey] {
        var keys: [ManagedKey] = []
        // A page holds a hundred; a service that repeats itself comes to an end.
        for _ in 0..<100 {
            let page = try await fetchData("/keys?include_disabled=true&offset=\(keys.count)", key: management)
            let found = (page.array ?? []).compactMap { ManagedKey($0) }
            let known = Set(keys.map(\.hash))
            let new = found.filter { !known.contains($0.hash) }
            keys += new
            if found.count < 100 || new.isEmpty { break }
        }
        return keys
    }

    /// Makes a key.
    ///
    /// Its secret is told this once; an answer that is lost leaves a key that nobody can use.
    ///
    /// - Parameters:
    ///   - name: What it is called in the account.
    ///   - terms: What it may spend.
    ///   - management: A management key.
    /// - Returns: The key and its secret.
    /// - Throws: ``OpenRouterError``; `CancellationError`.
    public func createKey(
        named name: String,
        terms: ManagedKey.Terms,
        management: Secret
    ) async throws -> (key: ManagedKey, secret: Secret) {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            if let expiresAt = terms.expiresAt {
                writer.name("expires_at")
                writer.string(expiresAt)
            }
            writer.name("include_byok_in_limit")
            writer.bool(terms.includesBYOK)
            if let limit = terms.limit {
                writer.name("limit")
                writer.amount(limit)
            }
            if let reset = terms.limitReset {
                writer.name("limit_reset")
                writer.string(reset)
            }
            writer.name("name")
            writer.string(name)
            if let workspaceID = terms.workspaceID {
                writer.name("workspace_id")
                writer.string(workspaceID)
            }
        }
        let exchange = try begin(.POST, "/keys", key: management, body: writer.buffer, collectsWhole: true)
        let node = try? JSONParser.parse(try await answer(of: exchange).body)
        // The official cookbook looks for the secret inside of `data`, where it is not.
        guard let node, let key = node["data"].flatMap({ ManagedKey($0) }),
            let secret = node["key"]?.string.map({ Secret($0) }), !secret.isEmpty
        else { throw Self.noKey }
        return (key, secret)
    }

    /// Switches a key off, or on again.
    ///
    /// - Returns: The key as it is then.
    /// - Throws: ``OpenRouterError``; `CancellationError`.
    @discardableResult
    public func setDisabled(
        _ isDisabled: Bool,
        key hash: KeyHash,
        management: Secret
    ) async throws -> ManagedKey {
        try await change(hash, management: management) { writer in
            writer.name("disabled")
            writer.bool(isDisabled)
        }
    }

    /// Gives a key another limit; when it is reset stays as it is.
    ///
    /// - Returns: The key as it is then.
    /// - Throws: ``OpenRouterError``; `CancellationError`.
    @discardableResult
    public func setLimit(_ limit: USD, key hash: KeyHash, management: Secret) async throws -> ManagedKey {
        try await change(hash, management: management) { writer in
            writer.name("limit")
            writer.amount(limit)
        }
    }

    private func change(
        _ hash: KeyHash,
        management: Secret,
        _ members: (inout JSONWriter) -> Void
    ) async throws -> ManagedKey {
        var writer = JSONWriter(capacity: 32)
        writer.object { members(&$0) }
        let exchange = try begin(.PATCH, Self.path(hash), key: management, body: writer.buffer, collectsWhole: true)
        let node = try? JSONParser.parse(try await answer(of: exchange).body)
        guard let key = node?["data"].flatMap({ ManagedKey($0) }) else { throw Self.noKey }
        return key
    }

    /// Deletes a key for good.
    ///
    /// - Throws: ``OpenRouterError``, with `notFound` where there is none any more; `CancellationError`.
    public func deleteKey(_ hash: KeyHash, management: Secret) async throws {
        let exchange = try begin(.DELETE, Self.path(hash), key: management, body: nil, collectsWhole: true)
        _ = try await answer(of: exchange)
    }

    private static func path(_ hash: KeyHash) -> String { hash.withExposed { "/keys/\($0)" } }

    private static var noKey: OpenRouterError { OpenRouterError(.invalidResponse, "the answer holds no key") }
}
