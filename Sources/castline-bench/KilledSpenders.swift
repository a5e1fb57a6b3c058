import Foundation
import Gateway
import OpenRouter
import Storage

/// Kills processes that spend, with SIGKILL and at random moments, and looks at what they leave on the disk.
struct KilledSpenders {
    struct Violation: Error { let message: String }

    let file: URL
    private(set) var kills = 0
    private(set) var sent = 0
    private(set) var inDoubt = 0

    init(in folder: URL) {
        file = folder.appending(path: "killed/castline.sqlite")
    }

    /// Starts a spender, lets it tell a random number of lines, kills it, and audits the store.
    mutating func run() async throws {
        kills += 1
        let account = "k\(kills)"
        let told = try tell(untilLines: Int.random(in: 1...600))
        var amounts: [String: Int64] = [:]
        var ends: [String: Int64] = [:]
        for line in told {
            let words = line.split(separator: " ")
            guard words.count == 3, let amount = Int64(words[2]) else { continue }
            if words[0] == "sent" { amounts[String(words[1])] = amount }
            if words[0] == "ended" { ends[String(words[1])] = amount }
        }
        sent += amounts.count

        let store = SQLiteStore(at: file)
        try await store.open()
        let problems = try await store.integrityProblems()
        try check(problems.isEmpty, problems.joined(separator: "; "))
        let doubts = try await store.holdsInDoubt(account: account)
        inDoubt += doubts.count
        let open = Set(doubts.map(\.id))
        for id in ends.keys { try check(!open.contains(id), "\(id) was told to have ended, and is in doubt") }
        let balances = try await store.balances(of: SpenderCommand.scopes, account: account)
        for balance in balances {
            let used = balance.spent + balance.reserved
            let cap = SpenderCommand.caps[balance.scope] ?? used
            try check(used <= cap, "\(balance.scope.name) has \(used) of \(cap)")
            // What was told to have ended is spent, and what was sent and has not ended is set aside.
            let known = amounts.reduce(0) { $0 + (ends[$1.key] ?? (open.contains($1.key) ? $1.value : 0)) }
            try check(used.picodollars >= known, "\(known) was sent, the ledger has \(used.picodollars)")
        }
        for hold in doubts {
            let end = Settlement(hold: hold.id, result: .released)
            try await store.settle([end], record: nil, trace: nil, at: Date())
        }
        let after = try await store.balances(of: SpenderCommand.scopes, account: account)[0]
        try check(after.reserved == .zero, "\(after.reserved) is still set aside")
        try await store.close()
    }

    private func tell(untilLines count: Int) throws -> [Substring] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["spender", file.path(percentEncoded: false), "k\(kills)"]
        process.standardOutput = output
        try process.run()
        var data = Data()
        while data.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { break }
            data += piece
        }
        kill(process.processIdentifier, SIGKILL)
        if let rest = try output.fileHandleForReading.readToEnd() { data += rest }
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }

    private func check(_ holds: Bool, _ message: String) throws {
        if !holds { throw Violation(message: message) }
    }
}
