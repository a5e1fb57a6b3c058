/// How a command comes by the approvals that it needs.
public enum Agreement: Sendable {
    /// Somebody has agreed beforehand, with `--yes`.
    case beforehand
    /// Nobody can be asked, and the whole has been ordered.
    case order
    /// Somebody is asked, and says yes or no.
    case ask(@Sendable (Approval.Subject, EpisodeStatus) async throws -> Bool)
    /// Nobody can be asked: what waits goes on waiting.
    case none

    /// Who agrees without being asked; `nil` where nobody does.
    var author: Approval.Author? {
        switch self {
        case .beforehand: .beforehand
        case .order: .order
        case .ask, .none: nil
        }
    }
}
