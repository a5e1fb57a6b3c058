import ArgumentParser
import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Operations
import Storage
import Synchronization

/// Replaces the key again and again while calls run at a fixed rate, and then kills the process that does it at every
/// moment.
///
/// Calls are offered by the clock and not by the answers before them, so that one that waits is seen.
struct RotationBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotation",
        abstract: "Rotations under load: no call fails or is repeated; killed at any moment, no key is left over."
    )

    @Option(help: "How many rotations.")
    var rotations = 100

    @Option(help: "Calls offered each second.")
    var rate = 200.0

    @Option(help: "How often the rotating process is killed at each of its moments.")
    var kills = 3

    static let old = Secret("sk-or-v1-bench-old-0123456789abcdef")
    static let management = Secret("sk-or-v1-management-bench-0123456789")

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-rotation-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Figure.report(
            try await load(in: folder.appending(path: "load")) + crashes(in: folder.appending(path: "crashes"))
        )
    }

    // MARK: Under load

    private func load(in folder: URL) async throws -> [Figure] {
        var latency = SimulatorLatency.zero
        latency.firstToken = .fixed(.milliseconds(30))
        return try await Simulator.withSimulator(latency: latency) { simulator in
            let http = HTTPClient(
                eventLoopGroupProvider: .singleton,
                configuration: OpenRouterClient.httpConfiguration()
            )
            let path = try await RotatingPath(simulator.baseURL, http, folder) { _ in }
            _ = try await path.gateway.models()
            let tally = Tally()
            async let calls: Void = tally.offer(path, rate: rate)
            var states: [KeyRotation.State: Int] = [:]
            let start = ContinuousClock.now
            for _ in 0..<rotations {
                let rotation = try await path.rotator.begin(try await path.rotator.plan(reason: .requested))
                states[rotation.state, default: 0] += 1
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            tally.end()
            await calls
            let chats = simulator.requestCounts["/chat/completions"] ?? 0
            let sent = tally.offered
            let uses = simulator.keyUses
            // Verified is a key that has told what it may spend, and answered once for nothing.
            let premature = uses.filter { use in
                guard use.name != "default", let paid = use.firstPaidCall else { return false }
                guard let lookup = use.firstLookup, let call = use.firstCall else { return true }
                return !(lookup < call && call < paid)
            }
            let left = try await path.client.keys(management: Self.management)
            for (code, count) in tally.failures { print("failed as \(code): \(count)") }
            let problems = try await path.store.integrityProblems()
            try await path.close()
            try await http.shutdown()
            return [
                Figure("rotations", Double(states[.deleted] ?? 0), "", atLeast: Double(rotations)),
                Figure("time of one", seconds / Double(rotations), "s"),
                Figure("calls offered", Double(sent), ""),
                Figure("calls offered a second", Double(sent) / seconds, "", atLeast: rate * 0.95),
                Figure("calls failed", Double(tally.failures.values.reduce(0, +)), "", atMost: 0),
                // Each rotation verifies its key with one call.
                Figure("calls repeated", Double(chats - sent - rotations), "", atMost: 0),
                Figure("calls refused for their key", Double(uses.reduce(0) { $0 + $1.refusals }), "", atMost: 0),
                Figure("keys used before they were verified", Double(premature.count), "", atMost: 0),
                Figure("keys left", Double(left.count), "", atMost: 1),
                Figure("latency from the intended start, median", tally.latencies.percentile(0.5) * 1e3, "ms"),
                Figure("latency from the intended start, p99", tally.latencies.percentile(0.99) * 1e3, "ms"),
                Figure("problems of the store", Double(problems.count), "", atMost: 0),
            ]
        }
    }

    // MARK: Killed

    private func crashes(in folder: URL) async throws -> [Figure] {
        var killed = 0
        var orphans = 0
        var unfinished = 0
        var refused = 0
        var moment = 0
        var isLast = false
        while !isLast {
            for turn in 0..<kills {
                let home = folder.appending(path: "\(moment)-\(turn)")
                try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
                let result = try await Simulator.withSimulator { simulator in
                    let wasKilled = try await Self.rotate(at: simulator.baseURL, in: home, dyingAt: moment)
                    let http = HTTPClient(
                        eventLoopGroupProvider: .singleton,
                        configuration: OpenRouterClient.httpConfiguration()
                    )
                    let path = try await RotatingPath(simulator.baseURL, http, home) { _ in }
                    try await path.ask(1)
                    _ = try await path.rotator.resume()
                    try await path.ask(2)
                    let keys = try await path.client.keys(management: Self.management)
                    let open = try await path.rotator.unfinished()
                    let digest = path.gateway.keyDigest
                    try await path.close()
                    try await http.shutdown()
                    return (
                        wasKilled, orphans: keys.filter { $0.hash.digest != digest }.count, open: open.count,
                        refused: simulator.keyUses.reduce(0) { $0 + $1.refusals }
                    )
                }
                killed += result.0 ? 1 : 0
                orphans += result.orphans
                unfinished += result.open
                refused += result.refused
                isLast = !result.0
            }
            moment += 1
        }
        return [
            Figure("moments at which it was killed", Double(moment - 1), "", atLeast: 19),
            Figure("processes killed", Double(killed), ""),
            Figure("orphan keys", Double(orphans), "", atMost: 0),
            Figure("rotations not finished by the next process", Double(unfinished), "", atMost: 0),
            Figure("calls refused for their key after a kill", Double(refused), "", atMost: 0),
        ]
    }

    /// Runs a rotation in a process of its own that dies at a moment, counted from 0.
    ///
    /// - Returns: Whether it died; not where the rotation has fewer moments.
    private static func rotate(at baseURL: String, in folder: URL, dyingAt moment: Int) async throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["rotator", baseURL, folder.path(percentEncoded: false), "\(moment)"]
        let (reason, status) = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = {
                continuation.resume(returning: ($0.terminationReason, $0.terminationStatus))
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        if reason == .uncaughtSignal, status == SIGKILL { return true }
        guard status == 0 else { throw ExitCode(status) }
        return false
    }
}

/// Offers calls by the clock until it is told to end, and counts what becomes of them.
private final class Tally: Sendable {
    private struct State {
        var offered = 0
        var isOver = false
        var failures: [String: Int] = [:]
        var latencies: [Double] = []
    }

    private let state = Mutex(State())

    var offered: Int { state.withLock(\.offered) }
    var failures: [String: Int] { state.withLock(\.failures) }
    /// Seconds from when a call was to begin until its answer.
    var latencies: [Double] { state.withLock(\.latencies) }

    func end() { state.withLock { $0.isOver = true } }

    func offer(_ path: RotatingPath, rate: Double) async {
        let clock = ContinuousClock()
        let start = clock.now
        let interval = Duration.seconds(1 / rate)
        await withTaskGroup(of: Void.self) { group in
            for number in 0... {
                try? await clock.sleep(until: start + interval * number, tolerance: nil)
                let isOver = state.withLock { state in
                    if !state.isOver { state.offered += 1 }
                    return state.isOver
                }
                if isOver { break }
                group.addTask { await self.ask(path, number, since: start + interval * number) }
            }
        }
    }

    private func ask(_ path: RotatingPath, _ number: Int, since intended: ContinuousClock.Instant) async {
        do {
            try await path.ask(number)
            let seconds = (ContinuousClock.now - intended) / .seconds(1)
            state.withLock { $0.latencies.append(seconds) }
        } catch {
            let code = (error as? GatewayError)?.code.rawValue ?? "\(error)"
            state.withLock { $0.failures[code, default: 0] += 1 }
        }
    }
}

/// Rotates a key once, and dies by SIGKILL at a moment.
struct RotatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotator",
        abstract: "What rotation --kills kills.",
        shouldDisplay: false
    )

    @Argument(help: "Where the simulator is.")
    var baseURL: String

    @Argument(help: "The folder of store and key ring.")
    var folder: String

    @Argument(help: "The moment, counted from 0.")
    var moment: Int

    func run() async throws {
        let count = Mutex(0)
        let last = moment
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: OpenRouterClient.httpConfiguration())
        let path = try await RotatingPath(baseURL, http, URL(filePath: folder)) { _ in
            let number = count.withLock { count in
                defer { count += 1 }
                return count
            }
            if number == last { kill(getpid(), SIGKILL) }
        }
        try await path.ask(0)
        _ = try await path.rotator.begin(try await path.rotator.plan(reason: .requested))
        try await path.close()
        try await http.shutdown()
    }
}

/// A gateway whose keys can be rotated, over a store and a key ring in a folder.
struct RotatingPath: Sendable {
    let rotator: KeyRotator
    let gateway: Gateway
    let client: OpenRouterClient
    let store: SQLiteStore

    init(
        _ baseURL: String,
        _ http: HTTPClient,
        _ folder: URL,
        onMoment: @escaping @Sendable (KeyRotator.Moment) throws -> Void
    ) async throws {
        client = OpenRouterClient(OpenRouterClient.Configuration(baseURL: baseURL), http: http)
        store = SQLiteStore(at: folder.appending(path: "castline.sqlite"))
        var settings = Gateway.Settings()
        settings.caps = Caps(call: .cents(100), episode: nil, day: .cents(100_000_000), month: .cents(100_000_000))
        gateway = Gateway(client: client, store: store, key: RotationBench.old, settings: settings)
        var policy = KeyRotator.Policy()
        policy.observation = .milliseconds(50)
        policy.grace = .zero
        rotator = KeyRotator(
            directory: KeyDirectory(
                account: baseURL,
                ring: KeyRing(at: folder.appending(path: "keys.json")),
                inference: KeyDirectory.Given(secret: RotationBench.old, origin: "bench"),
                management: KeyDirectory.Given(secret: RotationBench.management, origin: "bench")
            ),
            gateway: gateway,
            client: client,
            store: store,
            policy: policy,
            clock: ContinuousClock(),
            now: { Date() },
            random: SystemRandomNumberGenerator(),
            onMoment: onMoment
        )
        try await rotator.use()
    }

    /// A call that no other one equals.
    func ask(_ number: Int) async throws {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "bench"),
            chain: ModelChain(preferred: "openai/gpt-4o-mini"),
            messages: [ChatMessage(.user, "Question \(number) of \(UUID().uuidString): what is a reef?")],
            maxTokens: 1_024
        )
        request.acceptsTruncation = true
        _ = try await gateway.complete(request)
    }

    func close() async throws { try await store.close() }
}
