import OpenRouter

/// A check of a text without running it, as `castline -n` does: what is wrong with it, or else what it may cost.
struct ScriptCheck: Sendable {
    let interpreter: Interpreter
    let frame: Interpreter.Frame

    /// A command that may cost something.
    private struct Price: Encodable, Sendable {
        var place: String
        var line: String
        /// How often it runs; `nil` where only running can tell.
        var count: Int?
        /// What it may cost each time; `nil` where that is not known before what precedes it has run.
        var worstCase: USD?
    }

    private struct Report: Encodable, Sendable {
        var file: String
        var commands: Int
        var prices: [Price]
        /// The sum; `nil` where a part of it is not known.
        var worstCase: USD?
    }

    /// Checks the text, and asks no model.
    func run(_ output: Output) async -> Interpreter.Outcome {
        guard let (_, planned) = interpreter.checked(frame, output) else { return .init(status: .usage) }
        do {
            var prices: [Price] = []
            for command in planned { if let price = try await price(of: command, output) { prices.append(price) } }
            let sums = prices.map { price in price.count.flatMap { count in price.worstCase.map { $0 * count } } }
            let report = Report(
                file: frame.source.name,
                commands: planned.count,
                prices: prices,
                worstCase: sums.allSatisfy { $0 != nil } ? sums.reduce(.zero) { $0 + ($1 ?? .zero) } : nil
            )
            if interpreter.context.wantsJSON {
                try output.data.print(JSONText.of(report, command: "check"))
            } else {
                try output.data.print(Self.text(of: report, output.data.style))
            }
            return .success
        } catch {
            return interpreter.finish(error, isJSON: interpreter.context.wantsJSON, output)
        }
    }

    private func price(of planned: Checker.Planned, _ output: Output) async throws -> Price? {
        guard let worstCase = planned.invocation.command.worstCase else { return nil }
        let context = CommandContext(
            interpreter: interpreter,
            place: Interpreter.Place(frame: frame, syntax: []),
            output: output,
            isJSON: false,
            ending: Ending()
        )
        let text = frame.source.text(planned.range).printable.replacing("\n", with: " ")
        return Price(
            place: frame.source.place(of: planned.range.lowerBound),
            line: DisplayWidth.truncated(text, to: 60),
            count: planned.count,
            worstCase: try await worstCase(planned.invocation, context)
        )
    }

    private static func text(of report: Report, _ style: TextStyle) -> String {
        let head = "\(report.file): \(Figures.count(report.commands, "command")), nothing is wrong"
        guard !report.prices.isEmpty else { return head }
        let table = Table(
            columns: [
                .init(title: "at"), .init(title: "times", alignment: .right),
                .init(title: "at most", alignment: .right), .init(title: "command", isElastic: true),
            ],
            rows: report.prices.map { price in
                [
                    price.place, price.count.map { String($0) } ?? "?", price.worstCase.map(Figures.money) ?? "?",
                    price.line,
                ]
            }
        ).text(style)
        let sum = report.worstCase.map { "at most \(Figures.money($0)) in all" }
        return [head, table, sum ?? "? is known only once what stands before it has run"].joined(separator: "\n")
    }
}
