import ArgumentParser
import AsyncHTTPClient
import FaultDrill
import Foundation
import Gateway
import OpenRouter

/// Every fault of the simulator, plain and streamed, once and lasting, against the table of what must follow; then an
/// outage of ten minutes in virtual time.
struct FaultsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Every fault on a real socket against the table of what must follow, and a long outage."
    )

    @Option(help: "How many cases run side by side.")
    var atOnce = 24

    @Option(help: "Minutes of the outage, in virtual time; 0 leaves it out.")
    var outage = 10

    @Flag(help: "Print only what is not as specified.")
    var quiet = false

    func run() async throws {
        let base =
            FileManager.default.fileExists(atPath: "/dev/shm") ? URL(filePath: "/dev/shm") : URL.temporaryDirectory
        let folder = base.appending(path: "castline-faults-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: OpenRouterClient.httpConfiguration()
        )
        do {
            try await report(folder, http)
            try await http.shutdown()
        } catch {
            try? await http.shutdown()
            throw error
        }
    }

    private func report(_ folder: URL, _ http: HTTPClient) async throws {
        let start = ContinuousClock.now
        let outcomes = try await FaultDrill(in: folder, http: http).runTable(atOnce: atOnce)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if !quiet {
            print(Self.row("fault", "lasts", "form", "read as", "tries", "settled", "in doubt", "billed", "end"))
        }
        for outcome in outcomes where !quiet || !outcome.problems.isEmpty {
            print(
                Self.row(
                    outcome.name,
                    outcome.scenario.rawValue,
                    outcome.isStreamed ? "stream" : "plain",
                    outcome.reading.rawValue,
                    "\(outcome.attempts)",
                    "\(outcome.settled)",
                    "\(outcome.inDoubt)",
                    "\(outcome.billed)",
                    "\(outcome.ending); seen: \(outcome.sight)"
                )
            )
            for problem in outcome.problems { print("    NOT AS SPECIFIED: \(problem)") }
        }
        let wrong = outcomes.count { !$0.problems.isEmpty }
        let cut = outcomes.count { $0.problems.contains("a part was taken for the whole") }
        let doubled = outcomes.count { $0.problems.contains("the answer is not what was shown") }
        var figures = [
            Figure("cases", Double(outcomes.count), "cases"),
            Figure("not as specified", Double(wrong), "cases", atMost: 0),
            Figure("truncated answers reported complete", Double(cut), "cases", atMost: 0),
            Figure("text shown twice", Double(doubled), "cases", atMost: 0),
            Figure("the whole table", seconds, "s", atMost: 60),
        ]
        if outage > 0 {
            var drill = OutageDrill()
            drill.length = .seconds(60 * outage)
            let result = try await drill.run(store: folder.appending(path: "outage.sqlite"), http: http)
            figures += [
                Figure("calls during the outage", Double(result.requests), "calls"),
                Figure("attempts during the outage", Double(result.attempts), "attempts"),
                Figure("attempts per call during the outage", result.amplification, "attempts", atMost: 1.1),
                Figure("first answer after the outage", (result.recovery ?? .seconds(1e6)) / .seconds(1), "s"),
                Figure("clock moved too early", Double(result.slips), "times", atMost: 0),
            ]
        }
        try Figure.report(figures)
    }

    private static func row(_ cells: String...) -> String {
        let widths = [24, 7, 6, 14, 5, 12, 12, 12, 0]
        return zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }.joined(separator: "  ")
    }
}
