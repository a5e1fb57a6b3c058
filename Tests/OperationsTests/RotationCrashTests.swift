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

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Rotation that breaks off` {
    /// Dies at the moment of a number, counted from 0; notes all moments until then.
    private func crash(
        at number: Int,
        _ simulator: Simulator,
        _ http: HTTPClient,
        _ folder: URL
    ) async throws -> [KeyRotator.Moment] {
        let moments = Recorder<KeyRotator.Moment>()
        let test = try await RotationUnderTest(
            simulator,
            http: http,
            folder: folder,
            onMoment: { moment in
                if moments.elements.count == number { throw RotationUnderTest.Crash() }
                moments.append(moment)
            }
        )
        try await test.ask(1)
        do {
            _ = try await test.rotator.begin(try await test.rotator.plan(reason: .requested))
        } catch is RotationUnderTest.Crash {
        }
        try await test.store.close()
        return moments.elements
    }

    @Test(arguments: 0..<20)
    func `a process that dies at any moment leaves a rotation that the next one finishes, and no orphan`(
        number: Int
    ) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let moments = try await crash(at: number, simulator, http, folder)
            #expect(moments.count == min(number, 19), "\(moments)")
            let next = try await RotationUnderTest(simulator, http: http, folder: folder)
            try await next.ask(2)
            _ = try await next.rotator.resume()
            try await next.ask(3)
            let rotations = try await next.store.rotations(of: simulator.baseURL)
            let rotation = try #require(rotations.last)
            #expect(rotation.state == .deleted, "\(rotation)")
            #expect(try await RotationUnderTest.keys(next.client).map(\.name) == [rotation.id])
            #expect(try next.rotator.directory.ring.entries().map(\.digest) == [rotation.new])
            #expect(simulator.keyUses.allSatisfy { $0.refusals == 0 }, "\(simulator.keyUses)")
            try await next.store.close()
        }
    }

    @Test(arguments: 0..<11)
    func `a process that dies while it rolls back leaves all as it was`(number: Int) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            simulator.set([SimulatorFault(.unknownUser401, path: "/key")])
            let moments = try await crash(at: number, simulator, http, folder)
            #expect(moments.count == min(number, 10), "\(moments)")
            let next = try await RotationUnderTest(simulator, http: http, folder: folder)
            _ = try await next.rotator.resume()
            try await next.ask(2)
            let rotation = try #require(try await next.store.rotations(of: simulator.baseURL).last)
            #expect(rotation.state == .rolledBack, "\(rotation)")
            #expect(try await RotationUnderTest.keys(next.client).map(\.name) == ["default"])
            #expect(try next.rotator.directory.ring.entries().isEmpty)
            try await next.store.close()
        }
    }

    @Test(
        arguments: [
            SimulatorFault(.resetBeforeHeaders, path: "POST /keys", to: 1, phase: .finished),
            SimulatorFault(.resetBeforeHeaders, path: "PATCH /keys/*", to: 1, phase: .finished),
            SimulatorFault(.resetBeforeHeaders, path: "DELETE /keys/*", to: 1, phase: .finished),
            SimulatorFault(.server500, path: "POST /keys", to: 1),
            SimulatorFault(.server500, path: "GET /keys", from: 2, to: 2),
            SimulatorFault(.server500, path: "PATCH /keys/*", to: 1),
            SimulatorFault(.server500, path: "DELETE /keys/*", to: 1),
        ]
    )
    func `a service that fails or loses its answer is asked again later, and nothing is made twice`(
        fault: SimulatorFault
    ) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let test = try await RotationUnderTest(simulator, http: http, folder: folder)
            try await test.ask(1)
            let plan = try await test.rotator.plan(reason: .requested)
            simulator.set([fault])
            await #expect(throws: OpenRouterError.self) { try await test.rotator.begin(plan) }
            try await test.ask(2)
            _ = try await test.rotator.resume()
            let rotation = try #require(try await test.store.rotations(of: simulator.baseURL).last)
            #expect(rotation.state == .deleted)
            #expect(try await RotationUnderTest.keys(test.client).map(\.name) == [plan.id])
            try await test.store.close()
        }
    }

    @Test func `a key that the service does not know at once is waited for`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            var policy = RotationUnderTest.policy
            policy.patience = .seconds(60)
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, policy: policy)
            try await test.ask(1)
            simulator.set([SimulatorFault(.unknownUser401, path: "/key", to: 1)])
            let rotation = try await test.rotator.begin(try await test.rotator.plan(reason: .requested))
            #expect(rotation.state == .deleted)
            try await test.store.close()
        }
    }

    @Test func `a new key that calls find refused is taken back, and no call fails of it`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            var policy = RotationUnderTest.policy
            policy.observation = .seconds(60)
            let (active, isActive) = AsyncStream.makeStream(of: Void.self)
            let test = try await RotationUnderTest(
                simulator,
                http: http,
                folder: folder,
                policy: policy,
                onMoment: { moment in if moment == .kept(.active) { isActive.finish() } }
            )
            try await test.ask(1)
            async let result = test.rotator.begin(try await test.rotator.plan(reason: .requested))
            for await _ in active {}
            let keys = try await RotationUnderTest.keys(test.client)
            let new = try #require(keys.first { $0.name != "default" })
            try await test.client.setDisabled(true, key: new.hash, management: RotationUnderTest.management)
            try await test.ask(2)
            let rotation = try await result
            #expect(rotation.state == .rolledBack)
            #expect(rotation.rolledBackFrom == .active)
            try await test.ask(3)
            #expect(test.gateway.keyDigest == rotation.old)
            #expect(try await RotationUnderTest.keys(test.client).map(\.name) == ["default"])
            try await test.store.close()
        }
    }
}
