import Synchronization

/// Stops calling what keeps failing, and finds out by few calls when it works again.
///
/// *Closed*, it lets calls through and watches their outcomes over a rolling window. Too many failures in a row, too large a
/// share of failures or of slow answers *opens* it: calls are refused at once, for a cool-down that doubles each time, varies by
/// chance and is never shorter than a Retry-After. Then it is *half-open*: single probes go through, each with a lease, so
/// that a probe that never ends cannot hold the breaker there. Enough successes close it, and a growing share of calls returns.
///
/// Outcomes count for the state the call was let through in; a late one changes nothing. ``Policy`` holds the numbers.
///
/// Source: M. Nygard, "Release It!", 2007; window and rates as in resilience4j, generations as in sony/gobreaker.
public final class CircuitBreaker: Sendable {
    private struct Guarded {
        var machine: StateMachine
        var outbox: [Transition] = []
        var isDelivering = false
    }

    private let timeline: Timeline
    private let generator: SharedGenerator
    private let probeLease: Duration
    private let onTransition: @Sendable (Transition) -> Void
    private let guarded: Mutex<Guarded>

    /// Makes a closed breaker.
    ///
    /// - Parameters:
    ///   - policy: The numbers it goes by.
    ///   - clock: What it measures time with.
    ///   - random: Where the jitter and the choice of calls during recovery come from.
    ///   - onTransition: Told every change of state, in order and one at a time, outside the breaker's lock; must not wait.
    public convenience init(
        policy: Policy = Policy(),
        clock: some Clock<Duration> = ContinuousClock(),
        random: some RandomNumberGenerator & Sendable = FastGenerator(),
        onTransition: @escaping @Sendable (Transition) -> Void = { _ in }
    ) {
        self.init(
            policy: policy,
            timeline: Timeline(clock: clock),
            generator: SharedGenerator(random),
            onTransition: onTransition
        )
    }

    /// Makes a closed breaker on a timeline and a generator that others share.
    public init(
        policy: Policy,
        timeline: Timeline,
        generator: SharedGenerator,
        onTransition: @escaping @Sendable (Transition) -> Void
    ) {
        self.timeline = timeline
        self.generator = generator
        self.onTransition = onTransition
        probeLease = policy.probeLease
        guarded = Mutex(Guarded(machine: StateMachine(policy: policy)))
    }

    /// Runs an operation if the breaker lets it through, and learns from its end.
    ///
    /// - Parameters:
    ///   - lease: The longest the operation can take; a probe that takes longer has failed. The policy's when nil.
    ///   - judge: What an end says. By itself, an error is a failure and a cancellation is neutral.
    ///   - operation: What to run, at most once. Its own time limit belongs inside, so that it ends as a ``TimeoutError``.
    /// - Returns: What the operation returns.
    /// - Throws: ``CircuitOpenError`` when the call was refused; otherwise what the operation throws.
    public func run<Output>(
        lease: Duration? = nil,
        judge: (Result<Output, any Error>) -> Outcome = Outcome.init(judging:),
        _ operation: () async throws -> Output
    ) async throws -> Output {
        let ticket = try admit(lease: lease)
        do {
            let output = try await operation()
            finish(ticket, judge(.success(output)))
            return output
        } catch {
            finish(ticket, judge(.failure(error)))
            throw error
        }
    }

    /// Asks to make one call; whoever is admitted calls ``finish(_:_:)`` on every way out.
    ///
    /// - Parameter lease: The longest the call can take; a probe that takes longer has failed. The policy's when nil.
    /// - Returns: The permission.
    /// - Throws: ``CircuitOpenError`` when the call is refused.
    public func admit(lease: Duration? = nil) throws(CircuitOpenError) -> Ticket {
        let admission = act { $0.admit(lease: lease ?? probeLease, at: $1, share: $2) }
        switch admission {
        case .proceed(let ticket): return ticket
        case .reject(let error): throw error
        }
    }

    /// Reports how an admitted call ended; only the first report of a ticket counts.
    ///
    /// - Parameters:
    ///   - ticket: The permission the call was made with.
    ///   - outcome: What its end says.
    public func finish(_ ticket: Ticket, _ outcome: Outcome) {
        act { $0.finish(ticket, outcome, at: $1, share: $2) }
    }

    /// Opens the breaker as another one of the same thing did; never shortens the time it stays open.
    ///
    /// It is half-open when what is left of the other's cool-down is over, and if its own probe fails it goes on where the
    /// other one was: with the next longer cool-down.
    public func adopt(_ opening: Opening) {
        act { $0.adopt(opening, at: $1, share: $2) }
    }

    /// Refuses every call until ``reset()``.
    public func isolate() {
        act { $0.isolate(at: $1, share: $2) }
    }

    /// Closes the breaker and forgets all evidence.
    public func reset() {
        act { $0.reset(at: $1, share: $2) }
    }

    /// The breaker as it is now.
    public var snapshot: Snapshot {
        act { $0.snapshot(at: $1, share: $2) }
    }

    private func act<Output: Sendable>(_ step: (inout StateMachine, Duration, Double) -> Output) -> Output {
        let (output, mustDeliver) = guarded.withLock { guarded in
            let output = step(&guarded.machine, timeline.now, generator.nextShare())
            guarded.outbox += guarded.machine.takeTransitions()
            guard !guarded.outbox.isEmpty, !guarded.isDelivering else { return (output, false) }
            guarded.isDelivering = true
            return (output, true)
        }
        if mustDeliver { deliver() }
        return output
    }

    /// Tells the transitions in the outbox until it is empty: whoever comes meanwhile only adds to it.
    private func deliver() {
        while true {
            let batch = guarded.withLock { guarded in
                let batch = guarded.outbox
                guarded.outbox = []
                guarded.isDelivering = !batch.isEmpty
                return batch
            }
            guard !batch.isEmpty else { return }
            for transition in batch { onTransition(transition) }
        }
    }
}

extension CircuitBreaker.Outcome {
    /// Judges an end by its kind alone: a value is a success, a cancellation neutral, any other error a failure.
    public init(judging result: Result<some Any, any Error>) {
        switch result {
        case .success: self = .success
        case .failure(is CancellationError): self = .neutral
        case .failure: self = .failure(retryAfter: nil)
        }
    }
}
