public import OpenRouter

/// Everything that was decided in one call, in order: what `why` explains.
///
/// It holds no prompt, no answer and no key.
public struct Trace: Hashable, Sendable, Codable {
    /// One thing that happened.
    public enum Step: Hashable, Sendable, Codable {
        /// The request is sound: the prompt's tokens as estimated, and the most the answer may have.
        case accepted(promptTokens: Int, maxTokens: Int)
        /// Typed text looks like prompt injection.
        case screened(score: Double, rules: [String], policy: ScreeningPolicy)
        /// What the cache had to say.
        case cache(CacheVerdict)
        /// Which providers may answer, in words.
        case terms(String)
        /// A model of the chain was left out.
        case leftOut(model: String, reason: String)
        /// A model is asked without these parameters, which it does not heed.
        case notSent(model: String, parameters: [String])
        /// The prices of a model are unknown; how they were treated.
        case priceUnknown(model: String, treatment: String)
        /// The worst case of an attempt was set aside.
        case held(attempt: Int, model: String, amount: USD, prices: String?)
        /// The worst case of an attempt did not fit under a cap.
        case refused(model: String, refusal: BudgetRefusal)
        /// A wait before the next attempt.
        case waited(seconds: Double, reason: String)
        /// A breaker or a gate keeps a model back; in how many seconds asking again may help.
        case blocked(model: String, reason: String, seconds: Double?)
        /// It took so long until a slot was free.
        case queued(seconds: Double)
        /// The request went out; it is a probe of these breakers.
        case sent(attempt: Int, model: String, probing: [String])
        /// The service refused a key, by its digest, and the next one steps in.
        case changedKey(refused: String)
        /// The first was late, so that a second, equal request went out.
        case hedged(attempt: Int, model: String)
        /// The first text of a stream came in.
        case firstText(attempt: Int)
        /// The attempt brought an answer.
        case answered(attempt: Int, model: String?, provider: String?, generation: String?, finish: String?)
        /// How the service routed the attempt, where it tells.
        case routed(attempt: Int, router: RouterMetadata)
        /// The attempt failed, and how that was read.
        case failed(attempt: Int, failure: Failure)
        /// The attempt has changed the state of a breaker.
        case breaker(explanation: String)
        /// The attempt has closed a gate.
        case gateClosed(id: String, explanation: String)
        /// The attempt's money is known.
        case settled(attempt: Int, amount: USD, source: CostSource)
        /// The attempt cost nothing.
        case released(attempt: Int)
        /// The attempt may have been billed.
        case inDoubt(attempt: Int, amount: USD, generation: String?)
        /// No model answered, and something else stands in.
        case degraded(level: Completion.Level, reason: String)
        /// The call ended without an answer.
        case gaveUp(reason: String)
    }

    /// A failed attempt as it was classified.
    public struct Failure: Hashable, Sendable, Codable {
        /// What kind of failure it was.
        public var kind: Classification.Kind
        /// One sentence; no key, no prompt.
        public var message: String
        /// The HTTP status, or the inner code of an error inside a 200.
        public var status: Int?
        /// The provider that failed, where it is named.
        public var provider: String?
        /// How long the service wants us to wait, in seconds.
        public var retryAfterSeconds: Double?
        /// What it counts against: `edge`, `model`, `key`.
        public var countsAgainst: [String]
        /// Failures in a row of these after it, where their breakers have not opened.
        public var failuresInARow: [String: Int]?

        /// A failed attempt.
        public init(
            kind: Classification.Kind,
            message: String,
            status: Int? = nil,
            provider: String? = nil,
            retryAfterSeconds: Double? = nil,
            countsAgainst: [String] = [],
            failuresInARow: [String: Int]? = nil
        ) {
            self.kind = kind
            self.message = message
            self.status = status
            self.provider = provider
            self.retryAfterSeconds = retryAfterSeconds
            self.countsAgainst = countsAgainst
            self.failuresInARow = failuresInARow
        }
    }

    /// A step with its time.
    public struct Event: Hashable, Sendable, Codable {
        /// Seconds since the call began.
        public var at: Double
        /// What happened.
        public var step: Step

        /// A step with its time.
        public init(at: Double, step: Step) {
            self.at = at
            self.step = step
        }
    }

    /// The id of the call.
    public var id: String
    /// What happened, in order.
    public var events: [Event]

    /// A trace with nothing in it yet.
    public init(id: String) {
        self.id = id
        events = []
    }
}
