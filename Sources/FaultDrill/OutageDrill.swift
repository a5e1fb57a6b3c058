public import AsyncHTTPClient
public import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import Synchronization

/// A total outage in virtual time: how often a service that is down is asked all the same.
///
/// Calls arrive at an even rate on a clock that a driver moves; sockets, ledger and breakers are real. The driver moves
/// the clock only when every call that runs waits for it.
public struct OutageDrill: Sendable {
    /// What an outage came to.
    public struct Result: Sendable {
        /// Calls that were made while the service was down.
        public var requests = 0
        /// Attempts that reached the service in that time.
        public var attempts = 0
        /// Calls in that time that ended with an answer.
        public var answered = 0
        /// From the end of the outage to the first answer, on the virtual clock.
        public var recovery: Duration?
        /// How often the clock was moved before all calls waited, as one took seconds of real time.
        public var slips = 0

        /// Attempts per request.
        public var amplification: Double { Double(attempts) / Double(max(1, requests)) }
    }

    /// How long the service is down.
    public var length = Duration.seconds(600)
    /// Calls per second.
    public var rate = 100

    /// An outage of ten minutes at a hundred calls a second.
    public init() {}

    /// Milliseconds no other wait of the drill ends at: calls arrive at whole hundredths of a second.
    private static let timeLimit = Duration.milliseconds(20_003)

    /// The calls so far.
    private final class Tally: Sendable {
        struct Count {
            var begun = 0
            var ended = 0
            var answered = 0
            var firstAnswer: Duration?
        }

        private let state = Mutex(Count())

        var count: Count { state.withLock(\.self) }

        func begin() -> Int {
            state.withLock { count in
                count.begun += 1
                return count.begun
            }
        }

        func end(withAnswer isAnswered: Bool, at time: Duration) {
            state.withLock { count in
                count.ended += 1
                guard isAnswered else { return }
                count.answered += 1
                count.firstAnswer = count.firstAnswer ?? time
            }
        }
    }

    /// Runs the outage, and what follows until the first answer.
    ///
    /// - Parameters:
    ///   - file: The file of the store; its folder must exist.
    ///   - http: The connections, which the caller shuts down.
    /// - Returns: What it came to.
    /// - Throws: What keeps it from being run.
    public func run(store file: URL, http: HTTPClient) async throws -> Result {
        try await Simulator.withSimulator { simulator in
            let clock = ManualClock()
            let store = SQLiteStore(at: file)
            var settings = Gateway.Settings()
            settings.caps = Caps(call: nil, episode: nil, day: nil, month: nil)
            let gateway = Gateway(
                client: OpenRouterClient(OpenRouterClient.Configuration(baseURL: simulator.baseURL), http: http),
                store: store,
                key: Secret("sk-or-v1-drill-0123456789abcdef"),
                settings: settings,
                clock: clock,
                now: { Date(timeIntervalSince1970: 1_795_478_400 + clock.now.offset / .seconds(1)) }
            )
            _ = try await gateway.models()
            simulator.set([SimulatorFault(.unavailable503)])
            let result = try await drive(gateway, clock, simulator)
            try await store.close()
            return result
        }
    }

    private func drive(_ gateway: Gateway, _ clock: ManualClock, _ simulator: Simulator) async throws -> Result {
        let tally = Tally()
        var result = Result()
        let tick = Duration.seconds(1) / rate
        await withTaskGroup(of: Void.self) { group in
            while result.recovery == nil, clock.now.offset < length + .seconds(400) {
                if clock.now.offset >= length, result.requests == 0 {
                    result.requests = tally.count.begun
                    result.answered = tally.count.answered
                    result.attempts = simulator.requestCounts["/chat/completions"] ?? 0
                    simulator.set([])
                }
                clock.advance(by: tick)
                let number = tally.begin()
                group.addTask {
                    let answer = try? await gateway.complete(Self.request(number))
                    tally.end(withAnswer: answer != nil, at: clock.now.offset)
                }
                if await !isQuiet(clock, tally) { result.slips += 1 }
                if result.requests > 0 { result.recovery = tally.count.firstAnswer.map { $0 - length } }
            }
            group.cancelAll()
        }
        return result
    }

    /// Waits until every call that has begun has ended or sleeps for something other than its own deadline.
    private func isQuiet(_ clock: ManualClock, _ tally: Tally) async -> Bool {
        let start = ContinuousClock.now
        while true {
            let count = tally.count
            let waiting = clock.wakeTimes.count { !Self.isDeadline($0.offset) }
            if waiting >= count.begun - count.ended { return true }
            if ContinuousClock.now - start > .seconds(30) { return false }
            await Task.yield()
        }
    }

    private static func isDeadline(_ offset: Duration) -> Bool {
        let (seconds, attoseconds) = offset.components
        return (seconds * 1_000_000 + attoseconds / 1_000_000_000_000) % 10_000 == 3_000
            && attoseconds % 1_000_000_000_000 == 0
    }

    private static func request(_ number: Int) -> CompletionRequest {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "call \(number)"),
            chain: ModelChain(preferred: "openai/gpt-4o-mini", fallbacks: ["amazon/nova-micro-v1"]),
            messages: [ChatMessage(.user, "Say something about number \(number).")],
            maxTokens: 400
        )
        request.timeLimit = timeLimit
        return request
    }
}
