import Testing

@testable import OpenRouterSimulator

@Suite struct `Simulator faults` {
    /// What a fault looks like to a client.
    private func outcome(_ kind: SimulatorFault.Kind, stream: Bool, _ caller: Caller) async -> String {
        caller.simulator.set([SimulatorFault(kind)])
        do {
            let result = try await caller.chat("Tell me of coral reefs", stream: stream)
            return "\(result.status) \(result.text.isEmpty ? "empty" : "text")"
        } catch {
            return "broken"
        }
    }

    @Test(arguments: SimulatorFault.Kind.allCases, [false, true])
    func `each kind does as its name says`(kind: SimulatorFault.Kind, stream: Bool) async throws {
        try await Simulator.withSimulator { simulator in
            let hangs: Set<SimulatorFault.Kind> = [.hangBeforeHeaders, .hangAfterHeaders, .hangMidway]
            let caller = Caller(simulator: simulator, isImpatient: hangs.contains(kind))
            let outcome = await outcome(kind, stream: stream, caller)
            let digits = kind.rawValue.suffix(3)
            if let status = Int(digits) {
                #expect(outcome.hasPrefix("\(status) "))
                #expect(simulator.ledger.calls == 0)
                return
            }
            switch kind {
            case .hangBeforeHeaders, .hangAfterHeaders, .hangMidway, .resetBeforeHeaders, .resetAfterHeaders,
                .resetMidway, .closeBeforeHeaders:
                #expect(outcome == "broken")
            case .truncated: #expect(outcome == (stream ? "200 text" : "broken"))
            case .emptyBody: #expect(outcome == "200 empty")
            default: #expect(outcome == "200 text")
            }
        }
    }

    @Test func `a rule picks calls by model, number and share`() {
        var table = FaultTable(seed: 1)
        table.replace(with: [
            SimulatorFault(.server500, model: "openai/*", from: 2, to: 3), SimulatorFault(.provider502, share: 0.25),
        ])
        let path = "/chat/completions"
        let kinds = (0..<5).map { _ in table.fault(path: path, model: "openai/gpt-5")?.kind == .server500 }
        #expect(kinds == [false, true, true, false, false])
        let hits = (0..<1000).count { _ in table.fault(path: path, model: "x/y")?.kind == .provider502 }
        #expect((200...300).contains(hits))
        #expect(table.fault(path: "/models", model: nil) == nil)
    }

    @Test func `faults are set, listed and lifted over HTTP`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let set = try await caller.send("POST", "/_sim/faults", body: ["kind": "inFlight402", "first": 1])
            #expect(set.status == 200)
            let refused = try await caller.chat("Hello")
            #expect(refused.status == 402)
            #expect(refused.headers["retry-after"] == "120")
            #expect(try await caller.chat("Hello").status == 200)
            #expect(try await caller.send("POST", "/_sim/faults", body: ["kind": "earthquake"]).status == 400)
            _ = try await caller.send("DELETE", "/_sim/faults")
            #expect(simulator.faults.isEmpty)
            #expect(try await caller.send("GET", "/_sim/stats").json["billedCalls"]?.int == 1)
        }
    }
}
