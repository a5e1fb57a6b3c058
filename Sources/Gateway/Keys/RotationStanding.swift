public import Foundation

/// What other processes do with a key, as they said about a second ago.
public struct KeyUse: Hashable, Sendable, Codable {
    /// How many of them make calls with it.
    public var processes: Int
    /// How many of their calls ran.
    public var calls: Int

    /// A use; by default none.
    public init(processes: Int = 0, calls: Int = 0) {
        self.processes = processes
        self.calls = calls
    }
}

/// How a rotation stands at one moment, for whoever watches it: its state, since when, what it waits for, what is next.
public struct RotationStanding: Hashable, Sendable {
    /// The rotation.
    public var rotation: KeyRotation
    /// How many calls of this process run with the old key.
    public var calls: Int
    /// What other processes do with the old key.
    public var others: KeyUse
    /// How long calls with the old key are waited for at most, in seconds.
    public var drainLimitSeconds: Double
    /// Why the last attempt to go on with it failed, where it did.
    public var problem: String?
    /// When it was looked at.
    public var at: Date

    /// A rotation as somebody found it.
    public init(
        _ rotation: KeyRotation,
        calls: Int = 0,
        others: KeyUse = KeyUse(),
        drainLimitSeconds: Double,
        problem: String? = nil,
        at date: Date
    ) {
        self.rotation = rotation
        self.calls = calls
        self.others = others
        self.drainLimitSeconds = drainLimitSeconds
        self.problem = problem
        at = date
    }

    /// How long it has been in its state, in seconds; a clock that was set back counts as no time.
    public var ageSeconds: Double { max(0, at.timeIntervalSince(rotation.at)) }

    /// When the next step is taken, at the latest where it waits for calls; `nil` for at once, or never.
    public var nextAt: Date? {
        switch rotation.next(at: at) {
        case .observe(let end), .rest(let end): end
        case .disable where rotation.reason != .exposure: rotation.at.addingTimeInterval(drainLimitSeconds)
        default: nil
        }
    }

    /// The next step in words; `nil` where nothing is left to do.
    public var next: String? {
        switch rotation.next(at: at) {
        case .create: rotation.isManual ? "ask for the new key" : "make the new key"
        case .verify: "verify the new key"
        case .activate: "let new calls take the new key"
        case .observe: "let go of key \(rotation.old), unless the new one is refused"
        case .disable: "switch key \(rotation.old) off when no call uses it any more"
        case .rest: rotation.state == .restoring ? "give the new key its whole limit" : restEnds
        case .delete: "delete key \(rotation.old)"
        case .restore: "give the new key its whole limit"
        case .undo: "put key \(rotation.old) back, and delete the new one"
        case .nothing: nil
        }
    }

    private var restEnds: String {
        let isForLimit = nextAt.map { $0 < rotation.at.addingTimeInterval(rotation.graceSeconds) } ?? false
        return isForLimit ? "give the new key its whole limit" : "delete key \(rotation.old)"
    }

    /// The calls that a rotation waits for, in words; `nil` where it waits for none.
    public var callsText: String? {
        guard calls > 0 || others.processes > 0 else { return nil }
        func count(_ number: Int, _ thing: String, _ things: String) -> String {
            "\(number) \(number == 1 ? thing : things)"
        }
        let here = "\(count(calls, "call", "calls")) here"
        guard others.processes > 0 else { return here }
        return "\(here), \(others.calls) in \(count(others.processes, "other process", "other processes"))"
    }

    /// How far it is, in one sentence for a person.
    public var explanation: String {
        let waits = rotation.state == .draining ? callsText.map { ": \($0)" } : nil
        let stands = problem.map { "; it stands still: \($0)" }
        return rotation.explanation + (waits ?? "") + (stands ?? "")
    }
}
