import Dispatch
import GRDB
import Synchronization

/// Commits writes that come together in one transaction: one wait for the disk serves them all.
///
/// Order is kept. A write that fails is run again alone, so that it does not take others with it; writes therefore do
/// nothing but work on the database.
final class CommitQueue: Sendable {
    private struct Work: Sendable {
        /// Does the work and returns what tells its caller, once the transaction stands.
        var run: @Sendable (Database) throws -> @Sendable () -> Void
        var fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var pending: [Work] = []
        var isDraining = false
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    /// Runs a write; returns when it is on the disk.
    func commit<Output: Sendable>(_ body: @escaping @Sendable (Database) throws -> Output) async throws -> Output {
        try await withCheckedThrowingContinuation { continuation in
            let work = Work(
                run: { db in
                    let output = try body(db)
                    return { continuation.resume(returning: output) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            let starts = state.withLock { state in
                state.pending.append(work)
                defer { state.isDraining = true }
                return !state.isDraining
            }
            if starts { pool.asyncWriteWithoutTransaction { db in self.run(db) } }
        }
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

    private func run(_ db: Database) {
        while true {
            let (batch, idle): ([Work], [CheckedContinuation<Void, Never>]) = state.withLock { state in
                defer { state.pending = [] }
                guard state.pending.isEmpty else { return (state.pending, []) }
                state.isDraining = false
                defer { state.idle = [] }
                return ([], state.idle)
            }
            guard !batch.isEmpty else {
                for waiter in idle { waiter.resume() }
                return
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
        }
    }

    private func transact(_ batch: [Work], _ db: Database) throws {
        var told: [@Sendable () -> Void] = []
        told.reserveCapacity(batch.count)
        try db.inTransaction(.immediate) {
            for work in batch { told.append(try work.run(db)) }
            return .commit
        }
        for tell in told { tell() }
    }
}
