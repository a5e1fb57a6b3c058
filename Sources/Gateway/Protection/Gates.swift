import Foundation
import OpenRouter
import Resilience
import Synchronization

/// The gates that are closed now.
///
/// A gate opens by time, by ``lift(_:_:)``, or with another key where it was the key's. Its end only moves later.
final class Gates: Sendable {
    /// An attempt that asks whether a gate is in its way.
    struct Attempt {
        var model: String
        var isFree: Bool
        var key: String?
        /// Its worst case.
        var amount: USD
    }

    private struct Closed {
        var gate: Gate
        /// On the timeline, which no change of the clock moves.
        var until: Duration
    }

    private struct State {
        var closed: [Closed] = []
    }

    private let timeline: Timeline
    private let changes: Changes
    private let state = Mutex(State())
    /// Where the end is unknown, the service is asked again after this: `GET /key` is as old as that at the service.
    static let secondLook = Duration.seconds(60)

    init(timeline: Timeline, changes: Changes) {
        self.timeline = timeline
        self.changes = changes
    }

    /// The gate in the way of an attempt that opens last.
    func gate(for attempt: Attempt) -> (gate: Gate, remaining: Duration)? {
        let now = timeline.now
        return state.withLock { state in
            state.closed.removeAll { $0.until <= now }
            let inTheWay = state.closed.filter { Self.keepsBack($0.gate, attempt) }
            return inTheWay.max { $0.until < $1.until }.map { ($0.gate, $0.until - now) }
        }
    }

    /// Whether a key may not be used for now, while another one may.
    func refuses(key digest: String) -> Bool {
        state.withLock { state in
            guard !state.closed.isEmpty else { return false }
            let now = timeline.now
            return state.closed.contains { $0.until > now && $0.gate.scope == .key(digest) }
        }
    }

    /// Closes the gate that follows from what the service said.
    ///
    /// - Returns: See ``close(_:for:)``; `nil` as well where the failure closes none.
    func close(
        after reading: Classification,
        _ error: OpenRouterError?,
        attempt: Attempt,
        call: String,
        now date: Date
    ) -> (gate: Gate, isNew: Bool)? {
        guard let (kind, scope, duration) = Self.condition(reading, error, attempt, now: date) else { return nil }
        let gate = Gate(
            scope: scope,
            kind: kind,
            atLeast: kind == .credits ? attempt.amount : nil,
            message: error?.message ?? kind.rawValue,
            until: date.addingTimeInterval(duration / .seconds(1)),
            call: call
        )
        return close(gate, for: duration)
    }

    /// Closes a gate; one of the same kind that is closed already stays closed for the longer time, and keeps back what either
    /// of the two does.
    ///
    /// - Returns: The gate as it is closed now, and whether it was open before; `nil` where this has changed nothing.
    func close(_ gate: Gate, for duration: Duration) -> (gate: Gate, isNew: Bool)? {
        let now = timeline.now
        let new = Closed(gate: gate, until: now + duration)
        return state.withLock { state in
            state.closed.removeAll { $0.until <= now }
            // By what they are: their names are short, and two may be the same.
            guard
                let index = state.closed.firstIndex(where: { $0.gate.scope == gate.scope && $0.gate.kind == gate.kind })
            else {
                state.closed.append(new)
                return (gate, true)
            }
            let known = state.closed[index]
            var merged = new.until > known.until ? new : known
            merged.gate.atLeast = known.gate.atLeast.flatMap { known in gate.atLeast.map { min(known, $0) } }
            guard merged.until > known.until || merged.gate != known.gate else { return nil }
            state.closed[index] = merged
            return (merged.gate, false)
        }
    }

    /// Opens a gate before its time.
    ///
    /// - Returns: Whether it was closed.
    func lift(_ scope: Gate.Scope, _ kind: Gate.Kind) -> Bool {
        let isLifted = state.withLock { state in
            let before = state.closed.count
            state.closed.removeAll { $0.gate.scope == scope && $0.gate.kind == kind }
            return state.closed.count < before
        }
        if isLifted { changes.announce() }
        return isLifted
    }

    /// What is closed now.
    var all: [Gate] {
        let now = timeline.now
        return state.withLock { state in
            state.closed.removeAll { $0.until <= now }
            return state.closed.map(\.gate)
        }
    }

    private static func keepsBack(_ gate: Gate, _ attempt: Attempt) -> Bool {
        if let least = gate.atLeast, attempt.amount < least { return false }
        return switch gate.scope {
        case .account: true
        case .freeModels: attempt.isFree
        case .key(let digest): attempt.key == digest
        case .model(let id): attempt.model == id
        }
    }

    /// Which gate a failure closes, and for how long.
    ///
    /// Source: OpenRouter's limits by `limit_source`; keys' limits reset at 00:00 UTC, weeks begin on Monday.
    private static func condition(
        _ reading: Classification,
        _ error: OpenRouterError?,
        _ attempt: Attempt,
        now: Date
    ) -> (Gate.Kind, Gate.Scope, Duration)? {
        let key: Gate.Scope = attempt.key.map { .key($0) } ?? .account
        switch (reading.kind, error?.retryAfter) {
        case (.rateLimited, let wait?): return (.rateLimited, .model(attempt.model), wait)
        case (.freeTier, let wait): return (.freeTier, .freeModels, wait ?? untilReset(.daily, now))
        case (.admission, let wait?): return (.admission, .account, wait)
        case (.inFlightBudget, let wait): return (.inFlightBudget, .account, wait ?? secondLook)
        case (.credits, _): return (.credits, .account, secondLook)
        case (.keyLimit, _):
            let words = error?.message ?? ""
            let period = ["daily", "weekly", "monthly"].first { words.contains("\($0) limit") }
                .flatMap(LimitPeriod.init)
            return (.keyLimit, key, period.map { untilReset($0, now) } ?? secondLook)
        case (.unauthorized, _): return (.unauthorized, key, secondLook)
        default: return nil
        }
    }

    private static func untilReset(_ period: LimitPeriod, _ now: Date) -> Duration {
        .seconds(max(1, period.end(after: now).timeIntervalSince(now)))
    }
}
