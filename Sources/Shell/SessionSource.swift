import Production
import Synchronization

/// The session, made when a command first needs it: the first prompt waits for no store and no network.
final class SessionSource: Sendable {
    private struct State {
        var opening: Task<Session, any Error>?
        var session: Session?
    }

    private let state = Mutex(State())
    private let make: @Sendable () async throws -> Session

    init(_ make: @escaping @Sendable () async throws -> Session) {
        self.make = make
    }

    /// The session if there is one: no waiting.
    var current: Session? { state.withLock(\.session) }

    /// The session, made now if there is none.
    ///
    /// After a failure the next caller tries again.
    func session() async throws -> Session {
        let opening = state.withLock { state in
            if let opening = state.opening { return opening }
            let make = make
            let opening = Task { try await make() }
            state.opening = opening
            return opening
        }
        do {
            let session = try await opening.value
            state.withLock { $0.session = session }
            return session
        } catch {
            state.withLock { if $0.session == nil { $0.opening = nil } }
            throw error
        }
    }
}
