import Foundation
import Testing

@testable import OpenRouterSimulator

@Suite struct `Simulator faults` {
    /// What a fault looks like to a client.
    private func outcome(_ kind: SimulatorFault.Kind, stream: Bool, _ caller: Caller) async -> String {
        caller.simulator.set([SimulatorFault(kind)])
        do {
            try await caller.simulator.listenerFollowed()
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
                .resetMidway, .closeBeforeHeaders, .halfClose, .refused:
                #expect(outcome == "broken")
            case .truncated: #expect(outcome == (stream ? "200 text" : "broken"))
            case .emptyBody: #expect(outcome == "200 empty")
            default: #expect(outcome == "200 text")
            }
        }
    }

    @Test func `a rule picks calls by model, number, share and time`() {
        let time = Date(timeIntervalSince1970: 1_795_478_400)
        let path = "/chat/completions"
        var table = FaultTable(seed: 1)
        table.replace(
            with: [
                SimulatorFault(.server500, model: "openai/*", from: 2, to: 3),
                SimulatorFault(.provider502, share: 0.25),
            ],
            at: time
        )
        let kinds = (0..<5).map { _ in table.fault(path: path, model: "openai/gpt-5", at: time)?.kind == .server500 }
        #expect(kinds == [false, true, true, false, false])
        let hits = (0..<1000).count { _ in table.fault(path: path, model: "x/y", at: time)?.kind == .provider502 }
        #expect((200...300).contains(hits))
        #expect(table.fault(path: "/models", model: nil, at: time) == nil)
        table.replace(with: [SimulatorFault(.server500, seconds: 30)], at: time)
        #expect(table.fault(path: path, model: "x/y", at: time.addingTimeInterval(29)) != nil)
        #expect(table.fault(path: path, model: "x/y", at: time.addingTimeInterval(30)) == nil)
        #expect(table.faults.isEmpty)
    }

    @Test func `faults are set, listed and lifted over HTTP, by id and by name`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let set = try await caller.send("POST", "/_sim/faults", body: ["kind": "inFlight402", "first": 1])
            #expect(set.status == 200)
            #expect(set.json["added"] == ["f1"])
            let refused = try await caller.chat("Hello")
            #expect(refused.status == 402)
            #expect(refused.headers["retry-after"] == "120")
            #expect(try await caller.chat("Hello").status == 200)
            let listed = try await caller.send("GET", "/_sim/faults").json["faults"]?.array
            #expect(listed?.first?["calls"]?.int == 1)
            _ = try await caller.send("POST", "/_sim/faults", body: ["kind": "garbage", "seconds": 60])
            #expect(try await caller.send("DELETE", "/_sim/faults/f1").status == 200)
            #expect(simulator.faults.map(\.kind) == [.garbage])
            #expect(try await caller.send("DELETE", "/_sim/faults/f1").status == 404)
            #expect(try await caller.send("DELETE", "/_sim/faults/garbage").status == 200)
            #expect(simulator.faults.isEmpty)
            #expect(try await caller.send("GET", "/_sim/stats").json["billedCalls"]?.int == 1)
        }
    }

    @Test(
        arguments: [
            (["kind": "earthquake"], "no fault earthquake"), (["kind": "garbage", "modle": "x"], "no member modle"),
            (["kind": "garbage", "share": 2], "out of range"), (["kind": "garbage", "phase": "later"], "phase"),
            (["kind": "refused"], "needs seconds"), ("garbage", "an object"),
        ] as [(JSON, String)]
    )
    func `an order that cannot be right is refused and says why`(order: JSON, reason: String) async throws {
        try await Simulator.withSimulator { simulator in
            let answer = try await Caller(simulator: simulator).send("POST", "/_sim/faults", body: order)
            #expect(answer.status == 400)
            #expect(answer.text.contains(reason), "\(answer.text)")
            #expect(simulator.faults.isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a port that refuses connections opens again when it is over`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let order: JSON = ["kind": "refused", "seconds": 600]
            #expect(try await caller.send("POST", "/_sim/faults", body: order).status == 200)
            try await simulator.listenerFollowed()
            await #expect(throws: (any Error).self) { try await caller.chat("Hello") }
            simulator.set([])
            try await simulator.listenerFollowed()
            #expect(try await caller.chat("Hello").status == 200)
            simulator.set([SimulatorFault(.refused, seconds: 0.05)])
            // Nobody lifts this one: calls fail until the port opens by itself.
            while (try? await caller.chat("Hello")) == nil {}
        }
    }

    @Test(arguments: SimulatorFault.Phase.allCases, [false, true])
    func `an answer breaks off where the rule says`(phase: SimulatorFault.Phase, stream: Bool) async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let whole = try await caller.chat("Tell me of coral reefs", stream: stream).text
            simulator.set([SimulatorFault(.garbageMidway, phase: phase)])
            let broken = try await caller.chat("Tell me of coral reefs", stream: stream).text
            let parts = broken.components(separatedBy: stream ? "data: {not json" : "\u{0}<?>")
            let share = Double(parts[0].count) / Double(whole.count)
            switch phase {
            case .start: #expect(share < 0.1)
            case .midway: #expect((0.2...0.8).contains(share))
            case .end: #expect(share > 0.5 && parts.count == 2)
            case .finished: #expect(stream ? parts.count == 1 : share > 0.99)
            }
        }
    }

    @Test(
        arguments: [
            ("none", "none"), ("200ms", "fixed:200ms"), ("fixed:1.5s", "fixed:1500ms"),
            ("uniform:100ms-2s", "uniform:100ms-2000ms"), ("lognormal:400ms,0.6", "lognormal:400ms,0.6"),
            ("lognormal:1s", "lognormal:1000ms,0.5"), ("soon", nil), ("uniform:2s-1s", nil), ("fixed:", nil),
            ("lognormal:1s,9", nil), ("-1s", nil), ("5h", nil),
        ] as [(String, String?)]
    )
    func `latencies are set in words`(words: String, expected: String?) async throws {
        #expect(SimulatorLatency.Delay(words)?.text == expected)
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let set = try await caller.send("PUT", "/_sim/latency", body: ["firstToken": .string(words)])
            #expect(set.status == (expected == nil ? 400 : 200))
            let now = try await caller.send("GET", "/_sim/latency").json["firstToken"]?.string
            #expect(now == expected ?? "none")
        }
    }

    @Test func `answers, last chunks and errors tell how they were routed when asked to`() async throws {
        try await Simulator.withSimulator { simulator in
            let caller = Caller(simulator: simulator)
            let quiet = try await caller.chat("Hello")
            #expect(quiet.json["openrouter_metadata"] == nil)
            for stream in [false, true] {
                let told = try await caller.chat("Hello", stream: stream, headers: ["x-openrouter-metadata": "enabled"])
                #expect(told.text.contains("\"openrouter_metadata\""))
                #expect(told.text.components(separatedBy: "openrouter_metadata").count == 2)
            }
            simulator.set([SimulatorFault(.overloaded529)])
            let failed = try await caller.chat("Hello", headers: ["x-openrouter-metadata": "enabled"])
            #expect(failed.json["openrouter_metadata"]?["attempts"]?.array?.first?["status"]?.int == 529)
        }
    }
}
