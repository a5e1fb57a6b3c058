import Testing

@testable import Resilience

/// A breaker's machine with the bookkeeping of a test: time in seconds, chance always in the middle.
struct BreakerScript {
    var machine: CircuitBreaker.StateMachine
    var now = Duration.zero

    init(policy: CircuitBreaker.Policy = .init()) {
        machine = CircuitBreaker.StateMachine(policy: policy)
    }

    mutating func wait(_ seconds: Double) {
        now += .seconds(seconds)
    }

    mutating func admit(lease: Duration = .seconds(60), share: Double = 0.5) -> CircuitBreaker.Ticket? {
        guard case .proceed(let ticket) = machine.admit(lease: lease, at: now, share: share) else { return nil }
        return ticket
    }

    mutating func rejection(share: Double = 0.5) -> CircuitOpenError? {
        guard case .reject(let error) = machine.admit(lease: .seconds(60), at: now, share: share) else { return nil }
        return error
    }

    mutating func finish(_ ticket: CircuitBreaker.Ticket?, _ outcome: CircuitBreaker.Outcome) throws {
        machine.finish(try #require(ticket), outcome, at: now, share: 0.5)
    }

    mutating func call(_ outcome: CircuitBreaker.Outcome) throws {
        try finish(admit(share: 0), outcome)
    }

    mutating func adopt(_ seconds: Double, openings: Int = 1) {
        let opening = CircuitBreaker.Opening(remaining: .seconds(seconds), openings: openings, reason: "no answer")
        machine.adopt(opening, at: now, share: 0.5)
    }

    mutating func snapshot() -> CircuitBreaker.Snapshot {
        machine.snapshot(at: now, share: 0.5)
    }
}

extension CircuitBreaker.Outcome {
    static var failure: Self { .failure(retryAfter: nil) }
}

@Suite struct `Circuit breaker rules` {
    typealias Phase = CircuitBreaker.StateMachine.Phase

    static let healthy = Phase.closed(rampStart: nil)
    static let opened = Phase.open(until: .seconds(10))

    @Test(
        arguments: [
            ([.failure, .failure, .failure, .failure], healthy),
            ([.failure, .failure, .failure, .failure, .failure], opened),
            ([.failure, .failure, .failure, .failure, .neutral, .failure], opened),
            ([.failure, .failure, .failure, .failure, .slow, .success, .failure], opened),
            ([.success, .success, .success, .failure, .failure], healthy),
            ([.success, .success, .success, .failure, .failure, .failure], opened),
            ([.failure, .failure, .failure, .success, .success, .success], healthy),
            ([.success, .success, .slow, .slow, .slow, .slow], healthy),
            ([.success, .slow, .slow, .slow, .slow, .slow], opened),
            (Array(repeating: .neutral, count: 100), healthy),
            ([.failure(retryAfter: .seconds(90)), .failure, .failure, .failure, .failure], .open(until: .seconds(90))),
            ([.failure(retryAfter: .seconds(3)), .failure, .failure, .failure, .failure], opened),
        ] as [([CircuitBreaker.Outcome], Phase)]
    )
    func `opens on evidence only`(outcomes: [CircuitBreaker.Outcome], expected: Phase) throws {
        var script = BreakerScript()
        for outcome in outcomes { try script.call(outcome) }
        #expect(script.machine.phase == expected)
    }

    @Test func `forgets outcomes older than its window`() throws {
        var script = BreakerScript()
        for outcome in [.failure, .failure, .success, .failure, .failure] as [CircuitBreaker.Outcome] {
            try script.call(outcome)
        }
        script.wait(121)
        try script.call(.success)
        try script.call(.failure)
        #expect(script.machine.phase == Self.healthy)
        #expect(script.snapshot().failureRate == 0.5)
    }

    @Test func `counts a call when it is sent`() {
        var script = BreakerScript()
        for _ in 0..<3 { _ = script.admit() }
        #expect(script.snapshot().sent == 3 && script.snapshot().inFlight == 3)
    }

    @Test func `doubles its cool-down up to the longest`() throws {
        var script = BreakerScript()
        var coolDowns: [Duration] = []
        for _ in 0..<5 { try script.call(.failure) }
        for _ in 0..<8 {
            let coolDown = try #require(script.snapshot().reopensIn)
            coolDowns.append(coolDown)
            #expect(script.rejection() == CircuitOpenError(reason: .open, retryAfter: coolDown))
            script.now += coolDown
            try script.call(.failure)
        }
        #expect(coolDowns == [10, 20, 40, 80, 160, 300, 300, 300].map { .seconds($0) })
    }

    @Test(arguments: [(0, 0.0, 8), (0, 0.999_999, 12), (3, 0, 64), (6, 0, 240), (6, 0.999_999, 300)])
    func `varies its cool-down by a fifth`(openings: Int, share: Double, seconds: Double) {
        let coolDown = CircuitBreaker.Policy().coolDown(after: openings, share: share)
        #expect(abs(coolDown / .seconds(1) - seconds) < 0.001)
    }

    func makeHalfOpen(_ policy: CircuitBreaker.Policy = .init()) throws -> BreakerScript {
        var script = BreakerScript(policy: policy)
        for _ in 0..<5 { try script.call(.failure) }
        script.wait(10)
        return script
    }

    @Test func `lets one probe through and closes after two`() throws {
        var script = try makeHalfOpen()
        let probe = script.admit(lease: .seconds(30))
        #expect(probe?.isProbe == true)
        #expect(script.rejection() == CircuitOpenError(reason: .probing, retryAfter: .seconds(30)))
        try script.finish(probe, .success)
        #expect(script.machine.phase == .halfOpen(successes: 1))
        try script.call(.success)
        #expect(script.machine.phase == .closed(rampStart: .seconds(10)))
    }

    @Test func `a probe that ends without a verdict frees its permit`() throws {
        var script = try makeHalfOpen()
        for _ in 0..<50 { try script.call(.neutral) }
        #expect(script.machine.phase == .halfOpen(successes: 0))
        #expect(script.admit() != nil)
    }

    @Test(arguments: [.failure, .slow] as [CircuitBreaker.Outcome])
    func `a bad probe opens again, for longer`(outcome: CircuitBreaker.Outcome) throws {
        var script = try makeHalfOpen()
        try script.call(.success)
        try script.call(outcome)
        #expect(script.machine.phase == .open(until: .seconds(30)))
    }

    @Test func `a probe that outlives its lease has failed and holds nothing up`() throws {
        var script = try makeHalfOpen()
        let probe = script.admit(lease: .seconds(60))
        script.wait(60)
        #expect(script.snapshot().state == .open)
        #expect(script.snapshot().lastTransition?.reason == .probeExpired)
        script.wait(20)
        #expect(script.admit() != nil)
        try script.finish(probe, .success)
        #expect(script.machine.phase == .halfOpen(successes: 0))
    }

    @Test func `an expired probe noticed late does not delay the next one`() throws {
        var script = try makeHalfOpen()
        _ = script.admit(lease: .seconds(60))
        script.wait(600)
        #expect(script.admit()?.isProbe == true)
        #expect(
            script.machine.takeTransitions().map(\.reason)
                == [.consecutiveFailures(5), .coolDownOver, .probeExpired, .coolDownOver]
        )
    }

    @Test func `a late result changes nothing`() throws {
        var script = BreakerScript()
        let early = (0..<20).map { _ in script.admit() }
        for ticket in early.prefix(5) { try script.finish(ticket, .failure) }
        let opened = script.machine.phase
        for ticket in early.dropFirst(5).prefix(5) { try script.finish(ticket, .failure(retryAfter: .seconds(999))) }
        for ticket in early.dropFirst(10).prefix(5) { try script.finish(ticket, .success) }
        #expect(script.machine.phase == opened)
        script.wait(10)
        _ = script.snapshot()
        for ticket in early.suffix(5) { try script.finish(ticket, .success) }
        #expect(script.machine.phase == .halfOpen(successes: 0))
    }

    @Test func `a ticket counts once`() throws {
        var script = BreakerScript()
        let ticket = script.admit()
        for _ in 0..<10 { try script.finish(ticket, .failure) }
        #expect(script.machine.consecutiveFailures == 1)
    }

    @Test(
        arguments: [
            (0, 0.09, true), (0, 0.11, false), (19.9, 0.11, false), (20, 0.24, true), (20, 0.26, false),
            (40, 0.49, true), (40, 0.51, false), (59.9, 0.51, false), (60, 0.99, true),
        ] as [(Double, Double, Bool)]
    )
    func `recovers in steps`(seconds: Double, share: Double, isAdmitted: Bool) throws {
        var script = try makeHalfOpen()
        for _ in 0..<2 { try script.call(.success) }
        script.wait(seconds)
        let rejection = script.rejection(share: share)
        #expect((rejection == nil) == isAdmitted)
        #expect(rejection == nil || rejection?.reason == .recovering)
    }

    @Test func `starts from the shortest cool-down only after a whole recovery`() throws {
        var script = try makeHalfOpen()
        for _ in 0..<2 { try script.call(.success) }
        script.wait(59)
        for _ in 0..<5 { try script.call(.failure) }
        #expect(script.snapshot().reopensIn == .seconds(20))
        script.wait(20)
        for _ in 0..<2 { try script.call(.success) }
        script.wait(60)
        for _ in 0..<5 { try script.call(.failure) }
        #expect(script.snapshot().reopensIn == .seconds(10))
    }

    @Test func `isolated it stays so until it is reset`() throws {
        var script = try makeHalfOpen()
        let probe = script.admit()
        script.machine.isolate(at: script.now, share: 0)
        script.wait(86_400)
        script.adopt(1)
        try script.finish(probe, .success)
        #expect(script.rejection() == CircuitOpenError(reason: .isolated, retryAfter: nil))
        script.machine.reset(at: script.now, share: 0)
        #expect(script.rejection(share: 0.99) == nil)
    }

    @Test func `an opening elsewhere only ever opens it for longer, and for no longer than that`() throws {
        var script = BreakerScript()
        script.adopt(0)
        #expect(script.snapshot().state == .closed)
        script.adopt(3)
        #expect(script.snapshot().reopensIn == .seconds(3))
        script.adopt(2)
        #expect(script.snapshot().reopensIn == .seconds(3))
        script.adopt(90)
        #expect(script.snapshot().reopensIn == .seconds(90))
        #expect(script.snapshot().lastTransition?.reason == .elsewhere("no answer"))
        #expect(script.snapshot().openings == 1)
    }

    @Test func `after an opening elsewhere it needs its own probes, and goes on with the next longer cool-down`() throws
    {
        var script = BreakerScript()
        script.adopt(5, openings: 3)
        script.wait(5)
        let probe = script.admit()
        #expect(try #require(probe).isProbe)
        try script.finish(probe, .failure(retryAfter: nil))
        #expect(script.snapshot().reopensIn == .seconds(80))
        #expect(script.snapshot().openings == 4)
        script.wait(80)
        for _ in 0..<2 { try script.call(.success) }
        #expect(script.snapshot().state == .closed)
    }

    @Test func `a probe under way counts no more when it opened elsewhere meanwhile`() throws {
        var script = try makeHalfOpen()
        let probe = script.admit()
        script.adopt(7, openings: 2)
        try script.finish(probe, .success)
        #expect(script.snapshot().reopensIn == .seconds(7))
    }

    @Test func `tells every change with its reason`() throws {
        var script = try makeHalfOpen()
        for _ in 0..<2 { try script.call(.success) }
        let transitions = script.machine.takeTransitions()
        #expect(transitions.map(\.reason) == [.consecutiveFailures(5), .coolDownOver, .probesSucceeded(2)])
        #expect(transitions.map(\.to) == [.open, .halfOpen, .closed])
        #expect(transitions.map(\.generation) == [1, 2, 3])
        #expect(transitions.first?.coolDown == .seconds(10))
        #expect(script.machine.takeTransitions().isEmpty)
    }
}
