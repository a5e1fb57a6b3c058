import Foundation
import Gateway
import OpenRouter
import Production
import Resilience

/// What `top` shows: money, calls that run, wait and have ended, what keeps calls back, keys that are replaced, jobs.
struct TopView: Encodable, Sendable {
    private struct JobView: Encodable, Sendable {
        var number: Int
        var line: String
        var seconds: Double
    }

    private struct CallView: Encodable, Sendable {
        var id: String
        var phase: String
        var unit: String
        var model: String
        var seconds: Double
    }

    private var at: Date
    private var spentToday: USD
    private var free: USD?
    /// Dollars of each of the last sixty minutes, the latest last.
    private var spentPerMinute: [Double]
    private var callsLastHour: Int
    private var failedLastHour: Int
    private var running: [CallView]
    /// How many calls wait for a free slot, by what they wait for.
    private var waiting: [String: Int]
    private var medianSeconds: Double?
    private var p95Seconds: Double?
    /// Of the latest calls, the latest last.
    private var latencies: [Double]
    private var breakers: [String]
    private var gates: [String]
    private var rotations: [RotationView]
    private var jobs: [JobView]
    private var latest: [CallRecord]

    private enum CodingKeys: String, CodingKey {
        case at, spentToday, free, spentPerMinute, callsLastHour, failedLastHour, running, waiting
        case medianSeconds, p95Seconds, latencies, breakers, gates, rotations, jobs, latest
    }

    /// What `--json` prints.
    static let shape: JSONShape = .object([
        "at": .date, "spentToday": .money, "free": .optional(.money), "spentPerMinute": .list(.number),
        "callsLastHour": .integer, "failedLastHour": .integer,
        "running": .list(
            .object(["id": .text, "phase": .text, "unit": .text, "model": .text, "seconds": .number])
        ),
        "waiting": .map(.integer),
        "medianSeconds": .optional(.number), "p95Seconds": .optional(.number), "latencies": .list(.number),
        "breakers": .list(.text), "gates": .list(.text), "rotations": .list(.rotation),
        "jobs": .list(.object(["number": .integer, "line": .text, "seconds": .number])), "latest": .list(.call),
    ])

    private static let mostCalls = 500
    private static let mostRunning = 8

    /// How it is now.
    init(_ session: Session, _ rotations: [RotationView], _ jobs: [Job], _ now: Date) async throws {
        let gateway = session.gateway
        let report = try await gateway.balance(episode: session.openEpisode?.slug)
        let today = report.balances.first { balance in
            if case .day = balance.scope { true } else { false }
        }
        let records = try await gateway.requests(limit: Self.mostCalls)
        let hour = records.filter { now.timeIntervalSince($0.at) < 3600 }
        let answered = records.filter { $0.outcome == .answered && !$0.isFromCache }.prefix(60).map(\.latencySeconds)
        at = now
        spentToday = today?.spent ?? .zero
        free = report.balances.compactMap(\.free).min()
        spentPerMinute = Sparkline.sums(
            hour.map { (age: now.timeIntervalSince($0.at), amount: Double($0.cost.picodollars) / 1e12) },
            spans: 60,
            of: 60
        )
        callsLastHour = hour.count
        failedLastHour = hour.count { $0.outcome == .failed }
        running = gateway.runningCalls.map { call in
            CallView(
                id: call.id,
                phase: call.purpose.phase,
                unit: call.purpose.unit,
                model: call.model,
                seconds: max(0, now.timeIntervalSince(call.at))
            )
        }
        waiting = Dictionary(
            gateway.load.filter { $0.snapshot.waiting > 0 }.map { ($0.name, $0.snapshot.waiting) },
            uniquingKeysWith: +
        )
        medianSeconds = Sparkline.percentile(0.5, of: answered)
        p95Seconds = Sparkline.percentile(0.95, of: answered)
        latencies = answered.reversed()
        breakers = gateway.breakerStates.filter { $0.snapshot.state != .closed }.map { breaker in
            let wait = breaker.snapshot.reopensIn.map { ", probe in \(Figures.seconds($0 / .seconds(1)))" } ?? ""
            return "\(breaker.id.name): \(breaker.snapshot.state.rawValue)\(wait)"
        }
        gates = gateway.closedGates.map(\.explanation)
        self.rotations = rotations
        self.jobs = jobs.filter { $0.status == nil }.map {
            JobView(number: $0.number, line: $0.line, seconds: $0.seconds(at: now))
        }
        latest = Array(records.prefix(8))
    }

    /// As rows for people.
    func text(_ style: TextStyle) -> String {
        let time = at.formatted(.iso8601.time(includingFractionalSeconds: false))
        func row(_ name: String, _ text: String) -> String {
            style.bold(DisplayWidth.padded(name, to: 10)) + text.printable
        }
        let left = free.map { ", \(Figures.money($0)) left" } ?? ""
        var rows = [
            row("castline", time),
            row(
                "spent",
                "\(Figures.money(spentToday)) today\(left); last hour \(Sparkline.of(Self.halved(spentPerMinute)))"
            ),
            row("calls", callsText),
        ]
        rows += running.prefix(Self.mostRunning).map { call in
            row("running", "\(call.id) \(Figures.seconds(call.seconds)): \(call.phase): \(call.unit), \(call.model)")
        }
        if running.count > Self.mostRunning { rows.append(row("", "… and \(running.count - Self.mostRunning) more")) }
        rows += waiting.sorted { $0.key < $1.key }.map { row("queue", "\($0.value) wait for \($0.key)") }
        if !latencies.isEmpty {
            rows.append(row("latency", "\(latencyText) \(Sparkline.of(latencies.suffix(40)))"))
        }
        rows += breakers.isEmpty ? [row("breakers", "all closed")] : breakers.map { row("breaker", $0) }
        rows += gates.map { row("gate", $0) }
        rows += rotations.map { rotation in
            let text = DisplayWidth.hanging(
                "rotation  \(rotation.id) \(rotation.summary)".printable,
                to: style.width,
                indent: 10
            )
            return style.bold(String(text.prefix(10))) + text.dropFirst(10)
        }
        rows += jobs.map { row("job", "[\($0.number)] \(Figures.seconds($0.seconds)): \($0.line)") }
        guard !latest.isEmpty else { return rows.joined(separator: "\n") }
        let table = Table(
            columns: [
                .init(title: "latest"), .init(title: "for", isElastic: true), .init(title: "model", isElastic: true),
                .init(title: "cost", alignment: .right), .init(title: "time", alignment: .right),
                .init(title: "outcome"),
            ],
            rows: latest.map { record in
                [
                    record.id, "\(record.purpose.phase): \(record.purpose.unit)",
                    record.modelServed ?? record.modelAsked, Figures.money(record.cost),
                    Figures.seconds(record.latencySeconds), record.error?.rawValue ?? record.outcome.rawValue,
                ]
            }
        )
        return (rows + [table.text(style)]).joined(separator: "\n")
    }

    private var callsText: String {
        "\(callsLastHour) in the last hour, \(failedLastHour) failed, \(running.count) running"
    }

    private var latencyText: String {
        guard let medianSeconds, let p95Seconds else { return "" }
        return "half within \(Figures.seconds(medianSeconds)), 95 % within \(Figures.seconds(p95Seconds));"
    }

    /// Two values as one, for a row of half the length.
    private static func halved(_ values: [Double]) -> [Double] {
        stride(from: 0, to: values.count - 1, by: 2).map { values[$0] + values[$0 + 1] }
    }
}
