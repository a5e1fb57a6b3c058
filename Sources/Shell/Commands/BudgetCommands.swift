import Foundation
import Gateway
import OpenRouter
import Production

/// The command about caps and what was spent under them.
enum BudgetCommands {
    static let all: [Command] = [budget]

    private static let kinds = Caps.Kind.allCases.map(\.rawValue)

    private static let budget = Command(
        name: "budget",
        group: .money,
        summary: "show caps, spent and free; set a cap; report; decide what is in doubt",
        details: """
            A cap is a wall: a call whose worst case does not fit under it is not made. What may have been billed without \
            an answer is in doubt and stays set aside until the service tells its bill, or `budget resolve` does.
            """,
        arguments: [
            .init(
                name: "action",
                kind: .verb([
                    .init(name: "show", summary: "caps, what is spent, set aside and free"),
                    .init(name: "set", summary: "change a cap"),
                    .init(name: "report", summary: "what was spent on which model, phase, episode and day"),
                    .init(name: "resolve", summary: "say what a call in doubt has cost"),
                ]),
                summary: "show, set, report or resolve; show if not given",
                isOptional: true
            ),
            .init(
                name: "target",
                kind: .suggested(kinds),
                summary: "set: call, episode, day, month or key; resolve: the id of the hold in doubt",
                isOptional: true
            ),
            .init(
                name: "amount",
                kind: .suggested(["default"]),
                summary: "dollars; or `default` for the cap of the configuration",
                isOptional: true
            ),
        ],
        options: [
            .init(
                name: "by",
                kind: .choice(Spending.Grouping.allCases.map(\.rawValue)),
                summary: "report: what calls are told apart by; all four if not given"
            ),
            .init(name: "since", kind: .duration, summary: "report: only what was spent since so long ago, such as 7d"),
        ],
        isRead: true,
        examples: [
            .init("budget", "shows today, this month and the open episode, the pace and the forecast"),
            .init("budget set day 2.50", "no day may cost more than $2.50 from now on"),
            .init("budget report --by model --since 7d", "tells what the models of the last week have cost"),
            .init("budget resolve r-0k3v9m2c4d.1 0.02", "counts $0.02 for a call that may have been billed"),
        ],
        statuses: [.failure],
        output: .either([BudgetView.shape, reportShape])
    ) { invocation, context in
        let action = invocation.text("action") ?? "show"
        if action != "report", let option = ["by", "since"].first(where: { invocation.text($0) != nil }) {
            throw usage(
                "unexpectedValue",
                "`budget \(action)` takes no --\(option).",
                "budget report --by model --since 7d"
            )
        }
        let session = try await context.session()
        switch action {
        case "set": try await set(invocation, session.gateway)
        case "resolve": try await resolve(invocation, session.gateway)
        default:
            guard invocation.text("target") == nil else {
                throw usage("tooManyArguments", "`budget \(action)` takes nothing more.", "budget set day 2.50")
            }
            if action == "report" { return try await report(invocation, session.gateway) }
        }
        let view = try await BudgetView(
            session.gateway,
            episode: session.openEpisode?.slug,
            at: context.shell.now()
        )
        return CommandReport(view) { view.text($0) }
    }

    private static func set(_ invocation: Invocation, _ gateway: Gateway) async throws {
        guard let target = invocation.text("target"), let text = invocation.text("amount") else {
            throw usage("missingArgument", "`budget set` needs a scope and an amount.", "budget set day 2.50")
        }
        guard let kind = Caps.Kind(rawValue: target) else {
            let problem = ValueKind.choice(kinds).problem(with: target)
            let hint = problem?.suggestions.first.map { "; did you mean `\($0)`?" } ?? ""
            throw usage(
                "invalidValue",
                "TARGET \(problem?.message ?? "is no scope")\(hint)",
                "budget set \(problem?.suggestions.first ?? "day") \(text)"
            )
        }
        let amount = ValueKind.money(text)
        guard text == "default" || amount.map({ $0 >= .zero }) ?? false else {
            throw usage(
                "invalidValue",
                "\(text.debugDescription) is no amount in dollars.",
                "budget set \(target) 2.50"
            )
        }
        try await gateway.setCap(amount, of: kind)
    }

    private static func resolve(_ invocation: Invocation, _ gateway: Gateway) async throws {
        guard let id = invocation.text("target"), let text = invocation.text("amount") else {
            throw usage(
                "missingArgument",
                "`budget resolve` needs a hold and an amount.",
                "budget resolve r-0k3v9m2c4d.1 0.02"
            )
        }
        guard let amount = ValueKind.money(text), amount >= .zero else {
            throw usage(
                "invalidValue",
                "\(text.debugDescription) is no amount in dollars.",
                "budget resolve \(id) 0.02"
            )
        }
        let inDoubt = try await gateway.balance().inDoubt
        guard inDoubt.contains(where: { $0.id == id }) else {
            let nearest = Spelling.nearest(to: id, among: inDoubt.map(\.id), limit: 1).first
            throw Failure(
                code: "unknownHold",
                "No hold in doubt has the id \(id.debugDescription)\(nearest.map { "; did you mean `\($0)`?" } ?? ".")",
                kept: "Nothing was changed.",
                next: "`budget` lists what is in doubt."
            )
        }
        try await gateway.resolve(hold: id, cost: amount)
    }

    private static func usage(_ code: String, _ message: String, _ example: String) -> Failure {
        Failure(code: code, message, next: "For example: \(example)", status: .usage)
    }

    // MARK: Report

    private struct Report: Encodable, Sendable {
        var account: String
        var since: Date?
        var total: USD
        var groups: [Spending]
    }

    private static let reportShape: JSONShape = .object([
        "account": .text, "since": .optional(.date), "total": .money,
        "groups": .list(
            .object([
                "grouping": .words(of: Spending.Grouping.self), "since": .optional(.date), "shares": .list(.share),
            ])
        ),
    ])

    private static func report(_ invocation: Invocation, _ gateway: Gateway) async throws -> CommandReport {
        let past = invocation.text("since").flatMap(ValueKind.duration)
        let since = past.map { Date(timeIntervalSinceNow: -($0 / .seconds(1))) }
        let wanted = invocation.text("by").flatMap(Spending.Grouping.init(rawValue:))
        var groups: [Spending] = []
        for grouping in wanted.map({ [$0] }) ?? Spending.Grouping.allCases {
            groups.append(try await gateway.spending(by: grouping, since: since))
        }
        let tables = groups.map(table)
        let report = Report(account: gateway.account, since: since, total: groups.first?.total ?? .zero, groups: groups)
        return CommandReport(report) { style in
            guard tables.contains(where: { !$0.rows.isEmpty }) else { return "nothing was spent at \(report.account)" }
            let sum = "\(Figures.money(report.total)) in all at \(report.account)"
            return (tables.map { $0.text(style) } + [sum]).joined(separator: "\n")
        }
    }

    /// A group as rows of name, calls, spent.
    static func table(_ spending: Spending) -> Table {
        Table(
            columns: [
                .init(title: spending.grouping.rawValue, isElastic: true), .init(title: "calls", alignment: .right),
                .init(title: "spent", alignment: .right),
            ],
            rows: spending.shares.map { [$0.name.isEmpty ? "–" : $0.name, String($0.calls), Figures.money($0.spent)] }
        )
    }
}
