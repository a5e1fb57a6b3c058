/// A model as the simulator offers it.
struct CatalogueModel: Sendable {
    /// A conditional price: what a token costs once the prompt has this many.
    struct Override: Sendable {
        var promptTokens: Int
        var prompt: Int64
        var completion: Int64
    }

    var id: String
    var canonicalSlug: String
    var name: String
    var contextLength: Int?
    var maxCompletionTokens: Int?
    /// Picodollars (10⁻¹² dollar) for a token; `nil` where the catalogue says "-1".
    var promptPrice: Int64?
    var completionPrice: Int64?
    var input: [String]
    var output: [String]
    var expirationDate: String?
    var aliasTarget: String?
    /// The parameters that no provider heeds, a letter each; `-` where nothing is said.
    var lacks = ""
    var override: Override?

    var author: String { String(id.drop { $0 == "~" }.prefix { $0 != "/" }) }
    var isFree: Bool { promptPrice == 0 && completionPrice == 0 }

    /// The provider that answers for the model.
    var provider: String {
        switch author {
        case "anthropic": "Amazon Bedrock"
        case "google": "Google AI Studio"
        case "openai": "OpenAI"
        case "mistralai": "Mistral"
        case "deepseek": "DeepInfra"
        case "meta-llama": "Together"
        case "openrouter": "OpenRouter"
        default: "Chutes"
        }
    }

    /// What a call costs in picodollars; unknown prices are billed as the router's usual choice, a small model's.
    func cost(promptTokens: Int, completionTokens: Int) -> (prompt: Int64, completion: Int64) {
        var prices = (prompt: promptPrice ?? 150_000, completion: completionPrice ?? 600_000)
        if let override, promptTokens >= override.promptTokens { prices = (override.prompt, override.completion) }
        return (prices.prompt * Int64(promptTokens), prices.completion * Int64(completionTokens))
    }

    /// The parameters that a provider heeds, by their letter in the table.
    private static let parameters: [(letter: Character, names: [String])] = [
        (" ", ["frequency_penalty", "presence_penalty", "stop", "top_p"]), ("t", ["temperature"]), ("s", ["seed"]),
        ("r", ["include_reasoning", "reasoning"]), ("f", ["response_format"]), ("o", ["structured_outputs"]),
        ("u", ["tool_choice", "tools"]), ("m", ["max_tokens"]),
    ]

    /// Whether a provider heeds a parameter; a model that lists none heeds all.
    func heeds(_ parameter: String) -> Bool { lacks == "-" || supportedParameters.contains(parameter) }

    private var supportedParameters: [String] {
        guard lacks != "-" else { return [] }
        var names = Self.parameters.filter { !lacks.contains($0.letter) }.flatMap(\.names)
        // Those that know the limit by its newer name alone; `l` is for no limit at all.
        if lacks.contains("m"), !lacks.contains("l") { names.append("max_completion_tokens") }
        return names.sorted()
    }

    /// The model as `GET /models` lists it.
    var json: JSON {
        var prices: [String: JSON] = [
            "prompt": .string(promptPrice.map(Money.decimal) ?? "-1"),
            "completion": .string(completionPrice.map(Money.decimal) ?? "-1"),
        ]
        if let override {
            prices["overrides"] = [
                [
                    "min_prompt_tokens": .int(override.promptTokens),
                    "prompt": .string(Money.decimal(override.prompt)),
                    "completion": .string(Money.decimal(override.completion)),
                ]
            ]
        }
        if !isFree, promptPrice != nil, output == ["text"] { prices["web_search"] = "0.01" }
        let modality = "\(input.joined(separator: "+"))->\(output.joined(separator: "+"))"
        var members: [String: JSON] = [
            "id": .string(id), "canonical_slug": .string(canonicalSlug), "name": .string(name),
            "created": 1_754_000_000, "hugging_face_id": nil, "supported_voices": nil, "per_request_limits": nil,
            "description": .string("\(name), as the simulator plays it: answers are written from the prompt's words."),
            "context_length": contextLength.map(JSON.int) ?? .null,
            "architecture": [
                "modality": .string(modality), "input_modalities": .array(input.map(JSON.string)),
                "output_modalities": .array(output.map(JSON.string)), "instruct_type": nil,
                "tokenizer": author == "openrouter" ? "Router" : "Other",
            ],
            "pricing": .object(prices), "supported_parameters": .array(supportedParameters.map(JSON.string)),
            "top_provider": [
                "context_length": contextLength.map(JSON.int) ?? .null,
                "max_completion_tokens": maxCompletionTokens.map(JSON.int) ?? .null, "is_moderated": false,
            ],
            "default_parameters": ["temperature": nil, "top_p": nil, "frequency_penalty": nil],
            "knowledge_cutoff": nil, "expiration_date": expirationDate.map(JSON.string) ?? .null,
            "links": ["details": .string("/api/v1/models/\(canonicalSlug)/endpoints")],
            "reasoning": ["mandatory": false],
        ]
        if let aliasTarget { members["alias_target"] = ["slug": .string(aliasTarget), "name": .string(aliasTarget)] }
        return .object(members)
    }
}
