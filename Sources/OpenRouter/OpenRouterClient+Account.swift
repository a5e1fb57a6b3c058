public import FoundationEssentials
import NIOHTTP1

extension OpenRouterClient {
    /// Asks what a key may spend and has spent; the service remembers its answer for about a minute.
    public func keyInfo(_ key: Secret) async throws -> KeyInfo {
        KeyInfo(try await fetchData("/key", key: key))
    }

    /// What time it is by the clock of the service.
    ///
    /// - Returns: `nil` where its answers do not say.
    /// - Throws: ``OpenRouterError``; `CancellationError`.
    public func date(key: Secret) async throws -> Date? {
        let exchange = try begin(.GET, "/key", key: key, body: nil, collectsWhole: true)
        let text = try await answer(of: exchange).head.headers.first(name: "date")
        return text.flatMap(RetryAfter.unixTime).map(Date.init(timeIntervalSince1970:))
    }

    /// Asks for the account's credits, which some keys may not see: ``OpenRouterError/Code/forbidden`` then says
    /// nothing of the key's health.
    public func credits(_ key: Secret) async throws -> Credits {
        guard let credits = Credits(try await fetchData("/credits", key: key)) else {
            throw OpenRouterError(.invalidResponse, "the answer holds no credits")
        }
        return credits
    }

    /// Asks for the bill of one generation; soon after the call the service does not know it yet
    /// (``OpenRouterError/Code/notFound``).
    ///
    /// - Parameters:
    ///   - id: The generation's id, `gen-…`.
    ///   - key: The credential that paid.
    /// - Returns: The bill, in the provider's own count of tokens.
    /// - Throws: ``OpenRouterError``; `CancellationError` when the task is cancelled.
    public func generation(_ id: String, key: Secret) async throws -> Generation {
        let data = try await fetchData("/generation?id=\(id.percentEncoded(keeping: ""))", key: key)
        guard let generation = Generation(data) else {
            throw OpenRouterError(.invalidResponse, "the answer holds no bill")
        }
        return generation
    }
}
