import Foundation
import GRDB
import Gateway
import OpenRouter

/// The statements about kept answers: rows, tags, and the index of their questions' words.
enum AnswerTable {
    /// What of an answer is read back whole; the rest has columns of its own.
    private struct Body: Codable {
        var completion: Completion
        var madeAt: Date
        var expiresAt: Date
        var chance: Double
        var tags: Set<String>
    }

    // MARK: Reading

    static func find(_ db: Database, _ key: CacheKey) throws -> StoredAnswer? {
        let statement = try db.cachedStatement(sql: "SELECT key, scope, answer, messages FROM answers WHERE key = ?")
        return try Row.fetchOne(statement, arguments: [Data(key.bytes)]).map(answer)
    }

    /// The answer of a call, by its id or the beginning of its key in hexadecimal digits.
    static func find(_ db: Database, id: String) throws -> StoredAnswer? {
        guard let number = try number(db, id: id) else { return nil }
        return try Row.fetchOne(
            db,
            sql: "SELECT key, scope, answer, messages FROM answers WHERE number = ?",
            arguments: [number]
        ).map(answer)
    }

    private static func number(_ db: Database, id: String) throws -> Int64? {
        let bySource = "SELECT number FROM answers WHERE source = ? ORDER BY number DESC LIMIT 1"
        if let number = try Int64.fetchOne(db, sql: bySource, arguments: [id]) { return number }
        guard id.utf8.count >= 6, id.allSatisfy(\.isHexDigit) else { return nil }
        if id.utf8.count == 64 {
            let whole = "SELECT number FROM answers WHERE key = ?"
            return try Int64.fetchOne(db, sql: whole, arguments: [Data(CacheKey(hex: id)?.bytes ?? [])])
        }
        let byKey = "SELECT number FROM answers WHERE lower(hex(key)) LIKE ? LIMIT 2"
        let numbers = try Int64.fetchAll(db, sql: byKey, arguments: [id.lowercased() + "%"])
        return numbers.count == 1 ? numbers[0] : nil
    }

    private static func answer(_ row: Row) throws -> StoredAnswer {
        let body = try JSONDecoder().decode(Body.self, from: row["answer"])
        let key: Data = row["key"]
        return StoredAnswer(
            key: CacheKey(bytes: Array(key)),
            completion: body.completion,
            madeAt: body.madeAt,
            expiresAt: body.expiresAt,
            chance: body.chance,
            tags: body.tags,
            question: StoredAnswer.Question(
                scope: row["scope"],
                messages: try JSONDecoder().decode([ChatMessage].self, from: row["messages"])
            )
        )
    }

    static func statistics(_ db: Database) throws -> AnswerStatistics {
        var statistics = AnswerStatistics()
        let sums = "SELECT count(*) AS entries, coalesce(sum(size), 0) AS size, min(made_at) AS oldest FROM answers"
        if let row = try Row.fetchOne(db, sql: sums) {
            statistics.entries = row["entries"]
            statistics.sizeBytes = row["size"]
            statistics.oldest = (row["oldest"] as Int64?).map(Date.init(milliseconds:))
        }
        for row in try Row.fetchAll(db, sql: "SELECT name, value FROM answer_counters") {
            let value: Int64 = row["value"]
            switch row["name"] as String {
            case "hits": statistics.hits = Int(value)
            case "misses": statistics.misses = Int(value)
            case "saved": statistics.saved = USD(picodollars: value)
            default: break
            }
        }
        let tags = "SELECT tag, count(*) AS entries FROM answer_tags GROUP BY tag ORDER BY entries DESC, tag LIMIT 50"
        statistics.tags = try Row.fetchAll(db, sql: tags).map {
            AnswerStatistics.Tag(name: $0["tag"], entries: $0["entries"])
        }
        return statistics
    }

    static func counter(_ db: Database, _ name: String) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT value FROM answer_counters WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name]) ?? 0
    }

    static func count(_ db: Database, _ name: String, by amount: Int64 = 1) throws {
        try db.cachedStatement(sql: "UPDATE answer_counters SET value = value + ? WHERE name = ?")
            .execute(arguments: [amount, name])
    }

    /// Counts a hit, and what it has saved.
    static func countHit(_ db: Database, _ key: CacheKey) throws {
        try count(db, "hits")
        let statement = try db.cachedStatement(sql: "SELECT cost FROM answers WHERE key = ?")
        guard let cost = try Int64.fetchOne(statement, arguments: [Data(key.bytes)]) else { return }
        try count(db, "saved", by: cost)
    }

    // MARK: Writing

    static func keep(_ db: Database, _ answer: StoredAnswer) throws {
        try remove(db, "key = ?", [Data(answer.key.bytes)])
        try LeaseTable.sweep(db, at: answer.madeAt)
        // A few at a time: nothing ever waits for a great sweep.
        try remove(
            db,
            "number IN (SELECT number FROM answers WHERE expires_at < ? LIMIT 8)",
            [answer.madeAt.milliseconds]
        )
        let body = Body(
            completion: answer.completion,
            madeAt: answer.madeAt,
            expiresAt: answer.expiresAt,
            chance: answer.chance,
            tags: answer.tags
        )
        try db.cachedStatement(
            sql: """
                INSERT INTO answers (key, source, made_at, expires_at, size, cost, scope, answer, messages, words)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')
                """
        ).execute(arguments: [
            Data(answer.key.bytes), answer.completion.id, answer.madeAt.milliseconds, answer.expiresAt.milliseconds,
            answer.sizeBytes, answer.completion.cost.picodollars, answer.question.scope, try StoredJSON.encode(body),
            try StoredJSON.encode(answer.question.messages),
        ])
        try tag(db, db.lastInsertedRowID, answer.tags)
    }

    /// Enters the words of the latest questions that are not in the index: to find them takes longer than to keep the
    /// answer, and few are ever asked for.
    ///
    /// - Returns: Whether there are more.
    static func index(_ db: Database, limit: Int) throws -> Bool {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT number, scope, messages FROM answers WHERE words = '' ORDER BY number DESC LIMIT ?"
            ),
            arguments: [limit]
        )
        for row in rows {
            let messages = try JSONDecoder().decode([ChatMessage].self, from: row["messages"] as Data)
            let words = StoredAnswer.Question(scope: row["scope"], messages: messages).words
            try enter(db, words, of: row["number"])
        }
        return rows.count == limit
    }

    /// Whether the words of some questions are not in the index.
    static func hasUnindexed(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM answers WHERE words = '')")) ?? false
    }

    private static func enter(_ db: Database, _ words: [String], of number: Int64) throws {
        // A blank is a question without words: it need not be looked at again.
        let text = words.isEmpty ? " " : words.joined(separator: " ")
        try db.cachedStatement(sql: "UPDATE answers SET words = ? WHERE number = ?").execute(arguments: [text, number])
        try db.cachedStatement(sql: "INSERT INTO answer_index (rowid, words) VALUES (?, ?)")
            .execute(arguments: [number, text])
        for word in words {
            try db.cachedStatement(
                sql: """
                    INSERT INTO answer_words VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET answers = answers + 1
                    """
            ).execute(arguments: [word])
        }
    }

    /// Adds the tags of somebody who has used an answer: invalidating by them must find it.
    static func tag(_ db: Database, _ key: CacheKey, _ tags: Set<String>) throws {
        let statement = try db.cachedStatement(sql: "SELECT number FROM answers WHERE key = ?")
        guard let number = try Int64.fetchOne(statement, arguments: [Data(key.bytes)]) else { return }
        try tag(db, number, tags)
    }

    private static func tag(_ db: Database, _ number: Int64, _ tags: Set<String>) throws {
        for tag in tags {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO answer_tags (tag, number) VALUES (?, ?)")
                .execute(arguments: [tag, number])
        }
    }

    /// Forgets answers.
    ///
    /// - Returns: How many.
    static func invalidate(_ db: Database, _ selection: AnswerSelection) throws -> Int {
        try count(db, "generation")
        switch selection {
        case .tag(let tag):
            return try remove(db, "number IN (SELECT number FROM answer_tags WHERE tag = ?)", [tag])
        case .madeBefore(let date): return try remove(db, "made_at < ?", [date.milliseconds])
        case .id(let id):
            guard let number = try number(db, id: id) else { return 0 }
            return try remove(db, "number = ?", [number])
        case .all:
            let number = try Int.fetchOne(db, sql: "SELECT count(*) FROM answers") ?? 0
            for table in ["answer_tags", "answers", "answer_index", "answer_words"] {
                try db.execute(sql: "DELETE FROM \(table)")
            }
            return number
        }
    }

    @discardableResult
    private static func remove(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> Int {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT number, words FROM answers WHERE \(condition)"),
            arguments: arguments
        )
        for row in rows {
            let (number, words): (Int64, String) = (row["number"], row["words"])
            try db.cachedStatement(sql: "DELETE FROM answers WHERE number = ?").execute(arguments: [number])
            try db.cachedStatement(sql: "DELETE FROM answer_index WHERE rowid = ?").execute(arguments: [number])
            for word in words.split(separator: " ") {
                try db.cachedStatement(sql: "UPDATE answer_words SET answers = answers - 1 WHERE word = ?")
                    .execute(arguments: [String(word)])
                try db.cachedStatement(sql: "DELETE FROM answer_words WHERE word = ? AND answers <= 0")
                    .execute(arguments: [String(word)])
            }
        }
        return rows.count
    }

    // MARK: Similar questions

    /// Answers whose questions share words with one, the best match first.
    ///
    /// BM25 costs time in proportion to the answers that have a word, so that only rare words are asked for: the rarest
    /// first, while together they occur in at most ``mostOccurrences`` answers. Where none is rare, the answers that have
    /// all of the rarest are taken, the newest first.
    static func answers(
        _ db: Database,
        sharing words: [String],
        inScope scope: String,
        limit: Int,
        at date: Date
    ) throws -> [StoredAnswer] {
        var counts: [(word: String, answers: Int)] = []
        let statement = try db.cachedStatement(sql: "SELECT answers FROM answer_words WHERE word = ?")
        for word in words {
            if let count = try Int.fetchOne(statement, arguments: [word]), count > 0 { counts.append((word, count)) }
        }
        counts.sort { ($0.answers, $0.word) < ($1.answers, $1.word) }
        var rare: [String] = []
        var occurrences = 0
        for (word, count) in counts.prefix(mostWords) where occurrences + count <= mostOccurrences {
            rare.append(word)
            occurrences += count
        }
        guard !counts.isEmpty else { return [] }
        let isRanked = !rare.isEmpty
        let terms = (isRanked ? rare : counts.prefix(mostWords).map(\.word)).map { "\"\($0)\"" }
        let query = try db.cachedStatement(
            sql: """
                SELECT key, scope, answer, messages, answers.words AS words FROM answer_index JOIN answers ON number = answer_index.rowid
                WHERE answer_index MATCH ? AND scope = ? AND expires_at >= ?
                ORDER BY \(isRanked ? "rank" : "answer_index.rowid DESC") LIMIT ?
                """
        )
        let rows = try Row.fetchAll(
            query,
            arguments: [terms.joined(separator: isRanked ? " OR " : " AND "), scope, date.milliseconds, limit]
        )
        // Reading an answer takes longer than finding it: one that shares less than a third of the words is left.
        let asked = Set(words)
        return try rows.filter { row in
            let found = (row["words"] as String).split(separator: " ")
            return 3 * found.count { asked.contains(String($0)) } >= max(asked.count, found.count)
        }.map(answer)
    }

    private static let mostWords = 8
    private static let mostOccurrences = 300
}
