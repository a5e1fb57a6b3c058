import TestSupport
import Testing

@testable import Resilience

@Suite struct `Circuit breaker` {
    struct Failure: Error {}

    let clock = ManualClock()

    func fail(_ breaker: CircuitBreaker, times: Int = 5) async {
        for _ in 0..<times {
            await #expect(throws: Failure.self) { try await breaker.run { throw Failure() } }
        }
    }

    @Test func `refuses at once when open and returns after probes`() async throws {
        let seen = Recorder<CircuitBreaker.State>()
        let breaker = CircuitBreaker(clock: clock, random: SeededGenerator(seed: 1)) { seen.append($0.to) }
        await fail(breaker)
        await #expect(throws: CircuitOpenError.self) { try await breaker.run { Issue.record("ran") } }
        clock.advance(by: .seconds(12))
        for _ in 0..<2 { try await breaker.run {} }
        #expect(seen.elements == [.open, .halfOpen, .closed])
        #expect(breaker.snapshot.admittedShare == 0.1)
    }

    @Test func `a cancelled call says nothing and keeps no permit`() async throws {
        let breaker = CircuitBreaker(clock: clock)
        await fail(breaker)
        clock.advance(by: .seconds(12))
        await withThrowingTaskGroup { [clock] group in
            group.addTask { try await breaker.run { try await clock.sleep(for: .seconds(60)) } }
            await clock.sleepers(1)
            #expect(throws: CircuitOpenError.self) { try breaker.admit() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        #expect(breaker.snapshot.state == .halfOpen)
        try await breaker.run {}
    }

    @Test func `a limit inside the call counts as a failure`() async {
        let breaker = CircuitBreaker(clock: clock)
        await withTaskGroup { [clock] group in
            group.addTask {
                await #expect(throws: TimeoutError.self) {
                    try await breaker.run {
                        try await withDeadline(.seconds(5), clock: clock) { try await clock.sleep(for: .seconds(9)) }
                    }
                }
            }
            await clock.sleepers(2)
            clock.advance(by: .seconds(5))
        }
        #expect(breaker.snapshot.failures == 1)
    }

    @Test func `under contention lets one probe through`() async {
        let breaker = CircuitBreaker(clock: clock)
        await fail(breaker)
        clock.advance(by: .seconds(12))
        let admitted = await withTaskGroup { group in
            for _ in 0..<200 { group.addTask { (try? breaker.admit()) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(admitted == 1)
    }

    @Test func `tells transitions in order whoever causes them`() async {
        let generations = Recorder<Int>()
        let breaker = CircuitBreaker(clock: clock) { generations.append($0.generation) }
        await withTaskGroup { group in
            for number in 0..<400 {
                group.addTask { number.isMultiple(of: 2) ? breaker.isolate() : breaker.reset() }
            }
        }
        #expect(generations.elements == Array(1...breaker.snapshot.generation))
    }

    @Test func `may be asked from its own callback`() async {
        let states = Recorder<CircuitBreaker.State>()
        let other = CircuitBreaker(clock: clock)
        let breaker = CircuitBreaker(clock: clock) { _ in states.append(other.snapshot.state) }
        breaker.isolate()
        #expect(states.elements == [.closed])
    }
}
