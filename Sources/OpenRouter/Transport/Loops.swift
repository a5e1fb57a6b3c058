import NIOCore

/// Chooses an event loop for each exchange: the first that has room, so that few calls at once share one.
///
/// The client takes a connection of the exchange's loop where one is idle. A connection of another loop would do too, but
/// every step of the exchange would wake both.
final class Loops: Sendable {
    /// How many exchanges a loop has before the next one is used.
    private static let placesPerLoop = 16

    private let watches: [Watch]

    init(_ group: any EventLoopGroup) { watches = group.makeIterator().map { Watch(on: $0) } }

    /// The watch of the first loop with room; where none has, of the one with the fewest exchanges.
    var roomiest: Watch {
        var best = watches[0]
        var fewest = Int.max
        for watch in watches {
            let count = watch.count
            if count < Self.placesPerLoop { return watch }
            if count < fewest { (best, fewest) = (watch, count) }
        }
        return best
    }
}
