/// How far an episode is, in one word.
public enum EpisodeState: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is ordered, and nobody has agreed to the order.
    case brief
    /// Somebody has agreed to the order.
    case approved
    /// There are notes.
    case researched
    /// There is a plan.
    case outlined
    /// There is a script.
    case scripted
    /// The script was checked; the verdict says with what result.
    case checked
    /// There is a package.
    case finalized
    /// Listeners have the package as it is.
    case published
}

extension EpisodeStatus {
    /// How far the episode is: what comes after the first phase that is missing or stale does not count.
    public var state: EpisodeState {
        guard let open = Phase.allCases.first(where: { state(of: $0) != .done }) else {
            return isReleased ? .published : .finalized
        }
        return switch open {
        case .research: approvals[.brief] == nil ? .brief : .approved
        case .outline: .researched
        case .script: .outlined
        case .qa: .scripted
        case .finalize: .checked
        }
    }

    /// The command that goes on with the episode; `nil` where nothing is left to do.
    public var next: String? {
        if let waitsFor { return waitsFor == .qa ? "view qa" : "approve \(waitsFor.rawValue)" }
        if let phase = Phase.allCases.first(where: { state(of: $0) != .done }) { return phase.rawValue }
        if isReleased { return nil }
        // What no judge has passed waits for a person before it goes to listeners; what no model wrote never goes there.
        guard verdict == .passed || approvals[.qa] != nil else { return "view qa" }
        return unwritten.map { "script --segment \($0)" } ?? "publish"
    }
}
