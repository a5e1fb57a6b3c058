import Resilience

/// Decides what follows a failed attempt; a plain value.
struct RetryPlan: Sendable {
    /// What to do next.
    enum Step: Hashable, Sendable {
        /// Ask the same model again, after a wait.
        case again(after: Duration)
        /// Ask the next model, at once.
        case next
        /// Give up: why.
        case stop(String)
    }

    /// The bounds of one call.
    struct Limits: Hashable, Sendable {
        /// How often the service may be asked for one call.
        var attemptsPerCall = 4
        /// How often one model may be asked for one call.
        var attemptsPerModel = 3
        /// A longer wait than this is not worth it while another model is left.
        var longestWait = Duration.seconds(15)
        /// An attempt with less time than this is not begun.
        var shortestAttempt = Duration.milliseconds(200)
        /// How many attempts of one call may end without anybody knowing whether they were billed.
        var ambiguousAttempts = 2
        /// The least wait for a model that is being loaded.
        var loadingPause = Duration.seconds(1)
    }

    var limits: Limits
    private(set) var attempts = 0
    private(set) var attemptsAtModel = 0
    private var ambiguous = 0
    /// Attempts that met a model that was being loaded: they ask whether it is there, and are no retries.
    private var early = 0
    private var earlyAtModel = 0
    private var modelsLeft = 0

    init(limits: Limits) {
        self.limits = limits
    }

    /// Whether what goes out next is the same again after a failure.
    var isRetry: Bool { attempts > early }

    /// Counts an attempt that goes out.
    mutating func begin() {
        attempts += 1
        attemptsAtModel += 1
    }

    /// Turns to the next model.
    ///
    /// - Parameter modelsLeft: How many models come after it.
    mutating func turn(modelsLeft: Int) {
        attemptsAtModel = 0
        earlyAtModel = 0
        self.modelsLeft = modelsLeft
    }

    /// What follows a failure.
    ///
    /// - Parameters:
    ///   - failure: How the failed attempt was read.
    ///   - wait: What backoff and Retry-After ask for together.
    ///   - remaining: The time left for the call.
    ///   - hasShownText: Whether the caller has seen text, which is never replayed.
    ///   - hasOtherKey: Whether a key is left that the service does not refuse.
    /// - Returns: The next step.
    mutating func step(
        after failure: Classification,
        wait: Duration,
        remaining: Duration,
        hasShownText: Bool,
        hasOtherKey: Bool = false
    ) -> Step {
        if hasShownText { return .stop("text was shown, and is not replayed") }
        if remaining < limits.shortestAttempt { return .stop("the time for the call is over") }
        if failure.next == .whenReady {
            early += 1
            earlyAtModel += 1
            if modelsLeft > 0 { return .next }
            let pause = max(wait, limits.loadingPause)
            return pause + limits.shortestAttempt <= remaining
                ? .again(after: pause) : .stop("the model is not loaded in time")
        }
        if attempts - early >= limits.attemptsPerCall { return .stop("\(attempts) attempts are enough for one call") }
        if failure.billing == .ambiguous {
            ambiguous += 1
            if ambiguous >= limits.ambiguousAttempts {
                let often = ambiguous == 1 ? "it" : "\(ambiguous) attempts"
                return .stop("\(often) may have been billed, and the policy is not to pay more often")
            }
        }
        let hasNext = modelsLeft > 0
        let fits = wait + limits.shortestAttempt <= remaining
        switch failure.next {
        case .stop, .whenReady: return .stop("asking again would not help")
        case .otherKey: return hasOtherKey ? .again(after: .zero) : .stop("another key would be needed")
        case .nextModel: return hasNext ? .next : .stop("no other model is left")
        case .same:
            guard attemptsAtModel - earlyAtModel < limits.attemptsPerModel else {
                return .stop("the limit has not passed")
            }
            return fits ? .again(after: wait) : .stop("the wait does not fit the time for the call")
        case .sameThenNext:
            // Later models keep an attempt each.
            let isWorthIt =
                attemptsAtModel - earlyAtModel < limits.attemptsPerModel && fits
                && limits.attemptsPerCall - (attempts - early) > modelsLeft
                && (!hasNext || wait <= limits.longestWait)
            if isWorthIt { return .again(after: wait) }
            if hasNext { return .next }
            return .stop(fits ? "\(attemptsAtModel) attempts are enough for one model" : "the wait does not fit")
        }
    }
}
