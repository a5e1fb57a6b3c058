public import Foundation
public import Logging
public import OpenRouter
public import Resilience
import Synchronization

/// Makes one request reliable and affordable: validate → cache → route → reserve → send → settle → degrade → record.
///
/// Every paid call goes through here, and retries are made nowhere else. Money is set aside on disk before a byte is
/// sent, and accounted for on every exit: answer, failure, cancellation. What was decided is in the call's ``Trace``.
public final class Gateway: Sendable {
    let client: OpenRouterClient
    let store: any GatewayStore
    let settings: Settings
    let keys: Keys
    let timeline: Timeline
    let now: @Sendable () -> Date
    let logger: Logger
    let catalogue: Catalogue
    let calendar: BudgetCalendar
    let utc = BudgetCalendar(timeZone: .gmt)
    let retryBudget: RetryBudget
    let metrics = GatewayMetrics()
    let running = RunningCalls()
    let cache: AnswerCache
    let doubts = DoubtSignal()
    let knownSpeechModels = Mutex<[SpeechModel]?>(nil)
    let knownProviders = Mutex<[Provider]?>(nil)
    /// The host of the base URL: which service the money goes to.
    public let account: String
    let isServerLocal: Bool
    let changes: Changes
    let breakers: Breakers
    let neighbours: Neighbours
    let gates: Gates
    let leases: LeasePool<LeaseKey>
    let random: SharedGenerator
    private let lowBudgets = Mutex<Set<BudgetScope>>([])
    /// Hashes of the suspicious texts that were told of.
    let toldOf = Mutex<Set<Int>>([])
    private let eventSink: AsyncStream<GatewayEvent>.Continuation

    /// What happens, in order, for one reader; without one, the latest 1,024 events are kept.
    public let events: AsyncStream<GatewayEvent>

    /// A gateway to one service.
    ///
    /// - Parameters:
    ///   - client: The client of the service.
    ///   - store: Where the ledger, the records and the catalogue are.
    ///   - key: The key of the service; a server on loopback needs none.
    ///   - settings: Caps and bounds.
    ///   - clock: What waits and deadlines are measured on.
    ///   - now: The time of day, for records and calendar windows.
    ///   - random: Where ids and jitter come from.
    ///   - identity: What the gateway is known by among those that share its store.
    ///   - logger: Told of calls that end at debug, and of each step of theirs at trace.
    public init(
        client: OpenRouterClient,
        store: some GatewayStore,
        key: Secret?,
        settings: Settings = Settings(),
        clock: some Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() },
        random: some RandomNumberGenerator & Sendable = FastGenerator(),
        identity: String = UUID().uuidString,
        logger: Logger = Logger(label: "castline.gateway")
    ) {
        self.client = client
        self.store = store
        self.settings = settings
        self.now = now
        self.random = SharedGenerator(random)
        self.logger = logger
        keys = Keys(key)
        let timeline = Timeline(clock: clock)
        self.timeline = timeline
        (events, eventSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_024))
        changes = Changes()
        gates = Gates(timeline: timeline, changes: changes)
        let neighbours = Neighbours(
            store: store,
            service: client.configuration.baseURL,
            isShared: !settings.serviceEndsWithProcess,
            identity: identity,
            timeline: timeline,
            now: now
        )
        self.neighbours = neighbours
        breakers = Breakers(
            policy: settings.breaker,
            timeline: timeline,
            random: self.random,
            changes: changes,
            onTransition: { [eventSink] id, transition in
                eventSink.yield(.breakerChanged(BreakerChange(id: id, transition: transition, at: now())))
                neighbours.tell(transition, of: id)
            }
        )
        leases = LeasePool { key in
            switch key {
            case .key: settings.callsPerKey
            case .model: settings.callsPerModel
            }
        }
        retryBudget = RetryBudget(policy: settings.retryBudget, clock: clock)
        calendar = BudgetCalendar(timeZone: settings.timeZone)
        account = Self.host(of: client.configuration.baseURL)
        isServerLocal = Self.isLoopback(account)
        cache = AnswerCache(
            service: settings.cacheService ?? client.configuration.baseURL,
            memoryBytes: settings.cacheMemoryBytes
        )
        catalogue = Catalogue(
            client: client,
            store: store,
            keys: keys,
            server: client.configuration.baseURL,
            maximumAge: settings.catalogueMaximumAge,
            now: now
        )
    }

    /// Answers a request.
    ///
    /// - Throws: ``GatewayError``; `CancellationError` when its task is cancelled.
    public func complete(_ request: CompletionRequest) async throws -> Completion {
        try await run(request, onText: nil)
    }

    /// Answers a request, and hands its text on as it comes.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - onText: Called with the text in order, in pieces of any length, never empty. Nothing is handed on twice: once
    ///     text was shown, a failure is a failure.
    /// - Returns: The whole answer.
    /// - Throws: ``GatewayError``; `CancellationError` when its task is cancelled, which closes the connection.
    public func stream(
        _ request: CompletionRequest,
        onText: @escaping @Sendable (String) async -> Void
    ) async throws -> Completion {
        try await run(request, onText: onText)
    }

    private func run(
        _ request: CompletionRequest,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> Completion {
        let asked = bound(request)
        if asked.request.journal != nil, let completion = try await replayed(asked.request) {
            await onText?(completion.text)
            return completion
        }
        var call = Call(id: makeID(), asked: asked, at: now(), began: timeline.now, on: timeline, logger)
        running.begin(call)
        defer { running.end(call) }
        await heedNeighbours()
        do {
            let known = try await validate(asked)
            let estimate = try accept(&call)
            do {
                guard asked.request.cache.mode != .off else {
                    return try await computed(&call, known, estimate, onText: onText)
                }
                let completion = try await cached(&call, onText: onText) { call in
                    try await self.computed(&call, known, estimate, onText: onText)
                }
                // What this call has paid for was kept when it was settled.
                if completion.id != call.id || completion.isFromCache { await keep(completion, of: asked.request) }
                return completion
            } catch let error as GatewayError {
                guard let completion = await degrade(&call, after: error, onText: onText) else { throw error }
                return completion
            }
        } catch {
            throw await giveUp(&call, error)
        }
    }

    private func accept(_ call: inout Call) throws -> PromptEstimate {
        try screenTyped(&call)
        let estimate = PromptEstimate(call.request)
        call.note(.accepted(promptTokens: estimate.likely, maxTokens: call.request.maxTokens), at: timeline.now)
        return estimate
    }

    private func computed(
        _ call: inout Call,
        _ known: Catalogue.Snapshot?,
        _ estimate: PromptEstimate,
        onText: (@Sendable (String) async -> Void)?
    ) async throws -> Completion {
        try await send(route(known, &call), estimate, &call, onText: onText)
    }

    /// The models of the service: from memory, else from the store while fresh, else from the network; stale ones
    /// when the network fails.
    ///
    /// - Parameter refresh: Whether to ask the network in any case.
    /// - Returns: The models, as the service lists them.
    /// - Throws: `OpenRouterError` when there are none anywhere.
    public func models(refresh: Bool = false) async throws -> [Model] {
        try await catalogue.snapshot(refresh: refresh).models
    }

    /// The models in memory, for completion: no waiting, and empty until ``models(refresh:)`` was called once.
    public func cachedModels() -> [Model] { catalogue.cached?.models ?? [] }

    /// The most one attempt of a request can cost at the preferred model.
    ///
    /// - Throws: ``GatewayError``, with `priceUnknown` where nobody knows the price.
    public func estimate(_ request: CompletionRequest) async throws -> USD {
        let asked = bound(request)
        let known = try await validate(asked)
        let request = asked.request
        let entry = known?[request.chain.preferred]
        let estimate = PromptEstimate(request)
        var candidate = Route.Candidate(
            model: request.chain.preferred,
            level: .preferred,
            price: Price(entry?.pricing, unknownIsFree: unknownPricesAreFree)
        )
        candidate.entry = entry?.id ?? candidate.model
        candidate.takesTerms = entry?.takesTerms ?? false
        let price = await priced(candidate, request, estimate).candidate.price
        guard let amount = price.worstCase(of: request, prompt: estimate) ?? request.costLimit else {
            throw GatewayError(.priceUnknown, "\(request.chain.preferred) has no known price")
        }
        return amount
    }

    /// What the service says of the account.
    public func credits() async throws -> Credits { try await client.credits(requireKey()) }

    /// Who offers a model, and on what terms; no key is needed.
    public func endpoints(of model: String) async throws -> [ModelEndpoint] {
        try await client.endpoints(of: model, key: keys.current?.secret)
    }

    func requireKey() throws -> Secret {
        if let key = keys.current { return key.secret }
        guard isServerLocal else { throw GatewayError(.noKey, "there is no key for \(account)") }
        return Secret("")
    }

    /// Whether a price nobody knows counts as nothing: on a server of one's own; elsewhere such a call needs a cost limit.
    var unknownPricesAreFree: Bool { isServerLocal }

    func publish(_ event: GatewayEvent) { eventSink.yield(event) }

    /// Tells once a window that less than a fifth of a cap is left.
    func watch(_ balances: [BudgetBalance]) {
        for balance in balances {
            guard let cap = balance.cap, let free = balance.free, free.picodollars < cap.picodollars / 5,
                lowBudgets.withLock({ $0.insert(balance.scope).inserted })
            else { continue }
            publish(.budgetLow(balance))
        }
    }

    func jitter(retry: Int, retryAfter: Duration?) -> Duration {
        var generator = random
        return settings.backoff.delay(beforeRetry: retry, retryAfter: retryAfter, using: &generator)
    }

    /// A new id, such as `r-0k3v9m2c4d`: 50 bits in Crockford's base 32.
    func makeID() -> String {
        var bits = random.next()
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var bytes: [UInt8] = Array("r-".utf8)
        for _ in 0..<10 {
            bytes.append(digits[Int(bits & 31)])
            bits >>= 5
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func host(of url: String) -> String {
        let rest = url.components(separatedBy: "://").last ?? url
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return authority.prefix { $0 != ":" }.lowercased()
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasSuffix(".localhost")
    }
}
