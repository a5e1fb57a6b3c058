import Foundation
import Gateway
import OpenRouter
import Production

/// The commands about money.
enum MoneyCommands {
    static let all: [Command] = BudgetCommands.all + EstimateCommand.all + [credits]

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
