import TestSupport
import Testing

@testable import Resilience

@Suite struct `Deadlines` {
    let clock = ManualClock()

    @Test func `a call that outlives its limit is cancelled`() async {
        await withTaskGroup { [clock] group in
            group.addTask {
                await #expect(throws: TimeoutError(limit: .seconds(5))) {
                    try await withDeadline(.seconds(5), clock: clock) { try await clock.sleep(for: .seconds(60)) }
                }
            }
            await clock.sleepers(2)
            clock.advance(by: .seconds(5))
        }
        #expect(clock.timeToNextWake == nil)
    }

    @Test func `a call in time leaves nothing behind`() async throws {
        let answer = try await withDeadline(.seconds(5), clock: clock) { 42 }
        #expect(answer == 42)
        #expect(clock.timeToNextWake == nil)
    }

    @Test func `a late result is kept`() async throws {
        try await withThrowingTaskGroup { [clock] group in
            group.addTask {
                try await withDeadline(.seconds(5), clock: clock) {
                    try? await clock.sleep(for: .seconds(60))
                    return Task.isCancelled
                }
            }
            await clock.sleepers(2)
            clock.advance(by: .seconds(5))
            let wasCancelled = try await group.next()
            #expect(wasCancelled == true)
        }
    }

    @Test func `cancelling the caller is no timeout`() async {
        await withThrowingTaskGroup { [clock] group in
            group.addTask {
                try await withDeadline(.seconds(5), clock: clock) { try await clock.sleep(for: .seconds(60)) }
            }
            await clock.sleepers(2)
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
    }

    @Test func `nothing starts past a deadline`() async {
        let deadline = Deadline(in: .seconds(1), on: Timeline(clock: clock))
        clock.advance(by: .seconds(1))
        #expect(deadline.hasPassed && deadline.remaining == .zero)
        await #expect(throws: TimeoutError.self) {
            try await withDeadline(deadline) { Issue.record("started") }
        }
    }
}
