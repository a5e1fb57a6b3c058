public import Gateway

extension Session {
    /// Which models a session works with, and how.
    public struct Options: Sendable {
        /// The models of research.
        public var research = DefaultModels.writer
        /// The models of outline and script.
        public var script = DefaultModels.writer
        /// The models that judge; other ones than those that write.
        public var judge = DefaultModels.judge
        /// The models of titles and descriptions.
        public var finalize = DefaultModels.writer
        /// The models that speak, with `--engine openrouter`.
        public var speech = DefaultModels.voice
        /// Whether `produce` goes on to finalize an episode that the quality check rejected.
        public var finalizeRejected = false
        /// The most time one call may take, attempts and waits included.
        public var callTimeLimit: Duration = .seconds(600)
        /// How much of sources is read.
        public var sourceLimits = SourceLimits()
        /// Characters of source text that one call takes notes on; long sources make calls up to four times as long.
        public var passageCharacters = 12_000
        /// The most calls that take notes.
        public var passageLimit = 24

        /// The options with the defaults above.
        public init() {}

        /// The models of a phase.
        public func models(of phase: Phase) -> ModelChain {
            switch phase {
            case .research: research
            case .outline, .script: script
            case .qa: judge
            case .finalize: finalize
            }
        }
    }

    /// The models used where none are configured.
    public enum DefaultModels {
        /// A quick model with a long context and schemas.
        public static let writer = ModelChain(
            preferred: "google/gemini-2.5-flash",
            fallbacks: ["deepseek/deepseek-chat-v3.1", "anthropic/claude-haiku-4.5"],
            budget: "google/gemini-2.5-flash-lite"
        )
        /// Models that are charged by the character.
        public static let voice = ModelChain(
            preferred: "mistralai/voxtral-mini-tts-2603",
            fallbacks: ["hexgrad/kokoro-82m"]
        )
        /// Of another maker than the writer, so that nobody judges their own work.
        public static let judge = ModelChain(
            preferred: "openai/gpt-4o-mini",
            fallbacks: ["mistralai/mistral-small-3.2-24b-instruct", "anthropic/claude-haiku-4.5"]
        )
    }
}
