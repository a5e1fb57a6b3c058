import OpenRouter
import Resilience

extension Gateway {
    /// Step 7: something that stands in when no model answered, where the caller can use it.
    ///
    /// Only failures of the service come here. A refused cap, a broken rule, a dead key or a declined prompt is told as it
    /// is: a stand-in would hide what a person has to decide. Nothing replaces text that was shown.
    ///
    /// - Returns: `nil` where nothing may stand in.
    func degrade(
        _ call: inout Call,
        after error: GatewayError,
        onText: (@Sendable (String) async -> Void)?
    ) async -> Completion? {
        switch error.code {
        case .upstreamUnavailable, .deadlineExceeded, .rateLimited: break
        case .truncated where onText == nil || call.partialText == nil: break
        default: return nil
        }
        guard let (level, text) = await standIn(for: call.request) else { return nil }
        call.note(.degraded(level: level, reason: error.message), at: timeline.now)
        var record = call.record(.answered, server: account, at: timeline.now)
        record.level = level
        record.error = error.code
        await write([], record, &call)
        await onText?(text)
        return Completion(
            id: call.id,
            text: text,
            cost: call.spent,
            level: level,
            modelAsked: call.request.chain.preferred,
            modelServed: "none",
            attempts: call.attempts,
            latency: timeline.now - call.began
        )
    }

    /// The answer to a similar request before the caller's fixed text.
    private func standIn(for request: CompletionRequest) async -> (level: Completion.Level, text: String)? {
        if request.acceptedLevels.contains(.similar), let answer = await similarAnswer(to: request) {
            return (.similar(score: answer.score, source: answer.source), answer.text)
        }
        guard request.acceptedLevels.contains(.template), let text = request.template else { return nil }
        return (.template, text)
    }
}
