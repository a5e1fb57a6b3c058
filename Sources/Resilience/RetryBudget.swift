import Synchronization

/// A bound on retries across a whole session, so that an outage is not answered with a multiple of the load.
///
/// Every request sent for the first time earns a share of a retry; every retry, and every hedge, spends one. A small
/// reserve fills up by itself, so that a session of few calls can still retry. Taking is one step under a lock: two
/// callers never spend the same retry.
public final class RetryBudget: Sendable {
    /// How much may be retried.
    public struct Policy: Sendable, Hashable {
        /// Retries earned by a request, in hundredths.
        ///
        /// Source: 20 %, as in Finagle's and Envoy's retry budgets.
        public var percentOfRequests = 20

        /// Retries in the bucket at first, and what an emptied bucket fills up to without any request.
        public var reserve = 10

        /// The time in which the reserve fills up: with ten, one retry every six seconds.
        public var reserveInterval = Duration.seconds(60)

        /// The most retries a bucket holds, so that a calm day does not pay for a storm.
        public var capacity = 100

        /// Makes the policy with the defaults above.
        public init() {}
    }

    /// The bucket as a plain value; amounts are in hundredths of a retry.
    struct Bucket {
        let policy: Policy
        private(set) var balance: Int
        private var refilledAt: Duration

        init(policy: Policy, at now: Duration) {
            self.policy = policy
            balance = policy.reserve * 100
            refilledAt = now
        }

        mutating func deposit(at now: Duration) {
            refill(at: now)
            add(policy.percentOfRequests)
        }

        mutating func withdraw(at now: Duration) -> Bool {
            refill(at: now)
            guard balance >= 100 else { return false }
            balance -= 100
            return true
        }

        mutating func refund() {
            add(100)
        }

        mutating func refill(at now: Duration) {
            let reserve = policy.reserve * 100
            guard reserve > 0, balance < reserve else {
                refilledAt = max(refilledAt, now)
                return
            }
            let step = policy.reserveInterval / reserve
            let steps = Int((now - refilledAt) / step)
            guard steps > 0 else { return }
            refilledAt += step * steps
            balance = min(reserve, balance + steps)
        }

        private mutating func add(_ amount: Int) {
            balance = min(policy.capacity * 100, balance + amount)
        }
    }

    private let timeline: Timeline
    private let bucket: Mutex<Bucket>

    /// Makes a budget with its reserve filled.
    ///
    /// - Parameters:
    ///   - policy: How much may be retried.
    ///   - clock: What the reserve fills up by.
    public init(policy: Policy = Policy(), clock: some Clock<Duration> = ContinuousClock()) {
        timeline = Timeline(clock: clock)
        bucket = Mutex(Bucket(policy: policy, at: timeline.now))
    }

    /// Counts a request whose first attempt is being sent.
    ///
    /// Requests that are refused before that earn nothing.
    public func recordRequest() {
        bucket.withLock { $0.deposit(at: timeline.now) }
    }

    /// Takes one retry, or says that there is none.
    public func withdraw() -> Bool {
        bucket.withLock { $0.withdraw(at: timeline.now) }
    }

    /// Gives back a retry that was taken and not sent.
    public func refund() {
        bucket.withLock { $0.refund() }
    }

    /// The whole retries that could be taken now.
    public var available: Int {
        bucket.withLock { bucket in
            bucket.refill(at: timeline.now)
            return bucket.balance / 100
        }
    }
}
