public import Foundation
import GRDB
public import Gateway
public import OpenRouter

extension SQLiteStore: GatewayStore {
    /// Sets money aside: in all scopes of the hold, or in none.
    public func admit(_ hold: Hold, committed: USD, caps: Caps) async throws -> Admission {
        let owner = ownerName
        let connection = try await connection()
        if let (admission, topUp) = connection.allotments.carve(hold, committed: committed, caps: caps) {
            if let topUp { connection.commits.enqueue { try HoldTable.topUp($0, topUp) } }
            return admission
        }
        return try await transact { ledger in
            try HoldTable.admit(ledger, hold, committed: committed, caps: caps, owner: owner)
        }
    }

    /// Ends holds and keeps the record of their call, in one transaction.
    public func settle(
        _ settlements: [Settlement],
        record: CallRecord?,
        trace: Trace?,
        content: CallContent?,
        step: JournalEntry?,
        at date: Date
    ) async throws {
        let call = try record.map { try Landing.Call($0, trace, content) }
        if step == nil, settlements.count == 1, let settlement = settlements.first,
            var landing = try await connection().allotments.landing(settlement, at: date)
        {
            landing.call = call
            return try await land(landing)
        }
        let kept = try step.map { ($0, try StoredJSON.encode($0.completion)) }
        let owner = ownerName
        try await transact { ledger in
            for settlement in settlements { try HoldTable.end(ledger, settlement, owner: owner, at: date) }
            if let (step, completion) = kept { try StepTable.keep(ledger.db, step, completion) }
            if let call { try PackTable.write(ledger, call) }
        }
    }

    /// The answer of a finished step.
    public func completion(of step: StepID) async throws -> Completion? {
        try await read { db in try StepTable.completion(db, of: step) }
    }

    /// Forgets a finished step.
    public func forget(_ step: StepID) async throws {
        try await write { db in try StepTable.forget(db, step) }
    }

    /// Forgets the finished steps of a phase.
    public func forgetSteps(of journal: String, phase: String) async throws -> Int {
        try await write { db in try StepTable.forget(db, journal: journal, phase: phase) }
    }

    /// Notes the generation of a running attempt.
    public func note(generation id: String, ofHold hold: String) async throws {
        if try await connection().allotments.note(generation: id, ofHold: hold) { return }
        try await write { db in try HoldTable.note(db, generation: id, ofHold: hold) }
    }

    /// Gives back what is set aside for calls that have not come, so that what is reserved is what calls have.
    package func giveSpareBack() async throws {
        guard try await connection().allotments.hasSpare else { return }
        try await transact { ledger in _ = try ledger.giveSpareBack() }
    }

    /// What is spent and set aside in each scope, without caps.
    public func balances(of scopes: [BudgetScope], account: String) async throws -> [BudgetBalance] {
        try await giveSpareBack()
        return try await read { db in try BalanceTable.balances(db, of: scopes, account: account) }
    }

    /// Holds whose bill is not known.
    public func holdsInDoubt(account: String) async throws -> [Hold] {
        try await readCalls { db in try HoldTable.inDoubt(db, account: account) }
    }

    /// Ends the holds of processes that are gone.
    public func recoverHolds(at date: Date) async throws -> [Hold] {
        try await transact { ledger in
            try self.recover(ledger, at: date)
        }
    }

    /// The caps that were set here.
    public func caps() async throws -> Caps {
        try await read { db in try CapTable.all(db) }
    }

    /// Sets a cap, or removes it.
    public func setCap(_ amount: USD?, of kind: Caps.Kind) async throws {
        try await write { db in try CapTable.set(db, amount, of: kind) }
        try await connection().allotments.forgetTerms()
    }

    /// What people and processes keep back of the calls to a service.
    public func protection(of service: String) async throws -> SharedProtection {
        try await readAsIs { db in try ObstacleTable.protection(db, of: service) }
    }

    /// Notes that something is isolated.
    public func isolate(_ id: BreakerID, at date: Date) async throws {
        try await write { db in try ObstacleTable.isolate(db, id, at: date) }
    }

    /// Ends by hand what keeps calls to a service back.
    public func lift(_ subject: Obstacle.Subject, of service: String, by source: String, at date: Date) async throws {
        try await write { db in try ObstacleTable.lift(db, subject, of: service, by: source, at: date) }
    }

    /// Notes some time soon what keeps calls back.
    public func noteSoon(_ obstacle: Obstacle) {
        writeSoon { db in try ObstacleTable.note(db, obstacle) }
    }

    /// Forgets some time soon what keeps calls back.
    public func forgetSoon(_ subject: Obstacle.Subject, of service: String, metBy date: Date) {
        writeSoon { db in try ObstacleTable.forget(db, subject, of: service, metBy: date) }
    }

    /// The latest calls first.
    public func calls(limit: Int, episode: String?) async throws -> [CallRecord] {
        try await readCalls { db in
            let condition = episode == nil ? "" : "WHERE episode = ?"
            let records = try Data.fetchAll(
                db,
                sql: "SELECT record FROM calls \(condition) ORDER BY at DESC, rowid DESC LIMIT ?",
                arguments: StatementArguments(episode.map { [$0] } ?? []) + [limit]
            )
            return try records.map { try JSONDecoder().decode(CallRecord.self, from: $0) }
        }
    }

    /// One call with its trace.
    public func call(id: String) async throws -> (record: CallRecord, trace: Trace)? {
        try await readCalls { db in
            let row = try Row.fetchOne(db, sql: "SELECT record, trace FROM calls WHERE id = ?", arguments: [id])
            guard let row else { return nil }
            return (
                try JSONDecoder().decode(CallRecord.self, from: row["record"]),
                try JSONDecoder().decode(Trace.self, from: row["trace"])
            )
        }
    }

    /// What was said in one call.
    public func content(ofCall id: String) async throws -> CallContent? {
        try await readCalls { db in try ContentTable.content(db, ofCall: id) }
    }

    /// What was spent, by one feature of the calls.
    public func spending(
        since: Date?,
        account: String,
        by grouping: Spending.Grouping
    ) async throws -> [Spending.Share] {
        try await readCalls { db in
            try SpendingTable.shares(db, since: since?.milliseconds ?? 0, account: account, by: grouping)
        }
    }

    /// What was settled since a moment.
    public func settled(since date: Date, account: String) async throws -> USD {
        try await readCalls { db in
            let sum = try Int64.fetchOne(
                db,
                sql: """
                    SELECT sum(e.amount) FROM ledger_entries e JOIN holds h ON h.number = e.hold
                    WHERE e.kind = 'settled' AND e.at >= ? AND h.account = ?
                    """,
                arguments: [date.milliseconds, account]
            )
            return USD(picodollars: sum ?? 0)
        }
    }

    /// The catalogue of a server as it was last fetched.
    public func catalogue(of server: String) async throws -> StoredCatalogue? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT models, fetched_at FROM models WHERE server = ?",
                arguments: [server]
            )
            guard let row else { return nil }
            return StoredCatalogue(
                models: try JSONDecoder().decode([Model].self, from: row["models"]),
                fetchedAt: Date(milliseconds: row["fetched_at"])
            )
        }
    }

    /// Keeps the catalogue of a server.
    public func keep(_ catalogue: StoredCatalogue, of server: String) async throws {
        let models = try JSONEncoder().encode(catalogue.models)
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO models (server, fetched_at, models) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at, models = excluded.models
                    """,
                arguments: [server, catalogue.fetchedAt.milliseconds, models]
            )
        }
    }

    /// Who offers a model of a server, as it was last asked.
    public func offers(of model: String, server: String) async throws -> StoredOffers? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT endpoints, fetched_at FROM offers WHERE server = ? AND model = ?",
                arguments: [server, model]
            )
            guard let row else { return nil }
            return StoredOffers(
                endpoints: try JSONDecoder().decode([ModelEndpoint].self, from: row["endpoints"]),
                fetchedAt: Date(milliseconds: row["fetched_at"])
            )
        }
    }

    /// Keeps who offers a model of a server.
    public func keep(_ offers: StoredOffers, of model: String, server: String) async throws {
        let endpoints = try JSONEncoder().encode(offers.endpoints)
        try await writeRelaxed { db in
            try db.execute(
                sql: """
                    INSERT INTO offers (server, model, fetched_at, endpoints) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at, endpoints = excluded.endpoints
                    """,
                arguments: [server, model, offers.fetchedAt.milliseconds, endpoints]
            )
        }
    }

    /// What is wrong with the file, its references and its counters.
    public func integrityProblems() async throws -> [String] {
        try await readCalls { db in
            var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
                let table: String = row["table"]
                problems.append("a row of \(table) refers to nothing")
            }
            return problems + (try LedgerAudit.problems(db))
        }
    }
}
