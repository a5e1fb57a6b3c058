import Gateway
import OpenRouter
import Production

/// The command that tells prices before anything runs.
enum EstimateCommand {
    static let all: [Command] = [estimate]

    private struct Price: Encodable, Sendable {
        var name: String
        var model: String
        /// `nil` where the price is unknown.
        var worstCase: USD?
    }

    private struct Estimate: Encodable, Sendable {
        var prices: [Price]
        /// `nil` where a price is unknown.
        var total: USD?
        /// The least that is free under any cap; `nil` without caps.
        var free: USD?
        var scope: String?
        /// Whether all of it would fit under every cap, whatever it costs in the end.
        var fits: Bool
    }

    private static let estimate = Command(
        name: "estimate",
        group: .money,
        summary: "tell what a phase, a whole episode or a question may cost, before it runs",
        details: """
            The worst case at the preferred models, which is what is set aside; most calls cost a part of it. A phase is \
            estimated for the open episode, `produce TOPIC` for a new one.
            """,
        arguments: [
            .init(
                name: "command",
                kind: .verb(
                    [.init(name: "produce", summary: "a whole episode"), .init(name: "ask", summary: "one question")]
                        + Phase.allCases.map { .init(name: $0.rawValue, summary: $0.summary) }
                ),
                summary: "produce, ask, or a phase: \(Phase.allCases.map(\.rawValue).joined(separator: ", "))"
            ),
            .init(
                name: "text",
                kind: .text(1...200_000),
                summary: "the topic or the question",
                isOptional: true,
                isRepeating: true
            ),
        ],
        options: BriefOptions.all.filter { ["minutes", "format"].contains($0.name) } + [
            .init(name: "model", kind: .model, summary: "ask: who would answer; otherwise the setting models.ask"),
            .init(name: "max-tokens", kind: .integer(1...65_536), summary: "ask: longest answer, 1024 if not given"),
        ],
        examples: [
            .init("estimate script", "tells what the script of the open episode may cost"),
            .init("estimate produce 'Coral reefs' --minutes 12", "adds up all phases of a new episode"),
            .init("estimate ask 'Name three coral species.' --max-tokens 200", "tells the worst case of one question"),
        ],
        statuses: [.failure, .budget, .authentication, .upstream],
        output: .object([
            "prices": .list(.object(["name": .text, "model": .text, "worstCase": .optional(.money)])),
            "total": .optional(.money), "free": .optional(.money), "scope": .optional(.text), "fits": .flag,
        ])
    ) { invocation, context in
        let session = try await context.session()
        let what = invocation.text("command") ?? ""
        let prices: [Price]
        switch what {
        case "ask": prices = [try await price(ofQuestion: invocation, context)]
        case "produce":
            let format = invocation.text("format").flatMap(Format.init)
            var brief = Brief(topic: try text(invocation, "a topic"), format: format ?? .deepDive)
            if let minutes = invocation.integer("minutes") { brief.minutes = minutes }
            prices = try await session.estimate(Phase.allCases, for: brief).map(price)
        default:
            guard invocation.texts("text").isEmpty else {
                throw Failure(
                    code: "tooManyArguments",
                    "`estimate \(what)` is about the open episode and takes no topic.",
                    next: "For a new episode: estimate produce 'TOPIC'",
                    status: .usage
                )
            }
            let speaking = await session.speaking()
            prices = try await session.estimate(Phase.allCases.filter { $0.rawValue == what }, speaking: speaking)
                .map(price)
        }
        let total =
            prices.allSatisfy { $0.worstCase != nil } ? prices.reduce(.zero) { $0 + ($1.worstCase ?? .zero) } : nil
        let episode = what == "produce" || what == "ask" ? nil : session.openEpisode?.slug
        let report = try await session.gateway.balance(episode: episode)
        let tightest = report.balances.filter { $0.free != nil }.min { ($0.free ?? .zero) < ($1.free ?? .zero) }
        let view = Estimate(
            prices: prices,
            total: total,
            free: tightest?.free,
            scope: tightest?.scope.name,
            fits: total.map { total in tightest?.free.map { total <= $0 } ?? true } ?? false
        )
        return CommandReport(view) { text(of: view, $0) }
    }

    private static func price(_ price: PhasePrice) -> Price {
        Price(name: price.phase.rawValue, model: price.model, worstCase: price.worstCase)
    }

    private static func price(ofQuestion invocation: Invocation, _ context: CommandContext) async throws -> Price {
        var chain = context.shell.configuration.chain("models.ask")
        if let model = invocation.text("model") { chain = ModelChain(preferred: model) }
        let request = CompletionRequest(
            purpose: .init(phase: "ask", unit: "estimate"),
            chain: chain,
            messages: [ChatMessage(.user, try text(invocation, "a question"))],
            maxTokens: invocation.integer("max-tokens") ?? 1024
        )
        let amount = try await context.gateway().estimate(request)
        return Price(name: "ask", model: chain.preferred, worstCase: amount)
    }

    private static func text(_ invocation: Invocation, _ what: String) throws -> String {
        let words = invocation.texts("text")
        guard !words.isEmpty else {
            let command = invocation.text("command") ?? ""
            throw Failure(
                code: "missingArgument",
                "`estimate \(command)` needs \(what).",
                next: "For example: estimate \(command) 'Coral reefs'",
                status: .usage
            )
        }
        return words.joined(separator: " ")
    }

    private static func text(of view: Estimate, _ style: TextStyle) -> String {
        let table = Table(
            columns: [
                .init(title: "for"), .init(title: "model", isElastic: true),
                .init(title: "at most", alignment: .right),
            ],
            rows: view.prices.map { [$0.name, $0.model, $0.worstCase.map(Figures.money) ?? "unknown"] }
        ).text(style)
        guard let total = view.total else {
            return table + "\n" + style.yellow("a price is unknown: such a call needs an explicit cap (--max-cost)")
        }
        let sum = "\(Figures.money(total)) at most, attempts that are repeated apart"
        guard let free = view.free, let scope = view.scope else { return "\(table)\n\(sum); there is no cap" }
        let name = scope.replacing(":", with: " ")
        let verdict = view.fits ? "fits" : style.yellow("may not fit")
        return "\(table)\n\(sum); \(verdict): \(Figures.money(free)) is free under the cap of \(name)"
    }
}
