public import OpenRouter

/// How one attempt's end is read.
///
/// It says what the end means for the edge, the model and the key, what may be tried next, and what it may have cost.
/// Total: every failure has a row.
///
/// A 429 is neutral to every breaker: a model that is throttled is not broken. It closes a gate for a known time
/// instead.
public struct Classification: Hashable, Sendable {
    /// What kind of end it was; closed, so that it may label a metric.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case answered, unreachable, lost, timeout, serverError, overloaded, loading, rateLimited, admission
        case inFlightBudget, freeTier, credits, keyLimit, unauthorized, forbidden, contentPolicy, badRequest,
            contextLength, notFound
        case tooLarge, truncated, invalid, empty, otherModel, cancelled, unknown
    }

    /// What an outcome says of one party.
    public enum Mark: Hashable, Sendable { case success, failure, neutral }

    /// What may be tried after a failure.
    public enum Next: Hashable, Sendable {
        /// The same model again, then the next.
        case sameThenNext
        /// The same model again once the service allows it; another would meet the same limit.
        case same
        /// The next model; the same again where none is left, for as long as there is time.
        case whenReady
        /// Never the same request to the same model.
        case nextModel
        /// Another key of the same account may work.
        case otherKey
        /// Nothing.
        case stop
    }

    /// What a failed attempt may have cost.
    public enum Billing: Hashable, Sendable {
        case nothing
        /// It reached the service and brought no bill.
        case ambiguous
    }

    /// What kind of end it was.
    public var kind: Kind
    /// What it says of the base URL: names, connections, TLS, the service's own front.
    public var edge: Mark
    /// What it says of the model.
    public var model: Mark
    /// What it says of the key.
    public var key: Mark
    /// What may be tried next.
    public var next: Next
    /// What it may have cost.
    public var billing: Billing

    private init(
        _ kind: Kind,
        edge: Mark = .neutral,
        model: Mark = .neutral,
        key: Mark = .neutral,
        _ next: Next,
        _ billing: Billing = .nothing
    ) {
        self.kind = kind
        self.edge = edge
        self.model = model
        self.key = key
        self.next = next
        self.billing = billing
    }

    /// A whole answer.
    public static let answered = Classification(.answered, edge: .success, model: .success, key: .success, .stop)

    /// A whole answer by another model than was asked, where the caller can use no other.
    static let answeredByOther = Classification(.otherModel, edge: .success, key: .success, .nextModel)

    /// The caller gave up, after the request was sent.
    public static let cancelled = Classification(.cancelled, .stop, .ambiguous)

    /// Reads whatever an attempt threw.
    public init(_ error: any Error) {
        switch error {
        case let error as OpenRouterError: self.init(error)
        case is CancellationError: self = .cancelled
        default: self.init(.unknown, .stop, .ambiguous)
        }
    }

    /// Reads a failure of the client.
    public init(_ error: OpenRouterError) {
        // A failure with a provider's name went through the front: only the provider is at fault.
        let front: Mark = error.provider == nil && !error.isInBand ? .failure : .success
        let isGatewayTimeout = error.status == 504 || error.status == 524
        self =
            switch error.code {
            //                          kind             edge             model            key             next          billing
            case .connectionFailed: .init(.unreachable, edge: .failure, .sameThenNext)
            case .connectionLost: .init(.lost, edge: .failure, .sameThenNext, .ambiguous)
            case .firstByteTimeout: .init(.timeout, edge: .failure, model: .failure, .sameThenNext, .ambiguous)
            case .idleTimeout: .init(.timeout, edge: .success, model: .failure, .sameThenNext, .ambiguous)
            case .totalTimeout: .init(.timeout, model: .failure, .sameThenNext, .ambiguous)
            case .requestTimeout: .init(.timeout, edge: front, model: .failure, .sameThenNext)
            case .serverError where isGatewayTimeout:
                .init(.serverError, edge: front, model: .failure, .sameThenNext, .ambiguous)
            case .serverError: .init(.serverError, edge: front, model: .failure, .sameThenNext)
            // The front itself says that there is nobody behind it: it stands.
            case .overloaded: .init(.overloaded, edge: .neutral, model: .failure, .sameThenNext)
            // Nothing is broken: it will be there.
            case .modelLoading: .init(.loading, .whenReady)
            case .rateLimited: .init(.rateLimited, .sameThenNext)
            case .admissionControl: .init(.admission, .same)
            case .inFlightBudget: .init(.inFlightBudget, .same)
            case .freeTierLimit: .init(.freeTier, .nextModel)
            case .insufficientCredits: .init(.credits, .stop)
            case .keyLimitExceeded: .init(.keyLimit, .otherKey)
            case .unauthorized: .init(.unauthorized, edge: .success, key: .failure, .otherKey)
            case .forbidden: .init(.forbidden, edge: .success, .stop)
            case .contentPolicy where error.provider != nil: .init(.contentPolicy, edge: .success, .nextModel)
            case .contentPolicy: .init(.contentPolicy, edge: .success, .stop)
            case .badRequest where error.provider != nil: .init(.badRequest, edge: .success, .nextModel)
            case .badRequest: .init(.badRequest, edge: .success, .stop)
            case .contextLengthExceeded: .init(.contextLength, edge: .success, model: .success, .nextModel)
            case .notFound: .init(.notFound, edge: .success, .nextModel)
            case .payloadTooLarge: .init(.tooLarge, edge: .success, .stop)
            case .truncated: .init(.truncated, edge: .success, model: .failure, .sameThenNext, .ambiguous)
            // A redirect and its like: nobody has worked on it.
            case .invalidResponse where !error.isInBand: .init(.invalid, edge: .failure, .sameThenNext)
            case .invalidResponse: .init(.invalid, edge: front, model: .failure, .sameThenNext, .ambiguous)
            case .emptyResponse: .init(.empty, edge: .success, model: .failure, .sameThenNext, .ambiguous)
            }
    }

    /// Reads an answer, which may still be no whole one.
    ///
    /// - Parameters:
    ///   - response: What came back inside a 200.
    ///   - acceptsTruncation: Whether an answer cut at its limit is of use.
    public init(_ response: ChatResponse, acceptsTruncation: Bool) {
        let hasText = response.text.contains { !$0.isWhitespace }
        self =
            switch response.finishReason {
            case .error: .init(.serverError, edge: .success, model: .failure, key: .success, .sameThenNext)
            case .contentFilter:
                .init(.contentPolicy, edge: .success, model: .success, key: .success, .nextModel)
            case .length where !acceptsTruncation || !hasText:
                .init(.truncated, edge: .success, model: .failure, key: .success, .sameThenNext)
            case _ where !hasText && response.refusal != nil:
                .init(.contentPolicy, edge: .success, model: .success, key: .success, .nextModel)
            case _ where !hasText:
                .init(.empty, edge: .success, model: .failure, key: .success, .sameThenNext)
            default: .answered
            }
    }

    /// The parties a failure counts against, by name.
    var countsAgainst: [String] {
        [("edge", edge), ("model", model), ("key", key)].filter { $0.1 == .failure }.map(\.0)
    }
}

extension Classification.Kind {
    /// What the caller is told when nothing else is left to try.
    var errorCode: GatewayError.Code {
        switch self {
        case .answered, .unreachable, .lost, .serverError, .overloaded, .loading, .invalid, .empty, .unknown, .notFound,
            .otherModel:
            .upstreamUnavailable
        case .timeout, .cancelled: .upstreamUnavailable
        case .rateLimited, .admission, .inFlightBudget, .freeTier: .rateLimited
        case .credits, .keyLimit: .insufficientCredits
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .contentPolicy: .contentPolicy
        case .badRequest, .contextLength, .tooLarge: .rejectedByService
        case .truncated: .truncated
        }
    }
}
