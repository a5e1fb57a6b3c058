import Gateway
import Operations

/// The command that breaks the simulator on purpose.
enum ChaosCommands {
    static let all: [Command] = [chaos]

    private enum Action: String, CaseIterable {
        case show, list, add, clear, latency

        var verb: Verb {
            switch self {
            case .show: Verb(name: rawValue, summary: "the faults in force, and the latencies")
            case .list: Verb(name: rawValue, summary: "every fault there is, or those with a word in them")
            case .add: Verb(name: rawValue, summary: "set a fault")
            case .clear: Verb(name: rawValue, summary: "lift a fault by id or name, or all of them")
            case .latency: Verb(name: rawValue, summary: "how long answers take: 200ms, lognormal:400ms,0.6 …")
            }
        }
    }

    private static let chaos = Command(
        name: "chaos",
        group: .debug,
        summary: "break the simulator on purpose: faults and latencies, live",
        details: "It works on the embedded simulator and on `castline simulate`, and on nothing else.",
        arguments: [
            .init(
                name: "action",
                kind: .verb(Action.allCases.map(\.verb)),
                summary: "list, add, show, clear or latency; show if not given",
                isOptional: true
            ),
            .init(
                name: "what",
                kind: .fault,
                summary: "a fault, an id of one, or a latency",
                isOptional: true,
                kinds: [Action.latency.rawValue: .distribution, Action.list.rawValue: .text(0...60)]
            ),
        ],
        options: [
            .init(name: "model", kind: .model, summary: "only calls of this model; * stands for any letters"),
            .init(name: "share", kind: .number(0...1), summary: "only this share of the calls"),
            .init(name: "first", kind: .integer(1...1_000_000), summary: "only so many calls"),
            .init(name: "after", kind: .integer(1...1_000_000), summary: "only after so many calls went well"),
            .init(name: "for", kind: .duration, summary: "only for so long, such as 30s"),
            .init(
                name: "at",
                kind: .choice(["start", "midway", "end", "finished"]),
                summary: "where an answer breaks off, midway if not given"
            ),
            .init(name: "gap", kind: .distribution, summary: "with latency: the time between pieces"),
        ],
        examples: [
            .init("chaos add overloaded529 --model 'google/*' --for 30s", "Google's models are overloaded"),
            .init("chaos list 429", "the faults with 429 in them; `chaos clear` lifts all that were set"),
        ],
        statuses: [.failure],
        output: .either([
            .object(["faults": .list(.fault), "latency": .optional(.latency)]), .fault, .latency,
            .object(["kinds": .list(.object(["name": .text, "summary": .text]))]),
        ])
    ) { invocation, context in
        guard let control = try await context.shell.simulator() else {
            throw Failure(
                code: "notSimulator",
                "There is no simulator to break.",
                next: "Start one with `castline simulate`, and castline with its --base-url."
            )
        }
        do {
            let action = invocation.text("action").flatMap(Action.init) ?? .show
            let what = invocation.text("what")
            try check(invocation, action)
            switch action {
            case .show: return try await show(control)
            case .list: return try await list(control, what ?? "")
            case .add: return try await add(control, try await order(invocation, control))
            case .clear: return try await clear(control, what)
            case .latency:
                let wanted = SimulatorControl.Latency(firstToken: what, chunkGap: invocation.text("gap"))
                for text in [what, invocation.text("gap")].compactMap(\.self) { try checkLatency(text) }
                let latency = try await control.set(wanted)
                return CommandReport(latency) { _ in sentence(latency) }
            }
        } catch let failure as SimulatorControl.Failure {
            throw Self.failure(failure)
        }
    }

    /// What the simulator reads a distribution from, as far as its name goes; its numbers it checks itself.
    private static func checkLatency(_ text: String) throws {
        let known = ["none", "fixed", "uniform", "lognormal"]
        let name = String(text.prefix { $0 != ":" })
        guard !known.contains(name), ValueKind.duration(text) == nil else { return }
        let nearest = Spelling.nearest(to: name, among: known, limit: 1).first.map { "; did you mean `\($0)`?" } ?? "."
        throw Failure(
            code: "unknownDistribution",
            "A latency is a time, none, fixed:TIME, uniform:TIME-TIME or lognormal:TIME,SIGMA, not `\(text)`\(nearest)",
            kept: "Nothing was changed.",
            next: "For example: chaos latency lognormal:400ms,0.6",
            status: .usage
        )
    }

    private static func check(_ invocation: Invocation, _ action: Action) throws {
        let narrowing = ["model", "share", "first", "after", "for", "at"]
        let allowed = action == .add ? narrowing : action == .latency ? ["gap"] : []
        if let odd = (narrowing + ["gap"]).first(where: { invocation.has($0) && !allowed.contains($0) }) {
            throw Failure(
                code: "unexpectedOption",
                "`chaos \(action.rawValue)` does not go with --\(odd).",
                next: "`help chaos` says what goes together.",
                status: .usage
            )
        }
        if action == .add, invocation.text("what") == nil {
            throw Failure(
                code: "missingArgument",
                "`chaos add` needs the name of a fault.",
                next: "`chaos list` names them all.",
                status: .usage
            )
        }
    }

    private static func order(
        _ invocation: Invocation,
        _ control: SimulatorControl
    ) async throws -> SimulatorControl.Order {
        let name = invocation.text("what") ?? ""
        let known = try await control.kinds().map(\.name)
        guard known.contains(name) else {
            let nearest = Spelling.nearest(to: name, among: known, limit: 2).map { "`\($0)`" }
            let hint = nearest.isEmpty ? "." : "; did you mean \(nearest.joined(separator: " or "))?"
            throw Failure(
                code: "unknownFault",
                "No fault is called \(name.debugDescription)\(hint)",
                kept: "Nothing was changed.",
                next: "`chaos list` names them all.",
                status: .usage
            )
        }
        guard name != "refused" || invocation.has("for") else {
            throw Failure(
                code: "missingOption",
                "`chaos add refused` needs --for: while it lasts, nobody can reach the simulator to lift it.",
                kept: "Nothing was changed.",
                next: "For example: chaos add refused --for 10s",
                status: .usage
            )
        }
        var order = SimulatorControl.Order(kind: name)
        order.model = invocation.text("model")
        order.share = invocation.text("share").flatMap { Double($0) }
        order.from = invocation.integer("after").map { $0 + 1 }
        order.first = invocation.integer("first")
        order.seconds = invocation.text("for").flatMap(ValueKind.duration).map { $0 / .seconds(1) }
        order.phase = invocation.text("at")
        return order
    }

    private struct State: Encodable, Sendable {
        var faults: [SimulatorControl.Fault]
        var latency: SimulatorControl.Latency
    }

    private static func show(_ control: SimulatorControl) async throws -> CommandReport {
        let state = State(faults: try await control.faults(), latency: try await control.latency())
        return CommandReport(state) { style in
            guard !state.faults.isEmpty else { return "no faults; \(sentence(state.latency))" }
            return table(state.faults, style) + "\n" + sentence(state.latency)
        }
    }

    private static func list(_ control: SimulatorControl, _ filter: String) async throws -> CommandReport {
        let kinds = try await control.kinds().filter { kind in
            filter.isEmpty || "\(kind.name) \(kind.summary)".lowercased().contains(filter.lowercased())
        }
        return CommandReport(["kinds": kinds]) { style in
            guard !kinds.isEmpty else { return "no fault has \(filter.debugDescription) in it" }
            return Table(
                columns: [.init(title: "fault"), .init(title: "what it does", isElastic: true)],
                rows: kinds.map { [$0.name, $0.summary] }
            ).text(style)
        }
    }

    private static func add(
        _ control: SimulatorControl,
        _ order: SimulatorControl.Order
    ) async throws -> CommandReport {
        let fault = try await control.add(order)
        return CommandReport(fault, last: fault.id) { _ in
            "\(fault.id)  \(fault.kind), \(scope(fault)): \(fault.description); `chaos clear \(fault.id)` lifts it"
        }
    }

    private static func clear(_ control: SimulatorControl, _ name: String?) async throws -> CommandReport {
        let before = try await control.faults().count
        let left = try await control.clear(name)
        return CommandReport(["faults": left]) { style in
            let lifted = before - left.count
            let sentence = lifted == 1 ? "one fault lifted" : "\(lifted) faults lifted"
            return left.isEmpty ? sentence : "\(sentence); still in force:\n\(table(left, style))"
        }
    }

    private static func table(_ faults: [SimulatorControl.Fault], _ style: TextStyle) -> String {
        Table(
            columns: [
                .init(title: "id"), .init(title: "fault"), .init(title: "befalls", isElastic: true),
                .init(title: "calls", alignment: .right),
            ],
            rows: faults.map { [$0.id, $0.kind, scope($0), String($0.calls)] }
        ).text(style)
    }

    /// Which calls a fault befalls, in words.
    private static func scope(_ fault: SimulatorControl.Fault) -> String {
        var words = [fault.model.map { "calls of \($0)" } ?? fault.path.map { "calls to \($0)" } ?? "every call"]
        if fault.share < 1 { words.append("\(Int((fault.share * 100).rounded())) in 100") }
        switch (fault.from, fault.to) {
        case (1, nil): break
        case (1, let last?): words.append("the first \(last)")
        case (let first, nil): words.append("from number \(first)")
        case (let first, let last?): words.append("numbers \(first) to \(last)")
        }
        if fault.phase != "midway" { words.append("at the \(fault.phase)") }
        if let seconds = fault.seconds { words.append("for \(Figures.seconds(seconds)) yet") }
        return words.joined(separator: ", ")
    }

    private static func sentence(_ latency: SimulatorControl.Latency) -> String {
        "latency: first text \(latency.firstToken ?? "none"), between pieces \(latency.chunkGap ?? "none")"
    }

    private static func failure(_ failure: SimulatorControl.Failure) -> Failure {
        let next =
            switch failure.code {
            case .notSimulator: "Faults are set on the embedded simulator and on `castline simulate` only."
            case .unreachable: "Start it with `castline simulate`; `config base-url` shows where calls go."
            case .refused: "`help chaos` says what is possible."
            }
        return Failure(
            code: failure.code.rawValue,
            Failure.sentence(failure.message),
            kept: "Nothing was changed.",
            next: next
        )
    }
}
