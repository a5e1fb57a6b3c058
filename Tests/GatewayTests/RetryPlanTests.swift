import OpenRouter
import Testing

@testable import Gateway

@Suite struct `Retry plan` {
    private static let overloaded = Classification(OpenRouterError(.overloaded, "busy", status: 503))
    private static let ambiguous = Classification(OpenRouterError(.idleTimeout, "stalled"))
    private static let gone = Classification(OpenRouterError(.notFound, "gone"))
    private static let broke = Classification(OpenRouterError(.insufficientCredits, "no credits"))
    private static let bursts = Classification(OpenRouterError(.admissionControl, "in bursts"))

    private func step(
        after failure: Classification,
        attempts: Int = 1,
        wait: Duration = .seconds(1),
        modelsLeft: Int = 0,
        remaining: Duration = .seconds(60),
        hasShownText: Bool = false,
        hasOtherKey: Bool = false,
        limits: RetryPlan.Limits = RetryPlan.Limits()
    ) -> RetryPlan.Step {
        var plan = RetryPlan(limits: limits)
        plan.turn(modelsLeft: modelsLeft)
        for _ in 0..<attempts { plan.begin() }
        return plan.step(
            after: failure,
            wait: wait,
            remaining: remaining,
            hasShownText: hasShownText,
            hasOtherKey: hasOtherKey
        )
    }

    private func stops(_ step: RetryPlan.Step) -> Bool {
        if case .stop = step { true } else { false }
    }

    @Test(arguments: [OpenRouterError.Code.unauthorized, .keyLimitExceeded])
    func `asks at once with another key where one is left, and only for what is the key's fault`(
        code: OpenRouterError.Code
    ) {
        let refused = Classification(OpenRouterError(code, "refused"))
        #expect(step(after: refused, hasOtherKey: true) == .again(after: .zero))
        #expect(stops(step(after: refused)))
        #expect(stops(step(after: refused, hasShownText: true, hasOtherKey: true)))
        #expect(stops(step(after: refused, attempts: 4, hasOtherKey: true)))
        #expect(stops(step(after: Self.broke, hasOtherKey: true)))
    }

    @Test func `asks the same model again, then the next, and keeps an attempt for each`() {
        #expect(step(after: Self.overloaded) == .again(after: .seconds(1)))
        #expect(step(after: Self.overloaded, attempts: 2, modelsLeft: 1) == .again(after: .seconds(1)))
        #expect(step(after: Self.overloaded, attempts: 3, modelsLeft: 1) == .next)
        #expect(step(after: Self.overloaded, attempts: 1, modelsLeft: 3) == .next)
        #expect(stops(step(after: Self.overloaded, attempts: 3)))
    }

    @Test func `waits for a model that is being loaded as long as there is time, and counts no attempt for it`() {
        let loading = Classification(OpenRouterError(.modelLoading, "Loading model", status: 503))
        #expect(step(after: loading, attempts: 1, wait: .milliseconds(1)) == .again(after: .seconds(1)))
        #expect(step(after: loading, attempts: 99, wait: .seconds(3)) == .again(after: .seconds(3)))
        #expect(step(after: loading, modelsLeft: 1) == .next)
        #expect(stops(step(after: loading, remaining: .seconds(1))))
        var plan = RetryPlan(limits: RetryPlan.Limits())
        plan.turn(modelsLeft: 0)
        func follows(_ failure: Classification) -> RetryPlan.Step {
            plan.begin()
            return plan.step(after: failure, wait: .seconds(1), remaining: .seconds(60), hasShownText: false)
        }
        for _ in 0..<9 {
            #expect(follows(loading) == .again(after: .seconds(1)))
            #expect(!plan.isRetry)
        }
        // Once it is there, a failure is what it is without the wait before.
        #expect(follows(Self.overloaded) == .again(after: .seconds(1)))
        #expect(plan.isRetry)
        #expect(follows(Self.overloaded) == .again(after: .seconds(1)))
        #expect(stops(follows(Self.overloaded)))
    }

    @Test func `does not sit out a long wait while another model is left`() {
        #expect(step(after: Self.overloaded, wait: .seconds(30), modelsLeft: 1) == .next)
        #expect(step(after: Self.overloaded, wait: .seconds(30)) == .again(after: .seconds(30)))
    }

    @Test func `never waits past the deadline`() {
        #expect(stops(step(after: Self.overloaded, wait: .seconds(30), remaining: .seconds(30))))
        #expect(stops(step(after: Self.gone, modelsLeft: 2, remaining: .milliseconds(100))))
    }

    @Test func `goes on only where that can help`() {
        #expect(step(after: Self.gone, modelsLeft: 1) == .next)
        #expect(stops(step(after: Self.gone)))
        #expect(stops(step(after: Self.broke, modelsLeft: 2)))
        #expect(step(after: Self.bursts, modelsLeft: 2) == .again(after: .seconds(1)))
    }

    @Test func `never replays what was shown, and never passes its number of attempts`() {
        #expect(stops(step(after: Self.overloaded, modelsLeft: 2, hasShownText: true)))
        #expect(stops(step(after: Self.overloaded, attempts: 4, modelsLeft: 2)))
    }

    @Test func `stops at what may have been billed where the policy says so`() {
        var limits = RetryPlan.Limits()
        #expect(step(after: Self.ambiguous, limits: limits) == .again(after: .seconds(1)))
        limits.ambiguousAttempts = 1
        #expect(stops(step(after: Self.ambiguous, modelsLeft: 1, limits: limits)))
        #expect(step(after: Self.overloaded, limits: limits) == .again(after: .seconds(1)))
    }

    @Test func `asks once more after what may have been billed, and not a third time`() {
        var plan = RetryPlan(limits: RetryPlan.Limits())
        plan.turn(modelsLeft: 2)
        func next() -> RetryPlan.Step {
            plan.begin()
            return plan.step(after: Self.ambiguous, wait: .zero, remaining: .seconds(60), hasShownText: false)
        }
        #expect(next() == .again(after: .zero))
        #expect(stops(next()))
    }
}
