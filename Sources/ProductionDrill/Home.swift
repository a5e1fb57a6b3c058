import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Production
import Storage
import Subprocess
import SystemPackage

/// A folder in which the program runs: its sources, its store, its episodes.
struct Home: Sendable {
    /// When a process is killed.
    enum Kill: Sendable {
        /// So long after its start.
        case after(Duration)
        /// As soon as it says this.
        case saying(String)
    }

    /// How a process ended, and what it said.
    struct Run: Sendable {
        var status: Int32
        var wasKilled: Bool
        var talk: String
    }

    /// What the program has written down of the money.
    struct Books: Sendable {
        /// Phase and unit of every call that was paid for and answered.
        var paid: [String] = []
        /// The ids of those calls.
        var ids: [String] = []
        /// The ids in `ledger.jsonl`.
        var listed: [String] = []
        var spent = USD.zero
        var reserved = USD.zero
        var problems: [String] = []
    }

    private let folder: URL
    private let program: URL

    /// The time that files carry.
    private static let date = "1795478400"
    /// The host of the simulator: whose money it is.
    private static let account = "127.0.0.1"
    /// What differs between two runs that do the same: ids and times of calls, and the process that holds the episode.
    private static let left: Set<String> = ["ledger.jsonl", ".holder.json"]

    init(_ folder: URL, program: URL) {
        self.folder = folder
        self.program = program
    }

    private var store: SQLiteStore { SQLiteStore(at: folder.appending(path: "home/castline.sqlite")) }

    private func episode(_ slug: String) -> URL { folder.appending(path: "episodes/\(slug)") }

    func make() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    // MARK: Running

    /// Runs a line, and kills the program at an instant, if one is given and it has not ended by then.
    func run(_ line: String, _ simulator: Simulator, killed instant: Kill?) async throws -> Run {
        let ended = try await Subprocess.run(
            .path(FilePath(program.path(percentEncoded: false))),
            arguments: ["--base-url", simulator.baseURL, "-c", line],
            environment: .custom([
                "PATH": "/usr/bin:/bin", "HOME": folder.path(percentEncoded: false),
                "CASTLINE_HOME": folder.appending(path: "home").path(percentEncoded: false),
                "OPENROUTER_API_KEY": "sk-or-v1-simulated-0000000000000000", "SOURCE_DATE_EPOCH": Self.date,
            ]),
            workingDirectory: FilePath(folder.path(percentEncoded: false)),
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            async let _: Void = kill(execution, instant)
            var talk: [UInt8] = []
            for try await piece in execution.standardError {
                unsafe piece.withUnsafeBytes { unsafe talk += $0 }
                if case .saying(let words) = instant, String(decoding: talk, as: UTF8.self).contains(words) {
                    try? execution.send(signal: .kill)
                }
            }
            // What it says ends when it ends.
            return String(decoding: talk.suffix(400), as: UTF8.self)
        }
        return switch ended.terminationStatus {
        case .exited(let code): Run(status: code, wasKilled: false, talk: ended.closureResult)
        case .signaled(let signal): Run(status: signal, wasKilled: true, talk: ended.closureResult)
        }
    }

    /// Kills a program after a time; not where the wait is cancelled, as it is when the program has ended.
    private func kill(_ execution: Execution<NoInput, DiscardedOutput, SequenceOutput>, _ instant: Kill?) async {
        guard case .after(let time) = instant, (try? await Task.sleep(for: time)) != nil else { return }
        try? execution.send(signal: .kill)
    }

    // MARK: Looking

    /// How far the episode is, by the files that are there.
    func standing(_ slug: String) -> KillOutcome.Standing {
        let episode = episode(slug)
        func has(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: episode.appending(path: name).path(percentEncoded: false))
        }
        guard EpisodeFolder.slugs(in: folder.appending(path: "episodes")).contains(slug) else { return .nothing }
        return !has("notes.json")
            ? .research : !has("script.json") ? .script : !has("qa.json") ? .qa : !has("item.xml") ? .finalize : .whole
    }

    /// The files of the episode that a program would stumble over, a sentence each.
    func brokenFiles(_ slug: String) -> [String] {
        let episode = episode(slug)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: episode.path(percentEncoded: false))) ?? []
        return names.filter { !$0.hasPrefix(".") && $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: episode.appending(path: name)),
                (try? JSONSerialization.jsonObject(with: data)) != nil
            else { return "\(name) is broken after a kill" }
            return nil
        }
    }

    /// All files of the episode, but for what differs between any two runs.
    func files(_ slug: String) throws -> [String: Data] {
        let episode = episode(slug)
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: episode.path(percentEncoded: false))
        where !Self.left.contains(name) {
            guard let data = try? Data(contentsOf: episode.appending(path: name)) else { continue }
            files[name] = name.hasSuffix("manifest.json") || name == ".manifest.copy" ? Self.withoutLedger(data) : data
        }
        return files
    }

    /// A manifest without its entry of the ledger.
    private static func withoutLedger(_ data: Data) -> Data {
        guard var manifest = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
            var files = manifest["files"] as? [String: Any]
        else { return data }
        files["ledger.jsonl"] = nil
        manifest["files"] = files
        return (try? JSONSerialization.data(withJSONObject: manifest, options: .sortedKeys)) ?? data
    }

    /// How many calls a kill left in doubt, by the store as the next start finds it.
    func holdsInDoubt(_ outcome: inout KillOutcome) async throws -> Int {
        let store = store
        guard FileManager.default.fileExists(atPath: store.url.path(percentEncoded: false)) else { return 0 }
        try await store.open()
        outcome.problems += try await store.integrityProblems()
        let doubts = try await store.holdsInDoubt(account: Self.account).count
        try await store.close()
        return doubts
    }

    func books(_ slug: String) async throws -> Books {
        let store = store
        var books = Books()
        try await store.open()
        for call in try await store.calls(limit: 10_000, episode: slug) where call.cost > .zero && !call.isFromCache {
            books.paid.append("\(call.purpose.phase), \(call.purpose.unit)")
            books.ids.append(call.id)
        }
        let scopes: [BudgetScope] = [.episode(slug)]
        for balance in try await store.balances(of: scopes, account: Self.account) {
            books.spent += balance.spent
            books.reserved += balance.reserved
        }
        books.problems = try await store.integrityProblems()
        try await store.close()
        struct Line: Decodable { var id: String? }
        let ledger = (try? Data(contentsOf: episode(slug).appending(path: "ledger.jsonl"))) ?? Data()
        books.listed = ledger.split(separator: UInt8(ascii: "\n")).compactMap {
            (try? JSONDecoder().decode(Line.self, from: Data($0)))?.id
        }
        return books
    }
}
