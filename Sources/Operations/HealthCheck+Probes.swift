public import Gateway
public import OpenRouter
import Resilience

extension HealthCheck.Probe {
    /// Whether the API answers: its catalogue can be had.
    public static func api(_ client: OpenRouterClient, _ key: Secret?) -> Self {
        HealthCheck.Probe("api") {
            let models = try await client.models(key: key)
            return HealthCheck.Finding(.ok, "\(client.configuration.baseURL) lists \(models.count) models")
        }
    }

    /// Whether the key is good and has money left.
    ///
    /// Servers other than OpenRouter do not describe keys: that is no failure, but nothing is proved either.
    public static func key(_ client: OpenRouterClient, _ key: Secret?) -> Self {
        HealthCheck.Probe("key") {
            guard let key else { return HealthCheck.Finding(.degraded, "no key is configured") }
            do {
                return finding(for: try await client.keyInfo(key), key: key)
            } catch let error as OpenRouterError where error.code == .notFound || error.code == .invalidResponse {
                return HealthCheck.Finding(.degraded, "\(key): this server does not describe keys")
            }
        }
    }

    /// What keeps calls back: breakers that are not closed, and gates that are.
    public static func protection(_ gateway: Gateway) -> Self {
        HealthCheck.Probe("breakers") {
            await gateway.heedNeighbours(always: true)
            let broken = gateway.breakerStates.filter { $0.snapshot.state != .closed }
            let gates = gateway.closedGates
            guard !broken.isEmpty || !gates.isEmpty else {
                return HealthCheck.Finding(.ok, "none is open, and no gate is closed")
            }
            let sentences =
                broken.map { "the breaker of \($0.id.name) \($0.snapshot.standing)" }
                + gates.map { "\($0.id): \($0.explanation)" }
            return HealthCheck.Finding(.degraded, sentences.joined(separator: "; "))
        }
    }

    private static func finding(for info: KeyInfo, key: Secret) -> HealthCheck.Finding {
        if info.isManagementKey {
            return HealthCheck.Finding(.failed, "\(key) is a management key, which cannot run inference")
        }
        guard let remaining = info.limitRemaining else {
            return HealthCheck.Finding(.ok, "\(key): \(info.usage) used, no limit")
        }
        let status: HealthCheck.Status = remaining > .zero ? .ok : .failed
        return HealthCheck.Finding(status, "\(key): \(info.usage) used, \(remaining) left before its limit")
    }
}
