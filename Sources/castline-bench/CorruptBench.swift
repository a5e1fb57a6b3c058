import ArgumentParser
import Production
import ProductionDrill

/// Good episodes in seven formats and six languages, spoilt in every way: what the deterministic checks notice.
struct CorruptBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corrupt",
        abstract: "Spoilt scripts that the deterministic checks alone must reject, and good ones that they must not."
    )

    @Option(help: "The first seed.")
    var seed: UInt64 = 1

    @Option(help: "How many seeds; each spoils every episode once in every way.")
    var seeds: UInt64 = 3

    @Flag(help: "Tell every way to spoil, and every warning about a good episode.")
    var verbose = false

    func run() throws {
        let drill = CorruptionDrill(seeds: seed..<(seed + seeds))
        for row in drill.rows where verbose || !row.missed.isEmpty {
            print("\(row.name): \(row.spoilt - row.missed.count) of \(row.spoilt)")
            for missed in row.missed { print("  missed: \(missed)") }
        }
        for (episode, finding) in drill.falseAlarms {
            print("false alarm: \(episode): \(finding.check) at \(finding.place ?? "-"): \(finding.message)")
        }
        if verbose {
            for (episode, finding) in drill.warnings {
                print("warning: \(episode): \(finding.check) at \(finding.place ?? "-"): \(finding.message)")
            }
        }
        try Figure.report([
            Figure("ways to spoil", Double(drill.rows.count), "ways"),
            Figure("spoilt scripts", Double(drill.spoilt), "scripts", atLeast: 60),
            Figure("rejected", 100 * Double(drill.caught) / Double(max(drill.spoilt, 1)), "%", atLeast: 95),
            Figure("good scripts", Double(drill.clean), "scripts"),
            Figure("good scripts rejected", 100 * Double(drill.rejected) / Double(max(drill.clean, 1)), "%", atMost: 2),
            Figure("warnings a good script", Double(drill.warnings.count) / Double(max(drill.clean, 1)), "warnings"),
        ])
    }
}
