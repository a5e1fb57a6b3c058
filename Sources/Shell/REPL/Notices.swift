import Foundation
import Synchronization

/// What a person is told while they type: at most so many notices a second, or none before the next prompt.
///
/// Of more it is told how many there were. The latest thousand are kept whole, for `notices` to list.
final class Notices: Sendable {
    /// A notice and when it came.
    struct Notice: Encodable, Equatable, Sendable {
        var at: Date
        var text: String
    }

    /// What to do about a notice.
    enum Decision: Equatable {
        /// Tell it now.
        case tell
        /// Count it, and tell ``Notices/untold()`` when the second is over.
        case countFirst
        /// Count it: somebody tells the count already.
        case count
        /// Keep it for the next prompt.
        case hold
    }

    private struct State {
        var kept: [Notice] = []
        var held: [String] = []
        var begin = Duration.zero
        var told = 0
        var untold = 0
    }

    /// How many are told a second.
    static let mostPerSecond = 10
    private static let mostKept = 1_000
    private let state = Mutex(State())

    /// Takes a notice.
    ///
    /// - Parameters:
    ///   - text: What it says.
    ///   - date: The time of day.
    ///   - time: The time on a clock that only goes forward.
    ///   - holds: Whether nothing is told while somebody types.
    /// - Returns: What to do about it.
    func take(_ text: String, at date: Date, _ time: Duration, holds: Bool) -> Decision {
        state.withLock { state in
            state.kept.append(Notice(at: date, text: text))
            if state.kept.count > Self.mostKept { state.kept.removeFirst() }
            if holds {
                state.held.append(text)
                return .hold
            }
            if state.untold > 0 {
                state.untold += 1
                return .count
            }
            if time - state.begin >= .seconds(1) || state.told == 0 { (state.begin, state.told) = (time, 0) }
            guard state.told < Self.mostPerSecond else {
                state.untold = 1
                return .countFirst
            }
            state.told += 1
            return .tell
        }
    }

    /// How many were counted and not told; the next one is told again.
    func untold() -> Int {
        state.withLock { state in
            defer { (state.untold, state.told) = (0, 0) }
            return state.untold
        }
    }

    /// Those that wait for a prompt: the latest few, and how many there were besides.
    func takeHeld() -> (texts: [String], more: Int) {
        state.withLock { state in
            defer { state.held = [] }
            let texts = state.held.suffix(Self.mostPerSecond)
            return (Array(texts), state.held.count - texts.count)
        }
    }

    /// The latest ones, the oldest first.
    var all: [Notice] { state.withLock(\.kept) }
}
