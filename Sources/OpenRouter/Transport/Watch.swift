import NIOCore
import Synchronization

/// Ends the exchanges of one event loop that have waited long enough, with one timer for all of them.
///
/// Nearly every exchange ends long before its patience does. A timer of its own would be put into the loop's queue and
/// searched for there again, which costs a tenth of a short exchange.
final class Watch: Sendable {
    private struct State {
        /// By ticket; `nil` where one is free.
        var exchanges: [Exchange?] = []
        var freeTickets: [Int] = []
        var timer: Scheduled<Void>?
    }

    let loop: any EventLoop
    private let state = Mutex(State())
    /// When the timer fires, in nanoseconds of `NIODeadline`; the largest number while none is set.
    private let moment = Atomic(UInt64.max)
    private let places = Atomic(0)

    init(on loop: any EventLoop) { self.loop = loop }

    /// How many exchanges are watched.
    var count: Int { places.load(ordering: .relaxed) }

    /// Begins to watch an exchange.
    ///
    /// - Returns: The ticket to leave with.
    func enter(_ exchange: Exchange) -> Int {
        places.add(1, ordering: .relaxed)
        return state.withLock { state in
            guard let ticket = state.freeTickets.popLast() else {
                state.exchanges.append(exchange)
                return state.exchanges.count - 1
            }
            state.exchanges[ticket] = exchange
            return ticket
        }
    }

    /// Watches an exchange no longer.
    func leave(_ ticket: Int) {
        places.subtract(1, ordering: .relaxed)
        state.withLock { state in
            state.exchanges[ticket] = nil
            state.freeTickets.append(ticket)
        }
    }

    /// Sees to it that the exchanges are looked at no later than at a moment; on the loop.
    func look(at deadline: NIODeadline) {
        guard deadline.uptimeNanoseconds < moment.load(ordering: .relaxed) else { return }
        moment.store(deadline.uptimeNanoseconds, ordering: .relaxed)
        let timer = loop.scheduleTask(deadline: deadline) { self.look() }
        state.withLock { state in
            defer { state.timer = timer }
            return state.timer
        }?.cancel()
    }

    private func look() {
        moment.store(.max, ordering: .relaxed)
        let watched = state.withLock { $0.exchanges.compactMap(\.self) }
        if let next = watched.compactMap({ $0.endOfPatience() }).min() { look(at: next) }
    }
}
