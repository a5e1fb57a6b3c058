import TestSupport
import Testing

@testable import Resilience

@Suite struct `Backoff schedule` {
    @Test(
        arguments: [(1, 500), (2, 1000), (3, 2000), (4, 4000), (6, 16_000), (7, 30_000), (8, 30_000), (400, 30_000)]
    )
    func `doubles up to its cap`(retry: Int, milliseconds: Int) {
        #expect(Backoff().ceiling(ofRetry: retry) == .milliseconds(milliseconds))
    }

    @Test(arguments: 1...8) func `waits anything between nothing and the ceiling`(retry: Int) {
        var generator = SeededGenerator(seed: 1)
        let backoff = Backoff()
        let delays = (0..<2000).map { _ in backoff.delay(beforeRetry: retry, using: &generator) }
        let ceiling = backoff.ceiling(ofRetry: retry)
        #expect(delays.allSatisfy { (.zero..<ceiling).contains($0) })
        #expect(delays.contains { $0 < ceiling / 50 } && delays.contains { $0 > ceiling / 50 * 49 })
    }

    @Test func `never waits less than was asked for, and not all callers the same`() {
        var generator = SeededGenerator(seed: 2)
        let backoff = Backoff()
        let delays = (0..<500).map { _ in
            backoff.delay(beforeRetry: 2, retryAfter: .seconds(20), using: &generator)
        }
        #expect(delays.allSatisfy { (.seconds(20)..<Duration.seconds(21)).contains($0) })
        #expect(Set(delays).count > 400)
    }
}
