public import Foundation
public import Gateway
public import OpenRouter
import Resilience

/// Replaces keys while calls run, step by step as ``KeyRotation`` says, each step on disk before the next one begins.
///
/// One at a time works on the keys of an account, by a lease. Whoever has it goes on where the last one stopped, however
/// that ended.
public struct KeyRotator: Sendable {
    /// How long things may take.
    public struct Policy: Sendable {
        /// How long a new key is observed before calls are let go of the old one.
        public var observation = Duration.seconds(5)
        /// How long an old key stays switched off before it is deleted.
        public var grace = Duration.seconds(24 * 60 * 60)
        /// How long calls with the old key are waited for; no call may take longer than that.
        public var drainLimit = Duration.seconds(600)
        /// How long the service may take until it knows a new key.
        public var patience = Duration.seconds(30)
        /// How old a key may get before it is replaced by itself; `nil` for no limit.
        public var ageLimit: Duration? = .seconds(30 * 24 * 60 * 60)
        /// How long a lease is good for that is not renewed.
        public var lease = Duration.seconds(60)

        /// The defaults.
        public init() {}
    }

    /// What a person does at the service, where no management key is at hand.
    public struct Guide: Sendable {
        /// Asks for the new key.
        public var newKey: @Sendable (KeyRotation) async throws -> Secret
        /// Returns when the person says that the old key is deleted.
        public var oldKeyIsDeleted: @Sendable (KeyRotation) async throws -> Void

        /// A guide of two questions.
        public init(
            newKey: @escaping @Sendable (KeyRotation) async throws -> Secret,
            oldKeyIsDeleted: @escaping @Sendable (KeyRotation) async throws -> Void
        ) {
            self.newKey = newKey
            self.oldKeyIsDeleted = oldKeyIsDeleted
        }
    }

    /// A point where a process may die.
    package enum Moment: Hashable, Sendable {
        /// The step has not begun.
        case before(KeyRotation.Step)
        /// The secret of the new key has come, and is kept nowhere yet.
        case received
        /// The step is done, and nothing says so yet.
        case after(KeyRotation.Step)
        /// The state is on disk.
        case kept(KeyRotation.State)
    }

    /// Which keys are in use.
    public let directory: KeyDirectory
    /// How long things may take.
    public let policy: Policy
    let gateway: Gateway
    let client: OpenRouterClient
    let store: any KeyRotationStore
    let watch = RotationWatch()
    /// Who works under the lease: another one each time, as a shell's commands are strangers to what it does by itself.
    private(set) var holder = ""
    let timeline: Timeline
    let now: @Sendable () -> Date
    private let makeName: @Sendable () -> String
    let onMoment: @Sendable (Moment) throws -> Void

    /// A rotator of the keys that a gateway uses.
    public init(
        directory: KeyDirectory,
        gateway: Gateway,
        client: OpenRouterClient,
        store: any KeyRotationStore,
        policy: Policy = Policy(),
        clock: some Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() },
        random: some RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.init(
            directory: directory,
            gateway: gateway,
            client: client,
            store: store,
            policy: policy,
            clock: clock,
            now: now,
            random: random,
            onMoment: { _ in }
        )
    }

    package init(
        directory: KeyDirectory,
        gateway: Gateway,
        client: OpenRouterClient,
        store: any KeyRotationStore,
        policy: Policy,
        clock: some Clock<Duration>,
        now: @escaping @Sendable () -> Date,
        random: some RandomNumberGenerator & Sendable,
        onMoment: @escaping @Sendable (Moment) throws -> Void
    ) {
        self.directory = directory
        self.gateway = gateway
        self.client = client
        self.store = store
        self.policy = policy
        self.now = now
        self.onMoment = onMoment
        timeline = Timeline(clock: clock)
        let generator = SharedGenerator(random)
        makeName = {
            var generator = generator
            return String(
                (0..<8).map { _ in "0123456789abcdefghjkmnpqrstvwxyz".randomElement(using: &generator) ?? "0" }
            )
        }
    }

    // MARK: Planning

    /// What a rotation would do; nothing is kept and nothing done.
    ///
    /// - Parameters:
    ///   - reason: Why.
    ///   - grace: How long the old key stays switched off before it is deleted; where `nil`, as the policy says,
    ///     or not at all in a hurry.
    ///   - isHurried: Whether nothing else waits, as after an exposure.
    /// - Returns: The rotation in its first state.
    /// - Throws: ``KeyError``; `OpenRouterError` where the service cannot be asked what the old key may spend.
    public func plan(
        reason: KeyRotation.Reason,
        grace: Duration? = nil,
        isHurried: Bool = false
    ) async throws -> KeyRotation {
        let keys = try directory.keys()
        guard let old = keys.active else {
            throw KeyError(.noKey, "there is no key to replace", next: "Add one with `keys add`.")
        }
        let day = now().formatted(.iso8601.year().month().day().dateSeparator(.omitted))
        let (terms, allowance) = try await terms(of: old, management: keys.management?.secret)
        return KeyRotation(
            id: "castline-\(day)-\(makeName())",
            account: directory.account,
            reason: reason,
            isManual: keys.management == nil,
            old: old.digest,
            terms: terms,
            allowance: allowance,
            observationSeconds: (isHurried ? .zero : policy.observation) / .seconds(1),
            graceSeconds: (grace ?? (isHurried ? .zero : policy.grace)) / .seconds(1),
            at: now()
        )
    }

    /// What a key may spend, and what of it is left for its successor.
    private func terms(
        of old: KeyDirectory.Key,
        management: Secret?
    ) async throws -> (ManagedKey.Terms, KeyRotation.Allowance?) {
        guard let management else {
            // Who is exposed is replaced even where the service does not answer it any more.
            guard let info = try? await client.keyInfo(old.secret) else { return (ManagedKey.Terms(), nil) }
            let terms = ManagedKey.Terms(limit: info.limit, limitReset: info.limitReset, expiresAt: info.expiresAt)
            return (terms, KeyRotation.Allowance(remaining: info.limitRemaining, of: terms, at: now()))
        }
        var listed = try await find(old.digest, management)
        if listed == nil {
            // The list may lag behind a key that nobody has used yet.
            _ = try await client.keyInfo(old.secret)
            listed = try await find(old.digest, management)
        }
        guard let key = listed else {
            throw KeyError(
                .serviceRefused,
                "the account of the management key has no key \(old.digest)",
                next: "Use a management key of the account that the key belongs to."
            )
        }
        var terms = key.terms
        // A key whose own rotation has not given it all of its limit yet hands all of it on.
        let earlier = try await unfinished().last { $0.new == old.digest && $0.allowance?.until != nil }
        if let earlier { terms.limit = earlier.terms.limit }
        // An end is not copied but a term: the new key is good for as long as the old one was.
        if let created = key.createdAt.flatMap(Self.date), let expires = terms.expiresAt.flatMap(Self.date) {
            let today = try await client.date(key: management) ?? now()
            terms.expiresAt = today.addingTimeInterval(expires.timeIntervalSince(created)).formatted(.iso8601)
        }
        return (terms, KeyRotation.Allowance(remaining: key.limitRemaining, of: terms, at: now()))
    }

    static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    // MARK: Working

    /// Begins a rotation, and goes on until nothing is left to do but to wait for the end of the grace.
    ///
    /// - Parameters:
    ///   - plan: From ``plan(reason:grace:isHurried:)``.
    ///   - guide: Who does at the service what no management key can.
    ///   - wait: How long to wait for others who work on the keys.
    /// - Returns: The rotation as it is then: `disabled`, `restoring`, `deleted`, or `rolledBack`.
    /// - Throws: ``KeyError``, `OpenRouterError`, `StoreError`, `CancellationError`; ``resume(guide:isHurried:wait:)``
    ///   goes on.
    public func begin(
        _ plan: KeyRotation,
        guide: Guide? = nil,
        wait: Duration = .zero
    ) async throws -> KeyRotation {
        // A plan that nobody can carry out would only be in the way of others.
        guard !plan.isManual || guide != nil else {
            throw KeyError(
                .needsPerson,
                "without a management key a person makes the new key, and nobody is there",
                next: "Type `rotate-key` at a terminal, give the new key with `rotate-key --from FILE`, "
                    + "or add a management key with `keys add --role management`."
            )
        }
        return try await whileLeading(wait) { leader in
            if let other = try await unfinished().last(where: { !$0.isWaiting }) {
                throw KeyError(
                    .rotationRuns,
                    "the rotation \(other.id) is not finished (\(other.state.rawValue))",
                    next: "`rotate-key` goes on with it."
                )
            }
            // Planned before the lease was had: who had it may have replaced the key.
            guard try directory.keys().active?.digest == plan.old else {
                throw KeyError(.rotationRuns, "the key was replaced meanwhile", next: "`keys` shows the new one.")
            }
            try await leader.keep(plan)
            return try await leader.advance(plan, guide)
        }
    }

    /// Goes on with every rotation that is not finished.
    ///
    /// - Parameters:
    ///   - guide: Who does at the service what no management key can.
    ///   - isHurried: Whether nothing waits any more.
    ///   - wait: How long to wait for others who work on the keys.
    /// - Returns: The rotations as they are then; empty where none was left.
    /// - Throws: As ``begin(_:guide:wait:)``.
    public func resume(
        guide: Guide? = nil,
        isHurried: Bool = false,
        wait: Duration = .zero
    ) async throws -> [KeyRotation] {
        guard try await unfinished().contains(where: { isHurried || !isResting($0) }) else { return [] }
        return try await whileLeading(wait) { leader in
            var results: [KeyRotation] = []
            for var rotation in try await unfinished() {
                if isHurried { rotation.hurry() }
                results.append(try await leader.advance(rotation, guide))
            }
            return results
        }
    }

    /// Deletes a standby key at the service, and forgets it.
    ///
    /// - Throws: ``KeyError``, with `needsPerson` without a management key; `OpenRouterError`, `StoreError`.
    public func revoke(standby key: KeyDirectory.Key) async throws {
        guard let management = try directory.keys().management?.secret else {
            throw KeyError(
                .needsPerson,
                "without a management key nothing here can delete \(key.name)",
                next: "Delete it at https://openrouter.ai/settings/keys, then `keys remove \(key.name)`."
            )
        }
        try await whileLeading(.seconds(30)) { leader in
            if let listed = try await leader.find(key.digest, management) {
                try await leader.delete(listed.hash, management)
            }
            try directory.ring.update { entries in
                entries.removeAll { $0.account == directory.account && $0.digest == key.digest }
            }
            try await leader.use()
        }
    }

    private func isResting(_ rotation: KeyRotation) -> Bool {
        guard rotation.at <= now() else { return false }
        return if case .rest = rotation.next(at: now()) { !isRefused(rotation) } else { false }
    }

    /// The rotations of the account that are not finished, oldest first.
    public func unfinished() async throws -> [KeyRotation] {
        try await store.rotations(of: directory.account).filter { !$0.state.isFinal }
    }

    private func advance(_ begun: KeyRotation, _ guide: Guide?) async throws -> KeyRotation {
        var rotation = begun
        while true {
            try Task.checkCancellation()
            try await lead()
            if rotation.begin(noLaterThan: now()) { try await keep(rotation) }
            try await takeOver(&rotation)
            let step = isRefused(rotation) ? nil : rotation.next(at: now())
            let event: KeyRotation.Event
            switch step {
            case nil: event = .refused("the service refuses key \(rotation.new ?? "")")
            case .nothing?, .rest?: return rotation
            case let step?:
                try onMoment(.before(step))
                event = try await perform(step, of: rotation, guide)
                try onMoment(.after(step))
            }
            try rotation.apply(event, at: now())
            try await keep(rotation)
            try onMoment(.kept(rotation.state))
            await announce(rotation)
        }
    }

    /// Leaves a rotation that a person began to a management key that is there by now, where keys are made or deleted next.
    private func takeOver(_ rotation: inout KeyRotation) async throws {
        guard rotation.isManual, [.planned, .draining].contains(rotation.state) else { return }
        let keys = try directory.keys()
        guard let management = keys.management?.secret,
            let old = ([keys.active].compactMap(\.self) + keys.standbys).first(where: { $0.digest == rotation.old }),
            let (terms, allowance) = try? await terms(of: old, management: management)
        else { return }
        rotation.manage(terms, allowance)
        try await keep(rotation)
    }

    /// Whether calls have found that the new key does not work, while it could still be taken back.
    func isRefused(_ rotation: KeyRotation) -> Bool {
        guard [.active, .draining, .disabled].contains(rotation.state), let new = rotation.new else { return false }
        // What a later rotation has replaced is refused for good reason.
        guard let active = try? directory.keys().active, active.digest == new else { return false }
        return gateway.refusal(ofKey: new) != nil
    }

    // MARK: The lease

    private func whileLeading<Output>(
        _ wait: Duration,
        _ body: (KeyRotator) async throws -> Output
    ) async throws -> Output {
        var leader = self
        leader.holder = makeName()
        let end = timeline.now + wait
        while true {
            do {
                try await leader.lead()
                break
            } catch let error as KeyError {
                guard timeline.now < end else { throw error }
                try await timeline.sleep(for: .milliseconds(100))
            }
        }
        do {
            let output = try await body(leader)
            try await store.releaseRotations(of: directory.account, by: leader.holder)
            return output
        } catch {
            try? await store.releaseRotations(of: directory.account, by: leader.holder)
            throw error
        }
    }

    /// Takes the lease, or renews it.
    func lead() async throws {
        let end = now().addingTimeInterval(policy.lease / .seconds(1))
        guard try await store.claimRotations(of: directory.account, by: holder, until: end, at: now()) else {
            throw KeyError(
                .rotationRuns,
                "somebody else works on the keys of \(directory.account)",
                next: "Wait for it; `keys` shows how far it is."
            )
        }
    }

    private func keep(_ rotation: KeyRotation) async throws {
        guard try await store.keep(rotation, by: holder) else {
            throw KeyError(.rotationRuns, "another shell has taken the rotation \(rotation.id) over")
        }
    }

    /// The key of a digest as the service lists it; `nil` where it lists none.
    func find(_ digest: String, _ management: Secret) async throws -> ManagedKey? {
        try await client.keys(management: management).first { $0.hash.digest == digest }
    }
}
