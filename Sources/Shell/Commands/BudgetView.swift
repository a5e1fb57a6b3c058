import Foundation
import Gateway
import OpenRouter

/// What `budget` shows.
struct BudgetView: Encodable, Sendable {
    private struct Balance: Encodable, Sendable {
        var scope: String
        var cap: USD?
        var spent: USD
        var reserved: USD
        var free: USD?
    }

    private var account: String
    private var timeZone: String
    private var caps: Caps
    private var balances: [Balance]
    private var pace: BudgetPace
    private var inDoubt: [Hold]
    private var models: [Spending.Share]
    private var phases: [Spending.Share]
    /// Dollars of each of the last 24 hours, the latest last.
    private var spentPerHour: [Double]

    /// What `--json` prints.
    static let shape: JSONShape = .object([
        "account": .text, "timeZone": .text,
        "caps": .object(JSONShape.Fields(Caps.Kind.allCases.map { ($0.rawValue, .optional(.money)) })),
        "balances": .list(
            .object([
                "scope": .text, "cap": .optional(.money), "spent": .money, "reserved": .money,
                "free": .optional(.money),
            ])
        ),
        "pace": .object([
            "lastHour": .money, "hourlyOfLastWeek": .money,
            "forecasts": .list(.object(["scope": .text, "amount": .money, "reachesCapAt": .optional(.date)])),
        ]),
        "inDoubt": .list(.hold), "models": .list(.share), "phases": .list(.share),
        "spentPerHour": .list(.number),
    ])

    /// The money as it stands at a moment.
    init(_ gateway: Gateway, episode: String?, at now: Date) async throws {
        let report = try await gateway.balance(episode: episode)
        account = report.account
        timeZone = report.timeZone
        caps = report.caps
        balances = report.balances.map {
            Balance(scope: $0.scope.name, cap: $0.cap, spent: $0.spent, reserved: $0.reserved, free: $0.free)
        }
        inDoubt = report.inDoubt
        pace = try await gateway.pace()
        models = try await gateway.spendingToday(by: .model).shares
        phases = try await gateway.spendingToday(by: .phase).shares
        spentPerHour = Sparkline.sums(
            try await gateway.requests(limit: 5_000).map { record in
                (age: now.timeIntervalSince(record.at), amount: Double(record.cost.picodollars) / 1e12)
            },
            spans: 24,
            of: 3600
        )
    }

    func text(_ style: TextStyle) -> String {
        var lines = [
            Table(
                columns: [
                    .init(title: "budget", isElastic: true), .init(title: "cap", alignment: .right),
                    .init(title: "spent", alignment: .right), .init(title: "reserved", alignment: .right),
                    .init(title: "free", alignment: .right), .init(title: "forecast", alignment: .right),
                ],
                rows: balances.map { balance in
                    let forecast = pace.forecasts.first { $0.scope.name == balance.scope }
                    return [
                        balance.scope.replacing(":", with: " "), Self.amount(balance.cap), Figures.money(balance.spent),
                        Figures.money(balance.reserved), balance.cap == nil ? "any" : Self.amount(balance.free),
                        forecast.map { Figures.money($0.amount) } ?? "",
                    ]
                }
            ).text(style),
            DisplayWidth.hanging(
                "cap on a call: \(Self.amount(caps.call)); on an episode: \(Self.amount(caps.episode)); "
                    + "the money goes to \(account); days and months are those of \(timeZone)",
                to: style.width,
                indent: 0
            ),
            "pace: \(Figures.money(pace.lastHour)) in the last hour, "
                + "\(Figures.money(pace.hourlyOfLastWeek)) an hour over the last seven days",
        ]
        if let most = spentPerHour.max(), most > 0 {
            let amount = Figures.money(USD(picodollars: Int64(min(most, 9e6) * 1e12)))
            lines.append("last 24 hours: \(Sparkline.of(spentPerHour))  at most \(amount) in one")
        }
        for forecast in pace.forecasts {
            guard let moment = forecast.reachesCapAt else { continue }
            let time = moment.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
            let scope = forecast.scope.name.replacing(":", with: " ")
            lines.append(style.yellow("at this pace the cap of \(scope) is reached at \(time) UTC"))
        }
        let shares = models.map { ("model", $0) } + phases.map { ("phase", $0) }
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
        for hold in inDoubt {
            let wait = hold.generationID == nil ? "`budget resolve \(hold.id) AMOUNT` decides" : "its bill is asked for"
            lines.append(
                style.yellow("in doubt: \(Figures.money(hold.amount)) of \(hold.id), \(hold.model.printable); \(wait)")
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func amount(_ amount: USD?) -> String { amount.map(Figures.money) ?? "none" }
}
