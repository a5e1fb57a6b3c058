import Foundation
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import TestSupport
import Testing

@testable import Gateway

@Suite(.temporaryDirectory, .timeLimit(.minutes(1))) struct `What processes on one store tell each other` {
    typealias Under = GatewayUnderTest

    /// Whether the second process runs beside the first or comes after it.
    enum Second: CaseIterable {
        case beside, after
    }

    /// One attempt a call: nothing is waited for.
    private static var settings: Gateway.Settings {
        var settings = Under.settings
        settings.attemptsPerModel = 1
        return settings
    }

    private func alone(_ request: inout CompletionRequest) { request.chain = ModelChain(preferred: Under.preferred) }

    private func snapshot(_ gateway: Gateway) -> CircuitBreaker.Snapshot? {
        gateway.breakerStates.first { $0.id == .model(Under.preferred) }?.snapshot
    }

    /// Lets a model fail until its breaker opens, and waits until the store knows.
    ///
    /// - Returns: How long it stays open.
    private func open(_ test: Under) async throws -> Duration {
        test.simulator.set([SimulatorFault(.overloaded529, model: Under.preferred)])
        for _ in 0..<5 { _ = try await test.gateway.complete(Under.makeRequest()) }
        try await settle(test.store)
        return try #require(snapshot(test.gateway)?.reopensIn)
    }

    /// Waits until everything that was to be written soon is written.
    private func settle(_ store: SQLiteStore) async throws { _ = try await store.caps() }

    /// Runs a body with a store on the same file, as another process has it.
    private func withStore<Output>(_ body: (SQLiteStore) async throws -> Output) async throws -> Output {
        let store = SQLiteStore(at: TemporaryDirectory.current.appending(path: "castline.sqlite"))
        do {
            let output = try await body(store)
            try await store.close()
            return output
        } catch {
            try await store.close()
            throw error
        }
    }

    private func why(_ id: String, _ gateway: Gateway) async throws -> String {
        try #require(try await gateway.request(id: id)).trace.explanation.joined(separator: "\n")
    }

    @Test(arguments: Second.allCases)
    func `a model that is down for one is left alone by the other, for what is left of its cool-down`(
        second: Second
    ) async throws {
        try await Under.run(settings: Self.settings, clock: ManualClock()) { test in
            let coolDown = try await open(test)
            if second == .after { try await test.store.close() }
            try await withStore { store in
                let clock = ManualClock()
                let other = test.makeGateway(store: store, clock: clock, now: { Under.date + 4 })
                let before = test.chats
                let answer = try await other.complete(Under.makeRequest())
                #expect(answer.level == .fallback(model: Under.fallback))
                #expect(test.chats == before + 1)
                let why = try await why(answer.id, other)
                #expect(why.contains("\(Under.preferred) is open: 5 failures in a row, in another process"))
                let opened = try #require(snapshot(other))
                #expect(opened.openings == 1)
                let left = try #require(opened.reopensIn)
                #expect(abs((left - (coolDown - .seconds(4))) / .milliseconds(1)) < 2)
                clock.advance(by: left)
                #expect(snapshot(other)?.state == .halfOpen)
            }
        }
    }

    @Test func `after that it needs its own probes, and who closes it has it closed for those who come`() async throws {
        try await Under.run(settings: Self.settings, clock: ManualClock()) { test in
            let coolDown = try await open(test)
            let clock = ManualClock()
            let start = clock.now
            let other = test.makeGateway(settings: Self.settings, clock: clock) {
                Under.date + start.duration(to: clock.now) / .seconds(1)
            }
            await other.heedNeighbours(always: true)
            clock.advance(by: coolDown)
            _ = try await other.complete(Under.makeRequest())
            let failed = try #require(snapshot(other))
            #expect(failed.state == .open && failed.openings == 2)
            let longer = try #require(failed.reopensIn)
            #expect(longer > coolDown)
            clock.advance(by: .seconds(300))
            test.simulator.set([])
            for _ in 0..<2 { #expect(try await other.complete(Under.makeRequest()).level == .preferred) }
            #expect(snapshot(other)?.state == .closed)
            try await settle(test.store)
            #expect(try await test.store.protection(of: test.client.configuration.baseURL).obstacles.isEmpty)
        }
    }

    @Test(
        arguments: [
            (-86_400, nil), (-2, nil), (-0.5, 1), (0, 1), (5, 0.5), (9, 0.1), (60, nil), (86_400, nil),
        ] as [(Double, Double?)]
    )
    func `no clock that was set keeps it open for longer than it was to last`(shift: Double, left: Double?) async throws
    {
        var settings = Self.settings
        settings.breaker.coolDownJitter = 0
        try await Under.run(settings: settings, clock: ManualClock()) { test in
            let coolDown = try await open(test)
            #expect(coolDown == .seconds(10))
            let other = test.makeGateway(clock: ManualClock(), now: { Under.date + shift })
            await other.heedNeighbours(always: true)
            #expect(snapshot(other)?.reopensIn.map { $0 / .seconds(10) } == left)
            // What is new is new once: not even a clock that is set back opens it again.
            if left != nil {
                let isReset = try await other.resetBreaker(.model(Under.preferred))
                await other.heedNeighbours(always: true)
                #expect(isReset && snapshot(other)?.state == .closed)
            }
        }
    }

    @Test func `a reset by hand reaches those who have met it and those who wait`() async throws {
        try await Under.run(settings: Self.settings, clock: ManualClock()) { test in
            _ = try await open(test)
            let clock = ManualClock()
            let waiting = test.makeGateway(clock: clock)
            async let answer = waiting.complete(Under.makeRequest(alone))
            await clock.sleepers(1)
            test.simulator.set([])
            let third = test.makeGateway(clock: ManualClock())
            await third.heedNeighbours(always: true)
            #expect(try await third.resetBreaker(.model(Under.preferred)))
            clock.advance(by: .seconds(1))
            #expect(try await answer.level == .preferred)
            #expect(clock.now < ManualClock.Instant(offset: .seconds(2)))
            #expect(snapshot(test.gateway)?.state == .open)
            await test.gateway.heedNeighbours(always: true)
            #expect(snapshot(test.gateway)?.state == .closed)
            #expect(try await test.gateway.complete(Under.makeRequest()).level == .preferred)
        }
    }

    @Test func `what a process has met again after a reset elsewhere stays`() async throws {
        try await Under.run(settings: Self.settings, clock: ManualClock()) { test in
            _ = try await open(test)
            let other = test.makeGateway(clock: ManualClock())
            await other.heedNeighbours(always: true)
            #expect(try await other.resetBreaker(.model(Under.preferred)))
            await test.gateway.heedNeighbours(always: true)
            _ = try await open(test)
            await test.gateway.heedNeighbours(always: true)
            #expect(snapshot(test.gateway)?.state == .open)
            await other.heedNeighbours(always: true)
            #expect(snapshot(other)?.state == .open)
        }
    }

    @Test(
        arguments: [
            (.credits402, .insufficientCredits), (.keyLimit403, .insufficientCredits),
            (.unknownUser401, .unauthorized), (.freeDay429, .rateLimited), (.sharedPoolRetry429, .rateLimited),
        ] as [(SimulatorFault.Kind, GatewayError.Code)],
        Second.allCases
    )
    func `a gate is closed for both, told with its origin, and lifted for both`(
        met: (fault: SimulatorFault.Kind, code: GatewayError.Code),
        second: Second
    ) async throws {
        try await Under.run(settings: Self.settings) { test in
            let request = Under.makeRequest {
                alone(&$0)
                if met.fault == .freeDay429 { $0.chain = ModelChain(preferred: "google/gemma-4-31b-it:free") }
            }
            test.simulator.set([.first(1, met.fault)])
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(request) }
            let gate = try #require(test.gateway.closedGates.first)
            try await settle(test.store)
            if second == .after { try await test.store.close() }
            try await withStore { store in
                let other = test.makeGateway(store: store, clock: ManualClock())
                var given = request
                given.timeLimit = .seconds(5)
                let error = await #expect(throws: GatewayError.self) { try await other.complete(given) }
                #expect(error?.code == met.code)
                #expect(error?.attempts == 0 && test.chats == 1)
                let heard = try #require(other.closedGates.first)
                #expect(heard.id == gate.id && heard.scope == gate.scope && heard.atLeast == gate.atLeast)
                #expect(abs(heard.until.timeIntervalSince(gate.until)) < 0.01)
                let why = try await why(try #require(error?.requestID), other)
                #expect(why.contains("(met in another process, by \(gate.call))"))
                #expect(try await other.liftGate(gate.id))
            }
            await test.gateway.heedNeighbours(always: true)
            #expect(test.gateway.closedGates.isEmpty)
            #expect(try await test.gateway.complete(request).level == .preferred)
        }
    }

    @Test(arguments: [SimulatorFault.Kind.credits402, .sharedPoolRetry429])
    func `what an account has met does not keep back another account's key`(fault: SimulatorFault.Kind) async throws {
        try await Under.run(settings: Self.settings) { test in
            test.simulator.set([.first(1, fault)])
            let request = Under.makeRequest(alone)
            await #expect(throws: GatewayError.self) { try await test.gateway.complete(request) }
            try await settle(test.store)
            let other = test.makeGateway(key: "sk-or-v1-another-account")
            #expect(try await other.complete(request).level == .preferred)
            // A key that has taken the place of the first is of its account.
            let third = test.makeGateway(key: "sk-or-v1-successor")
            third.use(key: Secret("sk-or-v1-successor"), lineage: test.gateway.keyDigest)
            await third.heedNeighbours(always: true)
            #expect(third.closedGates.map(\.isFromElsewhere) == [true])
            #expect(other.closedGates.isEmpty)
        }
    }

    @Test func `of a service that ends with the process nobody else hears`() async throws {
        var settings = Self.settings
        settings.serviceEndsWithProcess = true
        try await Under.run(settings: settings, clock: ManualClock()) { test in
            _ = try await open(test)
            let other = test.makeGateway(clock: ManualClock())
            #expect(other.breakerStates.isEmpty)
            await other.heedNeighbours(always: true)
            #expect(other.breakerStates.isEmpty)
        }
    }
}
