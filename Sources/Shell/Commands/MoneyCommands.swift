import Foundation
import Gateway
import OpenRouter
import Production

/// The commands about money.
enum MoneyCommands {
    static let all: [Command] = [budget, credits]

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
        statuses: [.failure],
        output: .object([
            "account": .text,
            "caps": .object(JSONShape.Fields(Caps.Kind.allCases.map { ($0.rawValue, .optional(.money)) })),
            "balances": .list(
                .object([
                    "scope": .text, "cap": .optional(.money), "spent": .money, "reserved": .money,
                    "free": .optional(.money),
                ])
            ), "inDoubt": .list(.hold), "models": .list(.share), "phases": .list(.share),
        ])
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
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .object(["totalCredits": .money, "totalUsage": .money, "balance": .money])
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
}
