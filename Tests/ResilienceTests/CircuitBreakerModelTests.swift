import TestSupport
import Testing

@testable import Resilience

@Suite struct `Circuit breaker model` {
    typealias Machine = CircuitBreaker.StateMachine

    static let policy: CircuitBreaker.Policy = {
        var policy = CircuitBreaker.Policy()
        policy.coolDownJitter = 0.25  // so that times stay whole milliseconds
        return policy
    }()

    /// Whether machine and reference agree on everything a caller can notice, and on the evidence behind it.
    func agree(_ machine: Machine, _ reference: inout ReferenceBreaker, at now: Int) -> Bool {
        let phase: Machine.Phase =
            switch reference.mode {
            case .closed: .closed(rampStart: reference.rampSince.map { .milliseconds($0) })
            case .open: .open(until: .milliseconds(reference.openUntil))
            case .halfOpen: .halfOpen(successes: reference.goodProbes)
            case .isolated: .isolated
            }
        let counts = reference.counts(at: now)
        return machine.phase == phase && machine.generation == reference.era && machine.openings == reference.openings
            && machine.consecutiveFailures == reference.run && machine.inFlight.count == reference.present.count
            && machine.window.total.failures == counts.failures && machine.window.total.slow == counts.slow
            && machine.window.total.outcomes == counts.all
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `agrees with its reference`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var machine = Machine(policy: Self.policy)
        var reference = ReferenceBreaker()
        var calls: [(number: Int, ticket: CircuitBreaker.Ticket)] = []
        var now = 0
        var weather: UInt64 = 0
        var visited: Set<String> = []
        var operations = 0
        for step in 0..<450_000 {
            let dice = generator.next()
            func roll(_ shift: UInt64, _ sides: UInt64) -> Int { Int(dice >> shift & 0xFFF) % Int(sides) }
            if step.isMultiple(of: 256) { weather = generator.next() % 5 }
            now += roll(0, 40) == 0 ? roll(12, 4000) * 40 : roll(12, 700)
            let eighths = roll(24, 8)
            let share = Double(eighths) / 8
            let time = Duration.milliseconds(now)
            let isRight: Bool
            switch roll(36, 1000) {
            case 0..<490 where calls.count < 16:
                let lease = 1000 + roll(48, 4000) * 20
                let admits = reference.admits(step, lease: lease, at: now, eighths: eighths)
                switch machine.admit(lease: .milliseconds(lease), at: time, share: share) {
                case .proceed(let ticket):
                    calls.append((step, ticket))
                    isRight = admits
                case .reject: isRight = !admits
                }
            case 995:
                machine.isolate(at: time, share: share)
                reference.isolate(at: now, eighths: eighths)
                isRight = true
            case 996, 997:
                machine.reset(at: time, share: share)
                reference.reset(at: now, eighths: eighths)
                isRight = true
            case 998:
                let (seconds, openings) = (roll(48, 90), roll(54, 4))
                let opening = CircuitBreaker.Opening(remaining: .seconds(seconds), openings: openings, reason: "")
                machine.adopt(opening, at: time, share: share)
                reference.adopt(1000 * seconds, openings: openings, at: now, eighths: eighths)
                isRight = true
            default:
                guard !calls.isEmpty else { continue }
                let index = roll(48, UInt64(calls.count))
                let call = calls[index]
                let outcome = outcome(in: weather, chance: roll(52, 100))
                // One in eight is kept, to be reported again later.
                if roll(49, 8) != 0 { calls.swapAt(index, calls.count - 1) }
                if roll(49, 8) != 0 { calls.removeLast() }
                machine.finish(call.ticket, outcome, at: time, share: share)
                reference.finish(call.number, outcome, at: now, eighths: eighths)
                isRight = true
            }
            operations += 1
            for transition in machine.takeTransitions() { visited.insert(name(transition.reason)) }
            guard isRight, agree(machine, &reference, at: now) else {
                Issue.record("seed \(seed), step \(step): \(machine) is not \(reference)")
                return
            }
        }
        #expect(operations >= 250_000)
        #expect(visited.count == 10, "not every way was taken: \(visited.sorted())")
    }

    func outcome(in weather: UInt64, chance: Int) -> CircuitBreaker.Outcome {
        let failure = CircuitBreaker.Outcome.failure(retryAfter: chance.isMultiple(of: 7) ? .seconds(chance) : nil)
        return switch (weather, chance) {
        case (0, 0..<97): .success
        case (1, 0..<80): failure
        case (2, 0..<85): .slow
        case (3, 0..<70): .neutral
        case (4, 0..<55): .success
        default: chance.isMultiple(of: 5) ? .neutral : failure
        }
    }

    func name(_ reason: CircuitBreaker.Reason) -> String {
        "\(reason)".split(separator: "(").first.map(String.init) ?? ""
    }
}
