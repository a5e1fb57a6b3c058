import Dispatch
import GRDB
import Gateway
import OpenRouter
import Synchronization

/// Commits writes that come together in one transaction: one wait for the disk serves them all.
///
/// Calls that end on money of an allotment go to the ``LandingLog``: that is one short write to the disk and no
/// transaction. The next transaction begins with the money of what the log has.
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

    private enum Work: Sendable {
        /// Work on the database; it returns what tells its caller, once the transaction stands.
        case write(
            run: @Sendable (LedgerTransaction) throws -> @Sendable () -> Void,
            fail: @Sendable (any Error) -> Void
        )
        /// The end of a call, which the log may take in place of the tables, and who waits for it.
        case landing(Landing, CheckedContinuation<Void, any Error>?)

        func run(_ ledger: LedgerTransaction, owner: String) throws -> @Sendable () -> Void {
            switch self {
            case .write(let run, _): return try run(ledger)
            case .landing(let landing, let waiter):
                try ledger.land(landing, owner: owner)
                return { waiter?.resume() }
            }
        }

        func fail(_ error: any Error) {
            switch self {
            case .write(_, let fail): fail(error)
            case .landing(_, let waiter): waiter?.resume(throwing: error)
            }
        }
    }

    /// The money that this process has set aside in advance, and what has become of it.
    struct Ledger: Sendable {
        /// Names this process.
        var owner: String
        var allotments: Allotments
        var log: LandingLog
    }

    private struct State {
        var pending: [Work] = []
        var isDraining = false
        /// The gathering that is under way, by its number: at its end what is pending is written.
        var gathering: Int?
        var gatherings = 0
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    /// How many calls must be under way for a write to wait for others.
    private static let siblings = 8
    /// How long it waits, at most, until a quarter of them wait for it.
    ///
    /// A wait for the disk costs as much processor time as a fifth of a call, and where there are many, each of them takes
    /// longer than this in any case. The other three quarters keep the processor busy meanwhile.
    private static let gatheringTime = DispatchTimeInterval.microseconds(1_500)

    private let pool: DatabasePool
    private let gathering = DispatchQueue(label: "castline.store.gathering")
    private let state = Mutex(State())

    private let durability: Durability
    private let ledger: Ledger?

    init(_ pool: DatabasePool, _ durability: Durability = .disk, ledger: Ledger? = nil) {
        self.pool = pool
        self.durability = durability
        self.ledger = ledger
    }

    /// Whether something is left to write.
    var isBusy: Bool { state.withLock(\.isDraining) }

    /// Runs a write some time soon, in its order; nobody learns of its failure.
    func enqueue(_ body: @escaping @Sendable (LedgerTransaction) throws -> Void) {
        add(
            .write(
                run: { ledger in
                    try body(ledger)
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
            add(
                .write(
                    run: { ledger in
                        let output = try body(ledger)
                        return { continuation.resume(returning: output) }
                    },
                    fail: { continuation.resume(throwing: $0) }
                )
            )
        }
    }

    /// Ends a call that ran on an allotment; returns when that is on the disk, in the log or in the tables.
    func commit(_ landing: Landing) async throws {
        if logAtOnce(landing) { return }
        try await withCheckedThrowingContinuation { waiter in add(.landing(landing, waiter)) }
    }

    /// Writes the end of a call to the log on the calling thread, where few calls are under way and nothing is written.
    ///
    /// To hand it to the writer and back would take as long as the disk. One caller at a time is kept waiting.
    ///
    /// - Returns: Whether it is there.
    private func logAtOnce(_ landing: Landing) -> Bool {
        guard let ledger, ledger.allotments.flightCount < Self.siblings else { return false }
        let isFree = state.withLock { state in
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFree else { return false }
        let isLogged = log([.landing(landing, nil)]).isEmpty
        endTurn()
        return isLogged
    }

    private func add(_ work: Work) {
        let flights = ledger?.allotments.flightCount ?? 0
        let (isFirst, isEnough) = state.withLock { state in
            state.pending.append(work)
            defer { state.isDraining = true }
            let isEnough = state.gathering != nil && Self.isEnough(state.pending.count, of: flights)
            if isEnough { state.gathering = nil }
            return (!state.isDraining, isEnough)
        }
        if isFirst { startRun() } else if isEnough { runNow() }
    }

    /// Whether so many of the calls under way wait that the rest is not waited for.
    private static func isEnough(_ waiting: Int, of flights: Int) -> Bool { waiting * 4 >= flights }

    /// Writes what is pending; where many calls are under way, after others of them have had the time to join.
    private func startRun() {
        let flights = ledger?.allotments.flightCount ?? 0
        let number: Int? = state.withLock { state in
            guard flights >= Self.siblings, !Self.isEnough(state.pending.count, of: flights) else { return nil }
            state.gatherings += 1
            state.gathering = state.gatherings
            return state.gathering
        }
        guard let number else { return runNow() }
        gathering.asyncAfter(deadline: .now() + Self.gatheringTime) { [self] in
            let isOver = state.withLock { state in
                guard state.gathering == number else { return false }
                state.gathering = nil
                return true
            }
            if isOver { runNow() }
        }
    }

    private func runNow() { pool.asyncWriteWithoutTransaction { db in self.run(db) } }

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
        let all = state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
        let batch = log(all)
        do {
            if !batch.isEmpty { try transact(batch, db) }
        } catch  where batch.count == 1 {
            batch[0].fail(error)
        } catch {
            for work in batch {
                do { try transact([work], db) } catch { work.fail(error) }
            }
        }
        endTurn()
    }

    /// Lets others write, or goes on with what came meanwhile.
    private func endTurn() {
        let (isDone, idle): (Bool, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            guard state.pending.isEmpty else { return (false, []) }
            state.isDraining = false
            defer { state.idle = [] }
            return (true, state.idle)
        }
        for waiter in idle { waiter.resume() }
        if !isDone { startRun() }
    }

    /// Writes the landings of a batch to the log.
    ///
    /// - Returns: What needs a transaction: all else, and landings that the log could not take.
    private func log(_ batch: [Work]) -> [Work] {
        guard let ledger else { return batch }
        let allotments = ledger.allotments
        var rest: [Work] = []
        var waiters: [CheckedContinuation<Void, any Error>] = []
        var landings: [Landing] = []
        var ended: Set<String> = []
        for work in batch {
            guard case .landing(let landing, let waiter) = work, allotments.cover(landing) else {
                rest.append(work)
                continue
            }
            if let waiter { waiters.append(waiter) }
            // One that has ended already stays as it is.
            let hold = landing.flight.hold.id
            if allotments.flight(hold) != nil, ended.insert(hold).inserted {
                landings.append(landing)
            } else {
                allotments.uncover(landing)
            }
        }
        guard landings.isEmpty || ledger.log.append(landings) else {
            for landing in landings { allotments.uncover(landing) }
            return batch
        }
        for landing in landings {
            allotments.land(landing.flight.hold.id, keeping: max(.zero, landing.kept), excess: .zero)
        }
        for waiter in waiters { waiter.resume() }
        return rest
    }

    private func transact(_ batch: [Work], _ db: Database) throws {
        var told: [@Sendable () -> Void] = []
        told.reserveCapacity(batch.count)
        if durability != .disk { try db.execute(sql: "PRAGMA synchronous = \(durability.rawValue)") }
        defer { if durability != .disk { try? db.execute(sql: "PRAGMA synchronous = \(Durability.disk.rawValue)") } }
        let owner = ledger?.owner ?? ""
        let transaction = LedgerTransaction(db, ledger?.allotments, log: ledger?.log)
        do {
            try db.inTransaction(.immediate) {
                try transaction.countLog()
                for work in batch { told.append(try work.run(transaction, owner: owner)) }
                try transaction.finish(owner: owner)
                return .commit
            }
        } catch {
            transaction.close(isCommitted: false)
            throw error
        }
        transaction.close(isCommitted: true)
        ledger?.log.noteCounted()
        for tell in told { tell() }
    }
}
