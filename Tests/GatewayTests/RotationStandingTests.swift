import Foundation
import OpenRouter
import Testing

@testable import Gateway

@Suite struct `Standing of a rotation` {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private static func rotation(
        _ events: [KeyRotation.Event],
        reason: KeyRotation.Reason = .requested,
        reset: TimeInterval? = nil
    ) throws -> KeyRotation {
        var rotation = KeyRotation(
            id: "castline-x",
            account: "a",
            reason: reason,
            isManual: false,
            old: "0ld",
            terms: ManagedKey.Terms(limit: .cents(100), limitReset: reset == nil ? nil : "monthly"),
            observationSeconds: 5,
            graceSeconds: 86_400,
            at: start
        )
        for event in events { try rotation.apply(event, at: start) }
        return rotation
    }

    private static let allowance = KeyRotation.Allowance(
        remaining: .cents(50),
        of: .init(limit: .cents(100), limitReset: "monthly"),
        at: start
    )

    private static let toDraining: [KeyRotation.Event] = [.created("new"), .verified, .activated, .observed]

    @Test func `names the next step of every state, and when it is taken`() throws {
        let rows: [(events: [KeyRotation.Event], next: String?, afterSeconds: Double?)] = [
            ([], "make the new key", nil),
            ([.created("new")], "verify the new key", nil),
            ([.created("new"), .verified], "let new calls take the new key", nil),
            ([.created("new"), .verified, .activated], "let go of key 0ld, unless the new one is refused", 5),
            (Self.toDraining, "switch key 0ld off when no call uses it any more", 600),
            (Self.toDraining + [.disabled(usage: nil, allowance: nil)], "delete key 0ld", 86_400),
            (Self.toDraining + [.disabled(usage: nil, allowance: nil), .deleted], nil, nil),
            ([.created("new"), .refused("no")], "put key 0ld back, and delete the new one", nil),
            ([.created("new"), .refused("no"), .undone], nil, nil),
        ]
        for row in rows {
            let standing = RotationStanding(try Self.rotation(row.events), drainLimitSeconds: 600, at: Self.start)
            #expect(standing.next == row.next)
            #expect(standing.nextAt == row.afterSeconds.map { Self.start.addingTimeInterval($0) }, "\(row)")
        }
    }

    @Test func `waits for the earlier of the end of the grace and that of the limit's period`() throws {
        var soon = try #require(Self.allowance)
        soon.until = Self.start.addingTimeInterval(60)
        let events = Self.toDraining + [.disabled(usage: nil, allowance: soon)]
        let resting = RotationStanding(try Self.rotation(events), drainLimitSeconds: 600, at: Self.start)
        #expect(resting.next == "give the new key its whole limit" && resting.nextAt == soon.until)
        let restoring = RotationStanding(try Self.rotation(events + [.deleted]), drainLimitSeconds: 600, at: Self.start)
        #expect(restoring.next == "give the new key its whole limit" && restoring.nextAt == soon.until)
        let due = RotationStanding(
            try Self.rotation(events + [.deleted]),
            drainLimitSeconds: 600,
            at: Self.start.addingTimeInterval(61)
        )
        #expect(due.next == "give the new key its whole limit" && due.nextAt == nil)
    }

    @Test func `after an exposure nothing is waited for`() throws {
        let standing = RotationStanding(
            try Self.rotation(Self.toDraining, reason: .exposure),
            calls: 2,
            drainLimitSeconds: 600,
            at: Self.start
        )
        #expect(standing.nextAt == nil)
        #expect(standing.callsText == "2 calls here")
    }

    @Test func `a clock that was set back makes no time negative`() throws {
        let standing = RotationStanding(
            try Self.rotation([]),
            drainLimitSeconds: 600,
            at: Self.start.addingTimeInterval(-3_600)
        )
        #expect(standing.ageSeconds == 0)
    }
}
