import Foundation
import OpenRouter
import Testing

@testable import Gateway

@Suite struct `Key rotation` {
    typealias State = KeyRotation.State
    typealias Event = KeyRotation.Event

    private static let date = Date(timeIntervalSince1970: 1_795_478_400)

    private func makeRotation(
        _ reason: KeyRotation.Reason = .requested,
        allowance: KeyRotation.Allowance? = nil,
        through events: [Event] = []
    ) throws -> KeyRotation {
        var rotation = KeyRotation(
            id: "castline-20261126-00000000",
            account: "https://openrouter.ai/api/v1",
            reason: reason,
            isManual: false,
            old: "aaaa",
            terms: ManagedKey.Terms(limit: .cents(500), limitReset: "monthly"),
            allowance: allowance,
            observationSeconds: 5,
            graceSeconds: 3_600,
            at: Self.date
        )
        for event in events { try rotation.apply(event, at: Self.date) }
        return rotation
    }

    private static let allowance = KeyRotation.Allowance(
        remaining: .cents(200),
        of: ManagedKey.Terms(limit: .cents(500), limitReset: "monthly"),
        at: date
    )
    private static let off = Event.disabled(usage: .cents(3), allowance: nil)
    private static let offInPart = Event.disabled(usage: .cents(300), allowance: allowance)

    /// How each state is reached.
    private static let paths: [State: [Event]] = [
        .planned: [],
        .created: [.created("bbbb")],
        .verified: [.created("bbbb"), .verified],
        .active: [.created("bbbb"), .verified, .activated],
        .draining: [.created("bbbb"), .verified, .activated, .observed],
        .disabled: [.created("bbbb"), .verified, .activated, .observed, off],
        .restoring: [.created("bbbb"), .verified, .activated, .observed, offInPart, .deleted],
        .deleted: [.created("bbbb"), .verified, .activated, .observed, off, .deleted],
        .rollingBack: [.created("bbbb"), .refused("no")],
        .rolledBack: [.created("bbbb"), .refused("no"), .undone],
    ]

    private static let events: [Event] = [
        .created("bbbb"), .verified, .activated, .observed, .disabled(usage: nil, allowance: nil),
        .stillCharged(usage: .cents(4), allowance: nil), .deleted, .restored, .refused("no"), .undone,
    ]

    /// Every transition there is; all others are refused.
    private static let transitions: [State: [Event: State]] = [
        .planned: [.created("bbbb"): .created, .refused("no"): .rollingBack],
        .created: [.verified: .verified, .refused("no"): .rollingBack],
        .verified: [.activated: .active, .refused("no"): .rollingBack],
        .active: [.observed: .draining, .refused("no"): .rollingBack],
        .draining: [.disabled(usage: nil, allowance: nil): .disabled, .refused("no"): .rollingBack],
        .disabled: [
            .stillCharged(usage: .cents(4), allowance: nil): .disabled, .deleted: .deleted, .restored: .disabled,
            .refused("no"): .rollingBack,
        ],
        .restoring: [.restored: .deleted],
        .rollingBack: [.undone: .rolledBack],
    ]

    @Test(arguments: State.allCases)
    func `goes from state to state as the table says, and nowhere else`(state: State) throws {
        let path = try #require(Self.paths[state])
        for event in Self.events {
            var rotation = try makeRotation(through: path)
            #expect(rotation.state == state)
            let before = rotation
            if let next = Self.transitions[state]?[event] {
                try rotation.apply(event, at: Self.date.addingTimeInterval(9))
                #expect(rotation.state == next, "\(event)")
                // The wait for the end of the grace goes on when the limit is restored.
                let isRestored = state == .disabled && event == .restored
                #expect(rotation.at == (isRestored ? Self.date : Self.date.addingTimeInterval(9)))
            } else {
                #expect(throws: KeyRotation.InvalidTransition.self, "\(event)") {
                    try rotation.apply(event, at: Self.date)
                }
                #expect(rotation == before)
            }
        }
    }

    @Test func `waits for the end of observation and grace, and for nothing after an exposure`() throws {
        let active = try makeRotation(through: Self.paths[.active] ?? [])
        #expect(active.next(at: Self.date) == .observe(until: Self.date.addingTimeInterval(5)))
        let disabled = try makeRotation(through: Self.paths[.disabled] ?? [])
        let end = Self.date.addingTimeInterval(3_600)
        #expect(disabled.next(at: end.addingTimeInterval(-1)) == .rest(until: end))
        #expect(disabled.next(at: end) == .delete)
        let exposed = try makeRotation(.exposure, through: Self.paths[.disabled] ?? [])
        #expect(exposed.next(at: Self.date) == .delete)
        #expect(try makeRotation(.exposure, through: Self.paths[.active] ?? []).observationSeconds == 0)
        var hurried = disabled
        hurried.hurry()
        #expect(hurried.next(at: Self.date) == .delete)
    }

    @Test func `what is charged after the switching off begins the wait anew`() throws {
        var rotation = try makeRotation(through: Self.paths[.disabled] ?? [])
        let end = Self.date.addingTimeInterval(3_600)
        try rotation.apply(.stillCharged(usage: .cents(4), allowance: nil), at: end)
        #expect(rotation.usage == .cents(4))
        #expect(rotation.next(at: end) == .rest(until: end.addingTimeInterval(3_600)))
    }

    @Test(
        arguments: [
            ("daily", "2026-11-26T00:00:00Z"), ("weekly", "2026-11-30T00:00:00Z"), ("monthly", "2026-12-01T00:00:00Z"),
            ("yearly", "2026-12-01T00:00:00Z"),
        ]
    )
    func `a limit is reset at midnight UTC, on Mondays, and on the first`(period: String, expected: String) throws {
        // A Wednesday.
        let date = try Date("2026-11-25T13:30:00Z", strategy: .iso8601)
        let terms = ManagedKey.Terms(limit: .cents(500), limitReset: period)
        let allowance = try #require(KeyRotation.Allowance(remaining: .cents(20), of: terms, at: date))
        #expect(allowance.until == (try Date(expected, strategy: .iso8601)))
        #expect(allowance.limit == .cents(20))
    }

    @Test func `what is left of a limit is none without a limit, where all is left, and never below zero`() {
        let limit = ManagedKey.Terms(limit: .cents(500))
        #expect(KeyRotation.Allowance(remaining: nil, of: limit, at: Self.date) == nil)
        #expect(KeyRotation.Allowance(remaining: .cents(500), of: limit, at: Self.date) == nil)
        #expect(KeyRotation.Allowance(remaining: .cents(5), of: .init(), at: Self.date) == nil)
        let spent = KeyRotation.Allowance(remaining: .cents(-3), of: limit, at: Self.date)
        #expect(spent?.limit == .zero && spent?.until == nil)
    }

    @Test func `a limit is restored when its period is over, before the old key goes or after it`() throws {
        let disabled = try makeRotation(through: [.created("bbbb"), .verified, .activated, .observed, Self.offInPart])
        let reset = try #require(Self.allowance?.until)
        #expect(disabled.firstTerms.limit == .cents(200))
        #expect(disabled.next(at: Self.date) == .rest(until: min(reset, Self.date.addingTimeInterval(3_600))))
        #expect(disabled.next(at: reset.addingTimeInterval(-1)) == .delete)
        let restoring = try makeRotation(through: Self.paths[.restoring] ?? [])
        #expect(restoring.next(at: reset.addingTimeInterval(-1)) == .rest(until: reset))
        #expect(restoring.next(at: reset) == .restore)
        #expect(restoring.isWaiting && !restoring.state.isFinal)
    }

    @Test(arguments: State.allCases)
    func `what is kept reads back the same`(state: State) throws {
        let rotation = try makeRotation(through: Self.paths[state] ?? [])
        let read = try JSONDecoder().decode(KeyRotation.self, from: JSONEncoder().encode(rotation))
        #expect(read == rotation)
        #expect(rotation.explanation.hasPrefix(rotation.id))
        #expect(rotation.state.isFinal == (rotation.next(at: .distantFuture) == .nothing))
    }
}
