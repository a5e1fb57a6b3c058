import Synchronization

/// What runs now, so that a signal can end exactly that.
final class RunningCommand: Sendable {
    private struct State {
        var cancel: (@Sendable () -> Void)?
        /// Ends the reading of a line, which only the end of the process does.
        var stopReading: (@Sendable () -> Void)?
        var terminator: Int32?
        /// When the latest interrupt came while nothing ran.
        var interruptedAt: ContinuousClock.Instant?
        /// How many interrupts have come.
        var interrupts = 0
        /// Goes on when the next one comes.
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let clock: any Clock<Duration>

    /// Nothing that runs.
    ///
    /// - Parameter clock: What waits for a signal that may not come.
    init(clock: some Clock<Duration> = ContinuousClock()) {
        self.clock = clock
    }

    /// The status of a process that was asked to end; `nil` while nobody has asked.
    var termination: ExitStatus? { state.withLock { $0.terminator.map { ExitStatus(rawValue: 128 + $0) } } }

    /// Whether there is something that an interrupt would end.
    var isRunning: Bool { state.withLock { $0.cancel != nil } }

    /// Runs something that signals can end.
    ///
    /// - Parameters:
    ///   - start: When it was asked for: an interrupt since then ends it, an earlier one was for what ran before.
    ///   - operation: What runs.
    /// - Returns: How that ended.
    func run(
        since start: ContinuousClock.Instant? = nil,
        _ operation: @escaping @Sendable () async -> Interpreter.Outcome
    ) async -> Interpreter.Outcome {
        let task = Task { await operation() }
        let hasEnded = state.withLock { state in
            state.cancel = { task.cancel() }
            defer { state.interruptedAt = nil }
            let isInterrupted = state.interruptedAt.map { interrupt in start.map { interrupt >= $0 } ?? true } ?? false
            return state.terminator != nil || isInterrupted
        }
        if hasEnded { task.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Reads a line, until the process is asked to end; an interrupt is a key for who reads.
    func read(_ operation: @escaping @Sendable () async -> ReadResult) async -> ReadResult {
        let task = Task { await operation() }
        let isTerminated = state.withLock { state in
            state.stopReading = { task.cancel() }
            return state.terminator != nil
        }
        if isTerminated { task.cancel() }
        defer { state.withLock { $0.stopReading = nil } }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// How many interrupts were heard of so far.
    var interrupts: Int { state.withLock(\.interrupts) }

    /// Waits until more interrupts were heard of than so many.
    ///
    /// What has ended a program was sent to this process as well, and must not interrupt what runs next because it is
    /// heard of late. The kernel sends it to all of a terminal's programs before anybody can hear of the death of one
    /// (`kill_pgrp` and `exit_notify` lock the same), so one that came is known of but for the moment in which a thread
    /// begins to handle it, and may lose the processor. Where none did, somebody sent it to the program alone, and that moment
    /// is all there is to wait.
    ///
    /// - Parameters:
    ///   - count: How many were heard of before the program began.
    ///   - hasCome: Whether one has come since, that will be heard of.
    func hearInterrupt(after count: Int, hasCome: Bool) async {
        await withDiscardingTaskGroup { group in
            group.addTask { [clock] in
                try? await clock.sleep(for: hasCome ? .seconds(1) : .milliseconds(250))
                self.resumeWaiter()
            }
            await withCheckedContinuation { continuation in
                let isHeard = state.withLock { state in
                    if state.interrupts <= count { state.waiter = continuation }
                    return state.waiter == nil
                }
                if isHeard { continuation.resume() }
            }
            group.cancelAll()
        }
    }

    private func resumeWaiter() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Cancels what runs, or is about to run.
    func receive(_ signal: TerminalSignals.Signal) {
        let (cancel, stopReading) = state.withLock { state in
            if case .terminate(let number) = signal { state.terminator = number }
            if case .interrupt(let time) = signal {
                state.interrupts += 1
                if state.cancel == nil { state.interruptedAt = time }
            }
            return (state.cancel, state.stopReading)
        }
        switch signal {
        case .interrupt:
            cancel?()
            resumeWaiter()
        case .terminate:
            cancel?()
            stopReading?()
        case .resize, .resume: break
        }
    }
}
