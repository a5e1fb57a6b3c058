import NIOCore

extension ChatRequest {
    /// The body as it is sent where no stream is asked for, as text.
    package var encodedText: String { String(buffer: encoded(isStreaming: false)) }

    /// Reads a body that ``encodedText`` holds; `nil` for anything else.
    ///
    /// A record of what was sent needs no form of its own that way.
    package init?(encoded text: String) {
        guard let node = try? JSONParser.parse(ByteBuffer(string: text)), let model = node["model"]?.string,
            let maxTokens = node["max_tokens"]?.integer, let messages = node["messages"]?.array
        else { return nil }
        self.init(model: model, messages: messages.compactMap { ChatMessage($0) }, maxTokens: maxTokens)
        guard self.messages.count == messages.count else { return nil }
        fallbackModels = node["models"]?.strings ?? []
        temperature = node["temperature"]?.double
        topP = node["top_p"]?.double
        seed = node["seed"]?.integer.map { Int64($0) }
        stop = node["stop"]?.strings ?? []
        sessionID = node["session_id"]?.string
        reasoningEffort = node["reasoning"]?["effort"]?.string.flatMap { ReasoningEffort(rawValue: $0) }
        responseFormat = node["response_format"].map { ResponseFormat($0) } ?? .text
        serverTools = (node["tools"]?.array ?? []).compactMap { tool in
            guard tool["type"]?.string == "openrouter:web_search" else { return nil }
            return tool["parameters"]?["max_results"]?.integer.map { .webSearch(maxResults: $0) }
        }
        provider = node["provider"].map { ProviderPreferences($0) } ?? ProviderPreferences()
    }
}

extension ChatMessage {
    fileprivate init?(_ node: JSONNode) {
        guard let role = node["role"]?.string.flatMap(Role.init), let content = node["content"]?.string else {
            return nil
        }
        self.init(role, content)
    }
}

extension ResponseFormat {
    fileprivate init(_ node: JSONNode) {
        let schema = node["json_schema"]
        switch node["type"]?.string {
        case "json_schema":
            self = .jsonSchema(
                name: schema?["name"]?.string ?? "",
                schema: schema?["schema"].map { JSONValue($0) } ?? [:],
                strict: schema?["strict"]?.bool ?? false
            )
        case "json_object": self = .jsonObject
        default: self = .text
        }
    }
}

extension JSONValue {
    fileprivate init(_ node: JSONNode) {
        self =
            switch node {
            case .null: .null
            case .bool(let value): .bool(value)
            case .number(let text): Int64(text).map { .integer($0) } ?? .number(Double(text) ?? 0)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { JSONValue($0) })
            case .object(let members):
                .object(Dictionary(members.map { ($0.name, JSONValue($0.value)) }) { first, _ in first })
            }
    }
}
