import Foundation
import GRDB
import Gateway
import OpenRouter

/// What keeps calls back: what people have isolated, and what processes tell each other of.
///
/// The table is short: whoever notes something removes what is over.
enum ObstacleTable {
    static func protection(_ db: Database, of service: String) throws -> SharedProtection {
        let isolated = try String.fetchAll(db.cachedStatement(sql: "SELECT breaker FROM isolations"))
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM obstacles WHERE service = ?"),
            arguments: [service]
        )
        return SharedProtection(
            isolated: Set(isolated.compactMap { BreakerID($0) }),
            obstacles: rows.compactMap(obstacle)
        )
    }

    static func isolate(_ db: Database, _ id: BreakerID, at date: Date) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO isolations (breaker, at) VALUES (?, ?)",
            arguments: [id.name, date.milliseconds]
        )
    }

    /// Notes an obstacle, and removes those that are over or lie in a time that has not come.
    static func note(_ db: Database, _ obstacle: Obstacle) throws {
        let date = obstacle.since
        try db.execute(
            sql: "DELETE FROM obstacles WHERE until <= ? OR since > ?",
            arguments: [date.milliseconds, date.milliseconds + 1000]
        )
        let known = try find(db, obstacle.subject, of: obstacle.service)
        var obstacle = obstacle
        if let known, !known.isLifted {
            obstacle.until = max(obstacle.until, known.until)
            obstacle.openings = max(obstacle.openings, known.openings)
            obstacle.atLeast = known.atLeast.flatMap { known in obstacle.atLeast.map { min(known, $0) } }
        }
        try save(db, obstacle, after: known)
    }

    /// Lifts an obstacle; the row stays, so that others hear of it.
    static func lift(
        _ db: Database,
        _ subject: Obstacle.Subject,
        of service: String,
        by source: String,
        at date: Date
    ) throws {
        if case .breaker(let id) = subject {
            try db.execute(sql: "DELETE FROM isolations WHERE breaker = ?", arguments: [id.name])
        }
        guard let known = try find(db, subject, of: service) else { return }
        var lifted = known
        lifted.isLifted = true
        lifted.since = date
        lifted.source = source
        try save(db, lifted, after: known)
    }

    static func forget(_ db: Database, _ subject: Obstacle.Subject, of service: String, metBy date: Date) throws {
        try db.execute(
            sql: "DELETE FROM obstacles WHERE service = ? AND subject = ? AND since <= ? AND NOT lifted",
            arguments: [service, subject.name, date.milliseconds]
        )
    }

    /// Writes an obstacle with a moment that none before it has had: by that, others know that it has changed.
    private static func save(_ db: Database, _ obstacle: Obstacle, after known: Obstacle?) throws {
        let since = max(obstacle.since.milliseconds, (known?.since.milliseconds ?? .min + 1) + 1)
        try db.execute(
            sql: "INSERT OR REPLACE INTO obstacles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                obstacle.service, obstacle.subject.name, obstacle.reason, since, obstacle.until.milliseconds,
                obstacle.openings, obstacle.atLeast?.picodollars, obstacle.call, obstacle.payer, obstacle.source,
                obstacle.isLifted,
            ]
        )
    }

    private static func find(_ db: Database, _ subject: Obstacle.Subject, of service: String) throws -> Obstacle? {
        try Row.fetchOne(
            db,
            sql: "SELECT * FROM obstacles WHERE service = ? AND subject = ?",
            arguments: [service, subject.name]
        ).flatMap(obstacle)
    }

    /// The obstacle of a row; `nil` where this version of the program knows no such thing.
    private static func obstacle(_ row: Row) -> Obstacle? {
        guard let subject = Obstacle.Subject(row["subject"] as String) else { return nil }
        var obstacle = Obstacle(
            service: row["service"],
            subject: subject,
            reason: row["reason"],
            since: Date(milliseconds: row["since"]),
            until: Date(milliseconds: row["until"]),
            source: row["source"]
        )
        obstacle.openings = row["openings"]
        obstacle.atLeast = (row["at_least"] as Int64?).map { USD(picodollars: $0) }
        obstacle.call = row["call"]
        obstacle.payer = row["payer"]
        obstacle.isLifted = row["lifted"]
        return obstacle
    }
}
