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

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Key rotator` {
    @Test func `replaces the key by one with the same limits, verified before it is used, and deletes the old one`()
        async throws
    {
        try await RotationUnderTest.run { simulator, http, folder in
            let terms = ManagedKey.Terms(
                limit: USD("12.5"),
                limitReset: "monthly",
                includesBYOK: true,
                workspaceID: "workspace_simulated"
            )
            let old = try await OpenRouterClient(.init(baseURL: simulator.baseURL), http: http)
                .createKey(named: "first", terms: terms, management: RotationUnderTest.management)
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, key: old.secret)
            try await test.ask(1)
            let plan = try await test.rotator.plan(reason: .requested)
            #expect(plan.terms == terms)
            #expect(try await test.rotator.unfinished().isEmpty)
            let rotation = try await test.rotator.begin(plan)
            // The first key has spent some of its limit, which its successor gets when the month is over.
            #expect(rotation.state == .restoring, "\(rotation)")
            try await test.ask(2)
            let left = try await RotationUnderTest.keys(test.client)
            #expect(left.map(\.name) == [rotation.id])
            #expect(left.first?.hash.digest == rotation.new)
            #expect(left.first?.terms.limitReset == "monthly" && left.first?.terms.includesBYOK == true)
            #expect(left.first?.terms.limit == rotation.allowance?.limit)
            #expect(test.gateway.keyDigest == rotation.new)
            let use = try #require(simulator.keyUses.first { $0.name == rotation.id })
            #expect(try #require(use.firstLookup) < #require(use.firstCall))
            #expect(try #require(use.firstCall) < #require(use.firstPaidCall))
            // Verified with one call that costs nothing, used for one.
            #expect(use.calls == 2)
            #expect(try test.rotator.directory.ring.entries().map(\.role) == [.inference])
            try await test.store.close()
            // The old key is still what is given from outside; its successor is found.
            let later = try await RotationUnderTest(simulator, http: http, folder: folder, key: old.secret)
            try await later.ask(3)
            #expect(later.gateway.keyDigest == rotation.new)
            // And replaced once more, the first one still leads to the last.
            let again = try await later.rotator.begin(try await later.rotator.plan(reason: .exposure))
            #expect(again.state == .restoring)
            try await later.store.close()
            let last = try await RotationUnderTest(simulator, http: http, folder: folder, key: old.secret)
            try await last.ask(4)
            #expect(last.gateway.keyDigest == again.new)
            try await last.store.close()
        }
    }

    @Test(arguments: [nil, "monthly"])
    func `a successor may spend what was left, all of it again when the period is over, and never twice`(
        reset: String?
    ) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let terms = ManagedKey.Terms(limit: USD("2"), limitReset: reset)
            let old = try await OpenRouterClient(.init(baseURL: simulator.baseURL), http: http)
                .createKey(named: "first", terms: terms, management: RotationUnderTest.management)
            let days = Mutex(0.0)
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, key: old.secret) {
                Date().addingTimeInterval(days.withLock { $0 } * 86_400)
            }
            try await test.ask(1)
            func listed() async throws -> [ManagedKey] { try await RotationUnderTest.keys(test.client) }
            let spent = try #require(try await listed().first?.usage)
            #expect(spent > .zero)
            let plan = try await test.rotator.plan(reason: .requested)
            #expect(plan.terms.limit == USD("2"))
            #expect(plan.allowance?.limit == USD("2").map { $0 - spent })
            // What is spent between plan and switch counts as well.
            try await test.ask(2)
            let rotation = try await test.rotator.begin(plan)
            let usage = try #require(rotation.usage)
            #expect(usage > spent)
            let limit = try #require(USD("2")) - usage
            #expect(try await listed().map(\.terms.limit) == [limit])
            guard reset != nil else {
                #expect(rotation.state == .deleted)
                return try await test.store.close()
            }
            #expect(rotation.state == .restoring)
            // Another rotation hands the whole limit on, and what is left of it.
            try await test.ask(3)
            let next = try await test.rotator.begin(try await test.rotator.plan(reason: .exposure))
            #expect(next.state == .restoring)
            #expect(next.terms.limit == USD("2"))
            #expect(try await listed().map(\.terms.limit) == [limit - (try #require(next.usage))])
            days.withLock { $0 = 32 }
            #expect(try await test.rotator.resume().map(\.state) == [.deleted, .deleted])
            #expect(try await listed().map(\.terms.limit) == [USD("2")])
            #expect(try await test.rotator.unfinished().isEmpty)
            try await test.store.close()
        }
    }

    @Test func `a standby key that others may know is deleted at the service and forgotten here`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let test = try await RotationUnderTest(simulator, http: http, folder: folder)
            let made = try await test.client
                .createKey(named: "spare", terms: .init(), management: RotationUnderTest.management)
            let directory = test.rotator.directory
            try directory.ring.update { entries in
                entries.append(
                    KeyRing.Entry(
                        name: "backup",
                        role: .standby,
                        account: directory.account,
                        secret: made.secret,
                        added: Date()
                    )
                )
            }
            try await test.ask(1)
            let standby = try #require(try directory.keys().standbys.first)
            try await test.rotator.revoke(standby: standby)
            #expect(try directory.keys().standbys.isEmpty)
            #expect(simulator.keyUses.first { $0.name == "spare" }?.isDeleted == true)
            // Again, as after a crash, it is as it should be.
            try await test.rotator.revoke(standby: standby)
            try await test.ask(2)
            try await test.store.close()
        }
    }

    @Test func `the old key is deleted after its grace and not before`() async throws {
        let hours = Mutex(0.0)
        let now: @Sendable () -> Date = { Date().addingTimeInterval(hours.withLock { $0 } * 3_600) }
        try await RotationUnderTest.run(now: now) { simulator, http, folder in
            var policy = RotationUnderTest.policy
            policy.grace = .seconds(3_600)
            policy.observation = .zero
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, policy: policy, now: now)
            try await test.ask(1)
            let rotation = try await test.rotator.begin(try await test.rotator.plan(reason: .requested))
            #expect(rotation.state == .disabled)
            #expect(try await test.rotator.resume().isEmpty)
            #expect(try await RotationUnderTest.keys(test.client).count == 2)
            hours.withLock { $0 = 1.1 }
            #expect(try await test.rotator.resume().map(\.state) == [.deleted])
            #expect(try await RotationUnderTest.keys(test.client).count == 1)
            try await test.store.close()
        }
    }

    @Test func `in a hurry nothing waits but a grace that is asked for`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            var policy = RotationUnderTest.policy
            policy.grace = .seconds(3_600)
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, policy: policy)
            try await test.ask(1)
            let plain = try await test.rotator.plan(reason: .requested, isHurried: true)
            #expect(plain.graceSeconds == 0 && plain.observationSeconds == 0)
            let patient = try await test.rotator.plan(reason: .requested, grace: .seconds(60), isHurried: true)
            #expect(patient.graceSeconds == 60 && patient.observationSeconds == 0)
            #expect(try await test.rotator.begin(patient).state == .disabled)
            let exposed = try await test.rotator.plan(reason: .exposure, grace: .seconds(60), isHurried: true)
            #expect(exposed.graceSeconds == 0)
            try await test.store.close()
        }
    }

    @Test func `without a management key a person makes and deletes keys, and the service is believed alone`()
        async throws
    {
        try await RotationUnderTest.run { simulator, http, folder in
            let file = folder.appending(path: "key")
            try PrivateFile(file).replace(with: RotationUnderTest.old.withExposed { Data($0.utf8) })
            let test = try await RotationUnderTest(
                simulator,
                http: http,
                folder: folder,
                keyFile: file,
                management: nil
            )
            try await test.ask(1)
            let plan = try await test.rotator.plan(reason: .requested)
            let needsPerson = await #expect(throws: KeyError.self) { try await test.rotator.begin(plan) }
            #expect(needsPerson?.code == .needsPerson)
            #expect(try await test.rotator.unfinished().isEmpty)
            let made = try await test.client.createKey(
                named: "by hand",
                terms: ManagedKey.Terms(),
                management: RotationUnderTest.management
            )
            let answers = Mutex(0)
            let guide = KeyRotator.Guide(
                newKey: { _ in made.secret },
                oldKeyIsDeleted: { [client = test.client] rotation in
                    let isFirst = answers.withLock { count in
                        count += 1
                        return count == 1
                    }
                    guard !isFirst else { return }
                    let keys = try await RotationUnderTest.keys(client)
                    let old = try #require(keys.first { $0.hash.digest == rotation.old })
                    try await client.deleteKey(old.hash, management: RotationUnderTest.management)
                }
            )
            // The person says that it is done, and it is not.
            let error = await #expect(throws: KeyError.self) { try await test.rotator.begin(plan, guide: guide) }
            #expect(error?.code == .oldKeyWorks)
            #expect(try await test.rotator.resume(guide: guide).map(\.state) == [.deleted])
            try await test.ask(2)
            #expect(test.gateway.keyDigest == made.key.hash.digest)
            let written = try #require(try PrivateFile(file).read())
            #expect(KeyHash(of: Secret(String(decoding: written, as: UTF8.self))) == made.key.hash)
            try await test.store.close()
        }
    }

    @Test(arguments: [KeyRotation.State.planned, .draining])
    func `a management key that is added later takes over what a person has begun`(
        state: KeyRotation.State
    ) async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let alone = try await RotationUnderTest(simulator, http: http, folder: folder, management: nil)
            try await alone.ask(1)
            let made = try await alone.client.createKey(
                named: "by hand",
                terms: ManagedKey.Terms(),
                management: RotationUnderTest.management
            )
            let leaves = KeyError(.needsPerson, "the person leaves")
            let guide = KeyRotator.Guide(
                newKey: { _ in
                    if state == .planned { throw leaves }
                    return made.secret
                },
                oldKeyIsDeleted: { _ in throw leaves }
            )
            let plan = try await alone.rotator.plan(reason: .requested)
            await #expect(throws: leaves) { try await alone.rotator.begin(plan, guide: guide) }
            #expect(try await alone.rotator.unfinished().map(\.state) == [state])
            try await alone.store.close()

            let managed = try await RotationUnderTest(simulator, http: http, folder: folder)
            _ = try await managed.rotator.resume()
            let rotation = try #require(try await managed.store.rotations(of: simulator.baseURL).last)
            #expect(!rotation.isManual)
            // What is left to wait for is the grace.
            #expect([.disabled, .deleted].contains(rotation.state), "\(rotation)")
            let keys = try await RotationUnderTest.keys(managed.client)
            #expect(keys.allSatisfy { $0.hash.digest != rotation.old || $0.isDisabled })
            #expect(keys.contains { $0.name == plan.id } == (state == .planned))
            try await managed.ask(2)
            #expect(managed.gateway.keyDigest == rotation.new)
            try await managed.store.close()
        }
    }

    @Test func `a key that is too old is replaced by itself`() async throws {
        try await RotationUnderTest.run { simulator, http, folder in
            let days = Mutex(0.0)
            let now: @Sendable () -> Date = { Date().addingTimeInterval(days.withLock { $0 } * 86_400) }
            let test = try await RotationUnderTest(simulator, http: http, folder: folder, now: now)
            try await test.ask(1)
            let keeper = KeyKeeper(test.rotator)
            #expect(try await keeper.replaceOldKey() == nil)
            days.withLock { $0 = 31 }
            let rotation = try #require(try await keeper.replaceOldKey())
            #expect(rotation.reason == .age)
            #expect(rotation.state == .deleted)
            try await test.store.close()
        }
    }
}
