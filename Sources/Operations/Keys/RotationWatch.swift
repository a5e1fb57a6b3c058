import Gateway
import Resilience
import Synchronization

/// What was told of rotations and of the use of keys, so that nothing is told twice: whoever works on a rotation and
/// whoever watches it tell of the same states.
final class RotationWatch: Sendable {
    private struct State {
        var told: [String: KeyRotation.State] = [:]
        /// The calls that a rotation waited for when that was told last, and when that was.
        var waits: [String: (text: String, at: Duration)] = [:]
        var problems: [String: String] = [:]
        var use: [String: Int]?
    }

    private let state = Mutex(State())
    /// What still waits is told of again no sooner.
    private static let pause = Duration.seconds(5)

    /// Whether a rotation has come to a state that nobody was told of.
    ///
    /// What is found to wait or to have ended when it is seen first is no news: every shell that starts would tell of it.
    func isNews(_ rotation: KeyRotation) -> Bool {
        state.withLock { state in
            let last = state.told.updateValue(rotation.state, forKey: rotation.id)
            guard last != rotation.state else { return false }
            state.problems[rotation.id] = nil
            return last != nil || !rotation.isWaiting && !rotation.state.isFinal
        }
    }

    /// Whether what a rotation waits for has changed, and was not told of just now.
    func isNews(_ standing: RotationStanding, at instant: Duration) -> Bool {
        guard let text = standing.callsText else { return false }
        return state.withLock { state in
            if let last = state.waits[standing.rotation.id], instant - last.at < Self.pause || last.text == text {
                return false
            }
            state.waits[standing.rotation.id] = (text, instant)
            return true
        }
    }

    /// Why nobody gets on with a rotation, as far as it was noted since its latest state.
    func problem(of rotation: KeyRotation) -> String? { state.withLock { $0.problems[rotation.id] } }

    /// Notes why nobody gets on with a rotation.
    ///
    /// - Returns: Whether that is news.
    func note(problem: String, of rotation: KeyRotation) -> Bool {
        state.withLock { $0.problems.updateValue(problem, forKey: rotation.id) != problem }
    }

    /// Whether the calls of this process by their keys are others than those that were noted last; they are noted now.
    func isNews(_ calls: [String: Int]) -> Bool {
        state.withLock { state in
            defer { state.use = calls }
            return state.use != calls
        }
    }

    /// Has the use of keys noted again, as the last note was lost.
    func forgetUse() { state.withLock { $0.use = nil } }
}
