import Crypto
public import Foundation

/// A finished step of production: a model call whose answer is kept so that it is never paid for again.
///
/// It is written in the transaction that settles the call, so that no answer is used that is not kept, and none is kept
/// that is not paid for.
public struct JournalEntry: Sendable {
    /// The step's id, see ``StepID``.
    public var step: StepID
    /// What the step belongs to, as `CompletionRequest.journal` names it.
    public var journal: String
    /// The phase it is of.
    public var phase: String
    /// When it was finished.
    public var at: Date
    /// Its answer.
    public var completion: Completion

    /// A finished step.
    public init(step: StepID, journal: String, phase: String, at: Date, completion: Completion) {
        self.step = step
        self.journal = journal
        self.phase = phase
        self.at = at
        self.completion = completion
    }
}

/// Names a step by what it is asked for: the same question in the same place is the same step, in whatever process.
///
/// SHA-256 over journal, phase, unit and the key of the request: a changed brief, note or prompt makes another step.
public struct StepID: Hashable, Sendable {
    /// 64 hexadecimal digits.
    public let hex: String

    /// The step of a request within a journal.
    init(_ request: CompletionRequest, journal: String, key: CacheKey) {
        var digest = SHA256()
        for part in [journal, request.purpose.phase, request.purpose.unit, key.hex] {
            digest.update(data: Data(part.utf8))
            digest.update(data: [0])
        }
        hex = CacheKey(bytes: Array(digest.finalize())).hex
    }
}
