/// How an earlier answer to the same request may be used, and for how long a new one is kept.
///
/// Ages count from the moment an answer was made:
///
/// ```
/// 0 ──────────── fresh ── timeToLive ── stale, refreshed behind ── + staleWhileRevalidate
///                                   └── only when the service fails ── + staleIfError
/// ```
///
/// Both windows begin where freshness ends, and neither extends the other. The end of freshness of each answer comes
/// earlier by a random part of ``jitter``, so that what was made together is not asked for anew together.
public struct CachePolicy: Hashable, Sendable {
    /// Whether earlier answers are looked for, and new ones kept.
    public enum Mode: Hashable, Sendable {
        /// Neither.
        case off
        /// Both.
        case use
        /// Earlier answers are not looked for; the new one takes their place.
        case refresh
    }

    /// Whether earlier answers are looked for, and new ones kept.
    public var mode: Mode
    /// How long an answer is as good as a new one.
    public var timeToLive: Duration
    /// How much longer it is handed out at once while a new one is asked for behind.
    public var staleWhileRevalidate: Duration
    /// How much longer than ``timeToLive`` it stands in when no model can be reached.
    public var staleIfError: Duration
    /// The largest part of ``timeToLive`` that chance takes away, 0…1.
    public var jitter = 0.1

    /// A policy of these windows.
    public init(
        _ mode: Mode = .use,
        timeToLive: Duration,
        staleWhileRevalidate: Duration = .zero,
        staleIfError: Duration = .zero
    ) {
        self.mode = mode
        self.timeToLive = timeToLive
        self.staleWhileRevalidate = staleWhileRevalidate
        self.staleIfError = staleIfError
    }

    /// Every request is asked anew, and nothing is kept.
    public static let off = CachePolicy(.off, timeToLive: .zero)

    /// The windows of a phase.
    ///
    /// | phase | fresh | then refreshed behind | or, when the service fails | because |
    /// |---|---|---|---|---|
    /// | `research` | 6 hours | 18 hours | 7 days | what the web says changes within days |
    /// | `outline`, `script` | 7 days | – | 23 days | follows from its notes alone |
    /// | `qa` | 7 days | – | 23 days | follows from the script alone |
    /// | `finalize` | 7 days | – | 23 days | follows from the script alone |
    /// | `ask` and others | 1 hour | – | 1 day | a question asked again an hour later wants a new look |
    ///
    /// Only research refreshes behind: elsewhere a new answer would be paid for that nobody waits for.
    public static func standard(phase: String) -> CachePolicy {
        switch phase {
        case "research":
            CachePolicy(timeToLive: .hours(6), staleWhileRevalidate: .hours(18), staleIfError: .hours(7 * 24))
        case "outline", "script", "qa", "finalize":
            CachePolicy(timeToLive: .hours(7 * 24), staleIfError: .hours(23 * 24))
        default: CachePolicy(timeToLive: .hours(1), staleIfError: .hours(24))
        }
    }

    /// The same windows, with earlier answers not looked for.
    public var refreshing: CachePolicy {
        var policy = self
        if policy.mode == .use { policy.mode = .refresh }
        return policy
    }

    /// How long an answer can be of any use.
    var longestUse: Duration { timeToLive + max(staleWhileRevalidate, staleIfError) }
}

extension Duration {
    fileprivate static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }
}
