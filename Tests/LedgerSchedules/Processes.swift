import Foundation
import Storage

/// Processes that share one store, each of which may die at any moment.
///
/// A store that is closed with open holds is as one whose process was killed: its lock is free, its holds are there.
actor Processes {
    struct Process {
        let owner: String
        let store: SQLiteStore
    }

    private let file: URL
    private let name: String
    private let now: @Sendable () -> Date
    private var started = 0
    private(set) var running: [Process] = []

    init(_ count: Int, on file: URL, name: String, now: @escaping @Sendable () -> Date) async throws {
        self.file = file
        self.name = name
        self.now = now
        for _ in 0..<count { running.append(try await start()) }
    }

    /// Kills a process and starts another in its place, which finds what was left behind.
    ///
    /// - Returns: Who died.
    func crash(_ index: Int) async throws -> String {
        let dead = running[index]
        try await dead.store.close()
        running[index] = try await start()
        return dead.owner
    }

    /// All but one give back what they have set aside for calls to come.
    func giveSpareBack(but index: Int) async throws {
        for (other, process) in running.enumerated() where other != index { try await process.store.giveSpareBack() }
    }

    func close() async throws {
        for process in running { try await process.store.close() }
    }

    private func start() async throws -> Process {
        started += 1
        let owner = "\(name)-\(started)"
        let store = SQLiteStore(at: file, owner: owner, now: now)
        try await store.open()
        return Process(owner: owner, store: store)
    }
}
