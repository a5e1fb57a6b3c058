import Foundation
import TerminalDriver

extension ShellBench.Setting {
    /// From the start of the process to its first prompt and from a key there to its echo, and the same of other shells on
    /// this machine, as far as they are installed.
    func firstPrompt() throws -> [Figure] {
        let own = try starts(program, [], prompt: "> ", runs: count(31))
        var figures = [
            Figure("first prompt, processor time, median", own.processor.percentile(0.5), "ms", atMost: 20),
            Figure("first prompt, median", own.wall.percentile(0.5), "ms", atMost: 25),
            Figure("first prompt, p95", own.wall.percentile(0.95), "ms", atMost: 50),
            Figure("first prompt, resident memory", own.memory.percentile(0.5), "MiB", atMost: 32),
            Figure("key to echo at the first prompt, median", own.keys.percentile(0.5), "ms"),
        ]
        try PostgreSQLServer.run(in: home.appending(path: "pg")) { server in
            for peer in Self.peers {
                guard let path = path(of: peer.words[0]) else {
                    print("\(peer.words[0]) is not installed, and has no figures")
                    continue
                }
                guard !peer.needsServer || server != nil else {
                    print("\(peer.words[0]) has no figures, as no PostgreSQL can be started for it here")
                    continue
                }
                do {
                    let other = try starts(
                        path,
                        Array(peer.words.dropFirst()),
                        prompt: peer.prompt,
                        runs: count(9),
                        with: peer.needsServer ? server?.variables ?? [:] : [:]
                    )
                    figures += ratios(of: peer.words[0], other, by: own)
                } catch let failure as TerminalProcess.Failure {
                    print("\(peer.words[0]) has no figures: \(failure)")
                }
            }
        }
        return figures
    }

    private typealias Start = (wall: [Double], processor: [Double], memory: [Double], keys: [Double])

    /// Another shell with its words, what its prompt ends with, and whether it is a client of PostgreSQL.
    private static let peers: [(words: [String], prompt: String, needsServer: Bool)] = [
        (["bash", "--norc", "--noprofile"], "bash-", false), (["sqlite3"], "> ", false),
        (["python3", "-q"], ">>> ", false), (["ipython", "--no-banner"], "]: ", false),
        (["gdb", "-q", "-nx"], "(gdb) ", false), (["llm", "chat"], "> ", false), (["pgcli"], ">", true),
        (["psql"], "# ", true), (["fish", "--no-config"], getuid() == 0 ? "# " : "> ", false),
        (["redis-cli"], "> ", false),
    ]

    private func ratios(of name: String, _ other: Start, by own: Start) -> [Figure] {
        [
            ("first prompt, processor time", other.processor, own.processor),
            ("first prompt, time", other.wall, own.wall), ("key to echo", other.keys, own.keys),
        ].map { what, other, own in
            Figure("\(what) of \(name) by ours", other.percentile(0.5) / own.percentile(0.5), "×")
        }
    }

    private func starts(
        _ program: String,
        _ arguments: [String],
        prompt: String,
        runs: Int,
        with variables: [String: String] = [:]
    ) throws -> Start {
        var result: Start = ([], [], [], [])
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let shell = try TerminalProcess(program, arguments, environment: environment.merging(variables) { $1 })
            defer { shell.end() }
            try shell.wait(for: prompt)
            result.wall.append((ContinuousClock.now - start) / .milliseconds(1))
            result.processor.append(shell.processorMilliseconds())
            result.memory.append(shell.residentMebibytes())
            // What begins behind the first prompt, as the reading of names to complete does, has had its time then.
            _ = shell.read(within: 200)
            for letter in "sqmxz" {
                shell.forget()
                let press = ContinuousClock.now
                shell.send(String(letter))
                try shell.wait(for: String(letter))
                result.keys.append((ContinuousClock.now - press) / .milliseconds(1))
                while !shell.read(within: 20).isEmpty {}
            }
        }
        return result
    }

    private func path(of name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
