import Foundation
import Gateway
import OpenRouter
import Storage
import TestSupport
import Testing

/// The stores that every test of the suite runs on.
enum StoreKind: CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite

    var testDescription: String { "\(self)" }

    /// A store over the running test's folder; every store made there shares what is kept.
    func makeStore(owner: String = UUID().uuidString) -> SQLiteStore {
        switch self {
        case .sqlite:
            SQLiteStore(
                at: TemporaryDirectory.current.appending(path: "data/castline.sqlite"),
                owner: owner,
                now: { Self.date }
            )
        }
    }

    static let date = Date(timeIntervalSince1970: 1_795_478_400)
}

/// A hold of a number of cents in the scopes of one day and one episode.
func makeHold(_ id: String, cents: Int64, state: Hold.State = .dispatched, episode: String = "reefs") -> Hold {
    Hold(
        id: id,
        call: id,
        attempt: 1,
        model: "acme/one",
        amount: .cents(cents),
        scopes: [.day("2026-11-24"), .month("2026-11"), .episode(episode)],
        account: "openrouter.ai",
        at: StoreKind.date,
        state: state
    )
}

extension GatewayStore {
    func settle(_ hold: String, _ result: Settlement.Result) async throws {
        try await settle([Settlement(hold: hold, result: result)], record: nil, trace: nil, at: StoreKind.date)
    }

    func balance(_ scope: BudgetScope) async throws -> (spent: USD, reserved: USD) {
        let balance = try await balances(of: [scope], account: "openrouter.ai")[0]
        return (balance.spent, balance.reserved)
    }
}
