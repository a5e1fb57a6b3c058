import Synchronization

/// Bounds how many calls of one kind run at once, and finds the bound that what is called can bear.
///
/// The limit grows by one with a success while at least half of it is in use, and shrinks to nine tenths with every sign of
/// overload. Who finds no free slot waits: interactive callers before batch callers, otherwise first come, first served. A
/// waiter that is cancelled, or whose deadline passes, leaves the queue.
///
/// Source: additive increase, multiplicative decrease as in Netflix's concurrency-limits (`AIMDLimit`, ratio 0.9).
public final class Bulkhead: Sendable {
    /// The bounds of the limit.
    public struct Policy: Sendable, Hashable {
        /// Slots at first.
        public var initialLimit: Int
        /// The fewest slots, however overloaded the other side is.
        public var lowestLimit: Int
        /// The most slots.
        public var highestLimit: Int
        /// What a sign of overload leaves of the limit.
        public var decrease: Double

        /// Makes a policy.
        public init(initialLimit: Int = 8, lowestLimit: Int = 1, highestLimit: Int = 64, decrease: Double = 0.9) {
            self.initialLimit = initialLimit
            self.lowestLimit = lowestLimit
            self.highestLimit = highestLimit
            self.decrease = decrease
        }

        /// A policy whose limit never changes.
        public static func fixed(_ limit: Int) -> Policy {
            Policy(initialLimit: limit, lowestLimit: limit, highestLimit: limit)
        }
    }

    /// Who goes first.
    public enum Priority: String, Sendable, Codable, CaseIterable {
        /// Somebody waits for it at the prompt.
        case interactive
        /// It can wait.
        case batch
    }

    /// What a call tells about how much the other side can bear.
    public enum Signal: Sendable, Hashable {
        /// It bears the present load.
        case success
        /// It does not: 429, 503, or a first token that came late.
        case overloaded
        /// Nothing.
        case neutral
    }

    /// A held slot.
    struct Slot: Hashable {
        let id: Int
    }

    /// A slot while its call runs; the place to say how it goes.
    public struct Lease: Sendable {
        fileprivate let bulkhead: Bulkhead
        fileprivate let hasSignalled: SignalFlag

        /// Says how the call goes, as soon as that is known; only the first signal counts.
        ///
        /// Without any, a body that returns is a success and one that throws is neutral.
        public func signal(_ signal: Signal) {
            guard hasSignalled.raise() else { return }
            bulkhead.resume { $0.note(signal) }
        }
    }

    /// A bulkhead at one moment, for display.
    public struct Snapshot: Sendable, Hashable, Codable {
        /// The present limit.
        public var limit: Int
        /// Slots in use; above the limit for a while after it shrank.
        public var inFlight: Int
        /// Callers in the queue.
        public var waiting: Int
    }

    private struct Guarded {
        var machine: StateMachine
        var lastID = 0
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
    }

    private let guarded: Mutex<Guarded>

    /// Makes a bulkhead with all its slots free.
    public init(policy: Policy = Policy()) {
        guarded = Mutex(Guarded(machine: StateMachine(policy: policy)))
    }

    /// The bulkhead as it is now.
    public var snapshot: Snapshot {
        guarded.withLock { guarded in
            let machine = guarded.machine
            return Snapshot(limit: machine.limit, inFlight: machine.inFlight.count, waiting: machine.waiting)
        }
    }

    /// Whether a slot is free, and nobody waits for it.
    public var hasRoom: Bool {
        guarded.withLock { guarded in guarded.machine.inFlight.count < guarded.machine.limit }
    }

    /// Runs `body` in a slot, after waiting for one if need be; the slot is free again when this returns or throws.
    ///
    /// - Parameters:
    ///   - priority: Who goes first when there is a queue.
    ///   - deadline: When waiting ends; the body is not limited by it.
    ///   - body: What to run. Its argument takes signals of load.
    /// - Returns: What the body returns.
    /// - Throws: ``TimeoutError`` when no slot came free before the deadline, `CancellationError` when the caller was
    ///   cancelled while it waited; otherwise what the body throws.
    public func withSlot<Output>(
        priority: Priority = .interactive,
        deadline: Deadline? = nil,
        _ body: (Lease) async throws -> Output
    ) async throws -> Output {
        let slot = try await acquire(priority: priority, deadline: deadline)
        let lease = Lease(bulkhead: self, hasSignalled: SignalFlag())
        defer { resume { $0.release(slot) } }
        let output = try await body(lease)
        lease.signal(.success)
        return output
    }

    private func acquire(priority: Priority, deadline: Deadline?) async throws -> Slot {
        try Task.checkCancellation()
        if let deadline, deadline.hasPassed { throw TimeoutError(limit: .zero) }
        let (id, isGranted) = guarded.withLock { guarded in
            guarded.lastID += 1
            // A caller that must wait asks again from inside its continuation; until then nobody may resume it.
            guard guarded.machine.inFlight.count < guarded.machine.limit else { return (guarded.lastID, false) }
            _ = guarded.machine.acquire(guarded.lastID, priority: priority)
            return (guarded.lastID, true)
        }
        if isGranted { return Slot(id: id) }
        if let deadline {
            // A slot that is granted as the deadline passes is kept: `withDeadline` never throws a result away.
            return try await withDeadline(deadline) { try await self.wait(id, priority: priority) }
        }
        return try await wait(id, priority: priority)
    }

    private func wait(_ id: Int, priority: Priority) async throws -> Slot {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Void, any Error>? = guarded.withLock { guarded in
                    // Asked under the lock: a later cancellation finds the waiter in the queue.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    switch guarded.machine.acquire(id, priority: priority) {
                    case .granted: return .success(())
                    case .queued:
                        guarded.waiters[id] = continuation
                        return nil
                    }
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = guarded.withLock { guarded in
                guarded.machine.leave(id) ? guarded.waiters.removeValue(forKey: id) : nil
            }
            waiter?.resume(throwing: CancellationError())
        }
        return Slot(id: id)
    }

    /// Changes the machine and wakes those it lets in.
    private func resume(_ step: (inout StateMachine) -> [Int]) {
        let granted = guarded.withLock { guarded in
            step(&guarded.machine).compactMap { guarded.waiters.removeValue(forKey: $0) }
        }
        for waiter in granted { waiter.resume() }
    }
}

/// Lets the first of several through.
private final class SignalFlag: Sendable {
    private let isRaised = Mutex(false)

    func raise() -> Bool {
        isRaised.withLock { isRaised in
            defer { isRaised = true }
            return !isRaised
        }
    }
}
