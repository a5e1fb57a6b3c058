extension CircuitBreaker {
    /// The rules of a breaker: no lock, no clock, no chance of its own.
    ///
    /// Every operation is told the time and a random `share` between 0 and 1, and first lets pass what time alone changes:
    /// a cool-down that is over, a probe's lease that has run out. Each change of state begins a new *generation*; what
    /// an older generation let through may end as it likes, it changes nothing any more.
    struct StateMachine {
        enum Phase: Equatable {
            /// Lets calls through; since `rampStart`, only a share of them.
            case closed(rampStart: Duration?)
            case open(until: Duration)
            case halfOpen(successes: Int)
            case isolated

            var state: State {
                switch self {
                case .closed: .closed
                case .open: .open
                case .halfOpen: .halfOpen
                case .isolated: .isolated
                }
            }
        }

        enum Admission: Equatable {
            case proceed(Ticket)
            case reject(CircuitOpenError)
        }

        let policy: Policy
        private(set) var phase = Phase.closed(rampStart: nil)
        private(set) var generation = 0
        private(set) var openings = 0
        private(set) var consecutiveFailures = 0
        private(set) var window: RollingWindow

        /// The calls of this generation that have not ended, with the end of a probe's lease.
        private(set) var inFlight: [Int: Duration?] = [:]

        /// The end of the latest Retry-After that came with a failure.
        private(set) var notBefore = Duration.zero

        /// The changes of state since they were last taken, oldest first.
        private var transitions: [Transition] = []
        private var lastTransition: Transition?
        private var lastTicket = 0
        private var latest = Duration.zero

        init(policy: Policy) {
            precondition(policy.buckets >= 1 && policy.window > .zero, "the window must have a length: \(policy)")
            precondition(policy.probes >= 1 && policy.successesToClose >= 1, "probes must be possible: \(policy)")
            precondition(policy.coolDown > .zero && policy.probeLease > .zero, "times must be positive: \(policy)")
            precondition(!policy.rampShares.isEmpty, "the recovery needs a step: \(policy)")
            self.policy = policy
            window = RollingWindow(length: policy.window, buckets: policy.buckets)
        }

        /// Asks to make a call that ends within `lease`.
        mutating func admit(lease: Duration, at now: Duration, share: Double) -> Admission {
            precondition(lease > .zero, "a lease must be positive (is \(lease))")
            advance(to: now, share: share)
            switch phase {
            case .isolated:
                return .reject(CircuitOpenError(reason: .isolated, retryAfter: nil))
            case .open(let until):
                return .reject(CircuitOpenError(reason: .open, retryAfter: until - latest))
            case .halfOpen:
                guard inFlight.count < policy.probes else {
                    return .reject(CircuitOpenError(reason: .probing, retryAfter: earliestExpiry.map { $0 - latest }))
                }
                return .proceed(issueTicket(expiry: latest + lease))
            case .closed(nil):
                return .proceed(issueTicket(expiry: nil))
            case .closed(let start?):
                let step = policy.rampStep(at: latest - start)
                guard share < step.share else {
                    return .reject(CircuitOpenError(reason: .recovering, retryAfter: start + step.next - latest))
                }
                return .proceed(issueTicket(expiry: nil))
            }
        }

        /// Reports how an admitted call ended; late or repeated reports are ignored.
        mutating func finish(_ ticket: Ticket, _ outcome: Outcome, at now: Duration, share: Double) {
            advance(to: now, share: share)
            guard ticket.generation == generation, inFlight.removeValue(forKey: ticket.id) != nil else { return }
            if case .failure(let retryAfter?) = outcome { notBefore = max(notBefore, latest + retryAfter) }
            if case .halfOpen(let successes) = phase {
                finishProbe(outcome, after: successes, share: share)
            } else {
                record(outcome, share: share)
            }
        }

        /// Opens the breaker as another one of the same thing did, or keeps it open for longer; an isolated one stays isolated.
        mutating func adopt(_ opening: Opening, at now: Duration, share: Double) {
            advance(to: now, share: share)
            let until = latest + opening.remaining
            switch phase {
            case .isolated: return
            case .open(let end) where until <= end: return
            case .closed, .open, .halfOpen:
                guard opening.remaining > .zero else { return }
                openings = max(openings, opening.openings)
                enter(.open(until: until), .elsewhere(opening.reason), at: latest, coolDown: opening.remaining)
            }
        }

        /// Refuses everything until ``reset(at:)``.
        mutating func isolate(at now: Duration, share: Double) {
            advance(to: now, share: share)
            guard phase != .isolated else { return }
            enter(.isolated, .isolated, at: latest)
        }

        /// Closes the breaker and forgets all evidence.
        mutating func reset(at now: Duration, share: Double) {
            advance(to: now, share: share)
            openings = 0
            notBefore = .zero
            enter(.closed(rampStart: nil), .reset, at: latest)
        }

        /// Describes the breaker as it is now.
        mutating func snapshot(at now: Duration, share: Double) -> Snapshot {
            advance(to: now, share: share)
            var reopensIn: Duration?
            let admittedShare: Double
            switch phase {
            case .open(let until):
                reopensIn = until - latest
                admittedShare = 0
            case .closed(let start): admittedShare = start.map { policy.rampStep(at: latest - $0).share } ?? 1
            case .halfOpen, .isolated: admittedShare = 0
            }
            return Snapshot(
                state: phase.state,
                reopensIn: reopensIn,
                admittedShare: admittedShare,
                sent: window.total.sent,
                inFlight: inFlight.count,
                successes: window.total.successes,
                failures: window.total.failures,
                slow: window.total.slow,
                consecutiveFailures: consecutiveFailures,
                openings: openings,
                generation: generation,
                lastTransition: lastTransition
            )
        }

        /// Hands over the changes of state since the last time, oldest first.
        mutating func takeTransitions() -> [Transition] {
            guard !transitions.isEmpty else { return [] }
            defer { transitions = [] }
            return transitions
        }

        // MARK: - Rules

        private var earliestExpiry: Duration? { inFlight.values.compactMap(\.self).min() }

        /// Lets pass what time alone changes, each at its own moment and not when it was noticed.
        private mutating func advance(to now: Duration, share: Double) {
            latest = max(latest, now)
            window.advance(to: latest)
            if case .halfOpen = phase, let expiry = earliestExpiry, expiry <= latest {
                open(.probeExpired, at: expiry, share: share)
            }
            if case .open(let until) = phase, until <= latest {
                enter(.halfOpen(successes: 0), .coolDownOver, at: until)
            }
            if case .closed(let start?) = phase, latest - start >= policy.rampDuration {
                phase = .closed(rampStart: nil)
                openings = 0
            }
        }

        private mutating func issueTicket(expiry: Duration?) -> Ticket {
            lastTicket += 1
            inFlight[lastTicket] = .some(expiry)
            window.count(\.sent)
            return Ticket(id: lastTicket, generation: generation, isProbe: expiry != nil)
        }

        private mutating func finishProbe(_ outcome: Outcome, after successes: Int, share: Double) {
            switch outcome {
            case .neutral: return
            case .failure, .slow: open(.probeFailed, at: latest, share: share)
            case .success where successes + 1 < policy.successesToClose: phase = .halfOpen(successes: successes + 1)
            case .success: enter(.closed(rampStart: latest), .probesSucceeded(successes + 1), at: latest)
            }
        }

        /// Counts an outcome of a closed breaker; only a failure or a slow answer ever opens it.
        private mutating func record(_ outcome: Outcome, share: Double) {
            switch outcome {
            case .neutral: return
            case .success:
                consecutiveFailures = 0
                window.count(\.successes)
            case .slow:
                consecutiveFailures = 0
                window.count(\.slow)
                guard let rate = rate(of: window.total.slow), rate >= policy.slowRate else { return }
                open(.slowRate(rate), at: latest, share: share)
            case .failure:
                consecutiveFailures += 1
                window.count(\.failures)
                if consecutiveFailures >= policy.consecutiveFailures {
                    open(.consecutiveFailures(consecutiveFailures), at: latest, share: share)
                } else if let rate = rate(of: window.total.failures), rate >= policy.failureRate {
                    open(.failureRate(rate), at: latest, share: share)
                }
            }
        }

        private func rate(of count: Int) -> Double? {
            let outcomes = window.total.outcomes
            return outcomes < policy.minimumOutcomes ? nil : Double(count) / Double(outcomes)
        }

        private mutating func open(_ reason: Reason, at instant: Duration, share: Double) {
            let until = max(notBefore, instant + policy.coolDown(after: openings, share: share))
            openings += 1
            enter(.open(until: until), reason, at: instant, coolDown: until - instant)
        }

        private mutating func enter(_ next: Phase, _ reason: Reason, at instant: Duration, coolDown: Duration? = nil) {
            let previous = phase.state
            phase = next
            generation += 1
            inFlight = [:]
            consecutiveFailures = 0
            window.removeAll()
            let transition = Transition(
                from: previous,
                to: next.state,
                reason: reason,
                generation: generation,
                instant: instant,
                coolDown: coolDown,
                openings: openings
            )
            transitions.append(transition)
            lastTransition = transition
        }
    }
}
