import Foundation
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal`.`Shell on a terminal` {
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
        try await withShell(["CASTLINE_SIMULATOR_LATENCY": "30"]) { shell in
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
        }
    }

    @Test func `Ctrl-C drops a line that has a key in it which was taken as it is`() async throws {
        let shell = try start()
        try await shell.sees("> ")
        for quote in ["\u{16}", "\u{11}"] {
            shell.send("ab\(quote)\u{01}cd")
            try await shell.sees("cd")
            shell.forget()
            shell.send("\u{03}")
            try await shell.sees("\u{1B}[?2004h")
        }
        shell.send("exit\r")
        #expect(await shell.status() == 0)
    }

    @Test func `a line typed right behind the Ctrl-C that ended a program runs, hundreds of times`() async throws {
        try await withShell { shell in
            for number in 1...100 {
                shell.forget()
                shell.send("!sh -c \"echo beg''un; exec sleep 60\"\r")
                try await shell.sees("begun\r\n")
                // The program dies at once; the shell may hear of the same signal while the next line is edited.
                shell.send("\u{03}echo ran'' \(number)\r")
                try await shell.sees("ran \(number)\r\n")
            }
        }
    }

    @Test(arguments: ["!sh -c 'read x; echo got $x'", "echo | sh -c 'read x < /dev/tty; echo got $x'"])
    func `what is typed behind a line is read by the program that it runs`(line: String) async throws {
        try await withShell { shell in
            for end in ["\r", "\n"] {
                shell.forget()
                shell.send("\(line)\(end)hello\(end)echo aft'e'r\(end)")
                try await shell.sees("got hello\r\n")
                try await shell.sees("after\r\n", behind: "got hello")
            }
        }
    }

    @Test func `a paste whose end an interrupt has thrown away takes no further key`() async throws {
        try await withShell { shell in
            // The editor reads all of it; the rest of the paste would come while the program runs.
            shell.send("!sh -c \"echo beg''un; sleep 60\"\r\u{1B}[200~lost")
            try await shell.sees("begun\r\n")
            shell.send("\u{03}")
            try await shell.sees("[130]")
            shell.send("echo ali'v'e\r")
            try await shell.sees("alive\r\n")
        }
    }

    @Test func `a thousand presses of Ctrl-C at once end nothing but what runs`() async throws {
        try await withShell(["CASTLINE_SIMULATOR_LATENCY": "30"]) { shell in
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
        }
    }

    @Test func `a job comes to the front, and Ctrl-C there ends it`() async throws {
        try await withShell(["CASTLINE_SIMULATOR_LATENCY": "30"]) { shell in
            try await shell.run("ask 'Say hi.' &")
            shell.forget()
            shell.send("fg\r")
            // A Ctrl-C before it has the job would be for fg alone.
            try await shell.sees("\u{1B}[2mask 'Say hi.'")
            shell.send("\u{03}")
            try await shell.sees("[130]")
            shell.forget()
            shell.send("jobs --json\r")
            try await shell.sees("\"exitCode\":130")
        }
    }
}
