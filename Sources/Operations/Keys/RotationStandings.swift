import Foundation
public import Gateway
import OpenRouter
import Resilience

extension KeyRotator {
    /// How a rotation stands: its state, the calls under way with its old key here and elsewhere, and what is next.
    ///
    /// - Throws: `StoreError`.
    public func standing(of rotation: KeyRotation) async throws -> RotationStanding {
        RotationStanding(
            rotation,
            calls: gateway.callsRunning(withKey: rotation.old),
            others: try await store.otherUse(ofKey: rotation.old, account: rotation.account),
            drainLimitSeconds: policy.drainLimit / .seconds(1),
            problem: watch.problem(of: rotation),
            at: now()
        )
    }

    /// How the rotations stand that are not finished, and those that have ended within a minute: who watches one sees
    /// its end.
    ///
    /// - Returns: Oldest first.
    /// - Throws: `StoreError`.
    public func standings() async throws -> [RotationStanding] {
        var standings: [RotationStanding] = []
        for rotation in try await store.rotations(of: directory.account)
        where !rotation.state.isFinal || abs(now().timeIntervalSince(rotation.at)) < 60 {
            standings.append(try await standing(of: rotation))
        }
        return standings
    }

    /// Tells those who watch of states that nobody was told of, as other processes work on rotations too.
    func tellNews() async {
        // Nobody's work depends on what is told; a store that cannot be read says so where it is needed.
        for rotation in (try? await store.rotations(of: directory.account)) ?? [] { await announce(rotation) }
    }

    func announce(_ rotation: KeyRotation) async {
        guard watch.isNews(rotation), let standing = try? await standing(of: rotation) else { return }
        // The calls are in what is told of it now.
        _ = watch.isNews(standing, at: timeline.now)
        gateway.announce(standing)
    }

    /// Tells, from time to time, how many calls a rotation still waits for.
    func announceWaiting(_ rotation: KeyRotation) async {
        guard let standing = try? await standing(of: rotation), watch.isNews(standing, at: timeline.now) else { return }
        gateway.announce(standing)
    }

    /// Tells that nobody gets on with the rotations that are not finished, and why; once for each reason.
    func announceStandstill(_ error: any Error) async {
        guard !(error is CancellationError) else { return }
        // Somebody else works on them, and tells of it.
        if let error = error as? KeyError, error.code == .rotationRuns { return }
        let reason =
            (error as? KeyError).map { [$0.message, $0.next].compactMap(\.self).joined(separator: ". ") }
            ?? (error as? OpenRouterError)?.message ?? (error as? StoreError)?.message ?? "\(error)"
        for rotation in (try? await unfinished()) ?? [] where !rotation.isWaiting {
            guard watch.note(problem: reason, of: rotation), let standing = try? await standing(of: rotation) else {
                continue
            }
            gateway.announce(standing)
        }
    }
}

extension HealthCheck.Probe {
    /// Whether a key is being replaced, how far that is, and whether somebody gets on with it.
    public static func rotations(_ rotator: KeyRotator) -> Self {
        HealthCheck.Probe("rotations") {
            let standings = try await rotator.standings().filter { !$0.rotation.state.isFinal }
            guard !standings.isEmpty else { return HealthCheck.Finding(.ok, "no key is being replaced") }
            // A state that lasts longer than calls may take is one that nobody works on.
            let isStuck = standings.contains { standing in
                let limit = standing.drainLimitSeconds + standing.rotation.observationSeconds
                return standing.problem != nil || !standing.rotation.isWaiting && standing.ageSeconds > limit
            }
            return HealthCheck.Finding(
                isStuck ? .degraded : .ok,
                standings.map { "\($0.explanation) (since \(Int($0.ageSeconds)) s)" }.joined(separator: "; ")
            )
        }
    }
}
