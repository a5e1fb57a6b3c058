import Foundation
import TerminalDriver
import TestSupport
import Testing

@testable import Shell

extension `At a terminal`.`Shell on a terminal` {
    @Test func `lines of a private session stay off the disk`() async throws {
        let file = TemporaryDirectory.current.appending(path: "history.jsonl")
        for (arguments, lines) in [
            (["--private"], ["echo one"]), ([], ["echo two", "history --private on", "echo three"]),
        ] {
            let shell = try start([:], arguments)
            try await shell.sees("> ")
            for line in lines {
                try await shell.run(line)
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
        try await withShell(["EDITOR": "false"]) { shell in
            try await shell.run("set EDITOR 'sed -i s/hello/goodbye/'")
            shell.forget()
            shell.send("echo hello\u{18}\u{05}")
            try await shell.sees("goodbye")
            shell.send("\r")
            try await shell.sees("goodbye\r\n")
        }
    }

    @Test func `the last line and its last word are written out in view`() async throws {
        try await withShell { shell in
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
        }
    }

    @Test func `bindings of the user's own hold`() async throws {
        let file = TemporaryDirectory.current.appending(path: ".editrc")
        try Data("castline:bind \"^T\" capitals\nother:bind \"^A\" push-line\n".utf8).write(to: file)
        try await withShell { shell in
            shell.send("o kept\u{01}ech\u{1B}b\u{05}\u{1B}b\u{14}")
            try await shell.sees("KEPT")
            shell.forget()
            shell.send("\r")
            try await shell.sees("KEPT\r\n")
        }
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

    @Test func `what must not be kept is not in the history`() async throws {
        try await withShell { shell in
            for line in ["echo one", " echo two", "set token sk-or-v1-0123456789abcdef0123", "echo three"] {
                shell.forget()
                shell.send(line + "\r")
                try await shell.sees("\r\n")
                try await shell.sees("> ")
            }
        }
        let file = TemporaryDirectory.current.appending(path: "history.jsonl")
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(kept.contains("echo one") && kept.contains("echo three"))
        #expect(!kept.contains("two") && !kept.contains("0123456789abcdef"))
    }
}
