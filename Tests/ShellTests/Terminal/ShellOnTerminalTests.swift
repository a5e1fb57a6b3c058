import Foundation
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal` {
    /// The program as it is built, on terminals of many kinds.
    @Suite(.serialized, .temporaryDirectory, .timeLimit(.minutes(5))) struct `Shell on a terminal` {
        static let program = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "castline").path(percentEncoded: false)
        static let cooked = UInt32(ICANON | ECHO | ISIG)

        func start(
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

        /// Runs a test at the first prompt of a shell, which must leave well afterwards.
        func withShell(
            _ changes: [String: String] = [:],
            _ arguments: [String] = [],
            columns: Int = 80,
            _ body: (TerminalProcess) async throws -> Void
        ) async throws {
            let shell = try start(changes, arguments, columns: columns)
            try await shell.sees("> ")
            try await body(shell)
            shell.send("exit\r")
            #expect(await shell.status() == 0)
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

        @Test func `programs that run beside keep nothing waiting`() async throws {
            try await withShell { shell in
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
            }
        }

        @Test func `a prompt stands in a row of its own, whatever a program has left behind`() async throws {
            try await withShell { shell in
                for line in ["!printf half", "echo whole | tr -d '\\n'"] {
                    try await shell.run(line)
                }
                let screen = try ReferenceScreen(columns: 80, rows: 24)
                try screen.feed(shell.output)
                let rows = try screen.picture().text.split(separator: "\n").map(String.init)
                #expect(rows.contains("whole"), "\(rows)")
            }
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
            try await withShell(["PAGER": "wc -l"]) { shell in
                shell.forget()
                shell.send("help commands\r")
                try await shell.sees("\u{1B}[?2004h", behind: "\u{1B}[?2004l")
                #expect(shell.text.contains(/\u{1B}\[\?2004l *[0-9]+\r\n/))
            }
        }

        @Test(.enabled(if: ReferenceScreen.isInstalled, Comment(rawValue: ReferenceScreen.hint)))
        func `a live view is redrawn in place, below what is printed`() async throws {
            try await withShell(columns: 60) { shell in
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
            }
        }
    }
}
