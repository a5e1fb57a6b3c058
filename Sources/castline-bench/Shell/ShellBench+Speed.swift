import Foundation
import Resilience
import TerminalDriver

extension ShellBench.Setting {
    // MARK: The first prompt

    /// From the start of the process to its first prompt, and the same of other shells on this machine.
    func firstPrompt() throws -> [Figure] {
        let own = try starts(program, [], prompt: "> ", runs: count(31))
        var figures = [
            Figure("first prompt, processor time, median", own.processor.percentile(0.5), "ms", atMost: 20),
            Figure("first prompt, median", own.wall.percentile(0.5), "ms", atMost: 25),
            Figure("first prompt, p95", own.wall.percentile(0.95), "ms", atMost: 50),
            Figure("first prompt, resident memory", own.memory.percentile(0.5), "MiB", atMost: 32),
        ]
        let peers: [(name: String, words: [String], prompt: String)] = [
            ("bash", ["bash", "--norc", "--noprofile"], "bash-"), ("sqlite3", ["sqlite3"], "> "),
            ("python3", ["python3", "-q"], ">>> "), ("ipython", ["ipython", "--no-banner"], "]: "),
            ("gdb", ["gdb", "-q", "-nx"], "(gdb) "), ("llm", ["llm", "chat"], "> "), ("pgcli", ["pgcli"], ">"),
            ("psql", ["psql"], "# "), ("fish", ["fish", "--no-config"], "> "), ("redis-cli", ["redis-cli"], "> "),
        ]
        // Clients of PostgreSQL find their server by these.
        let variables = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("PG") }
        for peer in peers {
            guard let path = path(of: peer.words[0]),
                let other = try? starts(
                    path,
                    Array(peer.words.dropFirst()),
                    prompt: peer.prompt,
                    runs: count(9),
                    with: variables
                )
            else { continue }
            let ratio = other.processor.percentile(0.5) / own.processor.percentile(0.5)
            figures.append(Figure("first prompt, processor time of \(peer.name) by ours", ratio, "×"))
        }
        return figures
    }

    private func starts(
        _ program: String,
        _ arguments: [String],
        prompt: String,
        runs: Int,
        with variables: [String: String] = [:]
    ) throws -> (wall: [Double], processor: [Double], memory: [Double]) {
        var result: (wall: [Double], processor: [Double], memory: [Double]) = ([], [], [])
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let shell = try TerminalProcess(program, arguments, environment: environment.merging(variables) { $1 })
            try shell.wait(for: prompt)
            result.wall.append((ContinuousClock.now - start) / .milliseconds(1))
            result.processor.append(shell.processorMilliseconds())
            result.memory.append(shell.residentMebibytes())
            shell.end()
        }
        return result
    }

    private func path(of name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    // MARK: Keys

    /// From a key to its echo while a hundred notices come a second, and from Tab to a menu of all models.
    func keys() throws -> [Figure] {
        let shell = try shell(["TERM": "xterm-256color"], rows: 30)
        try run("models --limit 1", in: shell)
        let talker = "import time\nwhile True: print('notice', flush=True); time.sleep(0.01)"
        try run("!python3 -c \"\(talker.replacing("\n", with: "\\n"))\" &", in: shell)
        try shell.wait(for: "notice")
        var echoes: [Double] = []
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<count(40) {
            // A line that history goes on with, so that a hint is there, with letters that notices do not have.
            for letter in "ask 'Qu" {
                shell.forget()
                let start = ContinuousClock.now
                shell.send(String(letter))
                try shell.wait(for: String(letter))
                echoes.append((ContinuousClock.now - start) / .milliseconds(1))
                _ = shell.read(within: Int32.random(in: 1...12, using: &generator))
            }
            shell.send("\u{15}")
        }
        var menus: [Double] = []
        for _ in 0..<count(60) {
            shell.send("\u{15}model ")
            _ = shell.read(within: 30)
            shell.forget()
            let start = ContinuousClock.now
            shell.send("\t")
            try shell.wait(for: "… 200")
            menus.append((ContinuousClock.now - start) / .milliseconds(1))
            shell.send("\u{07}")
            _ = shell.read(within: 10)
        }
        shell.send("\u{15}exit\rexit\r")
        shell.waitUntilEnded()
        return [
            Figure("key to echo, median, with colour, hint and 100 notices/s", echoes.percentile(0.5), "ms"),
            Figure("key to echo, p99", echoes.percentile(0.99), "ms", atMost: 5),
            Figure("Tab to a menu of models, median", menus.percentile(0.5), "ms"),
            Figure("Tab to a menu of models, p99", menus.percentile(0.99), "ms", atMost: 20),
        ]
    }

    // MARK: Notices

    /// A thousand notices a second above wide, wrapped and multi-line drafts that are being typed.
    func notices() throws -> [Figure] {
        let drafts = [
            "ask 'half typed and then longer than one row of this terminal by far'",
            "ask '日本語の質問をします、長い長い質問です、本当に長い質問です'", "ask 'one\ntwo\nthree'", "prodcue café --formt 'é漢'",
        ]
        var damaged = 0
        var shown = 0
        var expected = 0
        for draft in drafts {
            let amount = count(2_500)
            let shell = try shell(columns: 40, rows: 30)
            let talker = "import time\\nfor i in range(\(amount)): print('notice', i, flush=True); time.sleep(0.001)"
            try run("!python3 -c \"\(talker)\" &", in: shell)
            let letters = Array(draft)
            for letter in letters {
                shell.send(letter == "\n" ? "\u{1B}\r" : String(letter))
                _ = shell.read(within: Int32(2_500 * scale) / Int32(letters.count))
            }
            try shell.wait(for: "notice \(amount - 1)\r", within: 60)
            try shell.wait(for: "[1]", within: 60)
            while !shell.read(within: 300).isEmpty {}
            let screen = try ReferenceScreen(columns: 40, rows: 30)
            try screen.feed(shell.output)
            let picture = try screen.picture()
            // After its job has ended the prompt still stands as it did when it was drawn.
            let prompt = picture.text.ranges(of: "castline").last.map { String(picture.text[$0.lowerBound...]) } ?? ""
            let start = prompt.prefix { $0 != ">" } + "> "
            let plain = try screen.fresh(
                Array((start + draft.replacing("\n", with: "\r\n")).utf8),
                columns: 40,
                rows: 30
            )
            if plain.text != prompt { damaged += 1 }
            shown += shell.text.ranges(of: "notice ").count
            expected += amount
            shell.send("\u{03}exit\r")
            shell.waitUntilEnded()
        }
        return [
            Figure("drafts damaged by \(expected) notices", Double(damaged), "drafts", atMost: 0),
            Figure("notices shown of \(expected)", Double(shown), "notices", atLeast: Double(expected)),
        ]
    }
}
