import OpenRouter
import Resilience
import Synchronization

/// What the gateway remembers of answers within one process.
struct AnswerCache: Sendable {
    /// What several calls get from one.
    enum Landing: Sendable {
        /// An answer that was kept.
        case stored(StoredAnswer)
        /// A new one.
        case made(Completion)
        /// One past its time, and what failed.
        case lastResort(StoredAnswer, reason: GatewayError.Code)
    }

    let service: String
    let memory: AnswerMemory
    let flights = SingleFlight<CacheKey, Landing> { error in
        switch (error as? GatewayError)?.code {
        // About the request: it would fail the others alike.
        case .invalidRequest, .unknownModel, .contentPolicy, .rejectedByService: true
        default: false
        }
    }
    /// Requests whose answers were handed out stale; for one reader.
    let refreshes: AsyncStream<CompletionRequest>
    private let refreshSink: AsyncStream<CompletionRequest>.Continuation
    private let refreshing = Owed()

    /// How often the store is asked whether another process has invalidated something.
    static let checkInterval = Duration.seconds(1)
    /// How long it is waited before the store is asked again for the answer of another process.
    static let pollInterval = Duration.milliseconds(50)
    /// How much longer than its call a lease lasts: for the writing of the answer.
    static let leaseMargin = Duration.seconds(5)

    init(service: String, memoryBytes: Int) {
        self.service = service
        memory = AnswerMemory(limitBytes: memoryBytes)
        (refreshes, refreshSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(64))
    }

    /// Asks for a new answer behind; once, however many are handed out meanwhile.
    func refresh(_ request: CompletionRequest, _ key: CacheKey) {
        guard refreshing.insert(key) else { return }
        var request = request
        request.cache = request.cache.refreshing
        request.purpose.unit += ", refresh"
        if case .enqueued = refreshSink.yield(request) { return }
        refreshing.remove(key)
    }

    /// Ends a refresh.
    func hasRefreshed(_ key: CacheKey) { refreshing.remove(key) }

    private final class Owed: Sendable {
        private let keys = Mutex<Set<CacheKey>>([])

        func insert(_ key: CacheKey) -> Bool { keys.withLock { $0.insert(key).inserted } }

        func remove(_ key: CacheKey) { _ = keys.withLock { $0.remove(key) } }
    }
}
