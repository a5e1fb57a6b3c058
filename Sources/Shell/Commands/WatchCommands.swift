import Foundation
import OpenRouter
import Operations

/// The commands that look at the installation and at what was done: health, history and notices.
enum WatchCommands {
    static let all: [Command] = [health, history, notices]

    private static let health = Command(
        name: "health",
        group: .debug,
        summary: "probe API, key and store now, and say how each is",
        examples: [
            .init("health", "probes everything at once, in at most some seconds"),
            .init("health --json", "the same for a monitor"),
        ],
        statuses: [.failure, .authentication, .upstream, .interrupted],
        output: .object([
            "checks": .list(.check)
        ])
    ) { _, context in
        let results = try await context.shell.health()
        let failed = Set(results.filter { $0.status == .failed }.map(\.name))
        let status: ExitStatus =
            if failed.isEmpty { .success } else if failed.contains("api") { .upstream } else if failed.contains("key") {
                .authentication
            } else { .failure }
        return CommandReport(["checks": results], status: status) { style in
            Table(
                columns: [
                    .init(title: "part"), .init(title: "status"), .init(title: "time", alignment: .right),
                    .init(title: "evidence", isElastic: true),
                ],
                rows: results.map {
                    [$0.name, $0.status.rawValue, Figures.seconds($0.latencySeconds), $0.evidence]
                }
            ).text(style)
        }
    }

    private struct Line: Encodable, Sendable {
        var at: Date
        var line: String
        var status: Int?
        var seconds: Double?
        var cost: USD?
        var episode: String?

        init(_ entry: HistoryEntry) {
            at = Date(timeIntervalSince1970: Double(entry.time) / 1000)
            line = entry.text
            status = entry.status
            seconds = entry.duration.map { $0 / .seconds(1) }
            cost = entry.cost
            episode = entry.episode
        }
    }

    private static let notices = Command(
        name: "notices",
        group: .debug,
        summary: "list what was told above the prompt, and what was only counted there",
        details: """
            Above ten a second only their number is told. The setting `notices: hold` keeps them back until the next \
            prompt.
            """,
        options: [
            .init(name: "limit", kind: .integer(1...1_000), summary: "how many at most, 50 if not given"),
            .init(name: "since", kind: .duration, summary: "only of the last so much time, such as 10m"),
        ],
        isRead: true,
        examples: [
            .init("notices --since 10m", "what was told in the last ten minutes"),
            .init("notices --limit 5 --json", "the latest five for a program"),
        ],
        statuses: [],
        output: .object(["notices": .list(.object(["at": .date, "text": .text]))])
    ) { invocation, context in
        let since = invocation.text("since").flatMap(ValueKind.duration).map { duration in
            context.shell.now().addingTimeInterval(-(duration / .seconds(1)))
        }
        let wanted = context.interpreter.notices.all.filter { $0.at >= since ?? .distantPast }
        let notices = Array(wanted.suffix(invocation.integer("limit") ?? 50))
        return CommandReport(["notices": notices]) { _ in
            guard !notices.isEmpty else { return "no notices" }
            return notices.map { "\($0.at.formatted(.iso8601))  \($0.text.printable)" }.joined(separator: "\n")
        }
    }

    @Sendable private static func erasure(_ invocation: Invocation) -> String? {
        invocation.has("erase") ? "This erases lines of the history" : nil
    }

    private static let history = Command(
        name: "history",
        group: .shell,
        summary: "list the lines that were run, with status, time and cost",
        arguments: [
            .init(name: "filter", kind: .text(1...200), summary: "words in the lines, or how many", isOptional: true)
        ],
        options: [
            .init(name: "limit", kind: .integer(1...100_000), summary: "how many at most, 50 if not given"),
            .init(name: "failed", kind: nil, summary: "only those that failed"),
            .init(name: "since", kind: .duration, summary: "only of the last so much time, such as 1h"),
            .init(name: "erase", kind: nil, summary: "forget these lines for good"),
            .init(name: "private", kind: .choice(["on", "off"]), summary: "on: keep lines from here on off the disk"),
        ],
        isRead: true,
        examples: [
            .init("history --failed --since 1h", "what went wrong in the last hour"),
            .init("history produce --limit 5", "the latest five lines with produce in them"),
            .init("history 'wrong paste' --erase --yes", "forgets the lines that contain it"),
            .init("history --private on", "what follows can be recalled here, and nowhere else"),
        ],
        statuses: [.failure],
        output: .either([
            .object([
                "history": .list(
                    .object([
                        "at": .date, "line": .text, "status": .optional(.integer), "seconds": .optional(.number),
                        "cost": .optional(.money), "episode": .optional(.text),
                    ])
                )
            ]), .object(["erased": .integer]), .object(["private": .flag]),
        ]),
        loss: erasure
    ) { invocation, context in
        if let choice = invocation.text("private") {
            context.history.isPrivate = choice == "on"
            return CommandReport(["private": choice == "on"]) { _ in "" }
        }
        // As in other shells a number alone says how many.
        let count = invocation.has("erase") ? nil : invocation.text("filter").flatMap { Int($0) }
        let filter = count == nil ? invocation.text("filter") ?? "" : ""
        let isFailed = invocation.has("failed")
        let since = invocation.text("since").flatMap(ValueKind.duration).map { duration in
            Int64((context.shell.now().timeIntervalSince1970 - duration / .seconds(1)) * 1000)
        }
        @Sendable func isWanted(_ entry: HistoryEntry) -> Bool {
            (filter.isEmpty || entry.text.contains(filter)) && entry.time >= since ?? .min
                && (!isFailed || (entry.status ?? 0) != 0)
        }
        if invocation.has("erase") {
            guard !filter.isEmpty || isFailed || since != nil else {
                throw Failure(
                    code: "missingArgument",
                    "Erasing needs to be told what.",
                    kept: "Nothing was erased.",
                    next: "Give words of the lines, or --since 10d for all of ten days.",
                    status: .usage
                )
            }
            let count = context.history.erase(where: isWanted)
            return CommandReport(["erased": count]) { _ in "\(Figures.count(count, "line")) erased" }
        }
        let entries = context.history.entries(matching: isWanted)
            .suffix(max(count ?? invocation.integer("limit") ?? 50, 0))
        return CommandReport(["history": entries.map { Line($0) }]) { style in
            guard !entries.isEmpty else { return "no such lines" }
            return Table(
                columns: [
                    .init(title: "when"), .init(title: "exit", alignment: .right),
                    .init(title: "time", alignment: .right), .init(title: "cost", alignment: .right),
                    .init(title: "line", isElastic: true),
                ],
                rows: entries.map { entry in
                    [
                        Line(entry).at.formatted(.iso8601), entry.status.map(String.init) ?? "–",
                        entry.duration.map { Figures.seconds($0 / .seconds(1)) } ?? "–",
                        entry.cost.map(Figures.money) ?? "–", entry.text,
                    ]
                }
            ).text(style)
        }
    }
}
