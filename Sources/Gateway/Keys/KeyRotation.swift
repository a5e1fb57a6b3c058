public import Foundation
public import OpenRouter

/// The replacement of a key by another, from the plan to the deletion of the old one: a plain value.
///
/// | state | what is certain, on disk and at the service | the step from it |
/// |---|---|---|
/// | `planned` | nothing was made | make a key named like the rotation |
/// | `created` | the new key is there and its secret is kept here | verify it |
/// | `verified` | the service knows it and answers it | let new calls take it |
/// | `active` | new calls take the new key, the old one steps in where that is refused | observe |
/// | `draining` | the new key has proved itself; calls with the old one end | switch the old one off |
/// | `disabled` | the old key is off, which can be undone | wait, then delete it |
/// | `restoring` | the old key is gone, and the new one has what that left of its limit | wait, then restore the limit |
/// | `deleted` | the old key is gone | – |
/// | `rollingBack` | the new key must go, and the old one works again | undo |
/// | `rolledBack` | all is as it was | – |
///
/// Every step may be repeated: after a crash in any state, or in the middle of a step, the rotation goes on from the
/// state that was kept last. A refusal of the new key rolls back from every state before the old key is deleted.
/// What both keys together may spend is never more than the old one might have: see ``Allowance``.
public struct KeyRotation: Hashable, Sendable, Codable, Identifiable {
    /// How far it is.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case planned, created, verified, active, draining, disabled, restoring, deleted, rollingBack, rolledBack

        /// Whether nothing is left to do.
        public var isFinal: Bool { self == .deleted || self == .rolledBack }
    }

    /// Why a key is replaced.
    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        /// Somebody asked for it.
        case requested
        /// It was as old as keys may get.
        case age
        /// Strangers may know it: nothing waits.
        case exposure
    }

    /// What is to be done next.
    public enum Step: Hashable, Sendable {
        case create, verify, activate
        /// See whether the new key answers, until then.
        case observe(until: Date)
        /// Wait until nobody uses the old key, and switch it off.
        case disable
        /// Leave the old key switched off, until then.
        case rest(until: Date)
        case delete
        /// Let the new key spend all of its limit again.
        case restore
        case undo, nothing
    }

    /// What has happened.
    public enum Event: Hashable, Sendable {
        /// The new key is there, by its digest.
        case created(String)
        case verified, activated, observed
        /// The old key is off; what it had spent by then, where that is known, and what it left for the new one.
        case disabled(usage: USD?, allowance: Allowance?)
        /// The old key is off, and the service has charged it since: its last calls were settled late.
        case stillCharged(usage: USD, allowance: Allowance?)
        case deleted
        /// The new key has its whole limit.
        case restored
        /// The new key cannot be used: why.
        case refused(String)
        case undone
    }

    /// The event does not belong into the state.
    public struct InvalidTransition: Error, Hashable, Sendable {
        /// The state.
        public var state: State
        /// The event.
        public var event: Event
    }

    /// Names the rotation, and the new key at the service.
    public let id: String
    /// The service, by its base URL.
    public let account: String
    /// Why the key is replaced.
    public let reason: Reason
    /// Whether a person makes and deletes the keys at the service, as no management key is at hand.
    public private(set) var isManual: Bool
    /// The digest of the old key.
    public let old: String
    /// The digest of the new key, once it is made.
    public private(set) var new: String?
    /// What the old key might spend, and the new one may.
    public private(set) var terms: ManagedKey.Terms
    /// What the new key may spend for now, where the old one has spent some of it; `nil` for all that ``terms`` say.
    public private(set) var allowance: Allowance?
    /// When it was planned.
    public let plannedAt: Date
    /// How long the new key is observed before calls are let go of the old one, in seconds.
    public private(set) var observationSeconds: Double
    /// How long the old key stays switched off before it is deleted, in seconds.
    public private(set) var graceSeconds: Double
    /// How far it is.
    public private(set) var state = State.planned
    /// Since when.
    public private(set) var at: Date
    /// The state that the rolling back began in.
    public private(set) var rolledBackFrom: State?
    /// What the old key had spent when it was switched off.
    public private(set) var usage: USD?
    /// Why it was rolled back.
    public private(set) var problem: String?

    /// A rotation that has begun nothing.
    public init(
        id: String,
        account: String,
        reason: Reason,
        isManual: Bool,
        old: String,
        terms: ManagedKey.Terms,
        allowance: Allowance? = nil,
        observationSeconds: Double,
        graceSeconds: Double,
        at date: Date
    ) {
        self.id = id
        self.account = account
        self.reason = reason
        self.isManual = isManual
        self.old = old
        self.terms = terms
        self.allowance = allowance
        plannedAt = date
        at = date
        self.observationSeconds = reason == .exposure ? 0 : observationSeconds
        self.graceSeconds = reason == .exposure ? 0 : graceSeconds
    }

    /// What is to be done next.
    public func next(at now: Date) -> Step {
        switch state {
        case .planned: return .create
        case .created: return .verify
        case .verified: return .activate
        case .active: return .observe(until: at.addingTimeInterval(observationSeconds))
        case .draining: return .disable
        case .disabled:
            let end = at.addingTimeInterval(graceSeconds)
            if end <= now { return .delete }
            guard let reset = allowance?.until else { return .rest(until: end) }
            return reset > now ? .rest(until: min(reset, end)) : .restore
        case .restoring:
            let reset = allowance?.until ?? now
            return reset > now ? .rest(until: reset) : .restore
        case .rollingBack: return .undo
        case .deleted, .rolledBack: return .nothing
        }
    }

    /// Takes in what has happened.
    ///
    /// - Throws: ``InvalidTransition``; nothing has changed.
    public mutating func apply(_ event: Event, at date: Date) throws(InvalidTransition) {
        switch (state, event) {
        case (.planned, .created(let digest)):
            new = digest
            state = .created
        case (.created, .verified): state = .verified
        case (.verified, .activated): state = .active
        case (.active, .observed): state = .draining
        case (.draining, .disabled(let usage, let allowance)):
            self.usage = usage
            self.allowance = allowance
            state = .disabled
        case (.disabled, .stillCharged(let usage, let allowance)):
            // The wait begins anew.
            self.usage = usage
            self.allowance = allowance
        case (.disabled, .restored):
            // The wait for the end of the grace goes on.
            allowance = nil
            return
        // Without a management key a person restores the limit, and nothing is left to do here.
        case (.disabled, .deleted): state = allowance?.until != nil && !isManual ? .restoring : .deleted
        case (.restoring, .restored):
            allowance = nil
            state = .deleted
        case (.planned, .refused(let reason)), (.created, .refused(let reason)), (.verified, .refused(let reason)),
            (.active, .refused(let reason)), (.draining, .refused(let reason)), (.disabled, .refused(let reason)):
            rolledBackFrom = state
            problem = reason
            state = .rollingBack
        case (.rollingBack, .undone): state = .rolledBack
        default: throw InvalidTransition(state: state, event: event)
        }
        at = date
    }

    /// Whether the new key has taken over, and only a wait is left: another rotation may begin.
    public var isWaiting: Bool { state == .disabled || state == .restoring }

    /// Has the wait of a state begin now that a clock which was set back would have begin later: no wait gets longer than
    /// it is.
    ///
    /// - Returns: Whether it was so.
    public mutating func begin(noLaterThan date: Date) -> Bool {
        guard at > date else { return false }
        at = date
        return true
    }

    /// Leaves to a management key what a person would have done; what was asked of the person is asked of the service now.
    ///
    /// - Parameters:
    ///   - terms: What the old key may spend, as the service lists it.
    ///   - allowance: What is left of that.
    public mutating func manage(_ terms: ManagedKey.Terms, _ allowance: Allowance?) {
        isManual = false
        guard state == .planned else { return }
        self.terms = terms
        self.allowance = allowance
    }

    /// Lets nothing wait any more: the old key goes as soon as nobody uses it.
    public mutating func hurry() {
        observationSeconds = 0
        graceSeconds = 0
    }
}

extension KeyRotation {
    /// How far it is, in one sentence for a person.
    public var explanation: String {
        let new = self.new.map { "key \($0)" } ?? "a new key"
        switch state {
        case .planned: return "\(id): key \(old) is going to be replaced"
        case .created: return "\(id): \(new) was made"
        case .verified: return "\(id): the service answers \(new)"
        case .active: return "\(id): new calls take \(new)"
        case .draining: return "\(id): \(new) has proved itself; calls with key \(old) come to their end"
        case .disabled:
            let end = at.addingTimeInterval(graceSeconds).formatted(.iso8601)
            return "\(id): key \(old) is switched off" + (graceSeconds > 0 ? " and will be deleted after \(end)" : "")
        case .restoring:
            let end = allowance?.until.map { " until \($0.formatted(.iso8601))" } ?? ""
            return "\(id): key \(old) is deleted; \(new) has what that left of its limit\(end), "
                + "\(allowance?.limit ?? .zero) of \(terms.limit ?? .zero)"
        case .deleted: return "\(id): key \(old) is deleted, \(new) has taken its place"
        case .rollingBack: return "\(id): back to key \(old), as \(problem ?? "the new key cannot be used")"
        case .rolledBack:
            return "\(id): rolled back, key \(old) is in use, as \(problem ?? "the new key cannot be used")"
        }
    }
}
