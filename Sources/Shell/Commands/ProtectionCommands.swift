import Foundation
import Gateway
import OpenRouter
import Resilience

/// The commands about what keeps calls back: circuit breakers and gates.
enum ProtectionCommands {
    static let all: [Command] = [breakers, gates]

    private struct BreakerView: Encodable, Sendable {
        var id: BreakerID
        var state: CircuitBreaker.State
        var reopensInSeconds: Double?
        var admittedShare: Double
        var sent: Int
        var inFlight: Int
        var successes: Int
        var failures: Int
        var slow: Int
        var openings: Int
        var reason: String?
        var isFromElsewhere: Bool

        init(_ id: BreakerID, _ snapshot: CircuitBreaker.Snapshot) {
            self.id = id
            state = snapshot.state
            reopensInSeconds = snapshot.reopensIn.map { $0 / .seconds(1) }
            admittedShare = snapshot.admittedShare
            sent = snapshot.sent
            inFlight = snapshot.inFlight
            successes = snapshot.successes
            failures = snapshot.failures
            slow = snapshot.slow
            openings = snapshot.openings
            reason = snapshot.lastTransition.map(\.reason.explanation)
            isFromElsewhere = if case .elsewhere = snapshot.lastTransition?.reason { true } else { false }
        }
    }

    private struct GateView: Encodable, Sendable {
        var id: String
        var scope: String
        var kind: Gate.Kind
        var atLeast: USD?
        var message: String
        var until: Date
        var call: String
        var isFromElsewhere: Bool

        init(_ gate: Gate) {
            id = gate.id
            scope = gate.scope.name
            kind = gate.kind
            atLeast = gate.atLeast
            message = gate.message
            until = gate.until
            call = gate.call
            isFromElsewhere = gate.isFromElsewhere
        }
    }

    private static let breakers = Command(
        name: "breakers",
        group: .debug,
        summary: "show, reset or isolate the circuit breakers of service, models and keys",
        details: """
            A breaker opens when what it guards keeps failing, and lets a probe through after a while. Shells that share \
            the store know of it within a second, those that start later from their first call on: they leave alone what \
            is open elsewhere, and send probes of their own when its time is over. What is isolated stays so in all of \
            them, and what is reset is so in all of them.
            """,
        arguments: [
            .init(
                name: "action",
                kind: .verb([
                    .init(name: "show", summary: "list them"),
                    .init(name: "reset", summary: "close one and forget what it has seen"),
                    .init(name: "isolate", summary: "send nothing there until it is reset"),
                ]),
                summary: "show, reset or isolate; show if not given",
                isOptional: true
            ),
            .init(
                name: "breaker",
                kind: .breaker,
                summary: "a model's id, or a name as `breakers` lists it",
                isOptional: true
            ),
        ],
        isRead: true,
        examples: [
            .init("breakers", "lists every breaker with its state and the latest outcomes"),
            .init("breakers isolate openai/gpt-4o-mini", "sends that model nothing until it is reset"),
            .init("breakers reset openai/gpt-4o-mini", "closes its breaker and forgets what it has seen"),
        ],
        statuses: [.failure],
        output: .object([
            "breakers": .list(
                .object([
                    "id": .text, "state": .words(["closed", "open", "halfOpen", "isolated"]),
                    "reopensInSeconds": .optional(.number), "admittedShare": .number, "sent": .integer,
                    "inFlight": .integer, "successes": .integer, "failures": .integer, "slow": .integer,
                    "openings": .integer, "reason": .optional(.text), "isFromElsewhere": .flag,
                ])
            )
        ])
    ) { invocation, context in
        let gateway = try await context.gateway()
        await gateway.heedNeighbours(always: true)
        let action = invocation.text("action") ?? "show"
        if action != "show" {
            guard let id = invocation.text("breaker").flatMap({ BreakerID($0) }) else {
                throw Failure(
                    code: "missingArgument",
                    "`breakers \(action)` needs to be told which.",
                    next: "Name a model, or `\"edge HOST\"`; `breakers` lists them.",
                    status: .usage
                )
            }
            if action == "isolate" {
                try await checkExists(id, gateway)
                try await gateway.isolateBreaker(id)
            } else if try await !gateway.resetBreaker(id) {
                throw unknown(id, among: gateway.breakerStates.map(\.id.name))
            }
        }
        let states = gateway.breakerStates
        return CommandReport(["breakers": states.map { BreakerView($0.id, $0.snapshot) }]) { style in
            guard !states.isEmpty else { return "no call was made yet" }
            return Table(
                columns: [
                    .init(title: "breaker", isElastic: true), .init(title: "state"),
                    .init(title: "ok", alignment: .right), .init(title: "failed", alignment: .right),
                    .init(title: "slow", alignment: .right), .init(title: "running", alignment: .right),
                    .init(title: "because", isElastic: true),
                ],
                rows: states.map { row($0.id, $0.snapshot) }
            ).text(style)
        }
    }

    /// Nothing is isolated that is not there: a slip of the pen would leave alone what was meant.
    private static func checkExists(_ id: BreakerID, _ gateway: Gateway) async throws {
        switch id {
        case .edge(let host):
            guard host == gateway.account else { throw unknown(id, among: [BreakerID.edge(gateway.account).name]) }
        case .key(let digest):
            let digests = gateway.keyDigests
            guard digests.contains(digest) else { throw unknown(id, among: digests.map { BreakerID.key($0).name }) }
        case .model(let model):
            // Where there is no catalogue, any name may be one.
            guard let known = try? await gateway.models().map(\.id), !known.contains(model) else { return }
            throw Failure.unknownModel(model, suggestions: Spelling.nearest(to: model, among: known))
        }
    }

    private static func unknown(_ id: BreakerID, among names: [String]) -> Failure {
        let nearest = Spelling.nearest(to: id.name, among: names, limit: 1).first.map { "; did you mean `\($0)`?" }
        return Failure(
            code: "unknownBreaker",
            "There is no breaker of \(id.name)\(nearest ?? ".")",
            next: names.isEmpty ? "No call was made yet." : "There are: \(names.joined(separator: ", "))",
            status: .failure
        )
    }

    private static func row(_ id: BreakerID, _ snapshot: CircuitBreaker.Snapshot) -> [String] {
        let state =
            switch snapshot.state {
            case .open: "open, probe in \(Figures.seconds((snapshot.reopensIn ?? .zero) / .seconds(1)))"
            case .closed where snapshot.admittedShare < 1:
                "closed, \(Figures.decimal(snapshot.admittedShare * 100, places: 0)) % let through"
            case .closed: "closed"
            case .halfOpen: "half-open"
            case .isolated: "isolated"
            }
        return [
            id.name, state, String(snapshot.successes), String(snapshot.failures), String(snapshot.slow),
            String(snapshot.inFlight), snapshot.lastTransition.map(\.reason.explanation) ?? "",
        ]
    }

    private static let gates = Command(
        name: "gates",
        group: .debug,
        summary: "show or lift what keeps calls back for a time: limits, credits, throttling",
        details: """
            A gate opens by itself when its time is over. It is closed, and lifted, for every shell that shares the store.
            """,
        arguments: [
            .init(
                name: "action",
                kind: .verb([
                    .init(name: "show", summary: "list the closed ones"),
                    .init(name: "lift", summary: "open one before its time"),
                ]),
                summary: "show or lift; show if not given",
                isOptional: true
            ),
            .init(name: "gate", kind: .gate, summary: "its name, as `gates` lists it", isOptional: true),
        ],
        isRead: true,
        examples: [
            .init("gates", "lists the closed gates: whose calls wait, why, and until when"),
            .init("gates lift g-7k2m", "opens one before its time, after credits were bought"),
        ],
        statuses: [.failure],
        output: .object([
            "gates": .list(
                .object([
                    "id": .text, "scope": .text, "kind": .words(of: Gate.Kind.self), "atLeast": .optional(.money),
                    "message": .text, "until": .date, "call": .text, "isFromElsewhere": .flag,
                ])
            )
        ])
    ) { invocation, context in
        let gateway = try await context.gateway()
        await gateway.heedNeighbours(always: true)
        if invocation.text("action") == "lift" {
            let name = invocation.text("gate") ?? ""
            guard try await gateway.liftGate(name) else {
                let names = gateway.closedGates.map(\.id)
                throw Failure(
                    code: "unknownGate",
                    name.isEmpty ? "`gates lift` needs to be told which." : "There is no closed gate \(name).",
                    next: names.isEmpty ? "No gate is closed." : "There are: \(names.joined(separator: ", "))",
                    status: name.isEmpty ? .usage : .failure
                )
            }
        }
        let gates = gateway.closedGates
        return CommandReport(["gates": gates.map(GateView.init)]) { style in
            guard !gates.isEmpty else { return "no gate is closed" }
            return Table(
                columns: [
                    .init(title: "gate"), .init(title: "keeps back", isElastic: true), .init(title: "until"),
                    .init(title: "because", isElastic: true),
                ],
                rows: gates.map {
                    [
                        $0.id, $0.scope.name, $0.until.formatted(.iso8601),
                        "\($0.kind.rawValue): \($0.message)" + ($0.isFromElsewhere ? " (met in another process)" : ""),
                    ]
                }
            ).text(style)
        }
    }
}
