import OpenRouter
import Resilience

extension Gateway {
    /// What became of the holds in doubt.
    public struct Reconciliation: Sendable {
        /// Those whose bills are known now.
        public var settled: [Hold] = []
        /// Those whose bills may come yet.
        public var pending: [Hold] = []
        /// Those whose generation nobody knows: they stay in doubt until somebody decides.
        public var unknown: [Hold] = []
    }

    /// Asks the service for the bills of what is in doubt; what it does not know stays in doubt.
    ///
    /// - Returns: What is known now, and what is not.
    /// - Throws: `OpenRouterError` where the service cannot be asked, ``StoreError``; what was settled before is kept.
    @discardableResult
    public func reconcile() async throws -> Reconciliation {
        _ = try await store.recoverHolds(at: now())
        var result = Reconciliation()
        for var hold in try await store.holdsInDoubt(account: account) {
            guard let id = hold.generationID else {
                result.unknown.append(hold)
                continue
            }
            do {
                let bill = try await client.generation(id, key: requireKey())
                let end = Settlement(hold: hold.id, result: .settled(bill.totalCost, .reported))
                try await store.settle([end], record: nil, trace: nil, at: now())
                hold.state = .settled
                result.settled.append(hold)
                publish(.notice("the bill of \(hold.call) is \(bill.totalCost); \(hold.amount) was set aside for it"))
            } catch let error as OpenRouterError where error.code == .notFound {
                result.pending.append(hold)
            }
        }
        return result
    }

    /// Asks for the bills of what is in doubt, now and whenever more comes, until its task is cancelled.
    ///
    /// The service knows a bill some time after the call: it is asked after 1 s, 2 s, 4 s … 60 s, and given up after
    /// about ten minutes, until something else comes in doubt or the program starts again. Run it once.
    public func reconcileContinuously() async {
        var hasTold = false
        for await _ in doubts.stream {
            var wait = Duration.zero
            for round in 0..<Self.reconciliationRounds {
                if round > 0 {
                    guard (try? await timeline.sleep(for: wait)) != nil else { return }
                }
                wait = min(.seconds(60), wait == .zero ? .seconds(1) : wait * 2)
                // Without network or key there is no bill: later there may be.
                guard let result = try? await reconcile() else { continue }
                // Once: what a crash has left behind is locked until somebody decides, and who starts again may not know.
                if !hasTold { tell(ofUnknown: result.unknown) }
                hasTold = true
                if result.pending.isEmpty { break }
            }
        }
    }

    private func tell(ofUnknown holds: [Hold]) {
        guard !holds.isEmpty else { return }
        let amount = holds.reduce(USD.zero) { $0 + $1.amount }
        let attempts = holds.count == 1 ? "an attempt" : "\(holds.count) attempts"
        publish(.notice("\(amount) stays set aside for \(attempts) that may have been billed; `budget` tells of each"))
    }

    /// 1 + 2 + 4 + … + 32 s, then a minute each.
    private static let reconciliationRounds = 16
}

/// Tells that a hold came in doubt; once, however many did since somebody looked.
struct DoubtSignal: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// A signal that is given: what an earlier process left behind is looked at first.
    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        continuation.yield()
    }

    func give() { continuation.yield() }
}
