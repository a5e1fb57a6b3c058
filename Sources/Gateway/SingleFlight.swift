import Resilience
import Synchronization

/// Lets one task compute what several ask for at once.
///
/// The first to ask leads and computes in its own task; the others wait. When the leader is cancelled, or fails in a way
/// that says nothing about the others, the next of them leads in its place. Who waits and is cancelled leaves.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private enum Role: Sendable {
        case leader
        case follower(Result<Value, any Error>)
    }

    private enum Entry {
        case waits
        case leads
        case cancelled
    }

    private typealias Waiter = CheckedContinuation<Role, any Error>

    private struct Flight {
        var waiters: [(id: Int, waiter: Waiter)] = []
    }

    private struct State {
        var flights: [Key: Flight] = [:]
        var lastID = 0
        /// Who has asked and does not wait yet, and whether it was cancelled meanwhile.
        var arriving: [Int: Bool] = [:]
    }

    private let state = Mutex(State())
    private let sharesFailure: @Sendable (any Error) -> Bool

    /// A flight per key.
    ///
    /// - Parameter sharesFailure: Whether a leader's failure is the answer for those who wait, too.
    init(sharesFailure: @escaping @Sendable (any Error) -> Bool) {
        self.sharesFailure = sharesFailure
    }

    /// The value, computed here or by whoever asked first.
    ///
    /// - Parameters:
    ///   - key: What is asked for.
    ///   - deadline: Until when to wait for another task; `nil` for as long as that takes.
    ///   - compute: Makes the value, where this task leads.
    /// - Returns: The value, and whether it was computed by another task.
    /// - Throws: What `compute` throws; `TimeoutError` past the deadline; `CancellationError`.
    func value(
        for key: Key,
        before deadline: Deadline? = nil,
        compute: () async throws -> Value
    ) async throws -> (value: Value, isShared: Bool) {
        switch try await join(key, before: deadline) {
        case .follower(let result): return (try result.get(), true)
        case .leader: break
        }
        do {
            let value = try await compute()
            for waiter in land(key) { waiter.resume(returning: .follower(.success(value))) }
            return (value, false)
        } catch {
            if error is CancellationError || !sharesFailure(error) {
                handOver(key)
            } else {
                for waiter in land(key) { waiter.resume(returning: .follower(.failure(error))) }
            }
            throw error
        }
    }

    /// How many wait for a key.
    func waiting(for key: Key) -> Int {
        state.withLock { $0.flights[key]?.waiters.count ?? 0 }
    }

    private func join(_ key: Key, before deadline: Deadline?) async throws -> Role {
        let id: Int? = state.withLock { state in
            guard state.flights[key] != nil else {
                state.flights[key] = Flight()
                return nil
            }
            state.lastID += 1
            state.arriving[state.lastID] = false
            return state.lastID
        }
        guard let id else { return .leader }
        guard let deadline else { return try await wait(for: key, id: id) }
        // Past the deadline a role that was given all the same is not lost: `withDeadline` hands it on.
        do {
            return try await withDeadline(deadline) { try await self.wait(for: key, id: id) }
        } catch {
            _ = state.withLock { $0.arriving.removeValue(forKey: id) }
            throw error
        }
    }

    private func wait(for key: Key, id: Int) async throws -> Role {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiter: Waiter) in
                let entry: Entry = state.withLock { state in
                    if state.arriving.removeValue(forKey: id) == true { return .cancelled }
                    // The flight may have landed between the two locks: then this task leads the next.
                    guard state.flights[key] != nil else {
                        state.flights[key] = Flight()
                        return .leads
                    }
                    state.flights[key]?.waiters.append((id, waiter))
                    return .waits
                }
                switch entry {
                case .waits: break
                case .leads: waiter.resume(returning: .leader)
                case .cancelled: waiter.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            leave(key, id: id)?.resume(throwing: CancellationError())
        }
    }

    private func leave(_ key: Key, id: Int) -> Waiter? {
        state.withLock { state in
            guard let index = state.flights[key]?.waiters.firstIndex(where: { $0.id == id }) else {
                if state.arriving[id] != nil { state.arriving[id] = true }
                return nil
            }
            return state.flights[key]?.waiters.remove(at: index).waiter
        }
    }

    private func land(_ key: Key) -> [Waiter] {
        state.withLock { state in state.flights.removeValue(forKey: key)?.waiters.map(\.waiter) ?? [] }
    }

    private func handOver(_ key: Key) {
        let next: Waiter? = state.withLock { state in
            guard let flight = state.flights[key], !flight.waiters.isEmpty else {
                state.flights[key] = nil
                return nil
            }
            return state.flights[key]?.waiters.removeFirst().waiter
        }
        next?.resume(returning: .leader)
    }
}
