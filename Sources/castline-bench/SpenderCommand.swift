import ArgumentParser
import Foundation
import Gateway
import OpenRouter
import Storage

/// Spends money of a store in 32 tasks, and tells what it did, until it is killed.
struct SpenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spender",
        abstract: "What money --kills kills.",
        shouldDisplay: false
    )

    @Argument(help: "The store's file.")
    var file: String

    @Argument(help: "The account, and the beginning of its holds' ids.")
    var account: String

    static let caps = Caps(episode: .cents(200), day: .cents(300))
    static let scopes: [BudgetScope] = [.day("2026-11-24"), .month("2026-11"), .episode("reefs")]

    func run() async throws {
        let store = SQLiteStore(at: URL(filePath: file))
        try await withThrowingTaskGroup { group in
            for task in 0..<32 {
                group.addTask { try await spend(store, task) }
            }
            try await group.waitForAll()
        }
    }

    private func spend(_ store: SQLiteStore, _ task: Int) async throws {
        for turn in 0... {
            let amount = USD(picodollars: Int64.random(in: 1...50_000_000_000))
            let hold = Hold(
                id: "\(account).\(task).\(turn)",
                call: "\(account).\(task).\(turn)",
                attempt: 1,
                model: "acme/one",
                amount: amount,
                scopes: Self.scopes,
                account: account,
                at: Date(),
                state: .dispatched
            )
            guard case .admitted = try await store.admit(hold, committed: .zero, caps: Self.caps) else {
                tell("refused \(hold.id) 0")
                continue
            }
            tell("sent \(hold.id) \(amount.picodollars)")
            let cost = USD(picodollars: Int64.random(in: 0...amount.picodollars))
            let result: Settlement.Result = turn % 5 == 0 ? .released : .settled(cost, .reported)
            try await store.settle([Settlement(hold: hold.id, result: result)], record: nil, trace: nil, at: Date())
            tell("ended \(hold.id) \(turn % 5 == 0 ? 0 : cost.picodollars)")
        }
    }

    /// One write a line: a pipe keeps short ones whole, whoever writes beside.
    private func tell(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
