import NIOCore
import Synchronization

/// Chooses an event loop for each exchange: the first that has room, so that few calls at once share one.
///
/// The client takes a connection of the exchange's loop where one is idle. A connection of another loop would do too, but
/// every step of the exchange would wake both.
final class Loops: Sendable {
    /// A place on a loop.
    struct Place: Sendable {
        let loop: any EventLoop
        fileprivate let index: Int
        fileprivate let loops: Loops

        /// Gives it up.
        func leave() { loops.counts.withLock { $0[index] -= 1 } }
    }

    /// How many exchanges a loop has before the next one is used.
    private static let placesPerLoop = 256

    private let loops: [any EventLoop]
    private let counts: Mutex<[Int]>

    init(_ group: any EventLoopGroup) {
        loops = Array(group.makeIterator())
        counts = Mutex(Array(repeating: 0, count: loops.count))
    }

    /// Takes a place on the first loop with room; where none has, on the one with the fewest exchanges.
    func takePlace() -> Place {
        let index = counts.withLock { counts in
            let index =
                counts.firstIndex { $0 < Self.placesPerLoop } ?? counts.indices.min { counts[$0] < counts[$1] } ?? 0
            counts[index] += 1
            return index
        }
        return Place(loop: loops[index], index: index, loops: self)
    }
}
