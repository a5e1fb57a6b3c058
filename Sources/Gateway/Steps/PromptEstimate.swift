import OpenRouter

/// How many tokens a prompt has, before anyone has counted them.
///
/// The tokenisers of the models are not here, so two numbers stand in. Both count the bytes of everything the model
/// reads: messages, the schema of the answer, and an allowance for what a chat template adds to each message.
struct PromptEstimate: Hashable, Sendable {
    /// What to expect at most of ordinary text: a token for three bytes.
    ///
    /// English has about four bytes a token, other Latin scripts about three, Chinese about three to a character and
    /// a token for one or two of them. It decides whether a conversation fits a context.
    var likely: Int
    /// A bound that holds for any text, and decides money: byte-level tokenisers never make more tokens than bytes.
    var ceiling: Int

    /// What a chat template adds to a message, at most.
    private static let tokensPerMessage = 16
    /// What a page found by the web search tool adds to the prompt; results are excerpts, not pages.
    private static let tokensPerSearchResult = 2_000

    init(_ request: CompletionRequest) {
        var bytes = Self.schemaBytes(of: request)
        for message in request.messages { bytes += message.content.utf8.count }
        var found = 0
        for tool in request.serverTools {
            switch tool {
            case .webSearch(let maxResults): found += max(1, maxResults) * Self.tokensPerSearchResult
            }
        }
        let overhead = (request.messages.count + 1) * Self.tokensPerMessage + found
        likely = (bytes + 2) / 3 + overhead
        ceiling = bytes + overhead
    }

    /// The bytes of the schema that the answer must obey.
    static func schemaBytes(of request: CompletionRequest) -> Int {
        if case .jsonSchema(_, let schema, _) = request.responseFormat { size(of: schema) } else { 0 }
    }

    private static func size(of value: JSONValue) -> Int {
        switch value {
        case .null, .bool: 5
        case .integer, .number: 20
        case .string(let text): text.utf8.count + 3
        case .array(let elements): elements.reduce(2) { $0 + size(of: $1) + 1 }
        case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + 4 + size(of: $1.value) }
        }
    }
}
