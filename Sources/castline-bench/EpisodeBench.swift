import ArgumentParser
import Foundation

/// A whole production on the embedded simulator: without latency, and against the longest chain of dependent calls.
struct EpisodeBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "episode",
        abstract: "produce on the simulator: seconds in all, and against the longest chain of dependent calls."
    )

    @Option(help: "The program to run.")
    var program = ".build/release/castline"

    @Option(help: "Seconds a call takes in the second part.")
    var latency = 0.4

    /// One recorded call: when it began and ended, in seconds.
    private struct Call {
        let phase: String
        let start: Double
        let end: Double
    }

    func run() throws {
        let instant = try produce(latency: 0)
        let slow = try produce(latency: latency)
        let chain = Self.longestChain(slow.calls)
        let chainSeconds = chain.map { $0.end - $0.start }.reduce(0, +)
        let phases = chain.map(\.phase).joined(separator: " → ")
        print("longest chain of dependent calls: \(chain.count) of \(slow.calls.count) calls: \(phases)")
        try Figure.report([
            Figure("produce without latency", instant.seconds, "s", atMost: 1.5),
            Figure("produce at \(latency) s a call", slow.seconds, "s"),
            Figure("longest chain", chainSeconds, "s"),
            Figure("produce / longest chain", slow.seconds / chainSeconds, "times", atMost: 1.3),
        ])
    }

    private func produce(latency: Double) throws -> (seconds: Double, calls: [Call]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-episode-\(getpid())-\(latency)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: program).absoluteURL
        process.arguments = [
            "-c", "produce 'The history of the transistor' --minutes 5 --yes && requests --limit 200 --json",
        ]
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path(percentEncoded: false),
            "CASTLINE_HOME": folder.path(percentEncoded: false), "CASTLINE_SIMULATOR_LATENCY": "\(latency)",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        guard process.terminationStatus == 0 else {
            throw ValidationError("produce ended with \(process.terminationStatus)")
        }
        return (seconds, try Self.calls(in: data))
    }

    private static func calls(in output: Data) throws -> [Call] {
        struct Answer: Decodable {
            struct Request: Decodable {
                struct Purpose: Decodable { let phase: String }
                let at: Date
                let latencySeconds: Double
                let purpose: Purpose
            }
            let requests: [Request]
        }
        guard let object = output.firstIndex(of: UInt8(ascii: "{")) else {
            throw ValidationError("requests --json printed no object")
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
        }
        return try decoder.decode(Answer.self, from: output[object...]).requests.map { request in
            let start = request.at.timeIntervalSinceReferenceDate
            return Call(phase: request.purpose.phase, start: start, end: start + request.latencySeconds)
        }
    }

    /// The chain of calls, each begun after the one before it had ended, that took longest in sum.
    ///
    /// A call that began later may have depended on any that had ended: what the program serialises without need makes
    /// the chain longer, and shows in its length beside the ratio.
    private static func longestChain(_ calls: [Call]) -> [Call] {
        var best: [(seconds: Double, chain: [Call])] = []
        for call in calls.sorted(by: { $0.end < $1.end }) {
            let before = best.filter { $0.chain.last.map { $0.end <= call.start + 0.001 } ?? true }
            let longest = before.max { $0.seconds < $1.seconds }
            best.append(((longest?.seconds ?? 0) + call.end - call.start, (longest?.chain ?? []) + [call]))
        }
        return best.max { $0.seconds < $1.seconds }?.chain ?? []
    }
}
