import Foundation
public import Gateway
import OpenRouter
import Resilience

/// Looks after the keys of a shell while it runs: takes up what other shells have rotated, goes on with rotations that
/// were left, and replaces keys that are too old.
public struct KeyKeeper: Sendable {
    /// What it works with.
    public let rotator: KeyRotator
    private let timeline: Timeline

    /// A keeper that rotates with this rotator.
    public init(_ rotator: KeyRotator, clock: some Clock<Duration> = ContinuousClock()) {
        self.rotator = rotator
        timeline = Timeline(clock: clock)
    }

    /// Works until its task is cancelled.
    ///
    /// Run it once, beside the gateway's use.
    public func run() async {
        var stamp = rotator.directory.ring.stamp
        var patience = Duration.seconds(2)
        var nextResume = timeline.now + patience
        // Not at once: a shell that runs a line and ends has no time for it.
        var nextLook = timeline.now + .seconds(10)
        // A rotation begins to change the ring in its second state, and leaves it alone in some others.
        var isWatching = true
        while (try? await timeline.sleep(for: .seconds(1))) != nil {
            let latest = rotator.directory.ring.stamp
            if latest != stamp {
                stamp = latest
                isWatching = true
                try? await rotator.use()
            } else if let keys = try? rotator.directory.keys(), !keys.standbys.isEmpty {
                // Calls with a key that was replaced may have ended.
                try? await rotator.noteUse(keys)
            }
            if isWatching {
                await rotator.tellNews()
                isWatching = ((try? await rotator.unfinished()) ?? []).contains { !$0.isWaiting }
            }
            if timeline.now >= nextResume {
                do {
                    _ = try await rotator.resume()
                    patience = .seconds(2)
                } catch {
                    // A service that is down is not asked every other second; a person is told where one is needed.
                    await rotator.announceStandstill(error)
                    patience = min(patience * 2, .seconds(600))
                }
                nextResume = timeline.now + patience
            }
            if timeline.now >= nextLook {
                _ = try? await replaceOldKey()
                nextLook = timeline.now + .seconds(6 * 60 * 60)
            }
        }
    }

    /// Notes that this process makes no calls any more.
    public func leave() async {
        try? await rotator.store.noteUse(ofKeys: [:], account: rotator.directory.account, at: rotator.now())
    }

    /// Replaces the key where it is older than keys may get and a management key is at hand.
    ///
    /// - Returns: The rotation, where there was one.
    /// - Throws: As ``KeyRotator/begin(_:guide:)``.
    @discardableResult
    public func replaceOldKey() async throws -> KeyRotation? {
        guard let limit = rotator.policy.ageLimit, try rotator.directory.keys().management != nil,
            let age = try await age(), age >= limit,
            try await rotator.unfinished().allSatisfy({ $0.state == .restoring })
        else { return nil }
        return try await rotator.begin(try await rotator.plan(reason: .age))
    }

    /// How old the key in use is: since it was made, where the service tells, else since it was first used here.
    public func age() async throws -> Duration? {
        let keys = try rotator.directory.keys()
        guard let active = keys.active else { return nil }
        var since = try await rotator.store.firstUse(ofKey: active.digest, account: rotator.directory.account)
        if let management = keys.management?.secret,
            let listed = try? await rotator.find(active.digest, management),
            let created = listed.createdAt.flatMap(KeyRotator.date)
        {
            since = created
        }
        return since.map { .seconds(rotator.now().timeIntervalSince($0)) }
    }
}
