public import Foundation
public import OpenRouter

/// What the gateway keeps: the ledger, the records of calls, the catalogue, and answers.
///
/// Every function that changes something returns when the change is durable. None of them stops half way when its task
/// is cancelled: a settlement must be written on every exit. What is kept of answers makes an exception: see there.
public protocol GatewayStore: AnswerStore {
    /// Sets money aside: in all scopes of the hold, or in none.
    ///
    /// - Parameters:
    ///   - hold: The worst case of one attempt.
    ///   - committed: What earlier attempts of the same call cost or may cost: the cap on a call counts it.
    ///   - caps: The caps of the settings; those that were set in the store come before them.
    /// - Returns: The balances after it, or the cap it does not fit under.
    /// - Throws: Whatever keeps the store from being written; then nothing was set aside and nothing may be sent.
    func admit(_ hold: Hold, committed: USD, caps: Caps) async throws -> Admission

    /// Ends holds and keeps the record of their call with its trace, all in one transaction.
    ///
    /// A hold that has ended already stays as it is, so that a settlement may be repeated.
    ///
    /// The content goes with the record, and is forgotten before it. A finished step is kept in the same transaction.
    func settle(
        _ settlements: [Settlement],
        record: CallRecord?,
        trace: Trace?,
        content: CallContent?,
        step: JournalEntry?,
        at date: Date
    ) async throws

    /// The answer of a finished step; `nil` where it is not finished.
    func completion(of step: StepID) async throws -> Completion?

    /// Forgets a finished step.
    func forget(_ step: StepID) async throws

    /// Forgets the finished steps of a phase.
    ///
    /// - Returns: How many.
    func forgetSteps(of journal: String, phase: String) async throws -> Int

    /// Notes the generation of a running attempt, so that its bill can be asked for after a crash.
    func note(generation id: String, ofHold hold: String) async throws

    /// What is spent and set aside in each scope, without caps.
    func balances(of scopes: [BudgetScope], account: String) async throws -> [BudgetBalance]

    /// Holds whose bill is not known.
    func holdsInDoubt(account: String) async throws -> [Hold]

    /// Ends the holds of processes that are gone: what was never sent is released, what was sent is in doubt.
    ///
    /// - Returns: The holds that were changed, in their new states.
    func recoverHolds(at date: Date) async throws -> [Hold]

    /// The caps that were set here.
    func caps() async throws -> Caps

    /// Sets a cap, or removes it.
    func setCap(_ amount: USD?, of kind: Caps.Kind) async throws

    /// What people and processes keep back of the calls to a service; what is over by now may be among it.
    func protection(of service: String) async throws -> SharedProtection

    /// Notes that something is isolated until it is lifted: for all processes that share the store.
    func isolate(_ id: BreakerID, at date: Date) async throws

    /// Ends by hand what keeps calls to a service back: those who have heard of it hear that it is lifted.
    func lift(_ subject: Obstacle.Subject, of service: String, by source: String, at date: Date) async throws

    /// Notes some time soon what keeps calls back, without waiting; nobody learns of a failure.
    ///
    /// One that the store knows already and that is not lifted ends with the later of the two.
    func noteSoon(_ obstacle: Obstacle)

    /// Forgets some time soon what keeps calls back, where it was met by `date` and a person has not lifted it.
    func forgetSoon(_ subject: Obstacle.Subject, of service: String, metBy date: Date)

    /// The latest calls first.
    ///
    /// - Parameters:
    ///   - limit: How many at most.
    ///   - episode: Only those of this episode.
    /// - Returns: Their records.
    /// - Throws: ``StoreError``.
    func calls(limit: Int, episode: String?) async throws -> [CallRecord]

    /// One call with its trace.
    func call(id: String) async throws -> (record: CallRecord, trace: Trace)?

    /// What was said in one call; `nil` where it was too long to be kept, or is forgotten.
    func content(ofCall id: String) async throws -> CallContent?

    /// What was spent, by one feature of the calls: the ledger's own sum, calls without a record included.
    ///
    /// - Parameters:
    ///   - since: Only holds set aside since then.
    ///   - account: The service.
    ///   - grouping: What the calls are told apart by.
    /// - Returns: The parts: days in order, all others dearest first.
    /// - Throws: ``StoreError``.
    func spending(since: Date?, account: String, by grouping: Spending.Grouping) async throws -> [Spending.Share]

    /// What was settled since a moment.
    func settled(since date: Date, account: String) async throws -> USD

    /// The catalogue of a server as it was last fetched.
    func catalogue(of server: String) async throws -> StoredCatalogue?

    /// Keeps the catalogue of a server.
    func keep(_ catalogue: StoredCatalogue, of server: String) async throws

    /// Who offers a model of a server, as it was last asked; `nil` where it never was.
    func offers(of model: String, server: String) async throws -> StoredOffers?

    /// Keeps who offers a model of a server.
    func keep(_ offers: StoredOffers, of model: String, server: String) async throws

    /// What is wrong with the store, a sentence each; empty when nothing is.
    ///
    /// Counters are compared with the fold over the ledger.
    func integrityProblems() async throws -> [String]
}

extension GatewayStore {
    /// Ends holds without a content or a step to keep.
    public func settle(
        _ settlements: [Settlement],
        record: CallRecord?,
        trace: Trace?,
        at date: Date
    ) async throws {
        try await settle(settlements, record: record, trace: trace, content: nil, step: nil, at: date)
    }
}

/// The models of a server, with the time they were fetched.
public struct StoredCatalogue: Hashable, Sendable {
    /// The models.
    public var models: [Model]
    /// When they were fetched.
    public var fetchedAt: Date

    /// A catalogue fetched at a moment.
    public init(models: [Model], fetchedAt: Date) {
        self.models = models
        self.fetchedAt = fetchedAt
    }
}

/// Who offers a model, with the time that was asked.
public struct StoredOffers: Hashable, Sendable {
    /// The offers; empty where the service tells of none.
    public var endpoints: [ModelEndpoint]
    /// When they were asked for.
    public var fetchedAt: Date

    /// Offers asked for at a moment.
    public init(endpoints: [ModelEndpoint], fetchedAt: Date) {
        self.endpoints = endpoints
        self.fetchedAt = fetchedAt
    }
}

/// The store cannot be opened, read or written.
public struct StoreError: Error, Hashable, Sendable {
    /// What is the matter; closed, so that it may label a metric.
    public enum Code: String, Hashable, Sendable {
        /// The file or its folder cannot be opened or made.
        case cannotOpen
        /// The disk is full.
        case diskFull
        /// The file may not be written.
        case readOnly
        /// The file is damaged or is no store.
        case damaged
        /// Another process has kept it locked for too long.
        case busy
        /// The store was written by a later version of the program.
        case tooNew
        /// Anything else.
        case failed
    }

    /// What is the matter.
    public var code: Code
    /// One sentence for a person.
    public var message: String

    /// A failure of the store.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
