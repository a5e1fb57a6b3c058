public import Foundation
import GRDB
import Gateway
import Synchronization

/// Everything that outlives the process, in one SQLite file.
///
/// Nothing is opened before the first use, or ``open()``. The file is in WAL mode, readable by its owner alone, and every
/// change is on the disk (`synchronous = FULL`) before the call that made it returns; changes that come together share
/// one transaction. Several processes on one machine may use the file at once. A process that dies leaves its holds
/// behind; who opens the file next finds that the lock of their owner is free, and ends them.
public final class SQLiteStore: Sendable {
    /// Where the file is.
    public let url: URL
    private let owner: String
    private let now: @Sendable () -> Date
    private let background = DispatchQueue(label: "castline.store")
    private let isTidying = Atomic(false)
    private let state = Mutex(State.closed)

    /// 16 MiB of pages of 4 KiB.
    private static let pagesBetweenCheckpoints = 4_096

    private enum State {
        case closed
        case open(Connection)
    }

    /// What an open store works with.
    struct Connection: Sendable {
        let pool: DatabasePool
        let commits: CommitQueue
        /// What no money depends on.
        let relaxed: CommitQueue
        let lock: OwnerLock
        let allotments: Allotments
    }

    /// A store in a file, which need not exist yet.
    ///
    /// - Parameters:
    ///   - url: The file; its folders are made where they are missing, for the owner alone.
    ///   - owner: Names this process among those that use the file; letters, digits and `-`.
    ///   - now: The time of day, for what is ended in recovery.
    public init(
        at url: URL,
        owner: String = UUID().uuidString.lowercased(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.url = url
        self.owner = owner
        self.now = now
    }

    /// Opens the file, brings its tables up to date and ends the holds of processes that are gone.
    ///
    /// - Throws: `StoreError`; nothing is left open.
    public func open() async throws {
        _ = try await connection()
    }

    /// Closes the file, when what was begun has been written; the next use opens it again.
    public func close() async throws {
        let connection: Connection? = state.withLock { state in
            guard case .open(let connection) = state else { return nil }
            state = .closed
            return connection
        }
        guard let connection else { return }
        let name = owner
        // What cannot be written now is found by who opens the file next.
        while (try? await connection.commits.commit({ try self.writeOut($0, connection) })) == true {}
        try? await connection.commits.commit { ledger in _ = try ledger.giveSpareBack() }
        try? await connection.commits.commit { ledger in
            // By its allotments the log of a process is found that has something left.
            guard connection.lock.log.isEmpty else { return }
            try AllotmentTable.removeEmpty(ledger.db, owner: name)
            try LogTable.remove(ledger.db, owner: name)
        }
        try? await connection.relaxed.commit { ledger in
            _ = try AnswerTable.index(ledger.db, limit: Self.questionsPerTransaction)
        }
        await connection.commits.drain()
        await connection.relaxed.drain()
        do { try connection.pool.close() } catch { throw StoreError(error, at: url) }
        connection.allotments.close()
        connection.lock.log.close()
        connection.lock.release(keepingFile: connection.allotments.flightCount > 0)
    }

    /// Reads, in a snapshot of the file that has everything written before.
    func read<Output: Sendable>(_ body: @escaping @Sendable (Database) throws -> Output) async throws -> Output {
        let connection = try await connection()
        do {
            if connection.relaxed.isBusy { try await connection.relaxed.commit { _ in } }
        } catch {
            throw StoreError(error, at: url)
        }
        return try await readAsIs(body)
    }

    /// Reads what is written of calls, in a snapshot that has every call which has ended.
    func readCalls<Output: Sendable>(_ body: @escaping @Sendable (Database) throws -> Output) async throws -> Output {
        let connection = try await connection()
        let name = owner
        while true {
            let isDone = try await readAsIs { try PackTable.isEmpty($0) && LogTable.behind($0, besides: name).isEmpty }
            if connection.lock.log.isEmpty, isDone { break }
            let hasMore = try await transact { ledger in
                try LogTable.writeOutOthers(ledger, than: name) { OwnerLock.landings(of: $0, beside: self.url) }
                return try self.writeOut(ledger, connection)
            }
            if !hasMore { break }
        }
        return try await read(body)
    }

    /// Writes rows of calls that have none: the oldest of this process's log, then of the packs.
    ///
    /// - Returns: Whether there are more.
    private func writeOut(_ ledger: LedgerTransaction, _ connection: Connection) throws -> Bool {
        let log = connection.lock.log
        let landings = try log.unwritten(limit: LogTable.landingsPerTransaction)
        guard let last = landings.last else { return try PackTable.writeOut(ledger) }
        try LogTable.writeOut(ledger, landings, owner: owner)
        ledger.afterCommit { log.note(written: last.number) }
        return true
    }

    /// Reads, in a snapshot of the file as it is: what is still to be written by this process may be missing.
    func readAsIs<Output: Sendable>(_ body: @escaping @Sendable (Database) throws -> Output) async throws -> Output {
        let connection = try await connection()
        do {
            return try await connection.pool.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, at: url)
        }
    }

    /// Writes, and returns when it is on the disk; cancelling the task does not stop it.
    func write<Output: Sendable>(_ body: @escaping @Sendable (Database) throws -> Output) async throws -> Output {
        try await transact { ledger in try body(ledger.db) }
    }

    /// Works on the ledger, and returns when that is on the disk; cancelling the task does not stop it.
    func transact<Output: Sendable>(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Output
    ) async throws -> Output {
        let connection = try await connection()
        do {
            return try await connection.commits.commit(body)
        } catch {
            throw StoreError(error, at: url)
        }
    }

    /// Writes, and returns when every later use of the file sees it; the loss of power may undo it.
    func writeRelaxed<Output: Sendable>(_ body: @escaping @Sendable (Database) throws -> Output) async throws -> Output
    {
        let connection = try await connection()
        do {
            return try await connection.relaxed.commit { ledger in try body(ledger.db) }
        } catch {
            throw StoreError(error, at: url)
        }
    }

    /// Writes some time soon; a store that is not open leaves it.
    func writeSoon(_ body: @escaping @Sendable (Database) throws -> Void) {
        current?.relaxed.enqueue { ledger in try body(ledger.db) }
    }

    /// Ends a call that ran on an allotment; returns when that is on the disk.
    func land(_ landing: Landing) async throws {
        let connection = try await connection()
        do {
            try await connection.commits.commit(landing)
        } catch {
            throw StoreError(error, at: url)
        }
        tidySoon()
    }

    /// Has what calls leave behind put away when no others follow, and looks after it meanwhile.
    func tidySoon() {
        guard !isTidying.exchange(true, ordering: .relaxed) else { return }
        background.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in
            guard let self else { return }
            isTidying.store(false, ordering: .relaxed)
            guard let connection = current else { return }
            if connection.allotments.isBusy {
                // Others see what is counted; and there must be room for what follows.
                connection.commits.enqueue { ledger in
                    if connection.lock.log.isLong { _ = try self.writeOut(ledger, connection) }
                    try PackTable.writeOutExcess(ledger)
                }
                return tidySoon()
            }
            tidy(connection)
            indexSoon(connection)
        }
    }

    /// Gives back what is set aside and writes the rows that are due, some at a time, until calls come fast again.
    private func tidy(_ connection: Connection) {
        connection.commits.enqueue { ledger in
            guard self.current != nil else { return }
            try ledger.giveSpareBack()
            guard try self.writeOut(ledger, connection) else { return }
            if connection.allotments.isBusy { self.tidySoon() } else { self.tidy(connection) }
        }
    }

    /// Enters questions in the index, some at a time, until calls come fast again or the store is closed.
    private func indexSoon(_ connection: Connection) {
        connection.relaxed.enqueue { ledger in
            guard self.current != nil else { return }
            guard try AnswerTable.index(ledger.db, limit: Self.questionsPerTransaction) else { return }
            if connection.allotments.isBusy { self.tidySoon() } else { self.indexSoon(connection) }
        }
    }

    /// Names this process among those that use the file.
    var ownerName: String { owner }

    /// Whether the process of an owner still runs.
    func isRunning(_ other: String) -> Bool {
        other == owner || OwnerLock.isHeld(other, beside: url)
    }

    /// Ends the holds of processes that are gone.
    func recover(_ ledger: LedgerTransaction, at date: Date) throws -> [Hold] {
        try HoldTable.recover(
            ledger,
            at: date,
            isRunning: isRunning,
            landings: { OwnerLock.landings(of: $0, beside: self.url) },
            flights: { OwnerLock.flights(of: $0, beside: self.url) }
        )
    }

    func connection() async throws -> Connection {
        if let connection = current { return connection }
        // Opening reads and writes files: it may not block a thread of the tasks.
        return try await withCheckedThrowingContinuation { continuation in
            background.async { continuation.resume(with: Result { try self.openNow() }) }
        }
    }

    private var current: Connection? {
        state.withLock { state in
            guard case .open(let connection) = state else { return nil }
            return connection
        }
    }

    private func openNow() throws -> Connection {
        if let connection = current { return connection }
        do {
            return try OwnerLock.whileOpening(beside: url) { try openAlone() }
        } catch {
            throw StoreError(error, at: url)
        }
    }

    private func openAlone() throws -> Connection {
        try makeFile()
        let lock = try OwnerLock(owner, beside: url)
        let pool = try DatabasePool(path: url.path, configuration: Self.configuration)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // A checkpoint waits for the disk several times: once in some hundreds of calls rather than in tens.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.pagesBetweenCheckpoints)")
        }
        let migrator = Schema.migrator
        guard try pool.read({ try !migrator.hasBeenSuperseded($0) }) else {
            throw StoreError(.tooNew, "\(url.path) was written by a later version of castline")
        }
        try migrator.migrate(pool)
        let allotments = Allotments(book: lock.book, now: now)
        let connection = Connection(
            pool: pool,
            commits: CommitQueue(pool, ledger: CommitQueue.Ledger(owner: owner, allotments: allotments, log: lock.log)),
            relaxed: CommitQueue(pool, .process),
            lock: lock,
            allotments: allotments
        )
        let owners = try pool.write { db in
            let ledger = LedgerTransaction(db)
            _ = try self.recover(ledger, at: self.now())
            try ledger.finish()
            return try AllotmentTable.owners(db)
        }
        OwnerLock.sweep(beside: url, keeping: owners)
        state.withLock { $0 = .open(connection) }
        return connection
    }

    private func makeFile() throws {
        let files = FileManager.default
        try files.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard !files.fileExists(atPath: url.path) else { return }
        // Made elsewhere and then linked to its name: who comes second finds the file and leaves it alone. To open and
        // close the file itself would give up the locks that SQLite has on it for this process.
        let made = url.deletingLastPathComponent().appending(path: "\(url.lastPathComponent)-new-\(owner)")
        guard files.createFile(atPath: made.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreError(.cannotOpen, "\(url.path) cannot be made")
        }
        defer { try? files.removeItem(at: made) }
        do {
            try files.linkItem(at: made, to: url)
        } catch {
            guard files.fileExists(atPath: url.path) else { throw error }
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.label = "castline.store"
        return configuration
    }
}
