public import OpenRouter
public import Resilience

/// What a caller wants from a model: the conversation, its terms and what it is for.
///
/// Which model answers is the gateway's choice within ``chain``; how often it tries is the gateway's alone.
public struct CompletionRequest: Sendable {
    /// What the call is for; labels the record, scopes the money, names the step.
    public struct Purpose: Hashable, Sendable, Codable {
        /// `research`, `outline`, `script`, `qa`, `finalize` or `ask`.
        public var phase: String
        /// The part of the phase, such as `segment 3`.
        public var unit: String
        /// The episode's slug, where there is one.
        public var episode: String?

        /// A purpose, outside any episode unless one is named.
        public init(phase: String, unit: String, episode: String? = nil) {
            self.phase = phase
            self.unit = unit
            self.episode = episode
        }
    }

    /// What an episode is made in, besides its words.
    public struct Setting: Hashable, Sendable, Codable {
        /// The language of the answer, as a BCP 47 tag; `nil` where only the words tell it.
        public var language: String?
        /// Who speaks in it, by name and role.
        public var cast: [String]

        /// A setting; by default one that nothing is known of.
        public init(language: String? = nil, cast: [String] = []) {
            self.language = language
            self.cast = cast
        }
    }

    /// What follows where a model does not heed a parameter that is set.
    public enum ParameterPolicy: String, Hashable, Sendable, Codable {
        /// It cannot answer.
        case required
        /// It is asked without the parameter, and the trace says so: the words of the request ask for the same.
        ///
        /// A tool is required even so.
        case wished
    }

    /// What the call is for.
    public var purpose: Purpose
    /// The models that may answer, best first.
    public var chain: ModelChain
    /// The conversation, oldest message first.
    public var messages: [ChatMessage]
    /// The most tokens the answer may have.
    public var maxTokens: Int
    /// Sampling temperature, 0…2; `nil` leaves it to the model.
    public var temperature: Double?
    /// Seed for providers that honour one.
    public var seed: Int64?
    /// What the answer must look like.
    public var responseFormat: ResponseFormat = .text
    /// Tools that the service runs itself.
    public var serverTools: [ServerTool] = []
    /// How much the model may think before it answers.
    public var reasoningEffort: ReasoningEffort?
    /// Which providers may answer, and on what terms, beyond those of the settings, which a call can only narrow.
    public var providers = ProviderPreferences()
    /// What follows where a model does not heed one of the parameters above.
    public var parameters = ParameterPolicy.required
    /// Whether only providers may answer that heed each parameter: others of the same model drop them in silence.
    ///
    /// With parameters that are only ``ParameterPolicy/wished`` it is so where one of the providers heeds them all.
    public var needsHeedingProviders = true
    /// Whether an answer cut at ``maxTokens`` is of use; otherwise it is a failure.
    public var acceptsTruncation = false
    /// Which levels of degradation the caller can use.
    public var acceptedLevels: Set<Completion.Level.Kind> = [.preferred, .fallback, .budget]
    /// The most time the call may take, attempts and waits included.
    public var timeLimit: Duration = .seconds(300)
    /// Who goes first where calls queue for a slot.
    public var priority = Bulkhead.Priority.interactive
    /// When a second, equal call is sent because the first is late; `nil` for never.
    ///
    /// Both may be billed, so this is for calls whose price does not matter. It happens before any text was shown, out of
    /// the budget of retries, and only if a second hold fits the caps.
    public var hedgeDelay: Duration?
    /// What stands in where nothing else answers and ``acceptedLevels`` has `template`.
    public var template: String?
    /// The most the call may cost, attempts included; needed where a price is unknown.
    public var costLimit: USD?
    /// Whether an earlier answer to the same request will do, and whether this one is kept.
    public var cache = CachePolicy.off
    /// The recipe that models, prompts and parameters come from, where there is one; answers of another are others.
    public var release: String?
    /// What an earlier answer to a similar request must have in common with this one.
    public var setting = Setting()
    /// The journal that keeps the answer as a finished step, such as an episode's; without one it is no step.
    public var journal: String?
    /// What a person typed of the messages: it is screened for prompt injection.
    public var typed: [String] = []

    /// A request with every other member at its default.
    public init(purpose: Purpose, chain: ModelChain, messages: [ChatMessage], maxTokens: Int) {
        self.purpose = purpose
        self.chain = chain
        self.messages = messages
        self.maxTokens = maxTokens
    }
}

/// The models that may answer, best first.
public struct ModelChain: Hashable, Sendable, Codable {
    /// The model that is wanted.
    public var preferred: String
    /// Tried in order when the preferred model cannot answer.
    public var fallbacks: [String] = []
    /// The cheap one that is asked last.
    public var budget: String?

    /// A chain; with one model alone, nothing stands in for it.
    public init(preferred: String, fallbacks: [String] = [], budget: String? = nil) {
        self.preferred = preferred
        self.fallbacks = fallbacks
        self.budget = budget
    }
}
