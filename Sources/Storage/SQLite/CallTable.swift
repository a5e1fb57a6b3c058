import Foundation
import GRDB
import Gateway
import OpenRouter

/// The records of calls.
enum CallTable {
    static func insert(_ db: Database, _ record: CallRecord, _ recordData: Data, _ traceData: Data) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO calls (id, at, server, episode, phase, model, cost, record, trace)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            record.id, record.at.milliseconds, record.server, record.purpose.episode, record.purpose.phase,
            record.modelServed ?? record.modelAsked, record.cost.picodollars, recordData, traceData,
        ])
    }
}
