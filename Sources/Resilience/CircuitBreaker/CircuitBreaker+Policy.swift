extension CircuitBreaker {
    /// The numbers a breaker goes by.
    ///
    /// The defaults suit calls that are few and long: tens an hour, 5 to 120 s each. A window of hundred calls, as web
    /// services use it, would never fill.
    public struct Policy: Sendable, Hashable {
        /// How far back outcomes count; longer than the 99th percentile of a call.
        public var window = Duration.seconds(120)

        /// How many steps the window moves in.
        public var buckets = 12

        /// Failures in a row that open the breaker.
        ///
        /// Source: Envoy's outlier detection ejects after 5; gobreaker after more than 5.
        public var consecutiveFailures = 5

        /// The least share of failures among the outcomes that opens the breaker.
        ///
        /// Source: resilience4j, 50 %.
        public var failureRate = 0.5

        /// The least share of slow answers among the outcomes that opens the breaker.
        ///
        /// Half-way between ``failureRate`` and resilience4j's 100 %: a slow answer is still an answer.
        public var slowRate = 0.75

        /// Outcomes in the window below which no rate is computed: the smallest number that five in a row do not reach.
        public var minimumOutcomes = 6

        /// How long the breaker stays open the first time; every time it opens again before it has recovered doubles that.
        public var coolDown = Duration.seconds(10)

        /// The longest cool-down, a Retry-After not counted.
        ///
        /// Source: Envoy's longest ejection, 300 s.
        public var longestCoolDown = Duration.seconds(300)

        /// How much a cool-down varies by chance, as a share to either side.
        public var coolDownJitter = 0.2

        /// Probes in flight at once when half-open.
        public var probes = 1

        /// Successful probes that close the breaker.
        public var successesToClose = 2

        /// How long a probe may take when the caller gives no lease.
        public var probeLease = Duration.seconds(120)

        /// The shares of requests let through after closing, each for an equal part of ``rampDuration``; then all of them.
        public var rampShares = [0.10, 0.25, 0.50]

        /// How long the recovery takes.
        public var rampDuration = Duration.seconds(60)

        /// Makes the policy with the defaults above.
        public init() {}

        /// The cool-down after `openings` earlier ones without a recovery between them.
        ///
        /// - Parameters:
        ///   - openings: 0 for the first time.
        ///   - share: The chance, from 0 (shortest) to 1 (longest).
        /// - Returns: `coolDown × 2ⁿ`, varied by the jitter, never above ``longestCoolDown``.
        func coolDown(after openings: Int, share: Double) -> Duration {
            var nominal = coolDown
            for _ in 0..<openings where nominal < longestCoolDown { nominal *= 2 }
            let factor = 1 - coolDownJitter + 2 * coolDownJitter * share
            return min(longestCoolDown, min(longestCoolDown, nominal) * factor)
        }

        /// The step of the recovery that is `elapsed` old: the share let through, and when the next step begins.
        func rampStep(at elapsed: Duration) -> (share: Double, next: Duration) {
            let width = rampDuration / rampShares.count
            var next = width
            for share in rampShares {
                if elapsed < next { return (share, next) }
                next += width
            }
            return (1, rampDuration)
        }
    }
}
