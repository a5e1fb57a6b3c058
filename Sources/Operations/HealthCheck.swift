public import Foundation
import OpenRouter

/// Asks the parts of a running installation how they are, all at once, and never waits longer than it says.
///
/// A probe tests what calls depend on: the catalogue is public and cached at the edge, so it proves that the API can be
/// reached and nothing about the key; the key is proved by `GET /key`.
public struct HealthCheck: Sendable {
    /// How a part is.
    public enum Status: String, Sendable, Codable {
        /// Works.
        case ok
        /// Works with a restriction that the evidence names, or cannot be told.
        case degraded
        /// Does not work.
        case failed
    }

    /// What a probe found out.
    public struct Finding: Sendable {
        /// How the part is.
        public var status: Status
        /// What was seen, in a sentence.
        public var evidence: String

        /// A finding with what was seen.
        public init(_ status: Status, _ evidence: String) {
            self.status = status
            self.evidence = evidence
        }
    }

    /// One line of the answer.
    public struct Result: Sendable, Codable {
        /// The part, such as `key`.
        public var name: String
        /// How it is.
        public var status: Status
        /// What was seen, in a sentence.
        public var evidence: String
        /// How long the probe took.
        public var latencySeconds: Double
        /// When it ended.
        public var at: Date
    }

    /// One part and how to ask it.
    public struct Probe: Sendable {
        let name: String
        let run: @Sendable () async throws -> Finding

        /// A probe of the named part; what it throws is its failure.
        public init(_ name: String, run: @escaping @Sendable () async throws -> Finding) {
            self.name = name
            self.run = run
        }
    }

    private let probes: [Probe]
    private let timeLimit: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let elapsed: @Sendable () -> Duration
    private let now: @Sendable () -> Date

    /// A check of these parts, each of which has `timeLimit` to answer.
    public init(
        _ probes: [Probe],
        timeLimit: Duration = .seconds(5),
        clock: some Clock<Duration> = .continuous,
        now: @escaping @Sendable () -> Date
    ) {
        self.probes = probes
        self.timeLimit = timeLimit
        let start = clock.now
        sleep = { try await clock.sleep(for: $0) }
        elapsed = { start.duration(to: clock.now) }
        self.now = now
    }

    /// Runs all probes at once.
    ///
    /// - Returns: One result for each probe, in the order they were given, after at most the time limit.
    /// - Throws: `CancellationError` only.
    public func run() async throws -> [Result] {
        let results = await withTaskGroup(of: (Int, Result).self) { group in
            for (index, probe) in probes.enumerated() {
                group.addTask { (index, await result(of: probe)) }
            }
            var results: [(Int, Result)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
        try Task.checkCancellation()
        return results
    }

    private func result(of probe: Probe) async -> Result {
        let start = elapsed()
        let finding = await withTaskGroup(of: Finding.self) { race in
            race.addTask {
                do {
                    return try await probe.run()
                } catch {
                    return Finding(.failed, (error as? OpenRouterError)?.message ?? "\(error)")
                }
            }
            race.addTask {
                try? await sleep(timeLimit)
                return Finding(.failed, "no answer within \(timeLimit.formatted())")
            }
            let first = await race.next() ?? Finding(.failed, "no answer")
            race.cancelAll()
            return first
        }
        return Result(
            name: probe.name,
            status: finding.status,
            evidence: finding.evidence,
            latencySeconds: (elapsed() - start) / .seconds(1),
            at: now()
        )
    }
}
