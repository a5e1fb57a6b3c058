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
        through events: [Event] = []
    ) throws -> KeyRotation {
        var rotation = KeyRotation(
            id: "castline-20261126-00000000",
            account: "https://openrouter.ai/api/v1",
            reason: reason,
            isManual: false,
            old: "aaaa",
            terms: ManagedKey.Terms(limit: .cents(500), limitReset: "monthly"),
            observationSeconds: 5,
            graceSeconds: 3_600,
            at: Self.date
        )
        for event in events { try rotation.apply(event, at: Self.date) }
        return rotation
    }

    /// How each state is reached.
    private static let paths: [State: [Event]] = [
        .planned: [],
        .created: [.created("bbbb")],
        .verified: [.created("bbbb"), .verified],
        .active: [.created("bbbb"), .verified, .activated],
        .draining: [.created("bbbb"), .verified, .activated, .observed],
        .disabled: [.created("bbbb"), .verified, .activated, .observed, .disabled(usage: .cents(3))],
        .deleted: [.created("bbbb"), .verified, .activated, .observed, .disabled(usage: .cents(3)), .deleted],
        .rollingBack: [.created("bbbb"), .refused("no")],
        .rolledBack: [.created("bbbb"), .refused("no"), .undone],
    ]

    private static let events: [Event] = [
        .created("bbbb"), .verified, .activated, .observed, .disabled(usage: nil), .stillCharged(usage: .cents(4)),
        .deleted, .refused("no"), .undone,
    ]

    /// Every transition there is; all others are refused.
    private static let transitions: [State: [Event: State]] = [
        .planned: [.created("bbbb"): .created, .refused("no"): .rollingBack],
        .created: [.verified: .verified, .refused("no"): .rollingBack],
        .verified: [.activated: .active, .refused("no"): .rollingBack],
        .active: [.observed: .draining, .refused("no"): .rollingBack],
        .draining: [.disabled(usage: nil): .disabled, .refused("no"): .rollingBack],
        .disabled: [
            .stillCharged(usage: .cents(4)): .disabled, .deleted: .deleted, .refused("no"): .rollingBack,
        ],
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
                #expect(rotation.at == Self.date.addingTimeInterval(9))
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
        try rotation.apply(.stillCharged(usage: .cents(4)), at: end)
        #expect(rotation.usage == .cents(4))
        #expect(rotation.next(at: end) == .rest(until: end.addingTimeInterval(3_600)))
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
