public import AsyncHTTPClient
public import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import Synchronization

/// Puts every fault of the simulator on a socket, lets a gateway meet it, and compares what follows with what must.
///
/// Each case has a simulator, a store and a gateway of its own, so that cases may run side by side.
public struct FaultDrill: Sendable {
    private let folder: URL
    private let http: HTTPClient
    /// The whole answers, by model and form: what nobody may be shown a part of as if it were all.
    private let whole: [Form: String]

    private struct Form: Hashable, Sendable {
        var model: String
        var isStreamed: Bool
    }

    private static let preferred = "anthropic/claude-haiku-4.5"
    private static let fallback = "amazon/nova-pro-v1"
    private static let seed: UInt64 = 7
    /// 20 s before the next minute, so that what passes with the minute is worth no wait.
    private static let date = Date(timeIntervalSince1970: 1_795_478_440)
    private static let now: @Sendable () -> Date = { date }
    private static let attemptsPerModel = 3

    /// A drill whose stores are files in a folder.
    ///
    /// - Parameters:
    ///   - folder: An empty folder, which the caller removes.
    ///   - http: The connections, which the caller shuts down.
    /// - Throws: What keeps a healthy simulator from being asked for the whole answers.
    public init(in folder: URL, http: HTTPClient) async throws {
        self.folder = folder
        self.http = http
        var whole: [Form: String] = [:]
        for model in [Self.preferred, Self.fallback] {
            for isStreamed in [false, true] {
                let form = Form(model: model, isStreamed: isStreamed)
                whole[form] = try await Self.wholeAnswer(form, folder.appending(path: "\(whole.count).sqlite"), http)
            }
        }
        self.whole = whole
    }

    private static func wholeAnswer(_ form: Form, _ file: URL, _ http: HTTPClient) async throws -> String {
        try await Simulator.withSimulator(seed: seed) { simulator in
            let store = SQLiteStore(at: file)
            let gateway = gateway(simulator, store, http, timeouts: .init())
            var request = request
            request.chain = ModelChain(preferred: form.model)
            let answer =
                form.isStreamed ? try await gateway.stream(request) { _ in } : try await gateway.complete(request)
            try await store.close()
            return answer.text
        }
    }

    /// Runs a case.
    public func run(
        _ row: FaultCase,
        _ scenario: FaultOutcome.Scenario,
        isStreamed: Bool
    ) async throws -> FaultOutcome {
        try await Simulator.withSimulator(seed: Self.seed, now: Self.now) { simulator in
            let file = "\(row.name)-\(row.fault.retryAfter ?? 0)-\(scenario)-\(isStreamed).sqlite"
            let store = SQLiteStore(at: folder.appending(path: file))
            var timeouts = OpenRouterClient.Timeouts()
            if row.hangs {
                timeouts.firstByte = .seconds(1)
                timeouts.idle = .seconds(1)
            }
            // The catalogue comes over other connections: a call finds none open.
            _ = try await Self.gateway(simulator, store, .shared, timeouts: .init()).models()
            let gateway = Self.gateway(simulator, store, http, timeouts: timeouts)
            var fault = row.fault
            if scenario == .lasting { fault.model = Self.preferred } else if fault.kind != .refused { fault.to = 1 }
            simulator.set([fault])
            try await simulator.listenerFollowed()
            let outcome = try await outcome(of: row, scenario, isStreamed, gateway, simulator)
            try await store.close()
            return outcome
        }
    }

    private func outcome(
        of row: FaultCase,
        _ scenario: FaultOutcome.Scenario,
        _ isStreamed: Bool,
        _ gateway: Gateway,
        _ simulator: Simulator
    ) async throws -> FaultOutcome {
        let shown = Mutex("")
        var completion: Completion?
        var failure: GatewayError?
        do {
            completion =
                isStreamed
                ? try await gateway.stream(Self.request, onText: { text in shown.withLock { $0 += text } })
                : try await gateway.complete(Self.request)
        } catch let error as GatewayError {
            failure = error
        }
        let text = isStreamed ? shown.withLock(\.self) : completion?.text ?? failure?.partialText ?? ""
        guard let id = try await gateway.requests(limit: 1).first?.id,
            let (record, trace) = try await gateway.request(id: id)
        else { throw GatewayError(.storeUnavailable, "\(row.name) left no record") }
        let balance = try await gateway.balance().balances[0]
        let ending: FaultOutcome.Ending =
            switch completion?.level {
            case nil: .failed(failure?.code ?? .upstreamUnavailable)
            case .preferred: .preferred
            case .fallback(Self.fallback): .fallback
            default: .other
            }
        let served = ending == .fallback ? Self.fallback : Self.preferred
        let whole = whole[Form(model: served, isStreamed: isStreamed)] ?? ""
        var outcome = FaultOutcome(
            name: row.name,
            scenario: scenario,
            isStreamed: isStreamed,
            reading: trace.firstFailure?.kind ?? .answered,
            attempts: record.attempts,
            ending: ending,
            settled: balance.spent,
            inDoubt: balance.reserved,
            billed: USD(picodollars: simulator.ledger.picodollars),
            shown: (text.count, row.changesText || text == whole),
            problems: []
        )
        let expected = isStreamed ? row.streamed : row.plain
        outcome.compare(with: expected, attemptsPerModel: Self.attemptsPerModel)
        if let completion, completion.text != text { outcome.problems.append("the answer is not what was shown") }
        if completion != nil, !outcome.shown.isWhole { outcome.problems.append("a part was taken for the whole") }
        if failure != nil, !whole.hasPrefix(text), !row.changesText {
            outcome.problems.append("what was shown is no beginning of the answer")
        }
        if failure != nil, failure?.partialText ?? "" != text { outcome.problems.append("what was shown is not kept") }
        outcome.problems += trace.impatience
        outcome.problems += try await gateway.storeProblems()
        return outcome
    }

    private static var request: CompletionRequest {
        var request = CompletionRequest(
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "drill"),
            chain: ModelChain(preferred: preferred, fallbacks: [fallback]),
            messages: [ChatMessage(.user, "<topic>\nCoral reefs\n</topic>\nSay something about them.")],
            maxTokens: 400
        )
        request.timeLimit = .seconds(40)
        return request
    }

    private static func gateway(
        _ simulator: Simulator,
        _ store: SQLiteStore,
        _ http: HTTPClient,
        timeouts: OpenRouterClient.Timeouts
    ) -> Gateway {
        var service = OpenRouterClient.Configuration(baseURL: simulator.baseURL)
        service.timeouts = timeouts
        service.asksForRouterMetadata = true
        var settings = Gateway.Settings()
        settings.backoff = Backoff(base: .milliseconds(1), cap: .milliseconds(2))
        settings.attemptsPerModel = attemptsPerModel
        settings.attemptsPerCall = attemptsPerModel + 1
        return Gateway(
            client: OpenRouterClient(service, http: http, now: { date }),
            store: store,
            key: Secret("sk-or-v1-drill-0123456789abcdef"),
            settings: settings,
            now: { date }
        )
    }
}
