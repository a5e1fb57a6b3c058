import Synchronization

/// Sends a second, equal call when the first is late, and takes whichever succeeds first.
///
/// Both calls may cost money: the caller holds what both can cost before it hedges, and settles both from ``Hedged``.
///
/// Source: J. Dean and L. A. Barroso, "The Tail at Scale", Communications of the ACM 56 (2), 2013.
public struct Hedge: Sendable, Hashable {
    /// One of the two calls.
    public enum Leg: String, Sendable, Codable {
        /// The call that starts at once.
        case primary
        /// The call that starts when the primary is late.
        case hedge
    }

    /// Decides which leg wins: the first to claim.
    public final class Race: Sendable {
        private let owner = Mutex<Leg?>(nil)
        private let onClaim: @Sendable (Leg) -> Void

        init(onClaim: @escaping @Sendable (Leg) -> Void) {
            self.onClaim = onClaim
        }

        /// Claims the race, when a stream's first token arrives and before it is shown.
        ///
        /// The first leg to claim wins: no hedge starts any more, and the other leg is cancelled. A success claims by
        /// itself, so a plain call need not.
        ///
        /// - Parameter leg: Who asks.
        /// - Returns: Whether the race is this leg's; one that gets `false` shows nothing.
        public func claim(for leg: Leg) -> Bool {
            let (isOwner, isNew) = owner.withLock { owner in
                let isNew = owner == nil
                if isNew { owner = leg }
                return (owner == leg, isNew)
            }
            if isNew { onClaim(leg) }
            return isOwner
        }

        /// The leg that has claimed, if one has.
        public var winner: Leg? { owner.withLock { $0 } }
    }

    /// How long the primary has until the hedge starts, such as the 95th percentile of the time to a first token.
    public var delay: Duration

    /// Makes a hedge that starts after `delay`.
    public init(delay: Duration) {
        self.delay = delay
    }

    /// Runs the primary and, when it is late, one hedge; when it returns, both have ended.
    ///
    /// A primary that fails before the delay is over is not hedged: that is for the retry policy.
    ///
    /// - Parameters:
    ///   - timeline: What measures the delay.
    ///   - mayHedge: Asked at most once, right before the hedge would start: holds what it may cost, takes it from the
    ///     retry budget. If the primary wins while this is asked, there is no hedge after all: release what was held.
    ///   - operation: The call; it heeds cancellation.
    /// - Returns: How both legs ended, and which one won.
    public func run<Output: Sendable>(
        on timeline: Timeline,
        mayHedge: () async -> Bool = { true },
        operation: @escaping @Sendable (Leg, Race) async throws -> Output
    ) async -> Hedged<Output> {
        let primaryStop = Stop()
        let hedgeStop = Stop()
        let timerStop = Stop()
        let race = Race { leg in
            timerStop.stop()
            (leg == .primary ? hedgeStop : primaryStop).stop()
        }
        @Sendable func runLeg(_ leg: Leg, until stop: Stop) async -> HedgeEvent<Output> {
            let result = await stop.run { try await operation(leg, race) }
            if case .success = result { _ = race.claim(for: leg) }
            return .ended(leg, result)
        }
        return await withTaskGroup(of: HedgeEvent<Output>.self) { group in
            group.addTask { await runLeg(.primary, until: primaryStop) }
            group.addTask { [delay] in
                switch await timerStop.run({ try await timeline.sleep(for: delay) }) {
                case .success: .late
                case .failure: .timerStopped
                }
            }
            var results: [Leg: Result<Output, any Error>] = [:]
            for await event in group {
                switch event {
                case .timerStopped: continue
                case .late:
                    guard results[.primary] == nil, race.winner == nil, await mayHedge(), race.winner == nil,
                        !Task.isCancelled
                    else { continue }
                    group.addTask { await runLeg(.hedge, until: hedgeStop) }
                case .ended(let leg, let result):
                    results[leg] = result
                    timerStop.stop()
                }
            }
            return Hedged(
                primary: results[.primary] ?? .failure(CancellationError()),
                hedge: results[.hedge],
                winner: race.winner
            )
        }
    }
}

/// How both legs of a hedged call ended.
public struct Hedged<Output: Sendable>: Sendable {
    /// How the primary ended; a loser usually by cancellation.
    public var primary: Result<Output, any Error>

    /// How the hedge ended; nil when none was started.
    public var hedge: Result<Output, any Error>?

    /// The leg that first succeeded or claimed; nil when both failed before that.
    public var winner: Hedge.Leg?

    /// The winner's output.
    ///
    /// - Throws: The winner's error, if it failed after its claim; without a winner, the primary's.
    public func get() throws -> Output {
        switch (winner, hedge) {
        case (.hedge, let hedge?): try hedge.get()
        default: try primary.get()
        }
    }
}

private enum HedgeEvent<Output: Sendable>: Sendable {
    case ended(Hedge.Leg, Result<Output, any Error>)
    case late
    case timerStopped
}

/// Cancels one child of a task group and leaves the others alone.
private struct Stop: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func stop() {
        continuation.finish()
    }

    func run<Output: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Output
    ) async -> Result<Output, any Error> {
        await withTaskGroup(of: Result<Output, any Error>?.self) { group in
            group.addTask {
                do { return .success(try await operation()) } catch { return .failure(error) }
            }
            group.addTask { [stream] in
                for await _ in stream {}
                return nil
            }
            var result: Result<Output, any Error> = .failure(CancellationError())
            for await event in group {
                if let event { result = event }
                group.cancelAll()
            }
            return result
        }
    }
}
