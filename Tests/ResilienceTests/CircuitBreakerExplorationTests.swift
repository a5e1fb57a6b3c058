import Testing

@testable import Resilience

/// Every state a small breaker can reach, whatever three callers and the time do.
@Suite struct `Circuit breaker exploration` {
    typealias Machine = CircuitBreaker.StateMachine

    static let outcomes: [CircuitBreaker.Outcome] = [
        .success, .failure(retryAfter: nil), .failure(retryAfter: .seconds(3)), .slow, .neutral,
    ]

    static func makePolicy(probes: Int) -> CircuitBreaker.Policy {
        var policy = CircuitBreaker.Policy()
        policy.window = .seconds(2)
        policy.buckets = 2
        policy.consecutiveFailures = 2
        policy.minimumOutcomes = 3
        policy.coolDown = .seconds(1)
        policy.longestCoolDown = .seconds(2)
        policy.coolDownJitter = 0
        policy.probes = probes
        policy.rampShares = [0.5]
        policy.rampDuration = .seconds(1)
        return policy
    }

    /// One moment of the explored world; time in whole seconds, which is a bucket of the window.
    struct World {
        var machine: Machine
        var second = 0
        var tickets: [CircuitBreaker.Ticket] = []

        var now: Duration { .seconds(second) }

        /// What tells this moment from others: times relative to now, callers without their names.
        var key: [Int] {
            func seconds(_ instant: Duration) -> Int { Int((instant - now) / .seconds(1)) }
            var key: [Int]
            switch machine.phase {
            case .closed(nil): key = [0, 0]
            case .closed(let start?): key = [1, seconds(start)]
            case .open(let until): key = [2, seconds(until)]
            case .halfOpen(let successes): key = [3, successes]
            case .isolated: key = [4, 0]
            }
            // Two openings reach the longest cool-down; more make no difference.
            key += [min(machine.openings, 2), machine.consecutiveFailures, max(0, seconds(machine.notBefore))]
            let window = machine.window
            for offset in window.buckets.indices {
                let bucket = window.buckets[(window.newest + offset) % window.buckets.count]
                key += [bucket.successes, bucket.failures, bucket.slow]
            }
            let callers = tickets.map { ticket in
                guard ticket.generation == machine.generation, let end = machine.inFlight[ticket.id] else { return -1 }
                return end.map { 1 + seconds($0) } ?? 0
            }
            return key + callers.sorted()
        }

        /// Every moment that can come next, with a mark for those a late result led to.
        var successors: [(world: World, isLate: Bool)] {
            var successors: [(World, Bool)] = []
            var later = self
            later.second += 1
            _ = later.machine.snapshot(at: later.now, share: 0)
            successors.append((later, false))
            var opened = self
            opened.machine.adopt(.init(remaining: .seconds(2), openings: 2, reason: ""), at: now, share: 0)
            successors.append((opened, false))
            if tickets.count < 3 {
                for share in [0, 0.75] {
                    var next = self
                    if case .proceed(let ticket) = next.machine.admit(lease: .seconds(2), at: now, share: share) {
                        next.tickets.append(ticket)
                    }
                    successors.append((next, false))
                }
            }
            for (index, ticket) in tickets.enumerated() {
                let isLate = ticket.generation != machine.generation
                // A bound on the evidence, so that the number of states is finite.
                let isFull = machine.window.total.outcomes >= 4 && !isLate
                for outcome in `Circuit breaker exploration`.outcomes where outcome == .neutral || !isFull {
                    var next = self
                    next.tickets.remove(at: index)
                    next.machine.finish(ticket, outcome, at: now, share: 0)
                    successors.append((next, isLate))
                }
            }
            for index in successors.indices { _ = successors[index].0.machine.takeTransitions() }
            return successors
        }
    }

    @Test(arguments: [1, 2]) func `is never stuck, keeps its permits and ignores what is late`(probes: Int) {
        let policy = Self.makePolicy(probes: probes)
        var seen: Set<[Int]> = []
        var frontier = [World(machine: Machine(policy: policy))]
        seen.insert(frontier[0].key)
        var lateResults = 0
        while let world = frontier.popLast() {
            if case .halfOpen = world.machine.phase, world.machine.inFlight.count > probes {
                Issue.record("more probes than permits in \(world.key)")
            }
            guard closesAgain(world) else {
                Issue.record("stuck in \(world.key)")
                return
            }
            // There are some thousands; with a rule that lets something grow without end there would be more and more.
            guard seen.count < 100_000 else {
                Issue.record("the states have no end")
                return
            }
            for (next, isLate) in world.successors {
                if isLate {
                    lateResults += 1
                    if next.machine.phase != world.machine.phase || next.machine.generation != world.machine.generation
                    {
                        Issue.record("a late result moved \(world.key)")
                    }
                }
                if case (.open(let before), .open(let after)) = (world.machine.phase, next.machine.phase),
                    after < before
                {
                    Issue.record("a deadline moved forward in \(world.key)")
                }
                if seen.insert(next.key).inserted { frontier.append(next) }
            }
        }
        #expect(seen.count > 1000 && lateResults > 1000)
    }

    /// Whether a fresh caller closes the breaker even if everyone who holds a ticket never comes back.
    func closesAgain(_ world: World) -> Bool {
        var world = world
        // The longest lease, cool-down and Retry-After one after another.
        world.second += 2 + 2 + 3
        for _ in 0..<2 {
            guard case .proceed(let ticket) = world.machine.admit(lease: .seconds(2), at: world.now, share: 0) else {
                return false
            }
            world.machine.finish(ticket, .success, at: world.now, share: 0)
        }
        return world.machine.phase.state == .closed
    }
}
