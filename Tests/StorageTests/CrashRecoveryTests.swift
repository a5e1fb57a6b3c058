import Foundation
import Gateway
import OpenRouter
import Storage
import TestSupport
import Testing

/// A store that is closed with open holds is as one whose process was killed: its lock is free, its holds are there.
@Suite(.temporaryDirectory) struct `Crash recovery` {
    @Test(arguments: StoreKind.allCases)
    func `what was never sent is released, what was sent is in doubt`(kind: StoreKind) async throws {
        let killed = kind.makeStore(owner: "killed")
        _ = try await killed.admit(makeHold("reserved", cents: 10, state: .reserved), committed: .zero, caps: Caps())
        _ = try await killed.admit(makeHold("sent", cents: 20), committed: .zero, caps: Caps())
        _ = try await killed.admit(makeHold("free", cents: 0), committed: .zero, caps: Caps())
        try await killed.note(generation: "gen-7", ofHold: "sent")
        try await killed.close()

        let store = kind.makeStore(owner: "next")
        #expect(try await store.balance(.day("2026-11-24")) == (.zero, .cents(20)))
        let doubts = try await store.holdsInDoubt(account: "openrouter.ai")
        #expect(doubts.map(\.id) == ["sent"])
        #expect(doubts.map(\.generationID) == ["gen-7"])
        #expect(try await store.integrityProblems().isEmpty)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `the holds of a process that runs are left alone`(kind: StoreKind) async throws {
        let running = kind.makeStore(owner: "running")
        _ = try await running.admit(makeHold("sent", cents: 20), committed: .zero, caps: Caps())
        let other = kind.makeStore(owner: "other")
        try await other.open()
        #expect(try await other.holdsInDoubt(account: "openrouter.ai").isEmpty)
        #expect(try await other.recoverHolds(at: StoreKind.date).isEmpty)
        try await running.close()
        #expect(try await other.recoverHolds(at: StoreKind.date).map(\.state) == [.inDoubt])
        try await other.close()
    }
}
