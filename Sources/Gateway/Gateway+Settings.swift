public import Foundation
public import OpenRouter
public import Resilience

extension Gateway {
    /// What the gateway is bound by.
    public struct Settings: Sendable {
        /// What follows an attempt of which nobody knows whether it was billed.
        public enum AmbiguousPolicy: String, Hashable, Sendable, CaseIterable {
            /// It is tried once more, if a second hold fits the caps while the first stays in doubt.
            case once
            /// The call stops.
            case never
        }

        /// The caps, where none is set in the store.
        public var caps = Caps()
        /// The zone whose calendar days and months the caps are about.
        public var timeZone = TimeZone.gmt
        /// The models that may be asked, with `*` for any run of characters; empty for all.
        public var allowedModels: [String] = []
        /// Which providers may answer, and on what terms: for every call.
        public var providers = ProviderPreferences()
        /// Whether only providers are asked that heed each parameter a call depends on, where the service knows that.
        public var requiresParameters = true
        /// The most tokens any answer may have.
        public var maxTokensLimit = 65_536
        /// The most bytes a conversation may have.
        public var maxPromptBytes = 4_000_000
        /// How often the service may be asked for one call.
        public var attemptsPerCall = 4
        /// How often one model may be asked for one call.
        public var attemptsPerModel = 3
        /// A longer wait than this is not worth it while another model is left.
        public var longestWait = Duration.seconds(15)
        /// What follows an attempt that was sent, brought no answer, and may have been billed.
        public var ambiguous = AmbiguousPolicy.once
        /// The waits between attempts.
        public var backoff = Backoff()
        /// The bound on retries of all calls together.
        public var retryBudget = RetryBudget.Policy()
        /// The numbers of the breakers of edge, models and keys.
        public var breaker = CircuitBreaker.Policy()
        /// A first text that takes longer counts as slow against its model.
        public var slowFirstText = Duration.seconds(30)
        /// When a second, equal call is sent because the first is late; `nil` for never.
        ///
        /// Both may be billed.
        public var hedgeDelay: Duration?
        /// Only calls whose worst case is at most this are sent a second time.
        public var hedgeLimit = USD.cents(1)
        /// How many calls of one key may run at once; the limit follows what the service can bear.
        public var callsPerKey = Bulkhead.Policy(initialLimit: 64, lowestLimit: 1, highestLimit: 1_024)
        /// How many calls to one model with one key may run at once.
        public var callsPerModel = Bulkhead.Policy(initialLimit: 32, lowestLimit: 1, highestLimit: 1_024)
        /// What follows when typed text looks like prompt injection.
        public var screening = ScreeningPolicy.warn
        /// How old the catalogue may be before it is fetched again.
        public var catalogueMaximumAge = Duration.seconds(24 * 60 * 60)
        /// The most bytes of answers that are kept in memory, in front of the store.
        public var cacheMemoryBytes = 16 << 20
        /// Who answers, as far as the cache is concerned; the base URL where `nil`.
        public var cacheService: String?
        /// Whether the service ends with this process, as an embedded simulator does: then it concerns nobody else what
        /// breakers and gates of this process have met.
        public var serviceEndsWithProcess = false

        /// The settings with the defaults above.
        public init() {}

        /// Whether a model may be asked.
        func allows(_ model: String) -> Bool {
            allowedModels.isEmpty
                || allowedModels.contains { pattern in
                    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
                    guard parts.count > 1, let first = parts.first, let last = parts.last else {
                        return model == pattern
                    }
                    guard model.hasPrefix(first), model.count >= first.count + last.count else { return false }
                    var rest = model.dropFirst(first.count)
                    for part in parts.dropFirst().dropLast() where !part.isEmpty {
                        guard let found = rest.firstRange(of: part) else { return false }
                        rest = rest[found.upperBound...]
                    }
                    return rest.hasSuffix(last)
                }
        }
    }
}
