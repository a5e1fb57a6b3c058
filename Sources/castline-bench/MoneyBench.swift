import ArgumentParser
import Foundation
import LedgerSchedules

/// Random histories of money over the real store, with crashes, cancellations and the ends of days and months.
struct MoneyBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "money",
        abstract: "Random schedules of 32 calls at once: no cap is ever passed, and the ledger equals the bills."
    )

    @Option(help: "How many schedules.")
    var schedules: UInt64 = 100_000

    @Option(help: "The first seed; schedule n has the seed plus n.")
    var seed: UInt64 = 1

    @Option(help: "How many run side by side.")
    var workers = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The folder of the stores; in memory if not given, as the rules do not depend on the disk.")
    var folder = "/dev/shm"

    @Option(help: "How many spending processes are killed with SIGKILL.")
    var kills = 50

    func run() async throws {
        let folder = URL(filePath: folder).appending(path: "castline-money-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let start = ContinuousClock.now
        let share = UInt64(100)
        let parts = stride(from: seed, to: seed + schedules, by: Int(share)).map {
            $0..<min($0 + share, seed + schedules)
        }
        let tally = try await withThrowingTaskGroup(of: LedgerSchedule.Tally.self) { group in
            var rest = parts[...]
            func add() {
                guard let part = rest.popFirst() else { return }
                group.addTask { try await LedgerSchedule.run(part, in: folder) }
            }
            for _ in 0..<workers { add() }
            var sum = LedgerSchedule.Tally()
            while let part = try await group.next() {
                sum = sum + part
                if sum.schedules % 10_000 == 0 { FileHandle.standardError.write(Data("\(sum.schedules) …\n".utf8)) }
                add()
            }
            return sum
        }
        var killed = KilledSpenders(in: folder)
        for _ in 0..<kills { try await killed.run() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try Figure.report([
            Figure("schedules of 32 calls", Double(tally.schedules), "schedules", atLeast: Double(schedules)),
            Figure("steps", Double(tally.steps), "steps"),
            Figure("holds admitted", Double(tally.admitted), "holds"),
            Figure("holds refused under a cap", Double(tally.refused), "holds"),
            Figure("processes killed", Double(tally.crashes), "processes"),
            Figure("calls cancelled before they were sent", Double(tally.cancelled), "calls"),
            Figure("bills in doubt", Double(tally.inDoubt), "bills"),
            Figure("ends of days and months", Double(tally.boundaries), "ends"),
            Figure("spending processes killed with SIGKILL", Double(killed.kills), "processes"),
            Figure("calls they had sent", Double(killed.sent), "calls"),
            Figure("calls they left in doubt", Double(killed.inDoubt), "calls"),
            Figure("rules broken", 0, "rules", atMost: 0),
            Figure("time", seconds, "s"),
        ])
    }
}
