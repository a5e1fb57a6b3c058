import ArgumentParser
import Foundation
import ProductionDrill

/// SIGKILL at random instants of whole productions, and what resume makes of each.
struct KillBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill",
        abstract: "SIGKILL in the middle of productions: resume makes the same bytes and pays for nothing twice."
    )

    @Option(help: "How many kills.")
    var kills = 200

    @Option(help: "The first seed; trial n has the seed plus n.")
    var seed: UInt64 = 1

    @Option(help: "How many productions run side by side.")
    var atOnce = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The program to kill.")
    var program = ".build/release/castline"

    @Flag(help: "Leave out productions with sound, which take some seconds each.")
    var silent = false

    func run() async throws {
        let base =
            FileManager.default.fileExists(atPath: "/dev/shm") ? URL(filePath: "/dev/shm") : URL.temporaryDirectory
        let folder = base.appending(path: "castline-kill-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let start = ContinuousClock.now
        // Every twelfth production is spoken.
        let works: [KillDrill.Work] = silent ? [.files, .web] : [.files, .web, .audio]
        let drill = try await KillDrill(of: URL(filePath: program).absoluteURL, in: folder, works: works)
        let outcomes = try await outcomes(of: drill)
        let places = outcomes.flatMap(\.kills)
        for outcome in outcomes where !outcome.problems.isEmpty {
            print("seed \(outcome.seed): \(outcome.problems.joined(separator: "; "))")
        }
        let standings = KillOutcome.Standing.allCases.map { place in
            Figure("  killed at: \(place.rawValue)", Double(places.count { $0 == place }), "kills")
        }
        func sum(_ value: (KillOutcome) -> Int) -> Double { Double(outcomes.reduce(0) { $0 + value($1) }) }
        try Figure.report(
            [Figure("kills", Double(places.count), "kills", atLeast: Double(kills))] + standings + [
                Figure("productions", Double(outcomes.count), "productions"),
                Figure("productions that came out otherwise", sum { $0.differing.isEmpty ? 0 : 1 }, "", atMost: 0),
                Figure("corrupt files", sum(\.corrupt), "files", atMost: 0),
                Figure("answered calls paid twice", sum(\.paidTwice), "calls", atMost: 0),
                Figure("calls lost in flight, and accounted for", sum(\.lost), "calls"),
                Figure("other problems", sum { $0.problems.isEmpty ? 0 : 1 }, "productions", atMost: 0),
                Figure("time", (ContinuousClock.now - start) / .seconds(1), "s"),
            ]
        )
    }

    private func outcomes(of drill: KillDrill) async throws -> [KillOutcome] {
        try await withThrowingTaskGroup(of: KillOutcome.self) { group in
            var outcomes: [KillOutcome] = []
            var next = seed
            func add() {
                let seed = next
                next += 1
                group.addTask { [silent] in
                    let work: KillDrill.Work =
                        !silent && seed.isMultiple(of: 12) ? .audio : seed.isMultiple(of: 2) ? .web : .files
                    return try await drill.trial(work, seed: seed)
                }
            }
            for _ in 0..<max(1, atOnce) { add() }
            while let outcome = try await group.next() {
                if !outcome.kills.isEmpty { outcomes.append(outcome) }
                if outcomes.reduce(0, { $0 + $1.kills.count }) < kills { add() }
            }
            return outcomes
        }
    }
}
