import ArgumentParser
import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import Storage
import Synchronization

/// Calls through the whole gateway path against a fast upstream, to be put beside other programs.
///
/// `castline-bench peer SCENARIO [base=URL] [n=…] [c=…] [secs=…] [retries=default|N] [timeout=…] [bare=1]` prints one JSON line.
/// Every call is validated, looked up in the cache, held on disk, sent, settled and traced; its prompt differs from
/// every other, so that no cache answers. `bare=1` does the same work with AsyncHTTPClient and Foundation's JSON alone.
struct PeerBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer",
        abstract: "once, seq, conc, lat400, longtail, fail, stream1, streamN, stream64 against a loopback upstream."
    )

    /// What a scenario is: the upstream's behaviour and the usual load.
    private struct Scenario {
        let path: String
        let count: Int
        let concurrency: Int
        var isStream = false
    }

    private static let scenarios: [String: Scenario] = [
        "once": Scenario(path: "/api/v1", count: 1, concurrency: 1),
        "seq": Scenario(path: "/api/v1", count: 2_000, concurrency: 1),
        "conc": Scenario(path: "/api/v1", count: 10_000, concurrency: 64),
        "lat400": Scenario(path: "/p-lat400/api/v1", count: 1_000, concurrency: 256),
        "longtail": Scenario(path: "/p-ln400x4000/api/v1", count: 1_000, concurrency: 256),
        "fail": Scenario(path: "/p-e500x100_e429x50_ra1/api/v1", count: 1_000, concurrency: 64),
        "stream1": Scenario(path: "/p-sse200_gap1000/api/v1", count: 20, concurrency: 1, isStream: true),
        "streamN": Scenario(path: "/p-sse200/api/v1", count: 500, concurrency: 16, isStream: true),
        "stream64": Scenario(path: "/p-sse200_gap20000/api/v1", count: 256, concurrency: 64, isStream: true),
    ]

    @Argument(help: "The scenario.")
    var scenario: String

    @Argument(help: "base=URL n=COUNT c=CONCURRENCY secs=SECONDS retries=default|N timeout=SECONDS bare=1")
    var settings: [String] = []

    func run() async throws {
        guard let shape = Self.scenarios[scenario] else {
            throw ValidationError(
                "no scenario \(scenario); there are \(Self.scenarios.keys.sorted().joined(separator: ", "))"
            )
        }
        let given = try Self.pairs(settings)
        let start = ContinuousClock.now
        let count = given["n"].flatMap { Int($0) } ?? shape.count
        let concurrency = given["c"].flatMap { Int($0) } ?? shape.concurrency
        let base = (given["base"] ?? "http://127.0.0.1:18080") + shape.path

        let path = try await GatewayPath(
            base: base,
            connections: concurrency,
            retries: given["retries"].flatMap { Int($0) },
            timeout: given["timeout"].flatMap { Double($0) },
            cache: given["cache"] == "1" ? .standard(phase: "ask") : .off
        )
        let characters = Mutex(0)
        let chunks = Mutex(0)
        let firstTexts = Mutex<[Double]>([])
        let isBare = given["bare"] == "1"
        let call: @Sendable (Int) async throws -> Void = { index in
            if isBare, shape.isStream {
                let began = ContinuousClock.now
                let count = try await path.bareStream(index) {
                    firstTexts.withLock { $0.append((ContinuousClock.now - began) / .seconds(1)) }
                }
                chunks.withLock { $0 += count }
            } else if isBare {
                let length = try await path.bare(index)
                characters.withLock { $0 = length }
            } else if shape.isStream {
                let began = ContinuousClock.now
                let seen = Mutex(0)
                _ = try await path.gateway.stream(path.request(index)) { _ in
                    let first = seen.withLock { count in
                        count += 1
                        return count == 1
                    }
                    if first { firstTexts.withLock { $0.append((ContinuousClock.now - began) / .seconds(1)) } }
                }
                chunks.withLock { $0 += seen.withLock { $0 } }
            } else {
                let completion = try await path.gateway.complete(path.request(index))
                characters.withLock { $0 = completion.text.count }
            }
        }

        var line: [String: Any] = ["scenario": scenario, "bare": isBare]
        if scenario == "once" {
            try await call(0)
            line["first_call_done_ms"] = (ContinuousClock.now - start) / .milliseconds(1)
            line["chars"] = characters.withLock { $0 }
        } else {
            _ = await Load.run(count: min(count, concurrency * 2), concurrency: concurrency) { try await call(-1 - $0) }
            chunks.withLock { $0 = 0 }
            firstTexts.withLock { $0 = [] }
            let seconds = given["secs"].flatMap { Double($0) }
            let result = await Load.run(count: count, concurrency: concurrency, seconds: seconds, call)
            line["ok"] = result.latencies.count
            line["wall_s"] = result.wallSeconds
            if shape.isStream {
                let total = chunks.withLock { $0 }
                let first = firstTexts.withLock { $0 }
                line["chunks"] = total
                line["ttft_med_us"] = first.percentile(0.5) * 1e6
                line["ttft_p99_us"] = first.percentile(0.99) * 1e6
                line["chunks_per_s"] = Double(total) / result.wallSeconds
                line["cpu_ms_per_1k_chunks"] = result.processorSeconds * 1e6 / Double(max(total, 1))
            } else {
                line["failed"] = result.failed
                line["rps"] = result.rate
                line["cpu_s_per_1k"] = result.load
                line["med_us"] = result.latencies.percentile(0.5) * 1e6
                line["p99_us"] = result.latencies.percentile(0.99) * 1e6
                line["max_us"] = (result.latencies.max() ?? .nan) * 1e6
            }
        }
        line["rss_mb"] = Load.peakMebibytes()
        try await path.close()
        let data = try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys])
        print(String(decoding: data, as: UTF8.self))
    }

    private static func pairs(_ settings: [String]) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for setting in settings {
            guard let separator = setting.firstIndex(of: "=") else {
                throw ValidationError("\(setting) is no NAME=VALUE")
            }
            pairs[String(setting[..<separator])] = String(setting[setting.index(after: separator)...])
        }
        return pairs
    }
}
