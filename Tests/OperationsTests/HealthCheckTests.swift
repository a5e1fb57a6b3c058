import Foundation
import Testing

@testable import Operations

@Suite struct `Health check` {
    private struct Broken: Error {}

    @Test func `asks all at once, keeps their order, and names a failure`() async throws {
        // Each of the two waits for the other: one after another they would never end.
        let (first, toFirst) = AsyncStream.makeStream(of: Void.self)
        let (second, toSecond) = AsyncStream.makeStream(of: Void.self)
        let check = HealthCheck(
            [
                .init("one") {
                    toSecond.yield()
                    for await _ in first { break }
                    return .init(.ok, "met")
                },
                .init("two") {
                    toFirst.yield()
                    for await _ in second { break }
                    throw Broken()
                },
            ],
            timeLimit: .seconds(60),
            now: { Date(timeIntervalSince1970: 1) }
        )
        let results = try await check.run()
        #expect(results.map(\.name) == ["one", "two"])
        #expect(results.map(\.status) == [.ok, .failed])
        #expect(results.map(\.evidence) == ["met", "Broken()"])
    }

    @Test func `a probe that hangs is a failure after the time limit and is cancelled`() async throws {
        let (silence, feed) = AsyncStream.makeStream(of: Void.self)
        defer { feed.finish() }
        let check = HealthCheck(
            [
                .init("silent") {
                    for await _ in silence {}
                    return .init(Task.isCancelled ? .degraded : .ok, "ended")
                }
            ],
            timeLimit: .zero,
            now: { Date(timeIntervalSince1970: 1) }
        )
        let results = try await check.run()
        #expect(results.map(\.status) == [.failed])
        #expect(results.first?.evidence.contains("no answer within") == true)
    }
}
