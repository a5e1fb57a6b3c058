import TestSupport
import Testing

@testable import Resilience

@Suite struct `Hedged calls` {
    struct Failure: Error {}

    let clock = ManualClock()
    let hedge = Hedge(delay: .seconds(2))

    /// Runs a hedged call; for each of `stages`, waits for so many sleepers and moves the clock to the next one's time.
    func run(
        stages: [Int] = [],
        mayHedge: Bool = true,
        _ operation: @escaping @Sendable (Hedge.Leg, Hedge.Race) async throws -> String
    ) async -> Hedged<String> {
        async let hedged = hedge.run(on: Timeline(clock: clock), mayHedge: { mayHedge }, operation: operation)
        for count in stages {
            await clock.sleepers(count)
            clock.advance(by: clock.timeToNextWake ?? .zero)
        }
        return await hedged
    }

    func isCancellation(_ result: Result<String, any Error>?) -> Bool {
        if case .failure(is CancellationError) = result { true } else { false }
    }

    @Test func `a quick primary stays alone`() async throws {
        let hedged = await run { leg, _ in leg.rawValue }
        #expect(hedged.hedge == nil && hedged.winner == .primary)
        #expect(try hedged.get() == "primary")
        #expect(clock.timeToNextWake == nil)
    }

    @Test func `a late primary loses to its hedge and is cancelled`() async throws {
        let hedged = await run(stages: [2]) { [clock] leg, _ in
            if leg == .primary { try await clock.sleep(for: .seconds(60)) }
            return leg.rawValue
        }
        #expect(hedged.winner == .hedge && isCancellation(hedged.primary))
        #expect(try hedged.get() == "hedge")
        #expect(clock.timeToNextWake == nil && clock.now.offset == .seconds(2))
    }

    @Test func `a primary that wins cancels its hedge`() async throws {
        let hedged = await run(stages: [2, 2]) { [clock] leg, _ in
            try await clock.sleep(for: .seconds(leg == .primary ? 3 : 60))
            return leg.rawValue
        }
        #expect(hedged.winner == .primary && isCancellation(hedged.hedge))
        #expect(try hedged.get() == "primary")
    }

    @Test func `after the first token nothing is hedged`() async throws {
        let hedged = await run { [clock] leg, race in
            #expect(race.claim(for: leg))
            clock.advance(by: .seconds(60))
            return leg.rawValue
        }
        #expect(hedged.hedge == nil)
        #expect(try hedged.get() == "primary")
    }

    @Test func `the leg that claims is the only one to show anything`() async {
        let hedged = await run(stages: [2, 2]) { [clock] leg, race in
            try await clock.sleep(for: .seconds(leg == .primary ? 4 : 1))
            guard race.claim(for: leg) else { return "nothing" }
            throw Failure()
        }
        #expect(hedged.winner == .hedge)
        #expect(throws: Failure.self) { try hedged.get() }
    }

    @Test func `a primary that fails early is not hedged`() async {
        let hedged = await run { _, _ in throw Failure() }
        #expect(hedged.hedge == nil && hedged.winner == nil)
        #expect(throws: Failure.self) { try hedged.get() }
        #expect(clock.timeToNextWake == nil)
    }

    @Test func `a hedge saves a primary that fails late`() async throws {
        let hedged = await run(stages: [2, 2, 1]) { [clock] leg, _ in
            try await clock.sleep(for: .seconds(leg == .primary ? 3 : 5))
            if leg == .primary { throw Failure() }
            return leg.rawValue
        }
        #expect(try hedged.get() == "hedge")
    }

    @Test func `without leave there is no hedge`() async throws {
        let hedged = await run(stages: [2, 1], mayHedge: false) { [clock] leg, _ in
            try await clock.sleep(for: .seconds(60))
            return leg.rawValue
        }
        #expect(hedged.hedge == nil)
        #expect(try hedged.get() == "primary")
    }

    @Test func `cancelling the caller ends both legs`() async {
        await withTaskGroup { [clock, hedge] group in
            group.addTask {
                await hedge.run(on: Timeline(clock: clock)) { _, _ in try await clock.sleep(for: .seconds(60)) }
            }
            await clock.sleepers(2)
            clock.advance(by: .seconds(2))
            await clock.sleepers(2)
            group.cancelAll()
            let hedged = await group.next()
            #expect(hedged?.winner == nil && hedged?.hedge != nil)
        }
        #expect(clock.timeToNextWake == nil)
    }
}
