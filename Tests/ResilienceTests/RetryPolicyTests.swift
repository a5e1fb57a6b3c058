import TestSupport
import Testing

@testable import Resilience

@Suite struct `Retry policy` {
    func decide(
        afterAttempt attempt: Int = 1,
        elapsed: Duration = .zero,
        limit: Duration? = .seconds(60),
        minimumUsefulTime: Duration = .seconds(5),
        retryAfter: Duration? = nil,
        longestRetryAfter: Duration? = nil,
        budget: () -> Bool = { true }
    ) -> RetryPolicy.Decision {
        var generator = SeededGenerator(seed: 1)
        return RetryPolicy(longestRetryAfter: longestRetryAfter).decide(
            afterAttempt: attempt,
            elapsed: elapsed,
            limit: limit,
            minimumUsefulTime: minimumUsefulTime,
            retryAfter: retryAfter,
            using: &generator,
            budget: budget
        )
    }

    @Test func `stops for the first reason there is`() {
        #expect(decide(afterAttempt: 3) == .stop(.attemptsExhausted))
        #expect(decide(elapsed: .seconds(56)) == .stop(.deadlineTooClose))
        #expect(decide(elapsed: .seconds(61), minimumUsefulTime: .zero) == .stop(.deadlineTooClose))
        #expect(decide(retryAfter: .seconds(56)) == .stop(.deadlineTooClose))
        #expect(decide(retryAfter: .seconds(9), longestRetryAfter: .seconds(8)) == .stop(.retryAfterTooLong))
        #expect(decide(budget: { false }) == .stop(.budgetExhausted))
    }

    @Test func `takes from the budget only what it will use`() {
        var asked = 0
        let budget = {
            asked += 1
            return true
        }
        _ = decide(afterAttempt: 3, budget: budget)
        _ = decide(retryAfter: .seconds(90), budget: budget)
        #expect(asked == 0)
        _ = decide(budget: budget)
        #expect(asked == 1)
    }

    @Test func `nothing starts before a Retry-After or with too little time left`() {
        var generator = SeededGenerator(seed: 7)
        let policy = RetryPolicy(maximumAttempts: 5)
        var waits = 0
        for _ in 0..<20_000 {
            let elapsed = Duration.milliseconds(Int.random(in: 0...40_000, using: &generator))
            let limit = Duration.milliseconds(Int.random(in: 1...40_000, using: &generator))
            let useful = Duration.milliseconds(Int.random(in: 0...5000, using: &generator))
            let retryAfter = Duration.milliseconds(Int.random(in: 0...20_000, using: &generator))
            let decision = policy.decide(
                afterAttempt: Int.random(in: 1...6, using: &generator),
                elapsed: elapsed,
                limit: limit,
                minimumUsefulTime: useful,
                retryAfter: retryAfter,
                using: &generator
            )
            guard case .wait(let delay) = decision else { continue }
            waits += 1
            if delay < retryAfter || limit - elapsed - delay < useful || elapsed + delay >= limit {
                Issue.record("waits \(delay) after \(elapsed) of \(limit), asked \(retryAfter), needs \(useful)")
            }
        }
        #expect(waits > 1000)
    }
}
