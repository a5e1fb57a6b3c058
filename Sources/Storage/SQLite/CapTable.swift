import GRDB
import Gateway
import OpenRouter

/// The caps that were set here.
enum CapTable {
    static func all(_ db: Database) throws -> Caps {
        var caps = Caps()
        for row in try Row.fetchAll(db.cachedStatement(sql: "SELECT kind, amount FROM caps")) {
            guard let kind = Caps.Kind(rawValue: row["kind"]) else { continue }
            caps[kind] = USD(picodollars: row["amount"])
        }
        return caps
    }

    static func set(_ db: Database, _ amount: USD?, of kind: Caps.Kind) throws {
        guard let amount else {
            return try db.execute(sql: "DELETE FROM caps WHERE kind = ?", arguments: [kind.rawValue])
        }
        try db.execute(
            sql: "INSERT INTO caps (kind, amount) VALUES (?, ?) ON CONFLICT DO UPDATE SET amount = excluded.amount",
            arguments: [kind.rawValue, amount.picodollars]
        )
    }
}
