/// What `X-OpenRouter-Metadata: enabled` adds to answers, last chunks and errors (reference §5.3).
///
/// The official description names the members; their values here are a likeness.
struct RouterMetadata: Sendable {
    var requested: String
    var provider: String

    /// As part of an answer.
    func served(by provider: String, _ model: String) -> JSON {
        json(summary: "\(provider) answered at the first attempt", attempts: [attempt(provider, model, status: 200)])
    }

    /// As part of an error.
    func failed(at provider: String?, status: Int) -> JSON {
        json(
            summary: "no endpoint answered",
            attempts: [attempt(provider ?? self.provider, requested, status: status)]
        )
    }

    private func attempt(_ provider: String, _ model: String, status: Int) -> JSON {
        ["provider": .string(provider), "model": .string(model), "status": .int(status)]
    }

    private func json(summary: String, attempts: [JSON]) -> JSON {
        [
            "requested": .string(requested), "strategy": "price", "region": "global", "summary": .string(summary),
            "attempt": .int(attempts.count), "is_byok": false,
            "endpoints": ["total": 1, "available": [["provider": .string(provider), "model": .string(requested)]]],
            "attempts": .array(attempts), "pipeline": [],
        ]
    }
}

extension ChatCall {
    /// The metadata of this call, where the caller asks for it.
    func routerMetadata(_ request: Request) -> RouterMetadata? {
        request.wantsRouterMetadata ? RouterMetadata(requested: asked, provider: provider) : nil
    }
}
