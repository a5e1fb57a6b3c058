import Foundation

/// What one call costs, and what `GET /generation` says of it later.
struct Charge: Sendable {
    var generationID: String
    var key: String
    var model: CatalogueModel
    var provider: String
    var servedModel: String
    var promptTokens: Int
    var completionTokens: Int
    /// Web searches, in picodollars.
    var extras: Int64 = 0
    var isStreamed: Bool
    var created: Date
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

    /// The answer of `GET /generation`, with every member that the official SDK 1.3.84 demands.
    var generation: JSON {
        var members: [String: JSON] = [
            "id": .string(generationID), "model": .string(servedModel), "provider_name": .string(provider),
            "total_cost": Money.json(total), "usage": Money.json(total), "streamed": .bool(isStreamed),
            "cancelled": .bool(isCancelled), "is_byok": false, "latency": 0, "generation_time": 0,
            "created_at": .string(created.formatted(.iso8601)), "api_type": "completions", "data_region": "global",
            "origin": "", "tokens_prompt": .int(promptTokens), "tokens_completion": .int(completionTokens),
            "native_tokens_prompt": .int(promptTokens), "native_tokens_completion": .int(completionTokens),
            "native_tokens_reasoning": 0, "native_tokens_cached": 0,
            "num_search_results": extras > 0 ? 4 : .null,
        ]
        for name in ["finish_reason", "native_finish_reason"] {
            members[name] = isCancelled ? .null : .string(finishReason)
        }
        for name in [
            "app_id", "cache_discount", "external_user", "http_referer", "moderation_latency",
            "native_tokens_completion_images", "num_fetches", "num_input_audio_prompt", "num_media_completion",
            "num_media_prompt", "preset_id", "provider_responses", "router", "service_tier", "upstream_id",
            "upstream_inference_cost", "user_agent", "web_search_engine", "workspace_id",
        ] { members[name] = .null }
        return ["data": .object(members)]
    }
}
