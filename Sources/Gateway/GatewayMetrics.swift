import Metrics
import OpenRouter

/// The gateway's metrics, after OpenTelemetry's GenAI conventions where those have a name for it.
///
/// Labels are closed sets or model ids of the catalogue; no id of a request and no text is one.
struct GatewayMetrics: Sendable {
    func record(_ record: CallRecord) {
        let model = record.modelServed ?? record.modelAsked
        let labels = [
            ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", record.modelAsked),
            ("gen_ai.response.model", model), ("castline.phase", record.purpose.phase),
            ("castline.outcome", record.outcome.rawValue), ("error.type", record.error?.rawValue ?? ""),
        ]
        Timer(label: "gen_ai.client.operation.duration", dimensions: labels).recordNanoseconds(
            Int64(record.latencySeconds * 1e9)
        )
        if let seconds = record.firstTextSeconds {
            Timer(label: "gen_ai.client.time_to_first_chunk", dimensions: labels).recordNanoseconds(
                Int64(seconds * 1e9)
            )
        }
        let kinds = [("input", record.promptTokens), ("output", record.completionTokens)]
        for (kind, tokens) in kinds where tokens > 0 {
            Recorder(
                label: "gen_ai.client.token.usage",
                dimensions: [("gen_ai.token.type", kind), ("gen_ai.response.model", model)]
            ).record(Int64(tokens))
        }
        Counter(label: "castline.calls", dimensions: labels).increment()
        Counter(label: "castline.attempts", dimensions: [("gen_ai.request.model", record.modelAsked)]).increment(
            by: Int64(record.attempts)
        )
        // Dollars as a number: a counter of money is for looking at, the ledger is for counting.
        FloatingPointCounter(label: "castline.cost.usd", dimensions: [("gen_ai.response.model", model)]).increment(
            by: Double(record.cost.picodollars) / 1e12
        )
    }

    func recordFailedAttempt(_ kind: Classification.Kind) {
        Counter(label: "castline.failed_attempts", dimensions: [("error.type", kind.rawValue)]).increment()
    }
}
