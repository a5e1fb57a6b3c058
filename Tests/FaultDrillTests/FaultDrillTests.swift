import AsyncHTTPClient
import Foundation
import OpenRouter
import OpenRouterSimulator
import TestSupport
import Testing

@testable import FaultDrill

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Fault drill` {
    private func withHTTP<Result>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: OpenRouterClient.httpConfiguration()
        )
        do {
            let result = try await body(http)
            try await http.shutdown()
            return result
        } catch {
            try? await http.shutdown()
            throw error
        }
    }

    @Test func `has a row for every fault, and 60 faults at least`() {
        let kinds = Set(FaultCase.table.map(\.fault.kind))
        #expect(kinds == Set(SimulatorFault.Kind.allCases))
        #expect(kinds.count >= 60)
    }

    @Test func `every fault that comes once ends as the table says, plain and streamed`() async throws {
        try await withHTTP { http in
            let drill = try await FaultDrill(in: TemporaryDirectory.current, http: http)
            let outcomes = try await drill.runTable([.once])
            #expect(outcomes.count == 2 * FaultCase.table.count)
            for outcome in outcomes {
                #expect(
                    outcome.problems.isEmpty,
                    "\(outcome.name), \(outcome.isStreamed ? "streamed" : "plain"): \(outcome.problems)"
                )
            }
        }
    }

    @Test func `a service that is down for half a minute is hardly asked, and asked again soon after`() async throws {
        var outage = OutageDrill()
        outage.length = .seconds(30)
        outage.rate = 20
        try await withHTTP { http in
            let result = try await outage.run(
                store: TemporaryDirectory.current.appending(path: "castline.sqlite"),
                http: http
            )
            #expect(result.requests == 600)
            #expect(result.slips == 0)
            #expect(result.answered == 0)
            #expect(result.amplification <= 1.1)
            #expect(try #require(result.recovery) < .seconds(120))
        }
    }
}
