package import NIOCore

extension ChatRequest {
    /// The body as it is sent: members in alphabetical order, those that say nothing left out.
    ///
    /// The limit goes out as `max_tokens`, which OpenRouter takes as a synonym of `max_completion_tokens` and which
    /// every other server of the chat form knows. A stream asks for usage, which OpenRouter sends anyway and others
    /// send only when asked.
    package func encoded(isStreaming: Bool) -> ByteBuffer {
        var writer = JSONWriter(capacity: 512 + messages.reduce(0) { $0 + $1.content.utf8.count + 48 })
        writer.object { encodeMembers(into: &$0, isStreaming: isStreaming) }
        return writer.buffer
    }

    private func encodeMembers(into writer: inout JSONWriter, isStreaming: Bool) {
        writer.name("max_tokens")
        writer.integer(maxTokens)
        writer.name("messages")
        writer.array { writer in
            for message in messages {
                writer.object { writer in
                    writer.name("content")
                    writer.string(message.content)
                    writer.name("role")
                    writer.string(message.role.rawValue)
                }
            }
        }
        writer.name("model")
        writer.string(model)
        writer.list("models", fallbackModels)
        let terms = provider.json
        if !terms.isEmpty {
            writer.name("provider")
            writer.value(.object(terms))
        }
        if let reasoningEffort {
            writer.name("reasoning")
            writer.object { writer in
                writer.name("effort")
                writer.string(reasoningEffort.rawValue)
            }
        }
        responseFormat.encode(into: &writer)
        if let seed {
            writer.name("seed")
            writer.integer(seed)
        }
        if let sessionID {
            writer.name("session_id")
            writer.string(sessionID)
        }
        writer.list("stop", stop)
        if isStreaming {
            writer.name("stream")
            writer.bool(true)
            writer.name("stream_options")
            writer.value(["include_usage": true])
        }
        if let temperature {
            writer.name("temperature")
            writer.number(temperature)
        }
        if !serverTools.isEmpty {
            writer.name("tools")
            writer.array { writer in
                for tool in serverTools { writer.value(tool.json) }
            }
        }
        if let topP {
            writer.name("top_p")
            writer.number(topP)
        }
    }
}

extension ResponseFormat {
    fileprivate func encode(into writer: inout JSONWriter) {
        switch self {
        case .text: return
        case .jsonObject:
            writer.name("response_format")
            writer.value(["type": "json_object"])
        case .jsonSchema(let name, let schema, let strict):
            writer.name("response_format")
            writer.value([
                "json_schema": ["name": .string(name), "schema": schema, "strict": .bool(strict)],
                "type": "json_schema",
            ])
        }
    }
}

extension ServerTool {
    fileprivate var json: JSONValue {
        switch self {
        case .webSearch(let maxResults):
            ["parameters": ["max_results": .integer(Int64(maxResults))], "type": "openrouter:web_search"]
        }
    }
}

extension JSONWriter {
    /// Writes a member that lists strings, unless there are none.
    fileprivate mutating func list(_ name: String, _ elements: [String]) {
        guard !elements.isEmpty else { return }
        self.name(name)
        array { writer in
            for element in elements { writer.string(element) }
        }
    }
}
