import Metrics
import OpenRouter
import Synchronization

/// The gateway's metrics, after OpenTelemetry's GenAI conventions where those have a name for it.
///
/// Labels are closed sets or model ids of the catalogue; no id of a request and no text is one. Instruments are made once
/// for each set of labels: to make one costs more than to use it.
final class GatewayMetrics: Sendable {
    /// What tells the series of a call apart.
    private struct Labels: Hashable {
        var asked: String
        var served: String
        var phase: String
        var outcome: CallRecord.Outcome
        var error: GatewayError.Code?
    }

    private struct Instruments {
        let duration: Metrics.Timer
        let firstChunk: Metrics.Timer
        let promptTokens: Recorder
        let completionTokens: Recorder
        let calls: Counter
        let attempts: Counter
        let cost: FloatingPointCounter

        init(_ labels: Labels) {
            let all = [
                ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", labels.asked),
                ("gen_ai.response.model", labels.served), ("castline.phase", labels.phase),
                ("castline.outcome", labels.outcome.rawValue), ("error.type", labels.error?.rawValue ?? ""),
            ]
            let served = ("gen_ai.response.model", labels.served)
            duration = Metrics.Timer(label: "gen_ai.client.operation.duration", dimensions: all)
            firstChunk = Metrics.Timer(label: "gen_ai.client.time_to_first_chunk", dimensions: all)
            promptTokens = Recorder(
                label: "gen_ai.client.token.usage",
                dimensions: [("gen_ai.token.type", "input"), served]
            )
            completionTokens = Recorder(
                label: "gen_ai.client.token.usage",
                dimensions: [("gen_ai.token.type", "output"), served]
            )
            calls = Counter(label: "castline.calls", dimensions: all)
            attempts = Counter(label: "castline.attempts", dimensions: [("gen_ai.request.model", labels.asked)])
            cost = FloatingPointCounter(label: "castline.cost.usd", dimensions: [served])
        }
    }

    private let instruments = Mutex<[Labels: Instruments]>([:])

    func record(_ record: CallRecord) {
        let instruments = instruments(
            for: Labels(
                asked: record.modelAsked,
                served: record.modelServed ?? record.modelAsked,
                phase: record.purpose.phase,
                outcome: record.outcome,
                error: record.error
            )
        )
        instruments.duration.recordNanoseconds(Int64(record.latencySeconds * 1e9))
        if let seconds = record.firstTextSeconds { instruments.firstChunk.recordNanoseconds(Int64(seconds * 1e9)) }
        if record.promptTokens > 0 { instruments.promptTokens.record(Int64(record.promptTokens)) }
        if record.completionTokens > 0 { instruments.completionTokens.record(Int64(record.completionTokens)) }
        instruments.calls.increment()
        instruments.attempts.increment(by: Int64(record.attempts))
        // Dollars as a number: a counter of money is for looking at, the ledger is for counting.
        instruments.cost.increment(by: Double(record.cost.picodollars) / 1e12)
    }

    func recordFailedAttempt(_ kind: Classification.Kind) {
        Counter(label: "castline.failed_attempts", dimensions: [("error.type", kind.rawValue)]).increment()
    }

    private func instruments(for labels: Labels) -> Instruments {
        instruments.withLock { instruments in
            if let known = instruments[labels] { return known }
            let new = Instruments(labels)
            instruments[labels] = new
            return new
        }
    }
}
