public import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The OpenRouter API on a loopback port: catalogue, chat, streams, keys, bills, delays and faults.
///
/// Answers are written from the words of the prompt, say that they are simulated, and depend on the seed and the request
/// alone, never on the order of arrival. Faults and figures are also at `/_sim/faults` and `/_sim/stats`.
public final class Simulator: Sendable {
    /// The account that the simulator plays.
    public struct Settings: Sendable {
        /// What the account has bought, in picodollars (10⁻¹² dollar).
        public var credits: Int64 = 1_000_000 * 1_000_000_000_000
        /// Keys that begin so are unknown.
        public var refusedKeyPrefix = "sk-or-v1-bad"
        /// Keys that begin so manage keys and answer no chat.
        public var managementKeyPrefix = "sk-or-v1-management"
        /// How often `GET /generation` answers 404 before it knows a bill.
        public var pollsUntilGenerationFound = 1

        /// A rich account with one generation look-up that comes too early.
        public init() {}
    }

    /// The port it listens on.
    public let port: Int
    private let server: any Channel
    private let group: MultiThreadedEventLoopGroup
    private let service: Service
    private let connections: Connections

    /// Where a client finds it: `http://127.0.0.1:PORT/api/v1`.
    public var baseURL: String { "http://127.0.0.1:\(port)/api/v1" }

    private init(
        port: Int,
        server: any Channel,
        group: MultiThreadedEventLoopGroup,
        service: Service,
        connections: Connections
    ) {
        self.port = port
        self.server = server
        self.group = group
        self.service = service
        self.connections = connections
    }

    /// Starts listening; ``shutdown()`` must follow.
    ///
    /// - Parameters:
    ///   - port: 0 takes any free port.
    ///   - seed: Another seed gives other answers, delays and draws.
    ///   - latency: How long answers take.
    ///   - settings: The account it plays.
    ///   - now: The time that answers carry.
    /// - Returns: The simulator, listening.
    /// - Throws: `IOError` when the port is taken.
    public static func start(
        port: Int = 0,
        seed: UInt64 = 1,
        latency: SimulatorLatency = .zero,
        settings: Settings = Settings(),
        now: @escaping @Sendable () -> Date = Date.init
    ) async throws -> Simulator {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let service = Service(seed: seed, latency: latency, settings: settings, now: now)
        let connections = Connections()
        do {
            let server = try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .serverChannelOption(.backlog, value: 4096)
                .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        connections.insert(channel)
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                        try channel.pipeline.syncOperations.addHandler(ExchangeHandler(service: service))
                    }
                }
                .bind(host: "127.0.0.1", port: port)
                .get()
            return Simulator(
                port: server.localAddress?.port ?? port,
                server: server,
                group: group,
                service: service,
                connections: connections
            )
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }

    /// Runs a body with a simulator that listens while it runs.
    public static func withSimulator<Result>(
        port: Int = 0,
        seed: UInt64 = 1,
        latency: SimulatorLatency = .zero,
        settings: Settings = Settings(),
        now: @escaping @Sendable () -> Date = Date.init,
        _ body: (Simulator) async throws -> Result
    ) async throws -> Result {
        let simulator = try await start(port: port, seed: seed, latency: latency, settings: settings, now: now)
        do {
            let result = try await body(simulator)
            try await simulator.shutdown()
            return result
        } catch {
            try await simulator.shutdown()
            throw error
        }
    }

    /// Stops listening and closes every connection, hanging ones included.
    public func shutdown() async throws {
        try await server.close().get()
        connections.closeAll()
        try await group.shutdownGracefully()
    }

    /// Replaces the faults, in the order in which they are tried, and counts calls from 1 again.
    public func set(_ faults: [SimulatorFault]) {
        service.changeFaults { $0.replace(with: faults) }
    }

    /// Adds a fault behind those in force.
    public func add(_ fault: SimulatorFault) {
        service.changeFaults { $0.add([fault]) }
    }

    /// Replaces the latencies, for calls to come.
    public func set(_ latency: SimulatorLatency) {
        service.set(latency)
    }

    /// The faults in force.
    public var faults: [SimulatorFault] { service.currentFaults }

    /// What was billed so far.
    public var ledger: Ledger { Ledger(picodollars: service.account.billed, calls: service.account.calls) }

    /// Requests so far by path below `/api/v1`.
    public var requestCounts: [String: Int] { service.requestCounts }

    /// The bill of the account.
    public struct Ledger: Hashable, Sendable {
        /// Total in units of 10⁻¹² dollar.
        public let picodollars: Int64
        /// Calls that were billed.
        public let calls: Int
    }
}

/// The open connections, so that shutting down ends the hanging ones too.
private final class Connections: Sendable {
    private let channels = Mutex([ObjectIdentifier: any Channel]())

    func insert(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        channels.withLock { $0[id] = channel }
        channel.closeFuture.whenComplete { _ in self.channels.withLock { $0[id] = nil } }
    }

    func closeAll() {
        for channel in channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    }
}
