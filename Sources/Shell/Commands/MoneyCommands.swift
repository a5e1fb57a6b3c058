import Foundation
import Gateway
import OpenRouter
import Production

/// The commands about money and about the calls it was spent on.
enum MoneyCommands {
    static let all: [Command] = [budget, credits, requests, why]

    private struct Balance: Encodable, Sendable {
        var scope: String
        var cap: USD?
        var spent: USD
        var reserved: USD
        var free: USD?
    }

    private struct BudgetView: Encodable, Sendable {
        var account: String
        var caps: Caps
        var balances: [Balance]
        var inDoubt: [Hold]
        var models: [BudgetReport.Share]
        var phases: [BudgetReport.Share]

        init(_ report: BudgetReport) {
            account = report.account
            caps = report.caps
            balances = report.balances.map {
                Balance(scope: $0.scope.name, cap: $0.cap, spent: $0.spent, reserved: $0.reserved, free: $0.free)
            }
            inDoubt = report.inDoubt
            models = report.models
            phases = report.phases
        }
    }

    private static let budget = Command(
        name: "budget",
        group: .money,
        summary: "show caps, spent and free, or set a cap",
        details: "A cap is a wall: a call whose worst case does not fit under it is not made.",
        arguments: [
            .init(
                name: "action",
                kind: .choice(["show", "set"]),
                summary: "show or set; show if not given",
                isOptional: true
            ),
            .init(
                name: "scope",
                kind: .choice(Caps.Kind.allCases.map(\.rawValue)),
                summary: "what the cap is about: call, episode, day, month or key",
                isOptional: true
            ),
            .init(name: "amount", kind: .text(1...40), summary: "dollars, or `default`", isOptional: true),
        ],
        examples: [
            .init("budget", "shows today, this month and the open episode"),
            .init("budget set day 2.50", "no day may cost more than $2.50 from now on"),
            .init("budget set day default", "goes back to the cap of the configuration"),
        ],
        statuses: [.failure]
    ) { invocation, context in
        let session = try await context.session()
        let gateway = session.gateway
        if invocation.text("action") == "set" {
            guard let kind = invocation.text("scope").flatMap(Caps.Kind.init), let text = invocation.text("amount")
            else {
                throw Failure(
                    code: "missingArgument",
                    "`budget set` needs a scope and an amount.",
                    next: "For example: budget set day 2.50",
                    status: .usage
                )
            }
            let amount = ValueKind.money(text)
            guard text == "default" || amount.map({ $0 >= .zero }) ?? false else {
                throw Failure(
                    code: "invalidValue",
                    "\(text.debugDescription) is no amount in dollars.",
                    next: "Write it like 2.50, or `default` for the cap of the configuration.",
                    status: .usage
                )
            }
            try await gateway.setCap(amount, of: kind)
        } else if invocation.text("scope") != nil {
            throw Failure(
                code: "tooManyArguments",
                "`budget show` takes nothing more.",
                next: "To set a cap: budget set \(invocation.text("scope") ?? "day") 2.50",
                status: .usage
            )
        }
        let report = try await gateway.balance(episode: session.openEpisode?.slug)
        return CommandReport(BudgetView(report)) { text(of: report, $0) }
    }

    private static func text(of report: BudgetReport, _ style: TextStyle) -> String {
        func amount(_ amount: USD?) -> String { amount.map(Figures.money) ?? "none" }
        var lines = [
            Table(
                columns: [
                    .init(title: "budget", isElastic: true), .init(title: "cap", alignment: .right),
                    .init(title: "spent", alignment: .right), .init(title: "reserved", alignment: .right),
                    .init(title: "free", alignment: .right),
                ],
                rows: report.balances.map {
                    [
                        $0.scope.name.replacing(":", with: " "), amount($0.cap), Figures.money($0.spent),
                        Figures.money($0.reserved), $0.cap == nil ? "any" : amount($0.free),
                    ]
                }
            ).text(style),
            "cap on a call: \(amount(report.caps.call)); on an episode: \(amount(report.caps.episode)); "
                + "the money goes to \(report.account)",
        ]
        let shares = report.models.map { ("model", $0) } + report.phases.map { ("phase", $0) }
        if !shares.isEmpty {
            lines.append(
                Table(
                    columns: [
                        .init(title: "today by"), .init(title: "", isElastic: true),
                        .init(title: "calls", alignment: .right), .init(title: "spent", alignment: .right),
                    ],
                    rows: shares.map { [$0, $1.name, String($1.calls), Figures.money($1.spent)] }
                ).text(style)
            )
        }
        for hold in report.inDoubt {
            lines.append(style.yellow("in doubt: \(Figures.money(hold.amount)) of call \(hold.call), \(hold.model)"))
        }
        return lines.joined(separator: "\n")
    }

    private struct CreditsView: Encodable, Sendable {
        var totalCredits: USD
        var totalUsage: USD
        var balance: USD
    }

    private static let credits = Command(
        name: "credits",
        group: .money,
        summary: "show what the account has left at the service",
        examples: [
            .init("credits", "shows bought, used and left"),
            .init("credits --json", "the same for a program"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted]
    ) { _, context in
        let credits = try await context.gateway().credits()
        let view = CreditsView(
            totalCredits: credits.totalCredits,
            totalUsage: credits.totalUsage,
            balance: credits.balance
        )
        return CommandReport(view) { _ in
            "\(Figures.money(credits.balance)) left of \(Figures.money(credits.totalCredits)), "
                + "\(Figures.money(credits.totalUsage)) used"
        }
    }

    private static let requests = Command(
        name: "requests",
        group: .debug,
        summary: "list the latest calls: model, tokens, cost, time, outcome",
        options: [
            .init(name: "limit", kind: .integer(1...10_000), summary: "how many at most, 20 if not given"),
            .init(name: "episode", kind: .episode, summary: "only those of an episode"),
            .init(name: "failed", kind: nil, summary: "only those without an answer"),
        ],
        examples: [
            .init("requests", "lists the latest twenty, newest first"),
            .init("requests --failed --limit 5", "lists failures among the latest; `why ID` explains one"),
        ],
        statuses: [.failure]
    ) { invocation, context in
        let limit = invocation.integer("limit") ?? 20
        let isFailed = invocation.has("failed")
        let records = try await context.gateway()
            .requests(limit: isFailed ? 10_000 : limit, episode: invocation.text("episode"))
            .filter { !isFailed || $0.outcome == .failed }
            .prefix(limit)
        return CommandReport(["requests": Array(records)], last: records.first?.id) { style in
            guard !records.isEmpty else { return "no calls yet" }
            return Table(
                columns: [
                    .init(title: "id"), .init(title: "for", isElastic: true), .init(title: "model", isElastic: true),
                    .init(title: "tokens", alignment: .right), .init(title: "cost", alignment: .right),
                    .init(title: "time", alignment: .right), .init(title: "outcome", isElastic: true),
                ],
                rows: records.map { record in
                    [
                        record.id, "\(record.purpose.phase): \(record.purpose.unit)",
                        record.modelServed ?? record.modelAsked,
                        "\(record.promptTokens)+\(record.completionTokens)", Figures.money(record.cost),
                        Figures.seconds(record.latencySeconds), outcome(of: record),
                    ]
                }
            ).text(style)
        }
    }

    private static func outcome(of record: CallRecord) -> String {
        var text = record.error?.rawValue ?? record.outcome.rawValue
        if record.attempts > 1 { text += ", \(record.attempts) attempts" }
        if record.isFromCache { text += ", cache" }
        if let level = record.level, level != .preferred { text += ", \(level.kind.rawValue)" }
        return text
    }

    private struct Explanation: Encodable, Sendable {
        var record: CallRecord
        var trace: Trace
        var explanation: [String]
    }

    private static let why = Command(
        name: "why",
        group: .debug,
        summary: "tell every decision of one call: prices, attempts, failures, costs",
        arguments: [.init(name: "id", kind: .text(1...100), summary: "the call's id, as `requests` lists it, or last")],
        examples: [
            .init("why r-0k3v9m2c4d", "tells what was decided in that call, with times"),
            .init("why last", "explains the latest call"),
        ],
        statuses: [.failure]
    ) { invocation, context in
        let gateway = try await context.gateway()
        var id = invocation.text("id") ?? ""
        if id == "last" { id = try await gateway.requests(limit: 1).first?.id ?? id }
        guard let (record, trace) = try await gateway.request(id: id) else {
            let known = try await gateway.requests(limit: 1_000).map(\.id)
            let nearest = Spelling.nearest(to: id, among: known, limit: 1).first
            throw Failure(
                code: "unknownRequest",
                "No call has the id \(id.debugDescription)\(nearest.map { "; did you mean `\($0)`?" } ?? ".")",
                next: "`requests` lists the latest calls."
            )
        }
        let view = Explanation(record: record, trace: trace, explanation: trace.explanation)
        return CommandReport(view, last: record.id) { style in
            let head = "\(record.id)  \(record.purpose.phase): \(record.purpose.unit), asked of \(record.modelAsked)"
            let foot =
                "\(outcome(of: record)) in \(Figures.seconds(record.latencySeconds)), \(Figures.money(record.cost))"
            return ([style.bold(head.printable)] + (trace.explanation + [foot]).map(\.printable)).joined(
                separator: "\n"
            )
        }
    }
}
