/// What one call costs, and what `GET /generation` says of it later.
struct Charge: Sendable {
    var generationID: String
    var key: String
    var model: CatalogueModel
    var servedModel: String
    var promptTokens: Int
    var completionTokens: Int
    /// Web searches, in picodollars.
    var extras: Int64 = 0
    var isStreamed: Bool
    var finishReason: String
    var isCancelled = false

    var cost: (prompt: Int64, completion: Int64) {
        model.cost(promptTokens: promptTokens, completionTokens: completionTokens)
    }

    /// Picodollars.
    var total: Int64 { cost.prompt + cost.completion + extras }

    /// The usage member of answers, as recorded in June 2026.
    var usage: JSON {
        let cost = cost
        var usage: [String: JSON] = [
            "prompt_tokens": .int(promptTokens), "completion_tokens": .int(completionTokens),
            "total_tokens": .int(promptTokens + completionTokens), "cost": Money.json(total), "is_byok": false,
            "prompt_tokens_details": [
                "cached_tokens": 0, "cache_write_tokens": 0, "audio_tokens": 0, "video_tokens": 0,
            ],
            "cost_details": [
                "upstream_inference_cost": Money.json(cost.prompt + cost.completion),
                "upstream_inference_prompt_cost": Money.json(cost.prompt),
                "upstream_inference_completions_cost": Money.json(cost.completion),
            ],
            "completion_tokens_details": ["reasoning_tokens": 0, "image_tokens": 0, "audio_tokens": 0],
        ]
        if extras > 0 { usage["server_tool_use_details"] = ["web_search_requests": 1] }
        return .object(usage)
    }

    /// The answer of `GET /generation`.
    var generation: JSON {
        [
            "data": [
                "id": .string(generationID), "model": .string(servedModel), "provider_name": .string(model.provider),
                "total_cost": Money.json(total), "usage": Money.json(total), "streamed": .bool(isStreamed),
                "cancelled": .bool(isCancelled), "finish_reason": isCancelled ? nil : .string(finishReason),
                "native_finish_reason": isCancelled ? nil : .string(finishReason),
                "tokens_prompt": .int(promptTokens), "tokens_completion": .int(completionTokens),
                "native_tokens_prompt": .int(promptTokens), "native_tokens_completion": .int(completionTokens),
                "native_tokens_reasoning": 0, "native_tokens_cached": 0, "is_byok": false, "latency": 0,
                "generation_time": 0, "api_type": "completions", "cache_discount": nil,
            ]
        ]
    }
}
