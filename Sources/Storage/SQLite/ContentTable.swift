import GRDB
import Gateway

/// What was said in the latest calls.
enum ContentTable {
    /// How many calls are remembered; the content of one is at most ``CallContent/limit`` bytes.
    static let mostCalls: Int64 = 2_000

    static func insert(_ db: Database, _ content: CallContent, ofCall id: String) throws {
        try db.cachedStatement(sql: "INSERT INTO call_contents (call, body, answer) VALUES (?, ?, ?)")
            .execute(arguments: [id, content.body, content.answer])
        try db.cachedStatement(sql: "DELETE FROM call_contents WHERE number <= ?")
            .execute(arguments: [db.lastInsertedRowID - mostCalls])
    }

    static func content(_ db: Database, ofCall id: String) throws -> CallContent? {
        let row = try Row.fetchOne(db, sql: "SELECT body, answer FROM call_contents WHERE call = ?", arguments: [id])
        return row.map { CallContent(body: $0["body"], answer: $0["answer"]) }
    }
}
