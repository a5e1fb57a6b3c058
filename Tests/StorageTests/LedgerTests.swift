import Foundation
import Gateway
import OpenRouter
import Resilience
import Storage
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct `Ledger` {
    @Test(arguments: StoreKind.allCases)
    func `a hold counts in all its scopes, and its cost takes its place`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        guard
            case .admitted(let balances) = try await store.admit(
                makeHold("a", cents: 30),
                committed: .zero,
                caps: Caps()
            )
        else {
            Issue.record("a hold without caps was refused")
            return
        }
        #expect(balances.map(\.reserved) == [.cents(30), .cents(30), .cents(30)])
        try await store.settle("a", .settled(.cents(12), .reported))
        for scope in [.day("2026-11-24"), .month("2026-11"), .episode("reefs")] as [BudgetScope] {
            #expect(try await store.balance(scope) == (.cents(12), .zero))
        }
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `a hold that does not fit one scope leaves no trace in any`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let caps = Caps(episode: .cents(50), day: .cents(1_000))
        _ = try await store.admit(makeHold("a", cents: 40), committed: .zero, caps: caps)
        guard case .refused(let refusal) = try await store.admit(makeHold("b", cents: 20), committed: .zero, caps: caps)
        else {
            Issue.record("a hold over the cap was admitted")
            return
        }
        #expect(refusal.balance.scope == .episode("reefs"))
        #expect(refusal.balance.free == .cents(10))
        #expect(refusal.wanted == .cents(20))
        #expect(try await store.balance(.day("2026-11-24")) == (.zero, .cents(40)))
        try await store.settle("a", .released)
        _ = try await store.admit(makeHold("b", cents: 20), committed: .zero, caps: caps)
        #expect(try await store.balance(.day("2026-11-24")) == (.zero, .cents(20)))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `a settlement that comes twice counts once`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        _ = try await store.admit(makeHold("a", cents: 30), committed: .zero, caps: Caps())
        try await store.settle("a", .settled(.cents(5), .reported))
        try await store.settle("a", .settled(.cents(9), .reported))
        try await store.settle("a", .released)
        try await store.settle("nobody", .released)
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(5), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `an overspend is a debt that blocks even what costs nothing`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let caps = Caps(day: .cents(10))
        _ = try await store.admit(makeHold("a", cents: 10), committed: .zero, caps: caps)
        try await store.settle("a", .settled(.cents(15), .reported))
        let admission = try await store.admit(makeHold("b", cents: 0), committed: .zero, caps: caps)
        guard case .refused(let refusal) = admission else {
            Issue.record("a hold was admitted into debt")
            return
        }
        #expect(refusal.balance.free == .cents(-5))
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `what is in doubt stays set aside until its bill is known`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        _ = try await store.admit(makeHold("a", cents: 30), committed: .zero, caps: Caps())
        try await store.note(generation: "gen-1", ofHold: "a")
        try await store.settle("a", .inDoubt(generationID: nil))
        try await store.settle("a", .inDoubt(generationID: nil))
        #expect(try await store.balance(.day("2026-11-24")) == (.zero, .cents(30)))
        let doubts = try await store.holdsInDoubt(account: "openrouter.ai")
        #expect(doubts.map(\.generationID) == ["gen-1"])
        #expect(try await store.holdsInDoubt(account: "127.0.0.1").isEmpty)
        try await store.settle("a", .settled(.cents(7), .reported))
        #expect(try await store.balance(.day("2026-11-24")) == (.cents(7), .zero))
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `caps that were set come before those of the settings`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        try await store.setCap(.cents(5), of: .call)
        let hold = makeHold("a", cents: 4)
        guard
            case .refused(let refusal) = try await store.admit(hold, committed: .cents(2), caps: Caps(call: .cents(99)))
        else {
            Issue.record("the cap on a call forgot what earlier attempts cost")
            return
        }
        #expect(refusal.balance.scope == .call)
        try await store.setCap(nil, of: .call)
        #expect(try await store.caps() == Caps())
        guard case .admitted = try await store.admit(hold, committed: .cents(2), caps: Caps(call: .cents(99))) else {
            Issue.record("a cap that was removed still holds")
            return
        }
        try await store.close()
    }

    /// 32 callers, two processes' worth of stores, a cap for a third of what they want.
    @Test(arguments: StoreKind.allCases, [1, 2, 3] as [UInt64])
    func `spent and reserved never pass the cap, whoever comes first`(kind: StoreKind, seed: UInt64) async throws {
        let stores = [kind.makeStore(owner: "first"), kind.makeStore(owner: "second")]
        let caps = Caps(episode: .cents(1_000), day: .cents(2_000))
        let observed = Recorder<USD>()
        try await withThrowingTaskGroup(of: USD.self) { group in
            for caller in 0..<32 {
                let store = stores[caller % 2]
                group.addTask {
                    var generator = SeededGenerator(seed: seed &* 1_000 &+ UInt64(caller))
                    var spent = USD.zero
                    for turn in 0..<12 {
                        let amount = USD.cents(Int64.random(in: 1...40, using: &generator))
                        var hold = makeHold("\(seed)-\(caller)-\(turn)", cents: 0, episode: "e\(caller % 4)")
                        hold.amount = amount
                        guard case .admitted(let balances) = try await store.admit(hold, committed: .zero, caps: caps)
                        else { continue }
                        for balance in balances { observed.append(balance.free ?? .zero) }
                        switch Int.random(in: 0..<4, using: &generator) {
                        case 0: try await store.settle(hold.id, .released)
                        case 1: try await store.settle(hold.id, .inDoubt(generationID: nil))
                        default:
                            let cost = USD(picodollars: amount.picodollars / 2)
                            try await store.settle(hold.id, .settled(cost, .reported))
                            spent += cost
                        }
                    }
                    return spent
                }
            }
            var spent = USD.zero
            for try await part in group { spent += part }
            #expect(try await stores[0].balance(.day("2026-11-24")).spent == spent)
        }
        #expect(observed.elements.allSatisfy { $0 >= .zero })
        #expect(observed.elements.count > 100)
        #expect(try await stores[1].integrityProblems().isEmpty)
        for store in stores { try await store.close() }
    }
}
