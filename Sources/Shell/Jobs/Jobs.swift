import Foundation
import Glibc
import Synchronization

/// The jobs of a shell: what a trailing `&` has started.
///
/// They run inside ``run()``, and end with it.
final class Jobs: Sendable {
    private struct Entry {
        var job: Job
        let variables: Variables
        let running = RunningCommand()
        var waiters: [AsyncStream<Never>.Continuation] = []
        /// Whether somebody was told how it ended.
        var isKnown = false
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var latest = 0
        var hasWarned = false
        /// Where what is started goes, while somebody runs it.
        var queue: AsyncStream<Operation>.Continuation?
        /// What was started before.
        var pending: [Operation] = []
    }

    private typealias Operation = @Sendable () async -> Void

    /// How many ended ones are remembered.
    private static let mostEnded = 100

    private let state = Mutex(State())
    private let now: @Sendable () -> Date

    init(now: @escaping @Sendable () -> Date) {
        self.now = now
    }

    /// Runs what is started, until its task is cancelled, and every job with it; may be run again afterwards.
    func run() async {
        let (work, queue) = AsyncStream<Operation>.makeStream()
        state.withLock { state in
            for operation in state.pending { queue.yield(operation) }
            state.pending = []
            state.queue = queue
        }
        defer { state.withLock { $0.queue = nil } }
        await withDiscardingTaskGroup { group in
            for await operation in work { group.addTask { await operation() } }
            group.cancelAll()
        }
    }

    /// Starts a job.
    ///
    /// - Parameters:
    ///   - line: What it is, for people.
    ///   - variables: Its own, from which its `$last` is taken at the end.
    ///   - operation: What it does.
    ///   - ended: Is told when it has ended.
    /// - Returns: Its number.
    func start(
        _ line: String,
        variables: Variables,
        _ operation: @escaping @Sendable () async -> ExitStatus,
        ended: @escaping @Sendable (Job) -> Void
    ) -> Int {
        let (number, running) = state.withLock { state in
            state.latest += 1
            let job = Job(number: state.latest, line: line, startedAt: now())
            let entry = Entry(job: job, variables: variables)
            state.entries[job.number] = entry
            return (job.number, entry.running)
        }
        let work: Operation = { [self] in
            let outcome = await running.run { Interpreter.Outcome(status: await operation()) }
            if let job = finish(number, outcome.status) { ended(job) }
        }
        state.withLock { state in
            if let queue = state.queue { queue.yield(work) } else { state.pending.append(work) }
        }
        return number
    }

    private func finish(_ number: Int, _ status: ExitStatus) -> Job? {
        let (job, waiters) = state.withLock { state -> (Job?, [AsyncStream<Never>.Continuation]) in
            guard var entry = state.entries[number] else { return (nil, []) }
            let waiters = entry.waiters
            entry.job.status = status
            entry.job.endedAt = now()
            entry.job.lastText = entry.variables.lastText
            entry.waiters = []
            state.entries[number] = entry
            let ended = state.entries.filter { $0.value.job.status != nil }.keys.sorted()
            for old in ended.dropLast(Self.mostEnded) { state.entries[old] = nil }
            return (entry.job, waiters)
        }
        for waiter in waiters { waiter.finish() }
        return job
    }

    /// All jobs, by number.
    var all: [Job] { state.withLock { $0.entries.values.map(\.job).sorted { $0.number < $1.number } } }

    /// Those that run, by number.
    var running: [Job] { all.filter { $0.status == nil } }

    /// A job by its number.
    subscript(number: Int) -> Job? { state.withLock { $0.entries[number]?.job } }

    /// Waits for the end of a job.
    ///
    /// - Returns: The job as it ended; `nil` where there is none of this number.
    /// - Throws: `CancellationError` when the waiting task is cancelled; the job goes on.
    func end(of number: Int) async throws -> Job? {
        try await waitForEnd(of: number)
        return state.withLock { state in
            state.entries[number]?.isKnown = true
            return state.entries[number]?.job
        }
    }

    private func waitForEnd(of number: Int) async throws {
        let stream = state.withLock { state -> AsyncStream<Never>? in
            guard let entry = state.entries[number], entry.job.status == nil else { return nil }
            let (stream, continuation) = AsyncStream<Never>.makeStream()
            state.entries[number]?.waiters.append(continuation)
            return stream
        }
        if let stream { for await _ in stream {} }
        try Task.checkCancellation()
    }

    /// Cancels a job; it ends soon after, also where it has not begun yet.
    func cancel(_ number: Int) { state.withLock { $0.entries[number]?.running }?.receive(.terminate(SIGINT)) }

    /// Waits for all jobs.
    ///
    /// - Returns: How the first one ended that failed and whose end nobody has waited for; success where there is none.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func endOfAll() async throws -> ExitStatus {
        while let job = running.first { try await waitForEnd(of: job.number) }
        return state.withLock { state in
            let untold = state.entries.values.filter { !$0.isKnown }.sorted { $0.job.number < $1.job.number }
            for entry in untold { state.entries[entry.job.number]?.isKnown = true }
            return untold.compactMap(\.job.status).first { $0 != .success } ?? .success
        }
    }

    // MARK: Leaving

    /// Whether the shell may be left: no job runs, or somebody insists right after the warning.
    func mayLeave() -> Bool {
        state.withLock { state in
            if state.hasWarned || !state.entries.values.contains(where: { $0.job.status == nil }) { return true }
            state.hasWarned = true
            return false
        }
    }

    /// Forgets the warning: something else was done.
    func forgetWarning() { state.withLock { $0.hasWarned = false } }
}
