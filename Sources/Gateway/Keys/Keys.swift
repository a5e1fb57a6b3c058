import OpenRouter
import Resilience
import Synchronization

/// The keys that calls are made with: the one that new calls take, and others that step in where it is refused.
///
/// Calls are counted by the key they took, so that a key is switched off only when its last call has ended.
final class Keys: Sendable {
    struct Key: Sendable {
        let secret: Secret
        /// How the ledger and people name it.
        let digest: String
        /// The digest of the first key of its line: a cap on a key outlives a rotation.
        let lineage: String

        init(_ secret: Secret, lineage: String? = nil) {
            self.secret = secret
            digest = KeyHash(of: secret).digest
            self.lineage = lineage ?? digest
        }
    }

    private struct State {
        var active: Key?
        var standbys: [Key] = []
        var running: [String: Int] = [:]

        mutating func begin(_ key: Key?) -> Key? {
            guard let key else { return nil }
            running[key.digest, default: 0] += 1
            return key
        }
    }

    private let state: Mutex<State>
    /// Announced when the last call of a key has ended that new calls do not take.
    private let ends = Changes()

    init(_ secret: Secret?) {
        state = Mutex(State(active: Self.key(secret)))
    }

    /// The key that new calls take.
    var current: Key? { state.withLock(\.active) }

    /// The digests of all keys that calls may take.
    var digests: [String] {
        let (active, standbys) = state.withLock { ($0.active, $0.standbys) }
        return ([active].compactMap(\.self) + standbys).map(\.digest)
    }

    /// Whether one of the keys stands in a text.
    func stand(in text: String) -> Bool {
        let (active, standbys) = state.withLock { ($0.active, $0.standbys) }
        return ([active].compactMap(\.self) + standbys).contains { $0.secret.isContained(in: text) }
    }

    /// The first keys in the lines of all keys that calls may take.
    var lineages: [String] {
        let (active, standbys) = state.withLock { ($0.active, $0.standbys) }
        return ([active].compactMap(\.self) + standbys).map(\.lineage)
    }

    /// Lets new calls use other keys; calls that run keep theirs.
    func replace(with secret: Secret?, lineage: String?, standbys: [Secret]) {
        let active = Self.key(secret, lineage: lineage)
        let others = standbys.compactMap { Self.key($0) }.filter { $0.digest != active?.digest }
        state.withLock { state in
            state.active = active
            state.standbys = others
        }
    }

    /// Takes the key for a call, which hands it back when it ends.
    ///
    /// - Parameter isRefused: Whether the service refuses a key for now.
    /// - Returns: The first key that is not refused, or the active one where all are; `nil` without a key.
    func take(unless isRefused: (Key) -> Bool) -> Key? {
        guard let active = state.withLock({ $0.begin($0.active) }) else { return nil }
        guard isRefused(active) else { return active }
        guard let other = state.withLock(\.standbys).first(where: { !isRefused($0) }) else { return active }
        giveBack(active)
        return state.withLock { $0.begin(other) }
    }

    /// Ends what ``take(unless:)`` began.
    func giveBack(_ key: Key?) {
        guard let key else { return }
        let isLast = state.withLock { state in
            let left = (state.running[key.digest] ?? 1) - 1
            state.running[key.digest] = left > 0 ? left : nil
            return left <= 0 && state.active?.digest != key.digest
        }
        if isLast { ends.announce() }
    }

    /// Whether a key other than this one could be taken.
    func hasOther(than digest: String?, unless isRefused: (Key) -> Bool) -> Bool {
        let (active, standbys) = state.withLock { ($0.active, $0.standbys) }
        return ([active].compactMap(\.self) + standbys).contains { $0.digest != digest && !isRefused($0) }
    }

    /// How many calls run with a key.
    func running(_ digest: String) -> Int { state.withLock { $0.running[digest] ?? 0 } }

    /// Waits until no call runs with a key.
    ///
    /// - Parameters:
    ///   - digest: The key.
    ///   - instant: How long at most.
    ///   - timeline: What `instant` is counted on.
    /// - Returns: Whether none runs.
    /// - Throws: `CancellationError` when the task is cancelled.
    func waitUntilUnused(_ digest: String, until instant: Duration, on timeline: Timeline) async throws -> Bool {
        while true {
            let seen = ends.count
            if running(digest) == 0 { return true }
            guard timeline.now < instant else { return false }
            try await ends.wait(after: seen, until: instant, on: timeline)
        }
    }

    private static func key(_ secret: Secret?, lineage: String? = nil) -> Key? {
        secret.flatMap { $0.isEmpty ? nil : Key($0, lineage: lineage) }
    }
}
