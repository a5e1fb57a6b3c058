import Foundation
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal` {
    /// The program as it is built, on terminals of many kinds.
    @Suite(.serialized, .temporaryDirectory, .timeLimit(.minutes(5))) struct `Shell on a terminal` {
        private static let program = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "castline").path(percentEncoded: false)
        private static let cooked = UInt32(ICANON | ECHO | ISIG)

        private func start(
            _ changes: [String: String] = [:],
            _ arguments: [String] = [],
            columns: Int = 80
        ) throws
            -> TerminalProcess
        {
            let home = TemporaryDirectory.current.path(percentEncoded: false)
            let environment = [
                "PATH": "/usr/bin:/bin", "HOME": home, "CASTLINE_HOME": home, "CASTLINE_EPISODES": "\(home)/episodes",
                "TERM": "xterm-256color", "LANG": "C.UTF-8",
                // At a terminal, Swift's own would ask what to do with a crash, and wait for an answer.
                "SWIFT_BACKTRACE": "enable=no",
            ].merging(changes) { $1 }
            return try TerminalProcess(Self.program, arguments, environment: environment, columns: columns)
        }

        @Test(
            arguments: [
                [:], ["TERM": "xterm"], ["TERM": "screen"], ["TERM": "tmux-256color"], ["TERM": "linux"],
                ["TERM": "vt100"],
                ["LANG": "C"], ["LANG": "xx_YY.UTF-8"], ["LANG": "", "LC_ALL": "POSIX"], ["NO_COLOR": "1"],
                ["TERM": "xterm-mono"], ["TERM": "vt220"], ["TERM": "dumb"], ["TERM": "no-such-terminal"], ["TERM": ""],
                ["CASTLINE_PLAIN": "on"],
            ]
        )
        func `any terminal takes a line and is as it was afterwards`(environment: [String: String]) async throws {
            let shell = try start(environment)
            try await shell.sees("> ")
            shell.forget()
            shell.send("echo é漢x\u{7F}\r")
            try await shell.sees("é漢\r\n")
            try await shell.sees("> ")
            shell.send("exit 7\r")
            #expect(await shell.status() == 7)
            #expect(shell.localModes & Self.cooked == Self.cooked)
            let kind = environment["TERM"]
            if ["dumb", "no-such-terminal", ""].contains(kind) || environment["CASTLINE_PLAIN"] != nil {
                #expect(kind == nil || !shell.text.contains("\u{1B}"), "\(shell.text.debugDescription)")
            }
            if environment["NO_COLOR"] != nil || ["xterm-mono", "vt220", "vt100"].contains(kind) {
                #expect(shell.text.matches(of: /\u{1B}\[[0-9;]*m/).isEmpty)
            }
            #expect(!shell.text.contains("terminal type"))
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT])
        func `a signal that ends it leaves a sane terminal`(signal: Int32) async throws {
            let shell = try start()
            try await shell.sees("> ")
            shell.send("ask 'half typed")
            try await shell.sees("typed")
            kill(shell.pid, signal)
            #expect(await shell.status() == 128 + signal)
            #expect(shell.localModes & Self.cooked == Self.cooked)
            #expect(
                shell.text.hasSuffix("\u{1B}[?2004l\u{1B}[?25h\u{1B}[m\r\n") || shell.text.contains("\u{1B}[?2004l")
            )
        }

        @Test func `Ctrl-C ends what runs and never the shell, hundreds of times`() async throws {
            let shell = try start(["CASTLINE_SIMULATOR_LATENCY": "30"])
            try await shell.sees("> ")
            for _ in 0..<20 {
                for _ in 0..<15 {
                    shell.forget()
                    shell.send("x")
                    try await shell.sees("x")
                    shell.send("\u{03}")
                    try await shell.sees("\u{1B}[0m> ")
                }
                shell.forget()
                shell.send("ask 'Say hi.'\r")
                // Until the command runs, the editor has the keys; what the prompt before shows may still be under way.
                try await shell.sees("\u{1B}[?2004l", behind: "hi.'")
                while shell.localModes & Self.cooked != Self.cooked { await Task.yield() }
                shell.forget()
                shell.send("\u{03}")
                try await shell.sees("\u{1B}[0m> ", behind: "[130]")
            }
            shell.send("echo ali'v'e\r")
            try await shell.sees("alive\r\n")
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `Ctrl-C behind a line, in one burst with it, ends what the line runs`() async throws {
            let shell = try start(["CASTLINE_SIMULATOR_LATENCY": "30"])
            try await shell.sees("> ")
            for keys in ["ask 'Say hi.'\r\u{03}", "ask 'Say hi.'\recho nev'er'\r\u{03}"] {
                shell.forget()
                shell.send(keys)
                try await shell.sees("[130]")
                try await shell.sees("\u{1B}[0m> ")
                #expect(shell.text.contains("^C"))
            }
            shell.send("echo ali'v'e\r")
            try await shell.sees("alive\r\n")
            #expect(!shell.text.contains("never"))
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `a line typed right behind the Ctrl-C that ended a program runs, hundreds of times`() async throws {
            let shell = try start()
            try await shell.sees("> ")
            for number in 1...100 {
                shell.forget()
                shell.send("!sh -c \"echo beg''un; exec sleep 60\"\r")
                try await shell.sees("begun\r\n")
                // The program dies at once; the shell may hear of the same signal while the next line is edited.
                shell.send("\u{03}echo ran'' \(number)\r")
                try await shell.sees("ran \(number)\r\n")
            }
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test(arguments: ["!sh -c 'read x; echo got $x'", "echo | sh -c 'read x < /dev/tty; echo got $x'"])
        func `what is typed behind a line is read by the program that it runs`(line: String) async throws {
            let shell = try start()
            try await shell.sees("> ")
            shell.send(line + "\rhello\recho aft'e'r\r")
            try await shell.sees("got hello\r\n")
            try await shell.sees("after\r\n", behind: "got hello")
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `a paste whose end an interrupt has thrown away takes no further key`() async throws {
            let shell = try start()
            try await shell.sees("> ")
            // The editor reads all of it; the rest of the paste would come while the program runs.
            shell.send("!sh -c \"echo beg''un; sleep 60\"\r\u{1B}[200~lost")
            try await shell.sees("begun\r\n")
            shell.send("\u{03}")
            try await shell.sees("[130]")
            shell.send("echo ali'v'e\r")
            try await shell.sees("alive\r\n")
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `a thousand presses of Ctrl-C at once end nothing but what runs`() async throws {
            let shell = try start(["CASTLINE_SIMULATOR_LATENCY": "30"])
            try await shell.sees("> ")
            for isRunning in [false, true] {
                if isRunning {
                    shell.send("ask 'Say hi.'\r")
                    while shell.localModes & Self.cooked != Self.cooked { await Task.yield() }
                }
                shell.send(String(repeating: "\u{03}", count: 1_000))
                shell.forget()
                shell.send("echo ali'v'e\r")
                try await shell.sees("alive\r\n")
            }
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `lines of a private session stay off the disk`() async throws {
            let file = TemporaryDirectory.current.appending(path: "history.jsonl")
            for (arguments, lines) in [
                (["--private"], ["echo one"]), ([], ["echo two", "history --private on", "echo three"]),
            ] {
                let shell = try start([:], arguments)
                try await shell.sees("> ")
                for line in lines {
                    shell.forget()
                    shell.send(line + "\r")
                    try await shell.sees("\u{1B}[?2004h")
                }
                #expect(shell.text.contains("private"))
                shell.forget()
                // Recalled all the same.
                shell.send("\u{1B}[A")
                try await shell.sees(lines.last?.suffix(3).description ?? "")
                shell.send("\u{03}exit\r")
                _ = await shell.status()
            }
            let kept = try String(contentsOf: file, encoding: .utf8)
            #expect(kept.contains("echo two") && !kept.contains("echo one") && !kept.contains("echo three"))
        }

        @Test func `the editor that a variable names edits the line`() async throws {
            let shell = try start(["EDITOR": "false"])
            try await shell.sees("> ")
            shell.forget()
            shell.send("set EDITOR 'sed -i s/hello/goodbye/'\r")
            try await shell.sees("\u{1B}[?2004h")
            shell.forget()
            shell.send("echo hello\u{18}\u{05}")
            try await shell.sees("goodbye")
            shell.send("\r")
            try await shell.sees("goodbye\r\n")
            shell.send("exit\r")
            _ = await shell.status()
        }

        @Test func `the last line and its last word are written out in view`() async throws {
            let shell = try start()
            try await shell.sees("> ")
            shell.send("echo one 'two three'\r")
            try await shell.sees("one two three\r\n")
            try await shell.sees("> ")
            for (keys, shown) in [("!!\r", "one two three"), ("echo !$\r", "two three"), ("!! and\r", "two three and")]
            {
                shell.forget()
                shell.send(keys)
                try await shell.sees("\u{1B}[?2004l\(shown)\r\n")
                try await shell.sees("> ")
            }
            let file = TemporaryDirectory.current.appending(path: "history.jsonl")
            #expect(!(try String(contentsOf: file, encoding: .utf8)).contains("!"))
            shell.send("exit\r")
            _ = await shell.status()
        }

        @Test func `bindings of the user's own hold`() async throws {
            let file = TemporaryDirectory.current.appending(path: ".editrc")
            try Data("castline:bind \"^T\" capitals\nother:bind \"^A\" push-line\n".utf8).write(to: file)
            let shell = try start()
            try await shell.sees("> ")
            shell.send("o kept\u{01}ech\u{1B}b\u{05}\u{1B}b\u{14}")
            try await shell.sees("KEPT")
            shell.forget()
            shell.send("\r")
            try await shell.sees("KEPT\r\n")
            shell.send("exit\r")
            _ = await shell.status()
        }

        @Test func `a job comes to the front, and Ctrl-C there ends it`() async throws {
            let shell = try start(["CASTLINE_SIMULATOR_LATENCY": "30"])
            try await shell.sees("> ")
            shell.forget()
            shell.send("ask 'Say hi.' &\r")
            try await shell.sees("\u{1B}[?2004h")
            shell.forget()
            shell.send("fg\r")
            // A Ctrl-C before it has the job would be for fg alone.
            try await shell.sees("\u{1B}[2mask 'Say hi.'")
            shell.send("\u{03}")
            try await shell.sees("[130]")
            shell.forget()
            shell.send("jobs --json\r")
            try await shell.sees("\"exitCode\":130")
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `programs that run beside keep nothing waiting`() async throws {
            let shell = try start()
            try await shell.sees("> ")
            let begin = ContinuousClock.now
            for number in 1...8 {
                shell.forget()
                shell.send("!sleep 60 &\r")
                try await shell.sees("\u{1B}[?2004h", behind: "[\(number)]")
                shell.forget()
                shell.send("echo don'e'\r")
                try await shell.sees("done\r\n")
                try await shell.sees("> ")
            }
            // Each of them would take threads that tasks run on, and the system gives one more a second.
            #expect(ContinuousClock.now - begin < .seconds(10))
            shell.send("exit\r")
            try await shell.sees("8 jobs still run")
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `a prompt stands in a row of its own, whatever a program has left behind`() async throws {
            let shell = try start()
            try await shell.sees("> ")
            for line in ["!printf half", "echo whole | tr -d '\\n'"] {
                shell.forget()
                shell.send(line + "\r")
                try await shell.sees("\u{1B}[?2004h")
            }
            let screen = try ReferenceScreen(columns: 80, rows: 24)
            try screen.feed(shell.output)
            let rows = try screen.picture().text.split(separator: "\n").map(String.init)
            #expect(rows.contains("whole"), "\(rows)")
            shell.send("exit\r")
            _ = await shell.status()
        }

        @Test func `the prompt says where one is, what is left and how the last line ended`() async throws {
            let shell = try start(["NO_COLOR": "1"])
            try await shell.sees("castline> ")
            shell.send("new 'Coral reefs'\r")
            try await shell.sees("coral-reefs approve brief $5.00 left> ")
            shell.send("approve\r")
            try await shell.sees("coral-reefs research $5.00 left> ")
            shell.send("model nonsense/nothing\r")
            try await shell.sees("coral-reefs research $5.00 left [2]> ")
            shell.send("history --private on\r")
            try await shell.sees("coral-reefs research $5.00 left private> ")
            shell.send("exit\r")
            #expect(await shell.status() == 0)
        }

        @Test func `colours are for the background that the terminal tells of, or a setting`() async throws {
            let asked = try start()
            try await asked.sees("\u{1B}]11;?\u{1B}\\")
            try await asked.sees("\u{1B}[36mcastline\u{1B}[0m> ")
            asked.send("echo")
            asked.send("\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\")
            try await asked.sees("\u{1B}[34mcastline\u{1B}[0m> echo")
            asked.send(" on'e'\r")
            try await asked.sees("one\r\n")
            asked.send("exit\r")
            #expect(await asked.status() == 0)
            for environment in [["COLORFGBG": "0;15"], ["CASTLINE_BACKGROUND": "light"], ["NO_COLOR": "1"]] {
                let shell = try start(environment)
                try await shell.sees(environment["NO_COLOR"] == nil ? "\u{1B}[34mcastline\u{1B}[0m> " : "castline> ")
                shell.send("exit\r")
                #expect(await shell.status() == 0)
                #expect(!shell.text.contains("\u{1B}]11"))
            }
        }

        @Test func `what must not be kept is not in the history`() async throws {
            let shell = try start()
            try await shell.sees("> ")
            for line in ["echo one", " echo two", "set token sk-or-v1-0123456789abcdef0123", "echo three"] {
                shell.forget()
                shell.send(line + "\r")
                try await shell.sees("\r\n")
                try await shell.sees("> ")
            }
            shell.send("exit\r")
            _ = await shell.status()
            let file = TemporaryDirectory.current.appending(path: "history.jsonl")
            let kept = try String(contentsOf: file, encoding: .utf8)
            #expect(kept.contains("echo one") && kept.contains("echo three"))
            #expect(!kept.contains("two") && !kept.contains("0123456789abcdef"))
        }

        @Test func `only somebody new is told how to get help and how to leave`() async throws {
            for isNew in [true, false] {
                let shell = try start()
                try await shell.sees("> ")
                #expect(shell.text.contains("Ctrl-D or exit leaves") == isNew)
                #expect(shell.text.contains("simulator"))
                shell.send("exit\r")
                #expect(await shell.status() == 0)
            }
            let quiet = try start([:], ["-q"])
            try await quiet.sees("> ")
            #expect(!quiet.text.contains("simulator"))
            quiet.send("exit\r")
            #expect(await quiet.status() == 0)
        }

        @Test func `text that is longer than the screen goes to the pager, where somebody reads it`() async throws {
            let shell = try start(["PAGER": "wc -l"])
            try await shell.sees("> ")
            shell.forget()
            shell.send("help commands\r")
            try await shell.sees("\u{1B}[?2004h", behind: "\u{1B}[?2004l")
            #expect(shell.text.contains(/\u{1B}\[\?2004l *[0-9]+\r\n/))
            shell.send("exit\r")
            _ = await shell.status()
        }

        @Test(.enabled(if: ReferenceScreen.isInstalled, Comment(rawValue: ReferenceScreen.hint)))
        func `a live view is redrawn in place, below what is printed`() async throws {
            let shell = try start(columns: 60)
            try await shell.sees("> ")
            shell.send("echo before; watch -n 0.2 --times 4 echo same; echo after\r")
            try await shell.sees("after\r\n")
            try await shell.sees("> ")
            let screen = try ReferenceScreen(columns: 60, rows: 24)
            try screen.feed(shell.output)
            let rows = try screen.picture().text.split(separator: "\n").map(String.init)
            let start = try #require(rows.firstIndex(of: "before"))
            #expect(rows[start + 1].hasPrefix("echo same  "))
            #expect(rows[(start + 2)...].prefix(2) == ["same", "after"])
            // Only the time of day changes, so that the heading and the text itself are drawn once.
            let drawn = try #require(shell.text.components(separatedBy: "\u{1B}[?2004l").last)
            #expect(drawn.ranges(of: "same").count == 2, "\(drawn.debugDescription)")
            // Keys do not show in the view: q ends it, and what was typed besides stands at the prompt.
            shell.forget()
            shell.send("watch -n 60 echo same; echo aft'e'r\r")
            try await shell.sees("same\r", behind: "\u{1B}[?2004l")
            while shell.localModes & UInt32(ECHO) != 0 { await Task.yield() }
            shell.send("q")
            try await shell.sees("after\r\n")
            try await shell.sees("> ")
            shell.forget()
            shell.send("watch -n 0.2 --times 4 echo same; echo aft'e'r\r")
            try await shell.sees("same\r", behind: "\u{1B}[?2004l")
            while shell.localModes & UInt32(ECHO) != 0 { await Task.yield() }
            shell.send("echo ahe'a'd\necho hal'f'")
            try await shell.sees("ahead\r\n", behind: "after\r\n")
            shell.send("\r")
            try await shell.sees("half\r\n")
            try await shell.sees("> ")
            shell.forget()
            shell.send("watch -n 0.2 echo same\r")
            try await shell.sees("\u{1B}[2A")
            shell.send("\u{03}")
            try await shell.sees("[130]")
            #expect(!shell.text.contains("Interrupted"))
            shell.send("exit\r")
            _ = await shell.status()
        }
    }
}

extension TerminalProcess {
    /// Waits until the text has appeared, and lets others run meanwhile: a pool of two threads must not wait here.
    ///
    /// With `behind`, it must follow that text, the last time that it appeared.
    fileprivate func sees(_ text: String, behind before: String = "", seconds: Int = 20) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        func isThere() -> Bool {
            let parts = self.text.components(separatedBy: before)
            return before.isEmpty ? self.text.contains(text) : parts.count > 1 && parts[parts.count - 1].contains(text)
        }
        while !isThere() {
            guard ContinuousClock.now < end, isRunning || !read().isEmpty else {
                try wait(for: text, within: 0)
                return
            }
            read(within: 2)
            await Task.yield()
        }
    }

    /// Waits until it is gone, likewise.
    fileprivate func status() async -> Int32 {
        while isRunning {
            read(within: 2)
            await Task.yield()
        }
        return waitUntilEnded()
    }
}
