public import Foundation
public import OpenRouter

/// An answer that is kept: what was asked, what came back, and when.
public struct StoredAnswer: Hashable, Sendable {
    /// How old an answer is under a policy.
    public enum Freshness: Hashable, Sendable {
        /// As good as a new one.
        case fresh
        /// Handed out while a new one is asked for.
        case refreshable
        /// Handed out only when no model can be reached.
        case lastResort
        /// Of no use any more.
        case expired
    }

    /// What makes a request the same.
    public var key: CacheKey
    /// The answer; its id is that of the call that brought it.
    public var completion: Completion
    /// When it was made.
    public var madeAt: Date
    /// When it is of no use any more, under the policy it was kept by.
    public var expiresAt: Date
    /// How much of the jitter of a policy it gets, 0…1.
    public var chance: Double
    /// What it can be invalidated by, such as `episode:coral-reefs`.
    public var tags: Set<String>
    /// What it is compared by with requests that are similar.
    public var question: Question

    /// The conversation that was answered.
    public struct Question: Hashable, Sendable, Codable {
        /// What an answer must share with a request to stand in for it: service, phase, language, cast, release and form.
        public var scope: String
        /// The conversation, oldest message first.
        public var messages: [ChatMessage]

        /// A conversation in a scope.
        public init(scope: String, messages: [ChatMessage]) {
            self.scope = scope
            self.messages = messages
        }
    }

    /// An answer to keep.
    public init(
        key: CacheKey,
        completion: Completion,
        madeAt: Date,
        expiresAt: Date,
        chance: Double,
        tags: Set<String>,
        question: Question
    ) {
        self.key = key
        self.completion = completion
        self.madeAt = madeAt
        self.expiresAt = expiresAt
        self.chance = chance
        self.tags = tags
        self.question = question
    }

    /// How old the answer is under a policy, at a moment.
    public func freshness(under policy: CachePolicy, at date: Date) -> Freshness {
        let age = Duration.seconds(max(0, date.timeIntervalSince(madeAt)))
        let life = policy.timeToLive * (1 - policy.jitter * chance)
        if age < life { return .fresh }
        if age < life + policy.staleWhileRevalidate { return .refreshable }
        return age < life + policy.staleIfError ? .lastResort : .expired
    }

    /// Its age at a moment, in seconds, never negative.
    public func age(at date: Date) -> Double { max(0, date.timeIntervalSince(madeAt)) }

    /// About how many bytes of memory or disk it takes.
    public var sizeBytes: Int {
        completion.text.utf8.count + question.messages.reduce(512) { $0 + $1.content.utf8.count }
            + completion.citations.reduce(0) { $0 + $1.url.utf8.count + ($1.content?.utf8.count ?? 0) }
    }
}

extension CompletionRequest {
    /// What an answer to this request can be invalidated by.
    var tags: Set<String> {
        var tags: Set<String> = ["phase:\(purpose.phase)", "model:\(chain.preferred)"]
        if let episode = purpose.episode { tags.insert("episode:\(episode)") }
        if let release { tags.insert("release:\(release)") }
        return tags
    }
}
