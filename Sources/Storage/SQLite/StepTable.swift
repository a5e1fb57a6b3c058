import Foundation
import GRDB
import Gateway

/// The finished steps of production.
enum StepTable {
    static func keep(_ db: Database, _ entry: JournalEntry, _ completion: Data) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO steps (id, journal, phase, at, completion) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET at = excluded.at, completion = excluded.completion
                """
        ).execute(arguments: [entry.step.hex, entry.journal, entry.phase, entry.at.milliseconds, completion])
    }

    static func completion(_ db: Database, of step: StepID) throws -> Completion? {
        let data = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT completion FROM steps WHERE id = ?"),
            arguments: [step.hex]
        )
        return try data.map { try JSONDecoder().decode(Completion.self, from: $0) }
    }

    static func forget(_ db: Database, _ step: StepID) throws {
        try db.execute(sql: "DELETE FROM steps WHERE id = ?", arguments: [step.hex])
    }

    static func forget(_ db: Database, journal: String, phase: String) throws -> Int {
        try db.execute(sql: "DELETE FROM steps WHERE journal = ? AND phase = ?", arguments: [journal, phase])
        return db.changesCount
    }
}
