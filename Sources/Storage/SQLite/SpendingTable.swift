import GRDB
import Gateway
import OpenRouter

/// Sums over settled holds.
enum SpendingTable {
    static func shares(
        _ db: Database,
        since: Int64,
        account: String,
        by grouping: Spending.Grouping
    ) throws -> [Spending.Share] {
        // Days and episodes are scopes: a few texts, each read once.
        let column =
            switch grouping {
            case .model: "model"
            case .phase: "coalesce(phase, '')"
            case .episode, .day: "scopes"
            }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(column) AS name, count(DISTINCT call) AS calls, sum(cost) AS spent FROM holds
                WHERE account = ? AND at >= ? AND state = 'settled' GROUP BY name
                """,
            arguments: [account, since]
        )
        var shares: [String: Spending.Share] = [:]
        while let row = try rows.next() {
            let name = name(row["name"], grouping)
            shares[name, default: Spending.Share(name: name, calls: 0, spent: .zero)].calls += row["calls"]
            shares[name]?.spent += USD(picodollars: row["spent"])
        }
        return shares.values.sorted { left, right in
            if grouping == .day || left.spent == right.spent { return left.name < right.name }
            return left.spent > right.spent
        }
    }

    private static func name(_ text: String, _ grouping: Spending.Grouping) -> String {
        switch grouping {
        case .model, .phase: return text
        case .episode, .day: break
        }
        for scope in HoldTable.scopes(text) {
            switch scope {
            case .episode(let slug) where grouping == .episode: return slug
            case .day(let day) where grouping == .day: return day
            case .call, .episode, .day, .month, .key: continue
            }
        }
        return ""
    }
}
