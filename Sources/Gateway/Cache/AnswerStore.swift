public import Foundation
public import OpenRouter

/// What the gateway keeps of answers, shared by all processes that use the store.
///
/// No money depends on it, so that nothing here waits for the disk: what a function changes is seen by every later use
/// of the store, and may be lost with the power. What returns at once is seen by other processes a moment later.
public protocol AnswerStore: Sendable {
    /// Looks an answer up; where none is good enough, lets its asker be the one who asks the service.
    ///
    /// - Parameter lease: Who asks, for how long, and how old an answer may be.
    /// - Returns: The answer, the lease, or until when somebody else has it. A lease whose process is gone is free.
    /// - Throws: ``StoreError``.
    func claim(_ lease: AnswerLease) async throws -> AnswerClaim

    /// Gives a lease up without an answer. Returns at once.
    func release(_ lease: AnswerLease)

    /// Keeps an answer in place of an earlier one under the same key, and ends the lease. Returns at once.
    func keep(_ answer: StoredAnswer, ending lease: AnswerLease?)

    /// Keeps the record of a call that was answered from the cache, and counts it. Returns at once.
    func keep(hit record: CallRecord, trace: Trace, of key: CacheKey, tags: Set<String>)

    /// The answer of a call, by the call's id or the beginning of its key; `nil` where none is kept.
    func answer(id: String) async throws -> StoredAnswer?

    /// Forgets answers.
    ///
    /// - Returns: How many.
    func invalidate(_ selection: AnswerSelection) async throws -> Int

    /// Counts invalidations: what is in a process's memory is of use while this stays the same.
    func answerGeneration() async throws -> Int64

    /// How many answers are kept, and of what use they were.
    func answerStatistics() async throws -> AnswerStatistics

    /// Earlier questions that share rare words, and at least a third of all, with one; the best match first.
    ///
    /// - Parameters:
    ///   - words: The words of the question that bear meaning.
    ///   - scope: ``StoredAnswer/Question/scope``, which must be equal.
    ///   - limit: How many at most.
    ///   - date: Those that have expired by then are left out.
    /// - Returns: Their answers.
    /// - Throws: ``StoreError``.
    func answers(
        sharing words: [String],
        inScope scope: String,
        limit: Int,
        at date: Date
    ) async throws -> [StoredAnswer]
}

/// Who is about to ask the service for an answer that others may be waiting for.
public struct AnswerLease: Hashable, Sendable {
    /// What is asked for.
    public var key: CacheKey
    /// The id of the call.
    public var holder: String
    /// When the lease ends by itself.
    public var until: Date
    /// When it was asked for.
    public var at: Date
    /// Answers made until this moment will not do; `nil` leaves that to ``policy``.
    public var madeAfter: Date?
    /// How old an answer may be.
    public var policy: CachePolicy

    /// A lease for one call.
    public init(key: CacheKey, holder: String, until: Date, at: Date, madeAfter: Date?, policy: CachePolicy) {
        self.key = key
        self.holder = holder
        self.until = until
        self.at = at
        self.madeAfter = madeAfter
        self.policy = policy
    }

    /// Whether an answer will do at the moment of asking.
    public func accepts(_ answer: StoredAnswer) -> Bool {
        if let madeAfter { return answer.madeAt > madeAfter }
        return switch answer.freshness(under: policy, at: at) {
        case .fresh, .refreshable: true
        case .lastResort, .expired: false
        }
    }
}

/// What looking an answer up has brought.
public enum AnswerClaim: Hashable, Sendable {
    /// An answer that will do.
    case found(StoredAnswer)
    /// The lease; with an answer that will do only when the service fails.
    case leads(lastResort: StoredAnswer?)
    /// Somebody else is asking.
    case waits(until: Date)
}

/// Which answers are meant.
public enum AnswerSelection: Hashable, Sendable {
    /// Those with a tag, such as `phase:script`.
    case tag(String)
    /// Those made before a moment.
    case madeBefore(Date)
    /// That of a call, by the call's id or the beginning of its key.
    case id(String)
    /// All.
    case all
}

/// How many answers are kept, and of what use they were.
public struct AnswerStatistics: Hashable, Sendable, Codable {
    /// How many answers are kept.
    public var entries = 0
    /// About how many bytes they take.
    public var sizeBytes = 0
    /// Calls that were answered by them, ever.
    public var hits = 0
    /// Calls that found none and asked the service, ever.
    public var misses = 0
    /// What those calls would have cost.
    public var saved = USD.zero
    /// When the oldest was made.
    public var oldest: Date?
    /// Tags, with how many answers each has; the most frequent first.
    public var tags: [Tag] = []

    /// A tag, with how many answers have it.
    public struct Tag: Hashable, Sendable, Codable {
        /// Such as `phase:script`.
        public var name: String
        /// How many answers have it.
        public var entries: Int

        /// A tag with a number.
        public init(name: String, entries: Int) {
            self.name = name
            self.entries = entries
        }
    }

    /// Of nothing.
    public init() {}
}
