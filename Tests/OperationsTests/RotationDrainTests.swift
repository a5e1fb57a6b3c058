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

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Rotation under way` {
    @Test func `calls that run with the old key end before it is switched off`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let test = try await RotationUnderTest(simulator, http: http, folder: folder)
            try await test.ask(1)
            let plan = try await test.rotator.plan(reason: .requested)
            simulator.set(SimulatorLatency(firstToken: .fixed(.milliseconds(800))))
            let old = try #require(test.gateway.keyDigest)
            async let call: Void = test.ask(2)
            while test.gateway.callsRunning(withKey: old) == 0 { await Task.yield() }
            let rotation = try await test.rotator.begin(plan)
            #expect(rotation.state == .deleted)
            #expect(test.gateway.callsRunning(withKey: old) == 0)
            try await call
            let use = try #require(simulator.keyUses.first { $0.name == "default" })
            #expect(use.refusals == 0)
            try await test.store.close()
        }
    }

    @Test func `another shell takes the new key up, and the old one is not switched off before`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let first = try await RotationUnderTest(simulator, http: http, folder: folder)
            let second = try await RotationUnderTest(simulator, http: http, folder: folder)
            try await first.ask(1)
            let plan = try await first.rotator.plan(reason: .requested)
            let result = Task { try await first.rotator.begin(plan) }
            // The other shell's keeper sees the ring change.
            let stamp = second.rotator.directory.ring.stamp
            while try second.rotator.directory.keys().active?.digest == plan.old { await Task.yield() }
            #expect(second.rotator.directory.ring.stamp != stamp)
            #expect(try await RotationUnderTest.keys(first.client).allSatisfy { !$0.isDisabled })
            await #expect(throws: KeyError.self) {
                try await second.rotator.begin(try await second.rotator.plan(reason: .requested))
            }
            try await second.rotator.use()
            let rotation = try await result.value
            #expect(rotation.state == .deleted)
            try await second.ask(2)
            #expect(second.gateway.keyDigest == rotation.new)
            try await first.store.close()
            try await second.store.close()
        }
    }

    // MARK: What people see of it

    /// Rotates while a call takes its time; the body runs when that has begun.
    private func rotating(
        _ test: RotationUnderTest,
        _ simulator: Simulator,
        while body: () async throws -> Void
    ) async throws -> KeyRotation {
        try await test.ask(1)
        let plan = try await test.rotator.plan(reason: .requested)
        // What verifies the new key asks another model.
        simulator.set([SimulatorFault(.hangBeforeHeaders, model: "openai/gpt-4o-mini", path: "/chat/completions")])
        let call = Task { try await test.ask(2) }
        while test.gateway.callsRunning(withKey: plan.old) == 0 { await Task.yield() }
        async let result = test.rotator.begin(plan)
        while try await test.rotator.unfinished().first?.state != .draining { await Task.yield() }
        try await body()
        call.cancel()
        return try await result
    }

    @Test func `says while it drains how many calls it waits for, since when, and what is next`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let test = try await RotationUnderTest(simulator, http: http, folder: folder)
            let rotation = try await rotating(test, simulator) {
                let standing = try #require(try await test.rotator.standings().first)
                #expect(standing.rotation.state == .draining)
                #expect(standing.calls == 1 && standing.others == KeyUse())
                #expect(standing.callsText == "1 call here")
                #expect(standing.explanation.hasSuffix("come to their end: 1 call here"))
                #expect(standing.next == "switch key \(standing.rotation.old) off when no call uses it any more")
                #expect(standing.nextAt == standing.rotation.at.addingTimeInterval(600))
                #expect((0..<60).contains(standing.ageSeconds))
                let old = try await KeyKeeper(test.rotator).inventory().first { $0.role == .retired }
                #expect(old?.calls == 1)
                let health = try await HealthCheck([.rotations(test.rotator)], now: { Date() }).run()
                #expect(health.map(\.status) == [.ok])
                #expect(health.first?.evidence.contains("1 call here (since ") == true)
            }
            // Who watches sees the end.
            #expect(try await test.rotator.standings().map(\.rotation) == [rotation])
            #expect(try await test.rotator.standings().first?.next == nil)
            try await test.store.close()
        }
    }

    @Test func `is told of state by state, in the shell that does it and in the others, and nowhere twice`()
        async throws
    {
        try await RotationUnderTest.run { simulator, http, folder in
            let first = try await RotationUnderTest(simulator, http: http, folder: folder)
            let second = try await RotationUnderTest(simulator, http: http, folder: folder)
            let rotation = try await rotating(first, simulator) {
                await second.rotator.tellNews()
                await second.rotator.tellNews()
                try await second.rotator.use()
                let standing = try #require(try await second.rotator.standings().first)
                #expect(standing.calls == 0 && standing.others == KeyUse(processes: 1, calls: 1))
                #expect(standing.callsText == "0 calls here, 1 in 1 other process")
            }
            await second.rotator.tellNews()
            await first.rotator.tellNews()
            let seen = try await first.told(until: .deleted)
            #expect(
                seen == [.created, .verified, .active, .draining, .disabled, .deleted],
                "\(rotation)"
            )
            #expect(try await second.told(until: .deleted) == [.draining, .deleted])
            // A shell that starts later has no news of what is over.
            let third = try await RotationUnderTest(simulator, http: http, folder: folder)
            await third.rotator.tellNews()
            third.gateway.announce(try await third.rotator.standing(of: rotation))
            #expect(try await third.told(until: .deleted) == [.deleted])
            for test in [first, second, third] { try await test.store.close() }
        }
    }

    @Test func `that nobody gets on with says why, once, and is no good health`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, management: nil)
            try await test.ask(1)
            let reason = KeyError(.needsPerson, "the rotation needs a person", next: "Be one.")
            let guide = KeyRotator.Guide(newKey: { _ in throw reason }, oldKeyIsDeleted: { _ in })
            let plan = try await test.rotator.plan(reason: .requested)
            await #expect(throws: reason) { try await test.rotator.begin(plan, guide: guide) }
            await test.rotator.announceStandstill(reason)
            await test.rotator.announceStandstill(reason)
            let rotation = try #require(try await test.rotator.unfinished().first)
            let standing = try await test.rotator.standing(of: rotation)
            #expect(standing.problem?.hasPrefix(reason.message) == true)
            #expect(standing.explanation.contains("is going to be replaced; it stands still: the rotation "))
            let health = try await HealthCheck([.rotations(test.rotator)], now: { Date() }).run()
            #expect(health.map(\.status) == [.degraded])
            test.gateway.announce(RotationStanding(rotation, calls: 9, drainLimitSeconds: 0, at: Date()))
            var told: [RotationStanding] = []
            for await case .keyRotation(let standing) in test.gateway.events {
                told.append(standing)
                if standing.calls == 9 { break }
            }
            #expect(told.map { $0.problem != nil } == [true, false])
            try await test.store.close()
        }
    }
}
