public import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The OpenRouter API on a loopback port: catalogue, chat, streams, keys, bills, delays and faults.
///
/// Answers are written from the words of the prompt, say that they are simulated, and depend on the seed and the request
/// alone, never on the order of arrival. Faults, latencies and figures are also at `/_sim/faults`, `/_sim/latency`
/// and `/_sim/stats`.
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
        /// Whether the bodies of chat requests are kept, for tests that look at them.
        public var keepsChatBodies = false

        /// A rich account with one generation look-up that comes too early.
        public init() {}
    }

    /// The port it listens on.
    public let port: Int
    private let listener: Listener
    private let group: MultiThreadedEventLoopGroup
    private let service: Service

    /// Where a client finds it: `http://127.0.0.1:PORT/api/v1`.
    public var baseURL: String { "http://127.0.0.1:\(port)/api/v1" }

    private init(port: Int, listener: Listener, group: MultiThreadedEventLoopGroup, service: Service) {
        self.port = port
        self.listener = listener
        self.group = group
        self.service = service
        service.tellFaultChanges { [weak self] in self?.followFaults() }
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
        let group = MultiThreadedEventLoopGroup.singleton
        let service = Service(seed: seed, latency: latency, settings: settings, now: now)
        let listener = try await Listener.start(port: port, group: group, service: service)
        return Simulator(port: listener.port, listener: listener, group: group, service: service)
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
        service.tellFaultChanges {}
        try await listener.close()
    }

    /// Returns when ports and connections are as the faults ask: closed under `refused`, else open.
    public func listenerFollowed() async throws { try await listener.settled() }

    /// Closes the port under `refused`, and opens it when that is over.
    private func followFaults() {
        let time = service.now()
        let refusal = service.readFaults { $0.refusal(at: time) }
        listener.set(isOpen: !refusal.isInForce)
        guard refusal.isInForce, let end = refusal.end else { return }
        let delay = TimeAmount.milliseconds(Int64((end.timeIntervalSince(time) * 1000).rounded(.up)))
        group.next().scheduleTask(in: delay) { [weak self] in self?.followFaults() }
    }

    /// Replaces the faults, in the order in which they are tried, and counts calls from 1 again.
    public func set(_ faults: [SimulatorFault]) {
        let time = service.now()
        service.changeFaults { $0.replace(with: faults, at: time) }
    }

    /// Replaces the latencies, for calls to come.
    public func set(_ latency: SimulatorLatency) {
        service.set(latency)
    }

    /// The faults in force.
    public var faults: [SimulatorFault] { service.readFaults(\.faults) }

    /// What was billed so far.
    public var ledger: Ledger { Ledger(picodollars: service.account.billed, calls: service.account.calls) }

    /// Requests so far by path below `/api/v1`.
    public var requestCounts: [String: Int] { service.requestCounts }

    /// The bodies of the chat requests so far, as they came in; empty unless the settings keep them.
    public var chatBodies: [Data] { service.chatBodies }

    /// How each key was used, deleted ones among them; management keys are left out.
    public var keyUses: [KeyUse] { service.account.keyUses }

    /// How one key was used; requests of all keys are counted together from 1.
    public struct KeyUse: Hashable, Sendable {
        /// What it was called when it was made.
        public var name = ""
        /// The first request that asked what the key may spend.
        public var firstLookup: Int?
        /// The first request for anything else.
        public var firstCall: Int?
        /// The first request to a model that costs something.
        public var firstPaidCall: Int?
        /// How many requests there were for anything else.
        public var calls = 0
        /// Requests that were refused because the key was switched off or deleted.
        public var refusals = 0
        /// Whether it is switched off.
        public var isDisabled = false
        /// Whether it is deleted.
        public var isDeleted = false
    }

    /// The bill of the account.
    public struct Ledger: Hashable, Sendable {
        /// Total in units of 10⁻¹² dollar.
        public let picodollars: Int64
        /// Calls that were billed.
        public let calls: Int
    }
}
