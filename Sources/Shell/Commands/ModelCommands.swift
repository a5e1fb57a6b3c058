import Gateway
import OpenRouter

/// The commands that look at models and talk to them.
enum ModelCommands {
    static let all: [Command] = [models, model, ask]

    private struct Listing: Encodable, Sendable {
        var count: Int
        var models: [Model]
    }

    private static let models = Command(
        name: "models",
        group: .models,
        summary: "list models with prices and context, filtered and sorted",
        details: "Prices are dollars for a million tokens; – is unknown, which is not free.",
        arguments: [
            .init(
                name: "filter",
                kind: .text(1...200),
                summary: "words that id or name contain",
                isOptional: true,
                isRepeating: true
            )
        ],
        options: [
            .init(name: "free", kind: nil, summary: "only those that cost nothing"),
            .init(name: "sort", kind: .choice(["price", "context", "name", "newest"]), summary: "order, best first"),
            .init(name: "max-price", kind: .money, summary: "most dollars for a million answer tokens"),
            .init(name: "limit", kind: .integer(1...10_000), summary: "how many at most"),
            .init(name: "refresh", kind: nil, summary: "ask the service, not the cache"),
        ],
        isRead: true,
        examples: [
            .init("models claude --sort price", "lists what has claude in its name, cheapest first"),
            .init("models --max-price 0.50 --sort context --limit 10", "the ten longest contexts for little money"),
            .init("models --free --json", "free models, for a program"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .object(["count": .integer, "models": .list(.model)])
    ) { invocation, context in
        let all = try await context.gateway().models(refresh: invocation.has("refresh"))
        let found = ModelQuery(
            words: invocation.texts("filter"),
            isFree: invocation.has("free"),
            order: invocation.text("sort").flatMap(ModelQuery.Order.init),
            mostPerMillion: invocation.money("max-price")
        ).models(in: all)
        let shown = Array(found.prefix(invocation.integer("limit") ?? found.count))
        return CommandReport(Listing(count: found.count, models: shown), last: shown.first?.id) { style in
            let table = Table(
                columns: [
                    .init(title: "model", isElastic: true), .init(title: "prompt", alignment: .right),
                    .init(title: "answer", alignment: .right), .init(title: "context", alignment: .right),
                    .init(title: "note", isElastic: true),
                ],
                rows: shown.map { model in
                    [
                        model.id, Figures.perMillion(model.pricing.prompt),
                        Figures.perMillion(model.pricing.completion),
                        Figures.tokens(model.contextLength), note(on: model),
                    ]
                }
            )
            let count = (shown.count == found.count ? "" : "\(shown.count) of ") + Figures.count(found.count, "model")
            let hint = found.isEmpty ? "; `models` without a filter lists all \(all.count)" : ""
            return (found.isEmpty ? "" : table.text(style) + "\n") + style.dim(count + hint)
        }
    }

    private static func note(on model: Model) -> String {
        var notes: [String] = []
        if let day = model.expirationDate { notes.append("goes away \(day)") }
        let inputs = model.inputModalities.filter { $0 != "text" }
        if !inputs.isEmpty { notes.append("reads \(inputs.joined(separator: ", "))") }
        let outputs = model.outputModalities.filter { $0 != "text" }
        if !outputs.isEmpty { notes.append("makes \(outputs.joined(separator: ", "))") }
        return notes.joined(separator: "; ")
    }

    private struct Detail: Encodable, Sendable {
        var model: Model
        var endpoints: [ModelEndpoint]
        /// Why there are none, where the service could not be asked.
        var endpointsError: String?
    }

    private static let model = Command(
        name: "model",
        group: .models,
        summary: "show one model and who offers it",
        arguments: [.init(name: "id", kind: .model, summary: "the model's id, author/name")],
        isRead: true,
        examples: [
            .init("model google/gemini-2.5-flash", "shows prices, context and the providers that offer it"),
            .init("models haiku --limit 1; model $last", "the same of the model that another command found"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .object([
            "model": .model,
            "endpoints": .list(
                .object([
                    "provider": .text, "tag": .optional(.text), "quantization": .optional(.text),
                    "contextLength": .optional(.integer),
                    "maxCompletionTokens": .optional(.integer), "pricing": .pricing, "status": .integer,
                    "uptimeLast30Minutes": .optional(.number), "supportedParameters": .list(.text),
                ])
            ), "endpointsError": .optional(.text),
        ])
    ) { invocation, context in
        let id = invocation.text("id") ?? ""
        let gateway = try await context.gateway()
        let models = try await gateway.models(refresh: false)
        guard let model = models.first(where: { $0.id == id || $0.canonicalSlug == id }) else {
            throw Failure.unknownModel(id, suggestions: Spelling.nearest(to: id, among: models.map(\.id)))
        }
        var detail = Detail(model: model, endpoints: [], endpointsError: nil)
        do {
            detail.endpoints = try await gateway.endpoints(of: model.id)
        } catch let error as OpenRouterError {
            detail.endpointsError = error.message
        }
        return CommandReport(detail, last: model.id) { [detail] style in
            let facts = [
                ("name", model.name), ("context", Figures.tokens(model.contextLength)),
                ("longest answer", Figures.tokens(model.maxCompletionTokens)),
                (
                    "price",
                    "\(Figures.perMillion(model.pricing.prompt)) prompt, "
                        + "\(Figures.perMillion(model.pricing.completion)) answer, for a million tokens"
                ),
                (
                    "modalities",
                    "\(model.inputModalities.joined(separator: ", ")) → "
                        + model.outputModalities.joined(separator: ", ")
                ),
                ("goes away", model.expirationDate ?? "not announced"),
                ("parameters", model.supportedParameters.sorted().joined(separator: ", ")),
            ]
            let width = min(style.width ?? 100, 100)
            var lines = [style.bold(model.id)]
            for (name, value) in facts where !value.isEmpty {
                let wrapped = DisplayWidth.wrapped(value.printable, to: max(20, width - 18))
                for (index, line) in wrapped.enumerated() {
                    lines.append("  \(DisplayWidth.padded(index == 0 ? name : "", to: 14))  \(line)")
                }
            }
            if !model.summary.isEmpty {
                lines += DisplayWidth.wrapped(String(model.summary.printable.prefix(400)), to: width - 2).map {
                    "  \($0)"
                }
            }
            if let error = detail.endpointsError { lines.append("  providers cannot be told: \(error.printable)") }
            if !detail.endpoints.isEmpty { lines.append(endpoints(detail.endpoints).text(style)) }
            return lines.joined(separator: "\n")
        }
    }

    private static func endpoints(_ endpoints: [ModelEndpoint]) -> Table {
        Table(
            columns: [
                .init(title: "provider", isElastic: true), .init(title: "slug", isElastic: true),
                .init(title: "weights"), .init(title: "prompt", alignment: .right),
                .init(title: "answer", alignment: .right), .init(title: "context", alignment: .right),
                .init(title: "up", alignment: .right), .init(title: "status"),
            ],
            rows: endpoints.map { endpoint in
                [
                    endpoint.provider, endpoint.tag ?? "–", endpoint.quantization ?? "–",
                    Figures.perMillion(endpoint.pricing.prompt), Figures.perMillion(endpoint.pricing.completion),
                    Figures.tokens(endpoint.contextLength),
                    endpoint.uptimeLast30Minutes.map { "\(Figures.decimal($0, places: 1)) %" } ?? "–",
                    endpoint.status == 0 ? "ok" : "degraded (\(endpoint.status))",
                ]
            }
        )
    }

    private struct Answer: Encodable, Sendable {
        var id: String
        var model: String
        var provider: String?
        var text: String
        var cost: USD
        var promptTokens: Int
        var completionTokens: Int
        var level: String
        var seconds: Double
        var attempts: Int
        var isFromCache: Bool
        var isTruncated: Bool
    }

    private static let ask = Command(
        name: "ask",
        group: .models,
        summary: "ask a model, and read the answer as it comes",
        arguments: [.init(name: "prompt", kind: .text(1...200_000), summary: "the question", isRepeating: true)],
        options: [
            .init(name: "model", kind: .model, summary: "who answers; otherwise the setting models.ask"),
            .init(name: "max-tokens", kind: .integer(1...65_536), summary: "longest answer, 1024 if not given"),
            .init(name: "max-cost", kind: .money, summary: "most that the call may cost, in dollars"),
            .init(
                name: "temperature",
                kind: .number(0...2),
                summary: "how freely it words; left to the model if not given"
            ),
            .init(
                name: "seed",
                kind: .integer(0...Int(Int32.max)),
                summary: "asks for the same answer to the same seed"
            ),
            .init(name: "system", kind: .text(1...100_000), summary: "what the model is told of its role"),
            .init(name: "fresh", kind: nil, summary: "ask anew, even if it was answered within the hour"),
            .init(name: "otherwise", kind: .text(1...10_000), summary: "the text that stands in when no model answers"),
            .init(name: "strict", kind: nil, summary: "exit code 4 when another model than asked answers"),
        ] + ProviderOptions.all,
        examples: [
            .init("ask \"Shorter: $last\" --max-tokens 200", "goes on from the last answer, shown as it arrives"),
            .init("ask 'Say hi' --provider google-ai-studio --json", "answer and cost as JSON, by it or nobody"),
        ],
        statuses: [.failure, .budget, .degraded, .authentication, .upstream, .rejected, .interrupted],
        output: .object([
            "id": .text, "model": .text, "provider": .optional(.text), "text": .text, "cost": .money,
            "promptTokens": .integer, "completionTokens": .integer, "level": .text, "seconds": .number,
            "attempts": .integer, "isFromCache": .flag, "isTruncated": .flag,
        ]),
        worstCase: worstCase
    ) { invocation, context in
        let request = request(invocation, context)
        let gateway = try await context.gateway()
        let completion: Completion
        if context.isJSON {
            completion = try await gateway.complete(request)
        } else {
            let writer = StreamWriter(context.output.data)
            do {
                completion = try await gateway.stream(request) { writer.write($0) }
                try writer.finish()
            } catch {
                try writer.finish()
                throw error
            }
            try context.output.talk.print(footer(completion, context.output.talk.style))
        }
        let answer = Answer(
            id: completion.id,
            model: completion.modelServed,
            provider: completion.provider,
            text: completion.text,
            cost: completion.cost,
            promptTokens: completion.usage.promptTokens,
            completionTokens: completion.usage.completionTokens,
            level: completion.level.kind.rawValue,
            seconds: completion.latency / .seconds(1),
            attempts: completion.attempts,
            isFromCache: completion.isFromCache,
            isTruncated: completion.isTruncated
        )
        let isDegraded = completion.level != .preferred && invocation.has("strict")
        return CommandReport(answer, status: isDegraded ? .degraded : .success, last: completion.text) { _ in "" }
    }

    /// What is wrong with the request is told when it is made.
    @Sendable private static func worstCase(_ invocation: Invocation, _ context: CommandContext) async -> USD? {
        try? await context.gateway().estimate(request(invocation, context))
    }

    private static func request(_ invocation: Invocation, _ context: CommandContext) -> CompletionRequest {
        var chain = context.shell.configuration.chain("models.ask")
        if let model = invocation.text("model") { chain = ModelChain(preferred: model) }
        let question = ChatMessage(.user, invocation.texts("prompt").joined(separator: " "))
        let system = invocation.text("system").map { [ChatMessage(.system, $0)] } ?? []
        var request = CompletionRequest(
            purpose: .init(phase: "ask", unit: "ask"),
            chain: chain,
            messages: system + [question],
            maxTokens: invocation.integer("max-tokens") ?? 1024
        )
        request.acceptsTruncation = true
        request.costLimit = invocation.money("max-cost")
        request.temperature = invocation.text("temperature").flatMap { Double($0) }
        request.seed = invocation.integer("seed").map { Int64($0) }
        request.providers = terms(invocation)
        request.typed = [question.content]
        request.cache = .standard(phase: "ask")
        if let text = invocation.text("otherwise") {
            request.template = text
            request.acceptedLevels.insert(.template)
        }
        if invocation.has("fresh") {
            request.cache = request.cache.refreshing
        } else {
            request.acceptedLevels.insert(.similar)
        }
        return request
    }

    /// The terms of one question, beside those of the settings.
    private static func terms(_ invocation: Invocation) -> ProviderPreferences {
        var terms = ProviderPreferences()
        terms.only = Configuration.list(invocation.text("provider") ?? "")
        if terms.only.count > 1 { terms.order = terms.only }
        terms.ignore = Configuration.list(invocation.text("without") ?? "")
        terms.maxPrice.completion = invocation.money("max-price")
        terms.requiresZeroDataRetention = invocation.has("zdr")
        return terms
    }

    private static func footer(_ completion: Completion, _ style: TextStyle) -> String {
        if case .similar(let score, let source) = completion.level {
            let line =
                "— no model answered: this is the answer to a similar question (\(source), similarity "
                + "\(Figures.decimal(score, places: 2))) · \(completion.id)"
            return style.yellow(DisplayWidth.hanging(line, to: style.width, indent: 2))
        }
        if completion.level == .template {
            return style.yellow("— no model answered: this is the text of --otherwise · \(completion.id)")
        }
        var parts = [
            completion.modelServed.printable,
            "\(completion.usage.promptTokens) + \(completion.usage.completionTokens) tokens",
            Figures.money(completion.cost), Figures.seconds(completion.latency / .seconds(1)), completion.id,
        ]
        if completion.level != .preferred { parts.append("degraded: \(completion.level.kind.rawValue)") }
        if completion.isFromCache { parts.append("from the cache, --fresh asks anew") }
        if completion.isTruncated { parts.append("cut at --max-tokens") }
        return style.dim(DisplayWidth.hanging("— \(parts.joined(separator: " · "))", to: style.width, indent: 2))
    }
}
