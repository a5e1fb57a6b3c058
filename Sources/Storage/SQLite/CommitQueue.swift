import Dispatch
import GRDB
import Synchronization

/// Commits writes that come together in one transaction: one wait for the disk serves them all.
///
/// Order is kept. A write that fails is run again alone, so that it does not take others with it; writes therefore do
/// nothing but work on the database. Several queues may share a pool; they take turns, a transaction each.
final class CommitQueue: Sendable {
    /// What a write outlives.
    enum Durability: String {
        /// The loss of power: every commit waits for the disk.
        case disk = "FULL"
        /// The process alone: the disk is written when the system or a durable commit gets to it. The file stays whole in
        /// any case, because in WAL mode nothing but the checkpoint must be in order.
        case process = "NORMAL"
    }

    private struct Work: Sendable {
        /// Does the work and returns what tells its caller, once the transaction stands.
        var run: @Sendable (LedgerTransaction) throws -> @Sendable () -> Void
        var fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var pending: [Work] = []
        var isDraining = false
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    private let durability: Durability
    private let allotments: Allotments?

    init(_ pool: DatabasePool, _ durability: Durability = .disk, allotments: Allotments? = nil) {
        self.pool = pool
        self.durability = durability
        self.allotments = allotments
    }

    /// Whether something is left to write.
    var isBusy: Bool { state.withLock(\.isDraining) }

    /// Runs a write some time soon, in its order; nobody learns of its failure.
    func enqueue(_ body: @escaping @Sendable (Database) throws -> Void) {
        add(
            Work(
                run: { ledger in
                    try body(ledger.db)
                    return {}
                },
                fail: { _ in }
            )
        )
    }

    /// Runs a write; returns when it is on the disk.
    func commit<Output: Sendable>(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Output
    ) async throws -> Output {
        try await withCheckedThrowingContinuation { continuation in
            let work = Work(
                run: { ledger in
                    let output = try body(ledger)
                    return { continuation.resume(returning: output) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            add(work)
        }
    }

    private func add(_ work: Work) {
        let starts = state.withLock { state in
            state.pending.append(work)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if starts { pool.asyncWriteWithoutTransaction { db in self.run(db) } }
    }

    /// Waits until nothing is left to write.
    func drain() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isDraining { state.idle.append(continuation) }
                return !state.isDraining
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Writes what is pending, and comes back for what came meanwhile: other queues have their turn in between.
    private func run(_ db: Database) {
        let batch = state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
        do {
            try transact(batch, db)
        } catch  where batch.count == 1 {
            batch[0].fail(error)
        } catch {
            for work in batch {
                do { try transact([work], db) } catch { work.fail(error) }
            }
        }
        let (isDone, idle): (Bool, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            guard state.pending.isEmpty else { return (false, []) }
            state.isDraining = false
            defer { state.idle = [] }
            return (true, state.idle)
        }
        for waiter in idle { waiter.resume() }
        if !isDone { pool.asyncWriteWithoutTransaction { db in self.run(db) } }
    }

    private func transact(_ batch: [Work], _ db: Database) throws {
        var told: [@Sendable () -> Void] = []
        told.reserveCapacity(batch.count)
        if durability != .disk { try db.execute(sql: "PRAGMA synchronous = \(durability.rawValue)") }
        defer { if durability != .disk { try? db.execute(sql: "PRAGMA synchronous = \(Durability.disk.rawValue)") } }
        let ledger = LedgerTransaction(db, allotments)
        do {
            try db.inTransaction(.immediate) {
                for work in batch { told.append(try work.run(ledger)) }
                try ledger.finish()
                return .commit
            }
        } catch {
            ledger.close(isCommitted: false)
            throw error
        }
        ledger.close(isCommitted: true)
        for tell in told { tell() }
    }
}
