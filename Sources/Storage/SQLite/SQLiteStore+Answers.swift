public import Foundation
public import Gateway

extension SQLiteStore: AnswerStore {
    /// Looks an answer up; where none is good enough, lets its asker be the one who asks the service.
    public func claim(_ lease: AnswerLease) async throws -> AnswerClaim {
        let owner = ownerName
        return try await writeRelaxed { db in
            try LeaseTable.claim(db, lease, owner: owner, isRunning: self.isRunning)
        }
    }

    /// Gives a lease up without an answer.
    public func release(_ lease: AnswerLease) {
        writeSoon { db in try LeaseTable.release(db, lease) }
    }

    /// Keeps an answer in place of an earlier one, and ends the lease.
    public func keep(_ answer: StoredAnswer, ending lease: AnswerLease?) {
        writeSoon { db in
            try AnswerTable.keep(db, answer)
            if let lease { try LeaseTable.release(db, lease) }
        }
        tidySoon()
    }

    /// Enters the questions of all answers in the index of their words.
    package func indexAnswers() async throws {
        while try await writeRelaxed({ db in try AnswerTable.index(db, limit: Self.questionsPerTransaction) }) {}
    }

    /// How many questions enter the index in one transaction.
    static let questionsPerTransaction = 64

    /// Keeps the record of a call that was answered from the cache, and counts it.
    public func keep(hit record: CallRecord, trace: Trace, of key: CacheKey, tags: Set<String>) {
        writeSoon { db in
            try CallTable.insert(
                db,
                CallTable.Columns(record),
                record: try StoredJSON.encode(record),
                trace: try StoredJSON.encode(trace)
            )
            try AnswerTable.tag(db, key, tags)
            try AnswerTable.countHit(db, key)
        }
    }

    /// The answer of a call, by the call's id or the beginning of its key.
    public func answer(id: String) async throws -> StoredAnswer? {
        try await read { db in try AnswerTable.find(db, id: id) }
    }

    /// Forgets answers.
    public func invalidate(_ selection: AnswerSelection) async throws -> Int {
        try await writeRelaxed { db in try AnswerTable.invalidate(db, selection) }
    }

    /// Counts invalidations.
    public func answerGeneration() async throws -> Int64 {
        try await readAsIs { db in try AnswerTable.counter(db, "generation") }
    }

    /// How many answers are kept, and of what use they were.
    public func answerStatistics() async throws -> AnswerStatistics {
        try await read { db in try AnswerTable.statistics(db) }
    }

    /// Earlier questions that share rare words with one, the best match first.
    public func answers(
        sharing words: [String],
        inScope scope: String,
        limit: Int,
        at date: Date
    ) async throws -> [StoredAnswer] {
        // The latest are the likeliest; of a great many the older ones can wait. Who cannot write finds what is there.
        let isWriting = try await connection().relaxed.isBusy
        let mustIndex = try await readAsIs { db in try AnswerTable.hasUnindexed(db) }
        if isWriting || mustIndex {
            _ = try? await writeRelaxed { db in try AnswerTable.index(db, limit: Self.questionsPerTransaction) }
        }
        return try await readAsIs { db in
            try AnswerTable.answers(db, sharing: words, inScope: scope, limit: limit, at: date)
        }
    }
}
