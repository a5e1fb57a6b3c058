import Foundation
import Gateway
import OpenRouter
import Operations
import Production

/// The commands that show something again and again until somebody ends them.
enum LiveCommands {
    static let all: [Command] = [watch, top]

    private static let every = Command.Option(
        name: "every",
        short: "n",
        kind: .duration,
        summary: "the time between, 2s if not given"
    )
    private static let times = Command.Option(
        name: "times",
        kind: .integer(1...1_000_000),
        summary: "end after so many times"
    )

    /// Does something at once and after every interval, until it was done often enough or somebody at the terminal
    /// presses q.
    ///
    /// - Returns: How often it was done.
    /// - Throws: `CancellationError` after Ctrl-C, unless somebody looked on and has just seen enough, and what the body
    ///   throws.
    private static func repeating(
        _ invocation: Invocation,
        _ context: CommandContext,
        _ view: LiveView,
        _ body: () async throws -> Void
    ) async throws -> Int {
        let interval = max(invocation.text("every").flatMap(ValueKind.duration) ?? .seconds(2), .milliseconds(100))
        let limit = invocation.integer("times") ?? .max
        var count = 0
        let keyboard = view.isInPlace ? context.interpreter.keyboard : nil
        let keys = keyboard.flatMap { LiveKeys(input: $0.input) }
        defer { if let keys { keyboard?.typeAhead(keys.end()) } }
        while true {
            do {
                try await body()
                count += 1
                guard count < limit else { return count }
                if let keys {
                    guard try await !keys.isLeft(within: interval) else { return count }
                } else {
                    try await ContinuousClock().sleep(for: interval)
                }
            } catch let error as CancellationError {
                guard view.isInPlace else { throw error }
                // As an interrupt does, without a word about it.
                context.ending.request()
                return count
            }
        }
    }

    // MARK: watch

    private struct WatchReport: Encodable, Sendable {
        var line: String
        var times: Int
        var exitCode: Int32
    }

    private static let watch = Command(
        name: "watch",
        group: .shell,
        summary: "run a command again and again, and show what it prints in place",
        details: "Only what changes is drawn; q or Ctrl-C ends it. Elsewhere than on a terminal each time is printed.",
        options: [every, times],
        takesLine: true,
        examples: [
            .init("watch --every 200ms --times 2 budget", "shows the budget twice"),
            .init("watch -n 0.2 --times 3 requests --limit 5", "shows the latest calls, five times a second"),
        ],
        statuses: ExitStatus.ofWork,
        output: .object(["line": .text, "times": .integer, "exitCode": .integer])
    ) { invocation, context in
        let line = invocation.line.map(\.text.quoted).joined(separator: " ")
        let output = context.lineOutput
        let view = LiveView(output, isInPlace: context.isInPlace && !context.isJSON)
        defer { view.end() }
        var last = ExitStatus.success
        let count = try await repeating(invocation, context, view) {
            let collected = CollectedText()
            let sink = collected.sink(like: output.data)
            let outcome = await context.interpreter.run(
                invocation.line,
                context.place,
                Output(data: sink, talk: sink)
            )
            try context.endIfAsked(outcome)
            last = outcome.status
            var text = collected.text
            if text.hasSuffix("\n") { text.removeLast() }
            if context.isJSON { return try view.show(text) }
            let time = context.shell.now().formatted(.iso8601.time(includingFractionalSeconds: false))
            let style = output.data.style
            let failed = last == .success ? "" : style.red("  exit \(last.rawValue)")
            try view.show("\(style.bold(line.printable))  \(style.dim(time))\(failed)\n\(text)")
        }
        if context.ending.isRequested { last = .interrupted }
        return CommandReport(WatchReport(line: line, times: count, exitCode: last.rawValue), status: last) { _ in "" }
    }

    // MARK: top

    private static let top = Command(
        name: "top",
        group: .debug,
        summary: "show live what is spent, asked, kept back and running, and keys being replaced",
        details: "q or Ctrl-C ends it. Elsewhere than on a terminal it is printed once, or as often as --times says.",
        options: [every, times],
        examples: [
            .init("top --times 1", "spending, calls, breakers, gates and jobs as they are now"),
            .init("top --times 1 --json", "the same for a program"),
        ],
        statuses: [.failure, .interrupted],
        output: TopView.shape
    ) { invocation, context in
        let session = try await context.session()
        let view = LiveView(context.output, isInPlace: context.isInPlace)
        guard !context.isJSON, view.isInPlace || invocation.text("times") != nil else {
            let top = try await top(session, context)
            return CommandReport(top) { top.text($0) }
        }
        defer { view.end() }
        var last = try await top(session, context)
        _ = try await repeating(invocation, context, view) {
            last = try await top(session, context)
            try view.show(last.text(context.output.data.style))
        }
        return CommandReport(last, status: context.ending.isRequested ? .interrupted : .success) { _ in "" }
    }

    private static func top(_ session: Session, _ context: CommandContext) async throws -> TopView {
        // What is wrong with the keys is for `keys` to say.
        let standings = try? await context.shell.keys().rotator.standings()
        let rotations = (standings ?? []).map { RotationView($0) }
        await session.gateway.heedNeighbours()
        return try await TopView(session, rotations, context.jobs.all, context.shell.now())
    }
}
