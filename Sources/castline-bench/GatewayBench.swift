import ArgumentParser
import Foundation
import Gateway
import Synchronization

/// The whole gateway path beside a bare AsyncHTTPClient loop, against one server on loopback.
///
/// Both sides take turns, so that what else the machine does falls on both. Every call of the gateway is validated, looked
/// up, held on disk, sent, settled on disk and traced.
struct GatewayBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "Overhead, throughput, processor time and memory of the gateway, beside the bare HTTP client."
    )

    @Option(help: "A server that runs already, such as http://127.0.0.1:18080.")
    var upstream: String?

    @Option(help: "A server in one C file, to be compiled and started with a port.")
    var upstreamSource: String?

    @Option(help: "The folder of the ledger; its disk is what durability waits for.")
    var folder: String?

    @Option(help: "Calls in one turn of the part without concurrency.")
    var calls = 2_000

    @Option(help: "How many turns each side has.")
    var turns = 3

    func run() async throws {
        try Load.raiseFileLimit(to: 16_384)
        let server = try Upstream.start(at: upstream, orFrom: upstreamSource)
        defer { server.stop() }
        let parts: [(String) async throws -> [Figure]] = [streams, single, concurrent, delayed]
        var isMissed = false
        for part in parts {
            let figures = try await part(server.base)
            for figure in figures { print(figure.line) }
            isMissed = isMissed || figures.contains { !$0.isWithinLimit }
        }
        if isMissed { throw ExitCode.failure }
    }

    /// 2,000 streams that are open at the same time; the first part, as memory once used is seldom given back.
    private func streams(_ base: String) async throws -> [Figure] {
        let count = 2_000
        let path = try await makePath(base + "/p-sse4_gap2000000/api/v1", connections: count)
        let begun = Mutex(0)
        let resident = Mutex(0.0)
        let result = await Load.run(count: count, concurrency: count) { index in
            let isFirst = Mutex(true)
            _ = try await path.gateway.stream(path.request(index)) { _ in
                let wasFirst = isFirst.withLock { isFirst in
                    defer { isFirst = false }
                    return isFirst
                }
                guard wasFirst else { return }
                let isLast = begun.withLock { begun in
                    begun += 1
                    return begun == count
                }
                if isLast { resident.withLock { $0 = Load.residentMebibytes() } }
            }
        }
        try await path.close()
        return [
            Figure("streams open at once", Double(result.latencies.count), "streams", atLeast: Double(count)),
            Figure("resident memory with them", resident.withLock(\.self), "MiB", atMost: 256),
        ]
    }

    /// One call after another: what the gateway adds to each.
    private func single(_ base: String) async throws -> [Figure] {
        let path = try await makePath(base + "/api/v1", connections: 8)
        var bare: [Double] = []
        var through: [Double] = []
        var disk: [Double] = []
        _ = await Load.run(count: 300, concurrency: 1) { _ = try await path.bare($0) }
        _ = await Load.run(count: 300, concurrency: 1) { _ = try await path.gateway.complete(path.request(-1 - $0)) }
        let slice = 100
        let slices = turns * calls / slice
        for turn in 0..<slices {
            bare += await Load.run(count: slice, concurrency: 1) { _ = try await path.bare($0) }.latencies
            through += await Load.run(count: slice, concurrency: 1) {
                _ = try await path.gateway.complete(path.request(turn * slice + $0))
            }.latencies
            disk += try path.diskWaits(count: 20)
        }
        try await path.close()
        return [
            Figure("a wait for the ledger's disk, median", disk.percentile(0.5) * 1e3, "ms"),
            Figure("a wait for the ledger's disk, p99", disk.percentile(0.99) * 1e3, "ms"),
            Figure("bare call, median", bare.percentile(0.5) * 1e3, "ms"),
            Figure("bare call, p99", bare.percentile(0.99) * 1e3, "ms"),
            Figure("through the gateway, median", through.percentile(0.5) * 1e3, "ms"),
            Figure("through the gateway, p99", through.percentile(0.99) * 1e3, "ms"),
            Figure("overhead, median", (through.percentile(0.5) - bare.percentile(0.5)) * 1e3, "ms", atMost: 0.25),
            Figure("overhead, p99", (through.percentile(0.99) - bare.percentile(0.99)) * 1e3, "ms", atMost: 1),
        ]
    }

    /// 64 and 256 at once: calls a second and processor time, as ratios to the bare client.
    ///
    /// A call has ended when its hold and its settlement are on the disk. Its rows, by which it is found later, are written
    /// when no calls follow; what they take is told apart and together.
    private func concurrent(_ base: String) async throws -> [Figure] {
        var figures: [Figure] = []
        for concurrency in [64, 256] {
            let path = try await makePath(base + "/api/v1", connections: concurrency)
            let count = 8_000
            _ = await Load.run(count: 1_000, concurrency: concurrency) { _ = try await path.bare($0) }
            _ = await Load.run(count: 1_000, concurrency: concurrency) {
                _ = try await path.gateway.complete(path.request(-1 - $0))
            }
            var bare: [LoadResult] = []
            var through: [LoadResult] = []
            var rows: [Double] = []
            _ = try await path.writeRows()
            for turn in 0..<turns {
                bare.append(await Load.run(count: count, concurrency: concurrency) { _ = try await path.bare($0) })
                through.append(
                    await Load.run(count: count, concurrency: concurrency) {
                        _ = try await path.gateway.complete(path.request(turn * count + $0))
                    }
                )
                rows.append(try await path.writeRows() * 1_000 / Double(count))
            }
            try await path.close()
            let failed = through.reduce(0) { $0 + $1.failed }
            let rates = (bare.map(\.rate).percentile(0.5), through.map(\.rate).percentile(0.5))
            let loads = (bare.map(\.load).percentile(0.5), through.map(\.load).percentile(0.5))
            let withRows = loads.1 + rows.percentile(0.5)
            figures += [
                Figure("bare at \(concurrency)", rates.0, "calls/s"),
                Figure("gateway at \(concurrency)", rates.1, "calls/s"),
                Figure("gateway / bare at \(concurrency), calls/s", rates.1 / rates.0, "times", atLeast: 0.6),
                Figure("bare at \(concurrency), processor", loads.0, "s per 1,000 calls"),
                Figure("gateway at \(concurrency), processor", loads.1, "s per 1,000 calls"),
                Figure("gateway / bare at \(concurrency), processor", loads.1 / loads.0, "times", atMost: 1.7),
                Figure("with the rows of the calls at \(concurrency), processor", withRows, "s per 1,000 calls"),
                Figure("with the rows / bare at \(concurrency), processor", withRows / loads.0, "times"),
                Figure("failed at \(concurrency)", Double(failed), "calls", atMost: 0),
            ]
        }
        return figures
    }

    /// Calls of 400 ms, 256 at once: the last of them ends when arithmetic says it must, or little later.
    private func delayed(_ base: String) async throws -> [Figure] {
        let path = try await makePath(base + "/p-lat400/api/v1", connections: 256)
        _ = await Load.run(count: 256, concurrency: 256) { _ = try await path.gateway.complete(path.request(-1 - $0)) }
        let result = await Load.run(count: 1_000, concurrency: 256) {
            _ = try await path.gateway.complete(path.request($0))
        }
        try await path.close()
        return [
            Figure("1,000 calls of 400 ms at 256 / ideal", result.wallSeconds / 1.6, "times", atMost: 1.1),
            Figure("failed among them", Double(result.failed), "calls", atMost: 0),
        ]
    }

    private func makePath(_ base: String, connections: Int) async throws -> GatewayPath {
        try await GatewayPath(
            base: base,
            connections: connections,
            folder: folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
        )
    }
}
