import TestSupport
import Testing

@testable import Resilience

@Suite struct `Retry budget` {
    let clock = ManualClock()

    @Test func `grants a fifth of the requests beyond its reserve`() {
        let budget = RetryBudget(clock: clock)
        var retries = 0
        for _ in 0..<1000 {
            budget.recordRequest()
            while budget.withdraw() { retries += 1 }
        }
        #expect(retries == 10 + 200)
    }

    @Test func `fills its reserve by itself and no further`() {
        let budget = RetryBudget(clock: clock)
        while budget.withdraw() {}
        clock.advance(by: .seconds(6))
        #expect(budget.available == 1)
        clock.advance(by: .seconds(3600))
        #expect(budget.available == 10)
    }

    @Test func `does not save up for ever`() {
        let budget = RetryBudget(clock: clock)
        for _ in 0..<10_000 { budget.recordRequest() }
        #expect(budget.available == 100)
    }

    @Test func `takes back what was not sent`() {
        let budget = RetryBudget(clock: clock)
        #expect(budget.withdraw())
        budget.refund()
        #expect(budget.available == 10)
    }

    @Test func `never grants the same retry twice`() async {
        let budget = RetryBudget(clock: clock)
        let granted = await withTaskGroup { group in
            for _ in 0..<200 { group.addTask { budget.withdraw() } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(granted == 10)
    }
}
