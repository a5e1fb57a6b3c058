import ArgumentParser
import Foundation
import OpenRouterSimulator
import Shell

/// Serves the simulated API until it is interrupted.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve the simulated OpenRouter API on loopback until interrupted."
    )

    @Option(help: "The port; 0 takes a free one.")
    var port = 8787

    @Option(help: "Another seed gives other answers.")
    var seed: UInt64 = 1

    @Option(help: "Seconds before each answer.")
    var latency = 0.0

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is \(port) and must be 0 to 65535") }
        guard latency >= 0, latency <= 3_600 else {
            throw ValidationError("--latency is \(latency) and must be 0 to 3600")
        }
    }

    func run() async throws {
        let signals = try TerminalSignals()
        defer { signals.close() }
        let latency = SimulatorLatency(firstToken: .fixed(.seconds(latency)))
        try await Simulator.withSimulator(port: port, seed: seed, latency: latency) { simulator in
            // At once, also to a file or a pipe, where somebody waits for it.
            let line = "The simulator answers at \(simulator.baseURL) with any key; Ctrl-C ends it.\n"
            try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
            for await signal in signals.stream where signal != .resize { break }
        }
    }
}
