import Foundation
import Gateway
import OpenRouter

/// A rotation as commands show it: how far it is, since when, what it waits for, and what is next.
struct RotationView: Encodable, Sendable {
    var id: String
    var reason: KeyRotation.Reason
    var state: KeyRotation.State
    var isManual: Bool
    var old: String
    var new: String?
    var limit: USD?
    var reset: String?
    var limitForNow: USD?
    var limitRestoredAt: Date?
    var graceSeconds: Double
    /// Since when it is in its state.
    var at: Date
    var ageSeconds: Double
    /// Calls under way with the old key in this process, and in others.
    var calls: Int
    var callsElsewhere: Int
    var processesElsewhere: Int
    var next: String?
    var nextAt: Date?
    /// Why it was rolled back, or why nobody gets on with it.
    var problem: String?
    var explanation: String

    private enum CodingKeys: String, CodingKey {
        case id, reason, state, isManual, old, new, limit, reset, limitForNow, limitRestoredAt, graceSeconds, at
        case ageSeconds, calls, callsElsewhere, processesElsewhere, next, nextAt, problem, explanation
    }

    private let callsText: String?
    private let standstill: String?

    init(_ standing: RotationStanding) {
        let rotation = standing.rotation
        id = rotation.id
        reason = rotation.reason
        state = rotation.state
        isManual = rotation.isManual
        old = rotation.old
        new = rotation.new
        limit = rotation.terms.limit
        reset = rotation.terms.limitReset
        limitForNow = rotation.allowance?.limit
        limitRestoredAt = rotation.allowance?.until
        graceSeconds = rotation.graceSeconds
        at = rotation.at
        ageSeconds = standing.ageSeconds
        calls = standing.calls
        callsElsewhere = standing.others.calls
        processesElsewhere = standing.others.processes
        next = standing.next
        nextAt = standing.nextAt
        problem = standing.problem ?? rotation.problem
        explanation = standing.explanation
        callsText = standing.callsText
        standstill = standing.problem
    }

    /// Its state, since when, the calls with the old key, and the next step with its time: for a row.
    var summary: String {
        var parts = ["\(state.rawValue) for \(Self.time(ageSeconds))"]
        if !state.isFinal { parts.append("with key \(old): \(callsText ?? "no call under way")") }
        if let next {
            let due = nextAt.map { end in
                let isLatest = state == .draining
                return isLatest
                    ? ", at \(end.formatted(.iso8601)) at the latest" : " at \(end.formatted(.iso8601))"
            }
            parts.append("next: \(next)\(due ?? "")")
        }
        if let standstill { parts.append("stands still: \(standstill)") }
        return parts.joined(separator: "; ")
    }

    /// As a paragraph below the table of keys.
    func text(_ style: TextStyle) -> String {
        let label = "rotation \(id): "
        return DisplayWidth.hanging((label + summary).printable, to: style.width, indent: 2)
    }

    private static func time(_ seconds: Double) -> String {
        seconds < 7_200 ? Figures.seconds(seconds) : "\(Figures.decimal(seconds / 3_600, places: 0)) hours"
    }
}
