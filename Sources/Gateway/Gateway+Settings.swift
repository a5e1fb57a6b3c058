public import Foundation
public import Resilience

extension Gateway {
    /// What the gateway is bound by.
    public struct Settings: Sendable {
        /// What a price nobody knows means.
        public enum UnknownPrices: Hashable, Sendable {
            /// Such a call needs an explicit cost limit.
            case refused
            /// It counts as nothing: a server of one's own. Always so for a base URL on loopback.
            case free
        }

        /// The caps, where none is set in the store.
        public var caps = Caps()
        /// The zone whose calendar days and months the caps are about.
        public var timeZone = TimeZone.gmt
        /// What a price nobody knows means.
        public var unknownPrices = UnknownPrices.refused
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
        /// Whether an attempt that may have been billed is followed by another, both with a hold of their own.
        public var retriesAmbiguous = true
        /// The waits between attempts.
        public var backoff = Backoff()
        /// The bound on retries of all calls together.
        public var retryBudget = RetryBudget.Policy()
        /// How old the catalogue may be before it is fetched again.
        public var catalogueMaximumAge = Duration.seconds(24 * 60 * 60)

        /// The settings with the defaults above.
        public init() {}
    }
}
