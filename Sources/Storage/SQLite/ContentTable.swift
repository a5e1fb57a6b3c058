import GRDB
import Gateway

/// What was said in the latest calls.
///
/// Few are kept and one is seldom asked for, so that no index is: a look-up reads them all.
enum ContentTable {
    /// How many calls are remembered at least; the content of one is at most ``CallContent/limit`` bytes.
    static let mostCalls: Int64 = 2_000
    /// How many more there may be: they are forgotten together, as each time costs pages of its own.
    static let slack: Int64 = 64

    static func insert(_ db: Database, _ content: CallContent, ofCall id: String) throws {
        try db.cachedStatement(sql: "INSERT INTO call_contents (call, body, answer) VALUES (?, ?, ?)")
            .execute(arguments: [id, content.body, content.answer])
        let number = db.lastInsertedRowID
        guard number.isMultiple(of: slack) else { return }
        try db.cachedStatement(sql: "DELETE FROM call_contents WHERE number <= ?")
            .execute(arguments: [number - mostCalls])
    }

    static func content(_ db: Database, ofCall id: String) throws -> CallContent? {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT body, answer FROM call_contents WHERE call = ? ORDER BY number DESC LIMIT 1",
            arguments: [id]
        )
        return row.map { CallContent(body: $0["body"], answer: $0["answer"]) }
    }
}
