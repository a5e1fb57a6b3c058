import Synchronization

/// A bulkhead for each key, made when it is first asked for: leases on a shared resource, bounded key by key.
public final class LeasePool<Key: Hashable & Sendable>: Sendable {
    private let policy: @Sendable (Key) -> Bulkhead.Policy
    private let bulkheads = Mutex<[Key: Bulkhead]>([:])

    /// Makes a pool in which nothing is leased.
    ///
    /// - Parameter policy: The bounds, by key.
    public init(policy: @escaping @Sendable (Key) -> Bulkhead.Policy = { _ in Bulkhead.Policy() }) {
        self.policy = policy
    }

    /// The bulkhead of `key`, the same one every time.
    public subscript(key: Key) -> Bulkhead {
        bulkheads.withLock { bulkheads in
            if let bulkhead = bulkheads[key] { return bulkhead }
            let bulkhead = Bulkhead(policy: policy(key))
            bulkheads[key] = bulkhead
            return bulkhead
        }
    }

    /// Runs `body` with a lease on `key`, as ``Bulkhead/withSlot(priority:deadline:_:)`` does.
    ///
    /// - Parameters:
    ///   - key: What to lease.
    ///   - priority: Who goes first when there is a queue.
    ///   - deadline: When waiting ends; the body is not limited by it.
    ///   - body: What to run. Its argument takes signals of load.
    /// - Returns: What the body returns.
    /// - Throws: ``TimeoutError`` when no lease came free before the deadline, `CancellationError` when the caller was
    ///   cancelled while it waited; otherwise what the body throws.
    public func withLease<Output>(
        on key: Key,
        priority: Bulkhead.Priority = .interactive,
        deadline: Deadline? = nil,
        _ body: (Bulkhead.Lease) async throws -> Output
    ) async throws -> Output {
        try await self[key].withSlot(priority: priority, deadline: deadline, body)
    }

    /// Every bulkhead there is, as it is now.
    public var snapshots: [Key: Bulkhead.Snapshot] {
        bulkheads.withLock { $0 }.mapValues(\.snapshot)
    }
}
