import Foundation
public import OpenRouter
import Resilience

extension Gateway {
    /// Lets new calls use other keys; calls that run keep theirs.
    ///
    /// - Parameters:
    ///   - key: The key that new calls take.
    ///   - lineage: The digest of the first key of its line, whose caps go on; `nil` where it is the first itself.
    ///   - standbys: Keys that step in, in this order, where the service refuses the ones before.
    public func use(key: Secret?, lineage: String? = nil, standbys: [Secret] = []) {
        keys.replace(with: key, lineage: lineage, standbys: standbys)
        // Who waits for a gate on a key may go on with another.
        changes.announce()
    }

    /// The digest of the key that new calls take.
    public var keyDigest: String? { keys.current?.digest }

    /// How many calls run with a key.
    public func callsRunning(withKey digest: String) -> Int { keys.running(digest) }

    /// Waits until no call of this process runs with a key.
    ///
    /// - Returns: Whether that is so; `false` when the time is over before.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func waitUntilUnused(key digest: String, for limit: Duration) async throws -> Bool {
        try await keys.waitUntilUnused(digest, until: timeline.now + limit, on: timeline)
    }

    /// Why the service refuses a key as unknown or switched off; `nil` where it does not.
    public func refusal(ofKey digest: String) -> Gate? {
        gates.all.first { $0.scope == .key(digest) && $0.kind == .unauthorized }
    }

    /// Tells whoever watches how a rotation stands.
    public func announce(_ standing: RotationStanding) { publish(.keyRotation(standing)) }
}
