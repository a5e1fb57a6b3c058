import Foundation
import OpenRouter

/// The rules a request must keep before it may cost anything.
struct RequestRules: Sendable {
    /// The most tokens any answer may have.
    var maxTokensLimit: Int
    /// The most bytes a conversation may have.
    var maxPromptBytes: Int
    /// Messages beyond this are a mistake in a program, not a conversation.
    static let maxMessages = 1_000

    /// Checks what does not depend on a model.
    ///
    /// - Throws: ``GatewayError`` that names the field, its value, its limit and the nearest value that is allowed.
    func check(_ request: CompletionRequest) throws {
        try checkMessages(request.messages, schemaBytes: PromptEstimate.schemaBytes(of: request))
        guard request.maxTokens >= 1, request.maxTokens <= maxTokensLimit else {
            let nearest = min(max(request.maxTokens, 1), maxTokensLimit)
            throw Self.broken("maxTokens", "\(request.maxTokens)", "1…\(maxTokensLimit)", nearest: "\(nearest)")
        }
        if let temperature = request.temperature, !(temperature >= 0 && temperature <= 2) {
            let nearest = temperature.isNaN ? 1 : min(max(temperature, 0), 2)
            throw Self.broken("temperature", "\(temperature)", "0…2", nearest: "\(nearest)")
        }
        guard request.timeLimit > .zero else {
            throw Self.broken("timeLimit", "\(request.timeLimit)", "more than 0", nearest: "1 second")
        }
        if let hedgeDelay = request.hedgeDelay, hedgeDelay < .zero {
            throw Self.broken("hedgeDelay", "\(hedgeDelay)", "at least 0", nearest: "0")
        }
        if let costLimit = request.costLimit, costLimit < .zero {
            throw Self.broken("costLimit", "\(costLimit)", "at least $0.00", nearest: "$0.00")
        }
        for tool in request.serverTools {
            switch tool {
            case .webSearch(let maxResults):
                guard (1...100).contains(maxResults) else {
                    let nearest = min(max(maxResults, 1), 100)
                    throw Self.broken(
                        "serverTools.webSearch.maxResults",
                        "\(maxResults)",
                        "1…100",
                        nearest: "\(nearest)"
                    )
                }
            }
        }
        if case .jsonSchema(let name, let schema, _) = request.responseFormat {
            guard case .object = schema else {
                throw Self.broken("responseFormat.schema", "no object", "a JSON Schema, an object", nearest: "{}")
            }
            let valid = String(name.prefix(64).map { Self.mayStandInName($0) ? $0 : "_" })
            guard !name.isEmpty, valid == name else {
                let nearest = valid.isEmpty ? "answer" : valid
                throw Self.broken("responseFormat.name", name, "1…64 letters, digits, _ and -", nearest: nearest)
            }
        }
    }

    private static func mayStandInName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    private func checkMessages(_ messages: [ChatMessage], schemaBytes: Int) throws {
        guard !messages.isEmpty, messages.count <= Self.maxMessages else {
            let nearest = messages.isEmpty ? 1 : Self.maxMessages
            throw Self.broken("messages", "\(messages.count) messages", "1…\(Self.maxMessages)", nearest: "\(nearest)")
        }
        var bytes = schemaBytes
        for (position, message) in messages.enumerated() {
            bytes += message.content.utf8.count
            // Whoever gets a text into a conversation must not get rules into it.
            guard message.role != .system || position == 0 || messages[position - 1].role == .system else {
                throw Self.broken(
                    "messages[\(position)].role",
                    "system",
                    "user or assistant after the first",
                    nearest: "user"
                )
            }
            guard message.content.contains(where: { !$0.isWhitespace }) else {
                throw Self.broken("messages[\(position)].content", "empty", "some text")
            }
            guard !message.content.holdsKey else {
                throw Self.broken("messages[\(position)].content", "a text with an API key in it", "text without keys")
            }
        }
        guard messages.contains(where: { $0.role == .user }) else {
            throw Self.broken("messages", "no message of the user", "at least one")
        }
        guard bytes <= maxPromptBytes else {
            throw Self.broken("messages", "\(bytes) bytes", "at most \(maxPromptBytes)", nearest: "\(maxPromptBytes)")
        }
    }

    static func broken(
        _ field: String,
        _ value: String,
        _ limit: String,
        nearest: String? = nil
    ) -> GatewayError {
        let hint = nearest.map { "; the nearest is \($0)" } ?? ""
        return GatewayError(.invalidRequest, "\(field) is \(value); allowed is \(limit)\(hint)")
    }
}

extension Gateway {
    /// Step 1: whether the request may be made at all, and what the catalogue says of its models.
    ///
    /// - Returns: The catalogue; `nil` where none could be had and the models' prices need not be known.
    /// - Throws: ``GatewayError``; nothing was spent.
    func validate(_ asked: Asked) async throws -> Catalogue.Snapshot? {
        try RequestRules(
            maxTokensLimit: settings.maxTokensLimit,
            maxPromptBytes: settings.maxPromptBytes
        ).check(asked.request)
        // A key of another service looks like nothing, and is known all the same.
        if let position = asked.request.messages.firstIndex(where: { keys.stand(in: $0.content) }) {
            throw RequestRules.broken(
                "messages[\(position)].content",
                "a text with an API key in it",
                "text without keys"
            )
        }
        guard keys.current != nil || isServerLocal else {
            throw GatewayError(.noKey, "there is no key for \(account)")
        }
        let snapshot: Catalogue.Snapshot
        do {
            snapshot = try await catalogue.snapshot()
        } catch let error as OpenRouterError {
            if unknownPricesAreFree || asked.request.costLimit != nil, error.code != .unauthorized { return nil }
            throw GatewayError(
                Classification(error).kind.errorCode,
                "the catalogue of \(account) could not be had: \(error.message)",
                cause: error
            )
        }
        try Self.check(asked.request.chain, in: snapshot)
        try checkAllowed(asked.request.chain)
        try await check(asked.request.providers)
        return snapshot
    }

    /// Finds a chain whose preferred model does not exist, before anything is spent on the others.
    ///
    /// - Parameter chains: The chains that will be asked.
    /// - Throws: ``GatewayError`` with `unknownModel`. Where no catalogue can be had, nothing is known and nothing said.
    public func check(_ chains: [ModelChain]) async throws {
        guard let snapshot = try? await catalogue.snapshot() else { return }
        for chain in chains { try Self.check(chain, in: snapshot) }
    }

    /// Refuses a chain whose preferred model the settings do not allow; fallbacks that are not allowed are left out.
    private func checkAllowed(_ chain: ModelChain) throws {
        guard !settings.allows(chain.preferred) else { return }
        let allowed = catalogue.cached?.models.map(\.id).filter { settings.allows($0) } ?? settings.allowedModels
        let nearest = Spelling.nearest(to: chain.preferred, among: allowed, limit: 1).first ?? allowed.first
        var error = GatewayError(
            .invalidRequest,
            "model is \(chain.preferred); allowed is \(settings.allowedModels.joined(separator: ", "))"
                + (nearest.map { "; the nearest is \($0)" } ?? "")
        )
        error.suggestions = nearest.map { [$0] } ?? []
        throw error
    }

    private static func check(_ chain: ModelChain, in snapshot: Catalogue.Snapshot) throws {
        guard snapshot[chain.preferred] == nil else { return }
        let nearest = snapshot.nearest(to: chain.preferred)
        let hint = nearest.isEmpty ? "" : "; the nearest are \(nearest.joined(separator: ", "))"
        var error = GatewayError(.unknownModel, "there is no model \(chain.preferred)\(hint)")
        error.suggestions = nearest
        throw error
    }
}
