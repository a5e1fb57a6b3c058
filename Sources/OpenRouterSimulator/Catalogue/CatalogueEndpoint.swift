/// A provider's offer of a model, as the simulator plays it.
struct CatalogueEndpoint: Hashable, Sendable {
    var provider: String
    var quantization: String
    /// Whether the provider keeps what it reads to learn from it.
    var collectsData: Bool
    /// Whether the provider keeps nothing.
    var keepsNothing: Bool
    /// What the provider takes, in percent of the catalogue's price.
    var pricePercent: Int64 = 100
    /// Parameters that other providers of the model heed, and this one drops.
    var drops: [String] = []

    /// What a request calls the provider.
    var slug: String { Self.slug(of: provider) }

    static func slug(of provider: String) -> String { provider.lowercased().replacing(" ", with: "-") }

    /// Everybody who serves models here; the terms are invented.
    static let all: [CatalogueEndpoint] = [
        CatalogueEndpoint(provider: "Amazon Bedrock", quantization: "unknown", collectsData: false, keepsNothing: true),
        CatalogueEndpoint(provider: "Chutes", quantization: "fp8", collectsData: true, keepsNothing: false),
        CatalogueEndpoint(provider: "DeepInfra", quantization: "fp8", collectsData: false, keepsNothing: true),
        CatalogueEndpoint(
            provider: "Google AI Studio",
            quantization: "unknown",
            collectsData: false,
            keepsNothing: false
        ),
        CatalogueEndpoint(provider: "Mistral", quantization: "unknown", collectsData: false, keepsNothing: false),
        CatalogueEndpoint(provider: "OpenAI", quantization: "unknown", collectsData: false, keepsNothing: false),
        CatalogueEndpoint(provider: "OpenRouter", quantization: "unknown", collectsData: false, keepsNothing: false),
        CatalogueEndpoint(provider: "Together", quantization: "bf16", collectsData: false, keepsNothing: true),
    ]

    /// The list of `GET /providers`.
    static var list: JSON {
        .array(
            all.map {
                [
                    "name": .string($0.provider), "slug": .string($0.slug), "privacy_policy_url": nil,
                    "terms_of_service_url": nil, "status_page_url": nil, "headquarters": nil, "datacenters": [],
                ]
            }
        )
    }
}

extension CatalogueModel {
    /// Who offers the model, who answers unless terms say otherwise first.
    var endpoints: [CatalogueEndpoint] {
        let others = ["Together", "DeepInfra"].filter { $0 != provider }
        let names = [provider] + others.prefix(author == "openai" ? 0 : 1)
        var endpoints = names.compactMap { name in CatalogueEndpoint.all.first { $0.provider == name } }
        // Weights that anybody may serve cost differently everywhere, and not all servers hold answers to a schema.
        if Self.openWeights.contains(author), endpoints.count > 1 {
            endpoints[1].pricePercent = 150
            endpoints[1].drops = ["structured_outputs", "response_format"]
        }
        return endpoints
    }

    private static let openWeights: Set<String> = ["deepseek", "meta-llama", "qwen"]

    /// The model as a provider offers it.
    func offered(by endpoint: CatalogueEndpoint) -> CatalogueModel {
        guard endpoint.pricePercent != 100 else { return self }
        var offered = self
        offered.promptPrice = promptPrice.map { $0 * endpoint.pricePercent / 100 }
        offered.completionPrice = completionPrice.map { $0 * endpoint.pricePercent / 100 }
        return offered
    }

    /// The answer of `GET /models/{author}/{slug}/endpoints`.
    var endpointList: JSON {
        let entry = json
        let endpoints = endpoints.map { endpoint -> JSON in
            let heeded = (entry["supported_parameters"]?.array ?? []).filter { parameter in
                !endpoint.drops.contains { parameter.string == $0 }
            }
            return [
                "name": .string("\(endpoint.provider) | \(canonicalSlug)"), "model_id": .string(id),
                "model_name": .string(name), "provider_name": .string(endpoint.provider),
                "tag": .string(endpoint.slug), "quantization": .string(endpoint.quantization),
                "context_length": entry["context_length"] ?? .null,
                "max_completion_tokens": maxCompletionTokens.map(JSON.int) ?? .null, "max_prompt_tokens": nil,
                "pricing": offered(by: endpoint).json["pricing"] ?? [:], "supported_parameters": .array(heeded),
                "status": 0, "uptime_last_5m": .number("99.9"), "uptime_last_30m": .number("99.8"),
                "uptime_last_1d": .number("99.5"), "latency_last_30m": nil, "throughput_last_30m": nil,
                "supports_implicit_caching": false, "supports_diarization": false, "service_tier": nil,
                "native_tools": [:],
                "supports_tool_choice": ["auto": true, "function": true, "none": true, "required": true],
            ]
        }
        return [
            "data": [
                "id": .string(id), "name": .string(name), "created": 1_754_000_000,
                "description": entry["description"] ?? "", "architecture": entry["architecture"] ?? [:],
                "endpoints": .array(endpoints),
            ]
        ]
    }
}
