import Synchronization

/// When the store was last asked what is isolated, and whether something was isolated or reset here since.
final class Isolations: Sendable {
    private struct State {
        var askedAt: Duration?
        var changes = 0
    }

    private let state = Mutex(State())
    /// How often the store is asked what other processes have isolated.
    private static let interval = Duration.seconds(1)

    /// Changes what the store has; whoever asks it meanwhile learns nothing.
    func change(_ body: () async throws -> Void) async rethrows {
        defer { state.withLock { $0.changes += 1 } }
        state.withLock { $0.changes += 1 }
        try await body()
    }

    /// Begins to ask, where it is time.
    ///
    /// - Returns: What ``finish(_:_:)`` takes; `nil` where the store was asked not long ago.
    func begin(at time: Duration, always: Bool) -> Int? {
        state.withLock { state in
            if !always, let last = state.askedAt, time - last < Self.interval { return nil }
            state.askedAt = time
            return state.changes
        }
    }

    /// Ends asking: heeds the answer unless something was changed here since ``begin(at:always:)``.
    func finish(_ seen: Int, _ heed: () -> Void) {
        state.withLock { state in
            if state.changes == seen { heed() }
        }
    }
}
