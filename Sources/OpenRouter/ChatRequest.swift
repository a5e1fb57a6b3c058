/// One call of `POST /chat/completions`, as this program makes it.
///
/// `maxTokens` has no default on purpose: without a limit the service reserves the model's whole output
/// (reference §9). Members left `nil` or empty are not sent.
public struct ChatRequest: Hashable, Sendable {
    /// Model id: `author/slug`, optionally with a variant such as `:free`, an alias or a router.
    public var model: String
    /// The service's own fallbacks, tried after ``model``; at most 3 items, all of them valid ids.
    public var fallbackModels: [String] = []
    /// The conversation, oldest message first.
    public var messages: [ChatMessage]
    /// The most tokens the answer may have, reasoning included; at least 1.
    public var maxTokens: Int
    /// Sampling temperature, 0…2.
    public var temperature: Double?
    /// Nucleus sampling, 0…1.
    public var topP: Double?
    /// Seed for providers that honour one.
    public var seed: Int64?
    /// Up to 4 strings that end the answer.
    public var stop: [String] = []
    /// What the answer must look like.
    public var responseFormat: ResponseFormat = .text
    /// Tools that the service runs itself.
    public var serverTools: [ServerTool] = []
    /// How much the model may think before it answers; `nil` leaves it to the model.
    public var reasoningEffort: ReasoningEffort?
    /// Which providers may answer, and on what terms.
    public var provider = ProviderPreferences()
    /// Groups calls for sticky routing; at most 256 characters.
    public var sessionID: String?

    /// A request with the given conversation and every other member at its default.
    public init(model: String, messages: [ChatMessage], maxTokens: Int) {
        self.model = model
        self.messages = messages
        self.maxTokens = maxTokens
    }
}

/// One message of a conversation.
public struct ChatMessage: Hashable, Sendable, Codable {
    /// Who speaks.
    public enum Role: String, Hashable, Sendable, Codable { case system, user, assistant }

    /// Who speaks.
    public var role: Role
    /// What is said.
    public var content: String

    /// A message of one role.
    public init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}

/// What an answer must look like.
public enum ResponseFormat: Hashable, Sendable {
    case text
    /// Any JSON object.
    case jsonObject
    /// JSON that obeys a schema; `strict` asks the provider to enforce it.
    case jsonSchema(name: String, schema: JSONValue, strict: Bool)
}

/// A tool that runs at the service (reference §4, plugins).
public enum ServerTool: Hashable, Sendable {
    /// `openrouter:web_search`: citations come back as annotations.
    case webSearch(maxResults: Int)
}

/// How much a model may think before it answers.
public enum ReasoningEffort: String, Hashable, Sendable, Codable { case none, minimal, low, medium, high }
