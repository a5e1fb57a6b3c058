import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Resilience
import Storage
import TestSupport
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Bills in doubt` {
    typealias Under = GatewayUnderTest

    /// Streams and gives up at the first text.
    private static func cancelStream(_ gateway: Gateway, _ request: CompletionRequest) async {
        let (started, signal) = AsyncStream<Void>.makeStream()
        let call = Task { try await gateway.stream(request) { _ in signal.yield() } }
        let ending = Task {
            _ = try? await call.value
            signal.finish()
        }
        for await _ in started { break }
        call.cancel()
        await ending.value
    }

    @Test func `are asked for until the service knows them`() async throws {
        let clock = ManualClock()
        try await Under.run(clock: clock) { test in
            test.simulator.set([SimulatorFault(.hangMidway)])
            await Self.cancelStream(test.gateway, Under.makeRequest())
            let atFirst = try await test.money()
            #expect(atFirst.reserved > .zero)
            let asking = Task { await test.gateway.reconcileContinuously() }
            // The first look comes too early, as the service's own books are late.
            await clock.sleepers(1)
            #expect(try await test.money().reserved > .zero)
            clock.advance(by: .seconds(1))
            for await event in test.gateway.events {
                if case .notice(let text) = event, text.contains("the bill of") { break }
            }
            #expect(try await test.money() == (test.billed, .zero))
            #expect(test.billed > .zero)
            asking.cancel()
            await asking.value
        }
    }

    @Test func `stay in doubt where nobody knows the generation, until somebody decides`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.models()
            test.simulator.set([SimulatorFault(.hangBeforeHeaders)])
            _ = try? await test.gateway.complete(Under.makeRequest { $0.timeLimit = .seconds(6) })
            let result = try await test.gateway.reconcile()
            #expect(result.settled.isEmpty)
            #expect(result.unknown.count == 1)
            // Who starts again is told once.
            let asking = Task { await test.gateway.reconcileContinuously() }
            for await event in test.gateway.events {
                if case .notice(let text) = event, text.contains("stays set aside for an attempt") { break }
            }
            asking.cancel()
            await asking.value
            try await test.gateway.resolve(hold: try #require(result.unknown.first).id, cost: .cents(1))
            #expect(try await test.money() == (.cents(1), .zero))
            let groups = try await test.gateway.spending(by: .phase)
            #expect(groups.shares == [Spending.Share(name: "ask", calls: 1, spent: .cents(1))])
        }
    }

    /// Whatever goes wrong, and whoever gives up: in the end the ledger has what the service has, to the last unit.
    ///
    /// Left out is the one fault after which it may have more: an answer without usage counts with its worst case.
    @Test(arguments: [1, 2] as [UInt64])
    func `leave the ledger equal to the service's own books`(seed: UInt64) async throws {
        // Breakers and adaptive slots would only make it slow here: every call shall go out.
        var settings = Under.settings
        settings.breaker.consecutiveFailures = 1_000_000
        settings.breaker.minimumOutcomes = 1_000_000
        settings.callsPerModel.lowestLimit = 32
        settings.callsPerKey.lowestLimit = 64
        try await Under.run(settings: settings, seed: seed) { test in
            _ = try await test.gateway.models()
            test.simulator.set([
                SimulatorFault(.provider502, share: 0.05), SimulatorFault(.overloaded529, share: 0.05),
                SimulatorFault(.resetBeforeHeaders, share: 0.05), SimulatorFault(.resetMidway, share: 0.08),
                SimulatorFault(.truncated, share: 0.08), SimulatorFault(.errorMidway, share: 0.05),
                SimulatorFault(.length, share: 0.05),
                SimulatorFault(.garbageMidway, share: 0.05), SimulatorFault(.nullContent, share: 0.05),
            ])
            let calls = 120
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<calls {
                    if number >= 32 { await group.next() }
                    let request = Under.makeRequest {
                        $0.purpose.unit = "unit \(number)"
                        $0.messages[0].content += " (\(number))"
                    }
                    group.addTask {
                        switch number % 4 {
                        case 0: _ = try? await test.gateway.complete(request)
                        case 1: await Self.cancelStream(test.gateway, request)
                        default: _ = try? await test.gateway.stream(request) { _ in }
                        }
                    }
                }
            }
            test.simulator.set([] as [SimulatorFault])
            // The first look-ups come too early; a call that broke off before its first token never gets a bill.
            var result = try await test.gateway.reconcile()
            for _ in 0..<20 { result = try await test.gateway.reconcile() }
            for hold in result.pending + result.unknown {
                // Sent and reset before anything came back: the service has nothing on its books for these.
                try await test.gateway.resolve(hold: hold.id, cost: .zero)
            }
            let money = try await test.money()
            #expect(money == (test.billed, .zero), "\(money) of \(test.billed), \(result)")
            #expect(test.billed > .zero)
            #expect(try await test.gateway.requests(limit: 1_000).count == calls)
            for grouping in Spending.Grouping.allCases {
                #expect(try await test.gateway.spending(by: grouping).total == test.billed)
            }
            #expect(try await test.gateway.storeProblems().isEmpty)
        }
    }
}
