import Gateway
import OpenRouter
import Testing

@Suite struct `Explanation of a call` {
    @Test(
        arguments: [
            (.waited(seconds: 30.4894, reason: "the service wants to be left alone for 30 s"), "waited 30.489 s: the "),
            (
                .failed(
                    attempt: 2,
                    failure: Trace.Failure(
                        kind: .freeTier,
                        message: "the day is spent",
                        status: 429,
                        retryAfterSeconds: 39_251.198_999_999_99
                    )
                ),
                "attempt 2: failed, freeTier: the day is spent (status 429; retry after 39251.199 s)"
            ),
            (
                .failed(
                    attempt: 1,
                    failure: Trace.Failure(
                        kind: .serverError,
                        message: "it broke",
                        countsAgainst: ["edge", "model"],
                        failuresInARow: ["model": 4]
                    )
                ),
                "attempt 1: failed, serverError: it broke (counts against edge, model [4 in a row])"
            ),
            (
                .degraded(level: .fallback(model: "a/b"), reason: "the service had it answer for c/d"),
                "the fallback a/b stands in: the service had it answer for c/d"
            ),
            (.breaker(explanation: "the breaker of model a/b opened for 9 s"), "so the breaker of model a/b opened"),
            (.gateClosed(id: "g-1", explanation: "all calls are kept back"), "so gate g-1 closed: all calls are kept"),
        ] as [(Trace.Step, String)]
    )
    func `is a sentence a step`(step: Trace.Step, beginning: String) {
        #expect(step.explanation.hasPrefix(beginning), "\(step.explanation)")
    }
}
