import Foundation
import Gateway
import OpenRouter

/// The commands about single calls: which there were, why each went as it did, and the same again.
enum DebugCommands {
    static let all: [Command] = [requests, why, trace, replay]

    private static let callID = Command.Argument(
        name: "id",
        kind: .call,
        summary: "the call's id, as `requests` lists it, or last"
    )

    private static let requests = Command(
        name: "requests",
        group: .debug,
        summary: "list the latest calls: model, tokens, cost, time, outcome",
        options: [
            .init(name: "limit", kind: .integer(1...10_000), summary: "how many at most, 20 if not given"),
            .init(name: "episode", kind: .episode, summary: "only those of an episode"),
            .init(name: "model", kind: .model, summary: "only those that asked it, or that it answered"),
            .init(name: "since", kind: .duration, summary: "only of the last so much time, such as 1h"),
            .init(name: "failed", kind: nil, summary: "only those without an answer"),
        ],
        isRead: true,
        examples: [
            .init("requests", "lists the latest twenty, newest first"),
            .init("requests --failed --since 1h", "what went wrong in the last hour; `why ID` explains one"),
        ],
        statuses: [.failure],
        output: .object(["requests": .list(.call)])
    ) { invocation, context in
        let limit = invocation.integer("limit") ?? 20
        let isFailed = invocation.has("failed")
        let model = invocation.text("model")
        let since = invocation.text("since").flatMap(ValueKind.duration).map { duration in
            context.shell.now().addingTimeInterval(-(duration / .seconds(1)))
        }
        let isFiltered = isFailed || model != nil || since != nil
        let episode = invocation.text("episode")
        let all = try await context.gateway().requests(limit: isFiltered ? 10_000 : limit, episode: episode)
        let records =
            all
            .filter { record in
                (!isFailed || record.outcome == .failed)
                    && (model.map { $0 == record.modelAsked || $0 == record.modelServed } ?? true)
                    && (since.map { record.at >= $0 } ?? true)
            }
            .prefix(limit)
        return CommandReport(["requests": Array(records)], last: records.first?.id) { style in
            guard !records.isEmpty else {
                let known = Set(all.flatMap { [$0.modelAsked, $0.modelServed].compactMap(\.self) })
                let nearest = model.flatMap { Spelling.nearest(to: $0, among: known.subtracting([$0]), limit: 1).first }
                let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
                return isFiltered || episode != nil ? "no such calls\(hint)" : "no calls yet"
            }
            let table = Table(
                columns: [
                    .init(title: "id"), .init(title: "for", isElastic: true), .init(title: "model", isElastic: true),
                    .init(title: "tokens", alignment: .right), .init(title: "cost", alignment: .right),
                    .init(title: "time", alignment: .right), .init(title: "outcome", isElastic: true),
                ],
                rows: records.map { record in
                    [
                        record.id, "\(record.purpose.phase): \(record.purpose.unit)",
                        record.modelServed ?? record.modelAsked,
                        "\(record.promptTokens)+\(record.completionTokens)", Figures.money(record.cost),
                        Figures.seconds(record.latencySeconds), outcome(of: record),
                    ]
                }
            ).text(style)
            return ([table] + latencies(of: records).map { style.dim($0) }).joined(separator: "\n")
        }
    }

    /// How long the calls took, oldest first, where there are enough to see something.
    private static func latencies(of records: some Collection<CallRecord>) -> [String] {
        let seconds = records.filter { $0.outcome == .answered && !$0.isFromCache }.map(\.latencySeconds)
        guard seconds.count >= 5, let half = Sparkline.percentile(0.5, of: seconds),
            let most = Sparkline.percentile(0.95, of: seconds)
        else { return [] }
        let bars = Sparkline.of(seconds.prefix(60).reversed())
        return ["latency \(bars)  half within \(Figures.seconds(half)), 95 % within \(Figures.seconds(most))"]
    }

    private static func outcome(of record: CallRecord) -> String {
        var text = record.error?.rawValue ?? record.outcome.rawValue
        if record.attempts > 1 { text += ", \(record.attempts) attempts" }
        if record.isFromCache { text += ", cache" }
        if let level = record.level, level != .preferred { text += ", \(level.kind.rawValue)" }
        return text
    }

    private struct Explanation: Encodable, Sendable {
        var record: CallRecord
        var trace: Trace
        var explanation: [String]
    }

    private static let why = Command(
        name: "why",
        group: .debug,
        summary: "tell every decision of one call: prices, attempts, failures, costs",
        arguments: [callID],
        isRead: true,
        examples: [
            .init("requests --limit 1; why $last", "tells what was decided in that call, with times"),
            .init("why last", "explains the latest call"),
        ],
        statuses: [.failure],
        output: .callTrace.adding(["explanation": .list(.text)])
    ) { invocation, context in
        let (record, trace) = try await call(invocation.text("id") ?? "", try await context.gateway())
        let view = Explanation(record: record, trace: trace, explanation: trace.explanation)
        return CommandReport(view, last: record.id) { style in
            let steps = trace.explanation.map { DisplayWidth.hanging($0.printable, to: style.width, indent: 12) }
            let end = conclusion(of: record).map { DisplayWidth.hanging($0.printable, to: style.width, indent: 0) }
            return ([style.bold(heading(of: record).printable)] + steps + end).joined(separator: "\n")
        }
    }

    private static func heading(of record: CallRecord) -> String {
        let episode = record.purpose.episode.map { " of \($0)" } ?? ""
        return "\(record.id)  \(record.purpose.phase): \(record.purpose.unit)\(episode), "
            + "\(record.at.formatted(.iso8601)), asked of \(record.modelAsked) at \(record.server)"
    }

    /// How the call ended and what it cost, in a sentence or two.
    private static func conclusion(of record: CallRecord) -> [String] {
        let took = "after \(Figures.seconds(record.latencySeconds)) and \(attempts(record.attempts))"
        let money = record.costSource.map { "\(Figures.money(record.cost)), \($0.explanation)" } ?? "nothing spent"
        var lines: [String] = []
        switch record.outcome {
        case .answered, .truncated:
            let tokens = "\(record.promptTokens) + \(record.completionTokens) tokens"
            let server = (record.modelServed ?? record.modelAsked) + (record.provider.map { " at \($0)" } ?? "")
            switch record.level {
            case .similar(_, _)?, .template?, .stale(_, _)?:
                lines.append("no model answered \(took): \(money); \(record.level?.explanation ?? "") stood in")
            case .preferred where record.isFromCache: lines.append("an earlier answer of \(server) \(took): \(money)")
            default:
                let verb = record.outcome == .truncated ? "answered, and cut at its limit," : "answered"
                let level = record.level.map { $0 == .preferred ? "as asked" : "degraded to \($0.kind.rawValue)" }
                lines.append("\(verb) by \(server) \(took): \(tokens), \(money)\(level.map { "; \($0)" } ?? "")")
            }
        case .failed: lines.append("no answer (\(record.error?.rawValue ?? "unknown")) \(took): \(money)")
        case .cancelled: lines.append("cancelled \(took): \(money)")
        }
        if let seconds = record.firstTextSeconds {
            lines[0] += "; first text after \(Figures.seconds(seconds))"
        }
        if record.inDoubt > .zero {
            lines.append("\(Figures.money(record.inDoubt)) stay set aside until the bill is known; `budget` lists them")
        }
        return lines
    }

    private static func attempts(_ count: Int) -> String {
        switch count {
        case 0: "no attempt"
        case 1: "one attempt"
        default: "\(count) attempts"
        }
    }

    private struct TraceView: Encodable, Sendable {
        var record: CallRecord
        var trace: Trace
    }

    private static let trace = Command(
        name: "trace",
        group: .debug,
        summary: "print the trace of one call as it is stored, for programs and bug reports",
        details: "It holds no prompt, no answer and no key. `why` tells the same in words.",
        arguments: [callID],
        isRead: true,
        isVerbatim: true,
        examples: [
            .init("trace last --json", "prints record and trace of the latest call as one object"),
            .init("trace last | head -3", "prints a line of JSON for each step, and of these the first three"),
        ],
        statuses: [.failure],
        output: .callTrace
    ) { invocation, context in
        let (record, trace) = try await call(invocation.text("id") ?? "", try await context.gateway())
        let lines = try trace.events.map { try JSONText.line($0) }
        return CommandReport(TraceView(record: record, trace: trace), last: record.id) { _ in
            lines.joined(separator: "\n")
        }
    }

    private struct Answer: Encodable, Sendable {
        var id: String
        var model: String
        var provider: String?
        var outcome: CallRecord.Outcome
        var promptTokens: Int
        var completionTokens: Int
        var cost: USD
        var seconds: Double

        init(_ record: CallRecord) {
            id = record.id
            model = record.modelServed ?? record.modelAsked
            provider = record.provider
            outcome = record.outcome
            promptTokens = record.promptTokens
            completionTokens = record.completionTokens
            cost = record.cost
            seconds = record.latencySeconds
        }

        var row: [String] {
            [
                id, model, outcome.rawValue, "\(promptTokens)+\(completionTokens)", Figures.money(cost),
                Figures.seconds(seconds),
            ]
        }
    }

    private struct Replay: Encodable, Sendable {
        var before: Answer
        var after: Answer
        var isSameText: Bool
        var difference: [TextDifference.Line]
    }

    private static let replay = Command(
        name: "replay",
        group: .debug,
        summary: "ask the same once more, and show how the answers differ",
        details: "It asks one model, past the cache, and is paid for like any call. What was said in the latest 2,000 "
            + "calls is kept in the store for it, keys and account names left out.",
        arguments: [callID],
        options: [.init(name: "model", kind: .model, summary: "ask this model instead of the one asked first")],
        examples: [
            .init("replay last", "asks the latest call again"),
            .init("replay last --model openai/gpt-4o-mini", "how another model answers the same"),
        ],
        statuses: [.failure, .budget, .authentication, .upstream, .interrupted],
        output: .object([
            "before": .answer, "after": .answer, "isSameText": .flag,
            "difference": .list(.object(["change": .words(["same", "removed", "added"]), "text": .text])),
        ])
    ) { invocation, context in
        let gateway = try await context.gateway()
        let (record, _) = try await call(invocation.text("id") ?? "", gateway)
        guard let content = try await gateway.content(ofRequest: record.id),
            let request = content.request(replaying: record.id, model: invocation.text("model"))
        else {
            throw Failure(
                code: "contentNotKept",
                "What was said in \(record.id) is not kept.",
                kept: "Its record and its trace are: `why \(record.id)`.",
                next: "Only the latest 2,000 calls of at most 128 KiB can be asked again."
            )
        }
        let completion = try await gateway.complete(request)
        guard let (after, _) = try await gateway.request(id: completion.id) else {
            throw Failure(code: "storeUnavailable", "The new call \(completion.id) is not in the store.")
        }
        let old = content.answer ?? ""
        let difference = TextDifference(from: old, to: completion.text)
        let view = Replay(
            before: Answer(record),
            after: Answer(after),
            isSameText: old == completion.text,
            difference: difference.lines
        )
        return CommandReport(view, last: completion.id) { style in
            let table = Table(
                columns: [
                    .init(title: "call"), .init(title: "model", isElastic: true), .init(title: "outcome"),
                    .init(title: "tokens", alignment: .right), .init(title: "cost", alignment: .right),
                    .init(title: "time", alignment: .right),
                ],
                rows: [view.before.row, view.after.row]
            ).text(style)
            return table + "\n" + (view.isSameText ? "the same text" : difference.text(style))
        }
    }

    /// The call of an id, or of `last`, which is the latest.
    private static func call(
        _ name: String,
        _ gateway: Gateway
    ) async throws -> (record: CallRecord, trace: Trace) {
        var id = name
        if name == "last" {
            guard let latest = try await gateway.requests(limit: 1).first else {
                throw Failure(code: "unknownRequest", "No call was made yet.", next: "For example: ask 'Say hello.'")
            }
            id = latest.id
        }
        if let call = try await gateway.request(id: id) { return call }
        let known = try await gateway.requests(limit: 1_000).map(\.id)
        let nearest = Spelling.nearest(to: id, among: known, limit: 1).first
        throw Failure(
            code: "unknownRequest",
            "No call has the id \(id.debugDescription)\(nearest.map { "; did you mean `\($0)`?" } ?? ".")",
            next: "`requests` lists the latest calls."
        )
    }
}
