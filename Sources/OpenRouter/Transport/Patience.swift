import NIOCore

/// When an exchange has waited long enough, and for what.
///
/// A value: told what happened and when, it says the moment at which to give up. One timer carries it out.
struct Patience {
    /// What an exchange waits for.
    enum Stage { case connection, firstByte, nextPiece }

    /// The limit that ran out.
    enum Limit { case connect, firstByte, idle, total }

    private let timeouts: OpenRouterClient.Timeouts
    private let start: NIODeadline
    private var stage = Stage.connection
    private var lastEvent: NIODeadline

    /// The patience of an exchange that begins now.
    init(_ timeouts: OpenRouterClient.Timeouts, from start: NIODeadline) {
        self.timeouts = timeouts
        self.start = start
        lastEvent = start
    }

    /// Notes that a stage was reached, or reached again.
    mutating func reach(_ stage: Stage, at moment: NIODeadline) {
        self.stage = stage
        lastEvent = moment
    }

    /// The moment to give up, unless something happens before, and the limit that has run out then.
    var end: (moment: NIODeadline, limit: Limit) {
        let total = start + TimeAmount(timeouts.total)
        let next: (moment: NIODeadline, limit: Limit) =
            switch stage {
            case .connection: (start + TimeAmount(timeouts.connect), .connect)
            case .firstByte: (start + TimeAmount(timeouts.firstByte), .firstByte)
            case .nextPiece: (lastEvent + TimeAmount(timeouts.idle), .idle)
            }
        return next.moment < total ? next : (total, .total)
    }
}
