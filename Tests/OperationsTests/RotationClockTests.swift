import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// The time of day is set by people and by other machines, forward and back.
@Suite(.temporaryDirectory, .timeLimit(.minutes(3))) struct `Rotation while the clock jumps` {
    /// A time of day that is set.
    private final class Clock: Sendable {
        private let offset = Mutex(0.0)

        var now: Date { Date().addingTimeInterval(offset.withLock { $0 }) }

        func set(hours: Double) { offset.withLock { $0 = hours * 3_600 } }
    }

    private static let moments: [KeyRotator.Moment] =
        [
            .before(.create), .received, .after(.create), .after(.verify), .after(.activate), .after(.disable),
            .after(.delete),
        ] + [.created, .verified, .active, .draining, .disabled].map { .kept($0) }

    @Test(arguments: moments, [9_000, -9_000])
    func `goes on to its end, makes no key twice and leaves none behind`(
        moment: KeyRotator.Moment,
        hours: Double
    ) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let clock = Clock()
            let test = try await RotationUnderTest(
                simulator,
                http: http,
                folder: folder,
                now: { clock.now },
                onMoment: { if $0 == moment { clock.set(hours: hours) } }
            )
            try await test.ask(1)
            let rotation = try await test.rotator.begin(try await test.rotator.plan(reason: .requested))
            #expect(rotation.state == .deleted)
            try await test.ask(2)
            #expect(try await RotationUnderTest.keys(test.client).map(\.name) == [rotation.id])
            #expect(simulator.keyUses.allSatisfy { $0.refusals == 0 })
            try await test.store.close()
        }
    }

    /// Rotates with a grace of an hour, up to the wait for its end.
    private func rested(
        _ clock: Clock,
        service: Clock = Clock(),
        _ body: (RotationUnderTest, KeyRotation) async throws -> Void
    ) async throws {
        let now: @Sendable () -> Date = { service.now }
        try await RotationUnderTest.run(now: now) { simulator, http, folder in
            var policy = RotationUnderTest.policy
            policy.grace = .seconds(3_600)
            policy.observation = .zero
            let test = try await RotationUnderTest(
                simulator,
                http: http,
                folder: folder,
                policy: policy,
                now: { clock.now }
            )
            try await test.ask(1)
            let rotation = try await test.rotator.begin(try await test.rotator.plan(reason: .requested))
            #expect(rotation.state == .disabled)
            try await body(test, rotation)
            try await test.store.close()
        }
    }

    @Test func `deletes nothing before the grace is over by the clock of the service too`() async throws {
        let (clock, service) = (Clock(), Clock())
        try await rested(clock, service: service) { (test, _) async throws in
            clock.set(hours: 48)
            let error = await #expect(throws: KeyError.self) { try await test.rotator.resume() }
            #expect(error?.code == .clockDiffers)
            #expect(error?.message.contains("stays switched off") == true)
            #expect(
                try await RotationUnderTest.keys(test.client).map(\.isDisabled).sorted { !$0 && $1 } == [false, true]
            )
            service.set(hours: 48)
            #expect(try await test.rotator.resume().map(\.state) == [.deleted])
        }
    }

    @Test func `in a hurry the clock of the service is not asked`() async throws {
        let clock = Clock()
        try await rested(clock) { (test, _) async throws in
            clock.set(hours: 48)
            #expect(try await test.rotator.resume(isHurried: true).map(\.state) == [.deleted])
        }
    }

    @Test func `waits no longer for a clock that was ahead than the grace takes`() async throws {
        let (clock, service) = (Clock(), Clock())
        clock.set(hours: 9_000)
        try await rested(clock, service: service) { (test, rotation) async throws in
            #expect(rotation.at > Date().addingTimeInterval(3_600))
            clock.set(hours: 0)
            #expect(try await test.rotator.resume().map(\.state) == [.disabled])
            #expect(try await test.rotator.resume().isEmpty)
            clock.set(hours: 1.1)
            service.set(hours: 1.1)
            #expect(try await test.rotator.resume().map(\.state) == [.deleted])
        }
    }

    @Test(arguments: [9_000, -9_000])
    func `gives the new key as long as the old one had, by the clock of the service`(hours: Double) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let clock = Clock()
            let terms = ManagedKey.Terms(expiresAt: Date().addingTimeInterval(90 * 86_400).formatted(.iso8601))
            let old = try await OpenRouterClient(.init(baseURL: simulator.baseURL), http: http)
                .createKey(named: "first", terms: terms, management: RotationUnderTest.management)
            let test = try await RotationUnderTest(
                simulator,
                http: http,
                folder: folder,
                key: old.secret,
                now: { clock.now }
            )
            clock.set(hours: hours)
            let plan = try await test.rotator.plan(reason: .requested)
            let end = try #require(plan.terms.expiresAt.flatMap(KeyRotator.date))
            #expect(abs(end.timeIntervalSinceNow / 86_400 - 90) < 1)
            try await test.store.close()
        }
    }
}
