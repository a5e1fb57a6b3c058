import Foundation
import Gateway
import OpenRouter

/// The command about kept answers.
enum CacheCommands {
    static let all: [Command] = [cache]

    private struct Kept: Encodable, Sendable {
        var id: String
        var key: String
        var madeAt: Date
        var expiresAt: Date
        var model: String
        var cost: USD
        var tags: [String]
        var question: [ChatMessage]
        var text: String

        init(_ answer: StoredAnswer) {
            id = answer.completion.id
            key = answer.key.hex
            madeAt = answer.madeAt
            expiresAt = answer.expiresAt
            model = answer.completion.modelServed
            cost = answer.completion.cost
            tags = answer.tags.sorted()
            question = answer.question.messages
            text = answer.completion.text
        }
    }

    private static let cache = Command(
        name: "cache",
        group: .debug,
        summary: "count, show or forget answers that are kept for the same request",
        details: "Tags are episode:NAME, phase:NAME, model:ID and release:NAME.",
        arguments: [
            .init(
                name: "action",
                kind: .verb([
                    .init(name: "stats", summary: "how many answers there are and what they saved"),
                    .init(name: "show", summary: "list the answers"),
                    .init(name: "invalidate", summary: "use answers no more"),
                ]),
                summary: "stats, show or invalidate; stats if not given",
                isOptional: true
            ),
            .init(
                name: "id",
                kind: .text(1...100),
                summary: "the call that brought the answer, or the beginning of its key",
                isOptional: true
            ),
        ],
        options: [
            .init(name: "tag", kind: .text(1...200), summary: "forget what has this tag, such as phase:script"),
            .init(name: "older-than", kind: .duration, summary: "forget what is older, such as 12h"),
            .init(name: "all", kind: nil, summary: "forget everything"),
        ],
        isRead: true,
        examples: [
            .init("cache", "counts answers, hits and the money saved"),
            .init("cache show r-0k3v9m2c4d", "shows what was asked and answered"),
            .init("cache invalidate --tag episode:coral-reefs", "the next run of that episode asks anew"),
        ],
        statuses: [.failure],
        output: .either([
            .object([
                "entries": .integer, "sizeBytes": .integer, "hits": .integer, "misses": .integer, "saved": .money,
                "oldest": .optional(.date), "tags": .list(.object(["name": .text, "entries": .integer])),
            ]),
            .object([
                "id": .text, "key": .text, "madeAt": .date, "expiresAt": .date, "model": .text, "cost": .money,
                "tags": .list(.text), "text": .text,
                "question": .list(.object(["role": .words(["system", "user", "assistant"]), "content": .text])),
            ]),
            .object(["invalidated": .integer]),
        ])
    ) { invocation, context in
        let gateway = try await context.gateway()
        switch invocation.text("action") {
        case "show": return try await show(invocation, gateway)
        case "invalidate": return try await invalidate(invocation, gateway)
        default:
            guard invocation.text("id") == nil, selections(invocation).isEmpty else {
                throw misused("`cache stats` takes nothing more.")
            }
            return try await stats(gateway)
        }
    }

    private static func stats(_ gateway: Gateway) async throws -> CommandReport {
        let statistics = try await gateway.cacheStatistics()
        return CommandReport(statistics) { style in
            let asked = statistics.hits + statistics.misses
            let share =
                asked == 0 ? "" : " (\(Figures.decimal(100 * Double(statistics.hits) / Double(asked), places: 0)) %)"
            var lines = [
                "\(Figures.count(statistics.entries, "answer")), \(Figures.bytes(statistics.sizeBytes))",
                "\(statistics.hits) hits\(share), \(statistics.misses) misses, \(Figures.money(statistics.saved)) saved",
            ]
            if !statistics.tags.isEmpty {
                let table = Table(
                    columns: [.init(title: "tag", isElastic: true), .init(title: "answers", alignment: .right)],
                    rows: statistics.tags.map { [$0.name, "\($0.entries)"] }
                )
                lines.append(table.text(style))
            }
            return lines.joined(separator: "\n")
        }
    }

    private static func show(_ invocation: Invocation, _ gateway: Gateway) async throws -> CommandReport {
        guard selections(invocation).isEmpty, let id = invocation.text("id") else {
            throw misused("`cache show` needs the id of a call and takes nothing more.")
        }
        guard let answer = try await gateway.cachedAnswer(id: id) else {
            throw Failure(
                code: "unknownAnswer",
                "No answer is kept of \(id.debugDescription).",
                next: "`requests` lists calls; only whole answers of the model asked for are kept, for a time."
            )
        }
        let kept = Kept(answer)
        return CommandReport(kept, last: kept.text) { style in
            let head = "\(kept.id) of \(kept.model), \(kept.madeAt.formatted(.iso8601)), \(Figures.money(kept.cost))"
            let facts = [
                "key \(kept.key)", "until \(kept.expiresAt.formatted(.iso8601))",
                "tags \(kept.tags.joined(separator: ", "))",
            ]
            let question = kept.question.map { "\($0.role.rawValue): \($0.content)" }
            return ([style.bold(head.printable)] + (facts + question + ["answer: \(kept.text)"]).map(\.printable))
                .joined(separator: "\n")
        }
    }

    private static func invalidate(_ invocation: Invocation, _ gateway: Gateway) async throws -> CommandReport {
        var wanted = selections(invocation)
        if let id = invocation.text("id") { wanted.append(.id(id)) }
        guard wanted.count == 1 else {
            throw misused("`cache invalidate` needs one of --tag, --older-than, --all and an id.")
        }
        let count = try await gateway.invalidate(wanted[0])
        return CommandReport(["invalidated": count]) { _ in
            count == 1 ? "1 answer forgotten" : "\(count) answers forgotten"
        }
    }

    private static func selections(_ invocation: Invocation) -> [AnswerSelection] {
        var selections: [AnswerSelection] = []
        if let tag = invocation.text("tag") { selections.append(.tag(tag)) }
        if let age = invocation.text("older-than").flatMap(ValueKind.duration) {
            selections.append(.madeBefore(Date() - age / .seconds(1)))
        }
        if invocation.has("all") { selections.append(.all) }
        return selections
    }

    private static func misused(_ sentence: String) -> Failure {
        Failure(
            code: "invalidArguments",
            sentence,
            next: "For example: cache invalidate --tag phase:script",
            status: .usage
        )
    }
}
