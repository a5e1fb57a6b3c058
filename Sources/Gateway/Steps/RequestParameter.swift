import OpenRouter

/// A parameter that not every model heeds, by its name in a model's `supported_parameters`.
///
/// The service drops what a model does not heed, in silence (API reference §4), so that a caller who counts on it would
/// get an answer to another request.
enum RequestParameter: String, Hashable, Sendable, CaseIterable {
    case temperature, seed, reasoning, tools
    case responseFormat = "response_format"
    case structuredOutputs = "structured_outputs"

    /// The parameters that a request sets, each with its member and value.
    static func set(in request: CompletionRequest) -> [(parameter: Self, member: String, value: String)] {
        var set: [(Self, String, String)] = []
        if let temperature = request.temperature { set.append((.temperature, "temperature", "\(temperature)")) }
        if let seed = request.seed { set.append((.seed, "seed", "\(seed)")) }
        if let effort = request.reasoningEffort { set.append((.reasoning, "reasoningEffort", effort.rawValue)) }
        if !request.serverTools.isEmpty { set.append((.tools, "serverTools", "webSearch")) }
        switch request.responseFormat {
        case .text: break
        case .jsonObject: set.append((.responseFormat, "responseFormat", "jsonObject"))
        case .jsonSchema(let name, _, _): set.append((.structuredOutputs, "responseFormat", "jsonSchema \(name)"))
        }
        return set
    }

    /// Whether an answer is of no use where this is not heeded, whatever the caller says: a search that nobody made.
    var isEssential: Bool { self == .tools }
}

extension Model {
    /// Whether a provider of the model heeds a parameter; a model that lists none is taken at its word.
    func heeds(_ parameter: RequestParameter) -> Bool {
        // Who searches by itself needs no tool to be called.
        heeds(parameter.rawValue) || parameter == .tools && heeds("web_search_options")
    }

    private func heeds(_ name: String) -> Bool {
        supportedParameters.isEmpty || supportedParameters.contains(name)
    }

    /// Whether the service takes terms of providers for it: a server that lists no parameters knows no such terms, and a
    /// router chooses its model only afterwards.
    var takesTerms: Bool { !supportedParameters.isEmpty && !id.hasPrefix("openrouter/") }

    /// Whether the length of an answer can be limited, by either name of the limit: only then is its cost known.
    var heedsLimit: Bool { heeds("max_tokens") || heeds("max_completion_tokens") }
}

extension CompletionRequest {
    /// The request without the parameters that a model does not heed; a schema becomes plain JSON where that is heeded.
    func without(_ parameters: Set<RequestParameter>) -> CompletionRequest {
        guard !parameters.isEmpty else { return self }
        var request = self
        if parameters.contains(.temperature) { request.temperature = nil }
        if parameters.contains(.seed) { request.seed = nil }
        if parameters.contains(.reasoning) { request.reasoningEffort = nil }
        if parameters.contains(.structuredOutputs), case .jsonSchema = responseFormat {
            request.responseFormat = .jsonObject
        }
        if parameters.contains(.responseFormat), request.responseFormat == .jsonObject {
            request.responseFormat = .text
        }
        return request
    }
}
