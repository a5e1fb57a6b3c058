import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Shell

@Suite struct `Interpreter` {
    private static let failing = Command(
        name: "fail",
        group: .debug,
        summary: "fail",
        arguments: [.init(name: "status", kind: .integer(0...255), summary: "status", isOptional: true)],
        examples: [.init("fail", "fails"), .init("fail 3", "fails with 3")],
        statuses: [.failure],
        output: .object([:])
    ) { invocation, _ in
        throw Failure(
            code: "planned",
            "It failed.",
            kept: "All.",
            next: "Nothing.",
            status: ExitStatus(rawValue: Int32(invocation.integer("status") ?? 1))
        )
    }

    private static let table = CommandTable(LanguageCommands.all + JobCommands.all + ShellCommands.all + [failing])

    private func run(
        _ text: String,
        _ arguments: [String] = [],
        name: String = "-c"
    ) async throws -> (status: Int32, data: String, talk: String) {
        let output = CapturedOutput()
        let shell = try CommandShell.captured(output, table: Self.table)
        let status = await shell.runScript(text, file: name, arguments: arguments)
        return (status.rawValue, output.data, output.talk)
    }

    @Test(
        arguments: [
            ("echo a; echo b", 0, "a\nb\n"),
            ("echo a && echo b", 0, "a\nb\n"),
            ("fail && echo b", 1, ""),
            ("fail || echo b", 0, "b\n"),
            ("echo a || echo b", 0, "a\n"),
            ("fail || fail 3 || echo c", 0, "c\n"),
            ("fail 3; echo b", 3, ""),
            ("on-error continue; fail 3; echo $?", 0, "3\n"),
            ("set x 'a b'; echo $x ${x}c \"$x\" '$x'", 0, "a b a bc a b $x\n"),
            ("set x 1; unset x; echo $x", 2, ""),
            ("echo a 'b c'; echo $_ d; echo $_", 0, "a b c\nb c d\nd\n"), ("echo [$_]", 0, "[]\n"),
            ("set _ x", 2, ""), ("!true '-x y'; echo $_", 0, "-x y\n"),
            ("for i in 1 2 3 { echo $i }", 0, "1\n2\n3\n"),
            ("for i in 1 2 { for j in a b { echo $i$j } }", 0, "1a\n1b\n2a\n2b\n"),
            ("for i in 1 2 { echo $i; fail 7 }; echo never", 7, "1\n"),
            ("exit 5; echo b", 5, ""),
            ("echo a; quit", 0, "a\n"),
            ("echo -- --json", 0, "--json\n"),
            ("echo '--json'", 0, "--json\n"),
            ("echo -5", 0, "-5\n"),
            ("echo a | cat -n | tr -d ' \t'", 0, "1a\n"),
            ("echo a | false", 1, ""),
            ("fail 6 | cat", 6, ""),
            ("echo it\\'s 'a;b' | cat", 0, "it's a;b\n"),
            ("set x 7; !echo \"$x|\" && exit 3", 3, "7|\n"),
            ("!sh -c 'exit 9'", 9, ""),
            ("!echo '$HOME' \"a b\" *", 0, "$HOME a b *\n"),
            ("!echo a | tr a b | !cat", 0, "b\n"),
            ("! echo a", 0, "a\n"),
            // The last part that fails tells, as with pipefail; a part that nobody reads any more has not failed.
            ("fail 3 | sh -c 'cat; exit 4' | cat", 4, ""),
            ("fail 3 | cat", 3, ""),
            ("!yes | head -2", 0, "y\ny\n"),
            ("!yes | head -1 | sh -c 'cat; exit 5'", 5, "y\n"),
            ("for i in 1 2 3 4 { echo $i } | head -2; echo b", 0, "1\n2\nb\n"),
            ("for i in 1 2 { !echo $i } | tr 1 3", 0, "3\n2\n"),
            ("for i in a { fail 4 } | cat || echo $?", 0, "4\n"),
            ("echo a | no-such-program", 127, ""),
            ("!no-such-program || echo $?", 0, "127\n"),
            ("!/etc/passwd", 126, ""),
            ("exit 3 | cat; echo b", 3, ""),
            ("alias e 'echo x'; e y; unalias e", 0, "x y\n"),
            ("alias e='echo x'; alias f='e y'; f z", 0, "x y z\n"),
            ("alias echo 'echo -- --loud'; echo a", 0, "--loud a\n"),
            ("alias a b; alias b a; a", 2, ""),
            ("alias up '!tr a-z A-Z'; echo a | tr a b", 0, "b\n"),
            ("alias hi '!echo hi'; hi there", 0, "hi there\n"),
            ("set w 1; alias e 'echo $w'; set w 2; e", 0, "2\n"),
            ("'echo' a; alias echo 'fail'; 'echo' b", 0, "a\nb\n"),
            ("time echo a", 0, "a\n"),
            ("time time !echo a && echo b", 0, "a\nb\n"),
            ("time fail 6", 6, ""),
            ("time exit 4; echo b", 4, ""),
            ("set -e; fail 2; echo a", 2, ""),
            ("set +e; fail 2; echo $?", 0, "2\n"),
            ("set x 1; set x", 0, "1\n"),
            ("echo? | head -1 | cut -c1-4", 0, "echo\n"),
            ("alias x? 'echo a'; x?", 0, "a\n"),
            ("echo '?'; 'echo?'", 2, ""),
        ] as [(String, Int32, String)]
    )
    func `runs what a line says`(text: String, status: Int32, data: String) async throws {
        let result = try await run(text)
        #expect(result.status == status, "\(result.talk)")
        #expect(result.data == data)
    }

    @Test func `arguments stand for what they are, blanks and all`() async throws {
        let result = try await run("echo $1 \"<$2>\" $#; for a in $@ { echo \"[$a]\" }", ["a b", ""])
        #expect(result.data == "a b <> 2\n[a b]\n[]\n")
        let missing = try await run("echo ok\necho $3", ["a"], name: "x.cast")
        #expect(missing.status == 2)
        #expect(
            missing.talk.hasPrefix("x.cast:2:6: error: $3 is not given: there is 1 argument\n    echo $3\n         ^^")
        )
    }

    @Test(
        arguments: [
            ("echo ok\nprodcue x", "f.cast:2:1: error: no command is called prodcue"),
            ("echo ok\necho 'abc", "f.cast:2:6: error: this ' is not closed"),
            ("echo ok\nconfig --jsn", "f.cast:2:8: error: config has no option --jsn; did you mean `--json`?"),
            ("echo ok\nexit 999", "f.cast:2:6: error: CODE must be from 0 to 255, not 999"),
            ("echo ok\nfor x in a { set y b c }", "f.cast:2:22: error: nothing more can follow VALUE"),
            ("echo ok; source", "f.cast:1:16: error: source needs a FILE: the file"),
            ("echo ok; time echoo a", "f.cast:1:15: error: no command is called echoo; did you mean `echo`?"),
            ("echo ok; time", "f.cast:1:14: error: time needs a command"),
            ("alias lst 'help'; lst --jso", "f.cast:1:23: error: help has no option --jso; did you mean `--json`?"),
            ("alias lst 'help'; lts", "f.cast:1:19: error: no command is called lts; did you mean `lst`?"),
            ("echo ok; fg x", "f.cast:1:13: error: JOB must be the number of a job, not `x`"),
            ("echo a & echoo b", "f.cast:1:10: error: no command is called echoo; did you mean `echo`?"),
        ]
    )
    func `nothing of a text with a mistake in it has run`(text: String, message: String) async throws {
        let result = try await run(text, name: "f.cast")
        #expect(result.status == 2)
        #expect(result.data.isEmpty)
        #expect(result.talk.hasPrefix(message), "\(result.talk)")
        #expect(result.talk.contains("^"))
    }

    @Test func `a failure in a file says where it stopped`() async throws {
        let result = try await run("echo a\nfail 6\necho b", name: "f.cast")
        #expect(result.talk.contains("error: It failed.\nkept:  All.\nnext:  Nothing."))
        #expect(
            result.talk.contains("f.cast:2:1: stopped at `fail 6` (exit 6: the service did not answer)")
        )
    }

    @Test func `sources a file with arguments, and not itself for ever`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "it's.cast").path(percentEncoded: false)
        try "echo \"$1 $#\"\nfail 3\n".write(toFile: file, atomically: true, encoding: .utf8)
        let result = try await run("source \"$1\" 'x y' z || echo \"status $?\"", [file])
        #expect(result.data == "x y 2\nstatus 3\n")
        let loop = folder.appending(path: "loop.cast").path(percentEncoded: false)
        try "source \"$1\" \"$1\"".write(toFile: loop, atomically: true, encoding: .utf8)
        let ended = try await run("source \"$1\" \"$1\"", [loop])
        #expect(ended.status == 2)
        #expect(ended.talk.contains("Files source each other more than 16 deep"))
        let out = folder.appending(path: "out").path(percentEncoded: false)
        _ = try await run("echo a > \"$1\"; echo b >> \"$1\"; echo c > /nowhere/file", [out])
        #expect(try String(contentsOfFile: out, encoding: .utf8) == "a\nb\n")
    }

    @Test func `errors are objects too, where a program asks`() async throws {
        for (text, code, exit) in [
            ("fail 6 --json", "planned", 6), ("confg --json", "unknownCommand", 2),
            ("exit a --json", "invalidValue", 2), ("echo $nope --json", "undefinedVariable", 2),
            ("echo a > /nowhere/a --json", "fileNotWritable", 1),
        ] {
            let output = CapturedOutput()
            let status = await (try CommandShell.captured(output, table: Self.table)).runScript(text, file: "")
            let error = try #require(try output.object()["error"] as? [String: Any])
            #expect(error["code"] as? String == code)
            #expect(error["exitCode"] as? Int == exit)
            #expect(status.rawValue == Int32(exit))
            #expect(output.talk.isEmpty)
        }
    }

    @Test func `with set -x each command is told before it runs`() async throws {
        let result = try await run(
            "set -x; set n 2; echo \"a  $n\" | cat > /dev/null; for i in 1 { !true }; set +x; echo b"
        )
        #expect(result.status == 0)
        #expect(result.talk == "+ set n 2\n+ echo 'a  2' | cat > /dev/null\n+ !true\n+ set +x\n")
    }

    @Test func `jobs run beside, with variables of their own, and the text waits for them`() async throws {
        let result = try await run("set a 1; !sh -c 'read x; echo job$a' & set a 2; echo $a; wait; echo $?")
        #expect(result.data == "2\njob1\n0\n")
        let ended = try await run("!sh -c 'sleep 0.1; echo late' & echo first")
        #expect(ended.data == "first\nlate\n")
        let both = try await run("for i in 1 2 3 { echo $i & }; wait; jobs --json")
        #expect(both.data.contains("\"state\":\"done\""))
    }

    @Test(
        arguments: [
            ("fail 3 & echo a", 3), ("fail 3 & wait || echo $?", 0), ("fail 3 & wait 1; echo no", 3),
            ("fail 3 & fail 4 & wait", 3), ("fail 3 & echo a & wait 2", 3), ("fail 3 & fg", 3), ("fg", 1), ("wait", 0),
            ("cancel 7", 2), ("!sleep 60 & cancel; jobs", 0), ("!sleep 60 & cancel %1 && fail 9", 9),
            ("!sleep 60 & cancel; wait 1", 130),
            ("exit 3 & echo a; wait", 3), ("!sleep 60 & exit 4", 4),
        ] as [(String, Int32)]
    )
    func `what a job ends with is what waiting for it ends with`(text: String, status: Int32) async throws {
        let result = try await run(text)
        #expect(result.status == status, "\(result.data) \(result.talk)")
    }

    @Test func `a shell that has run one text runs the jobs of the next`() async throws {
        let output = CapturedOutput()
        let shell = try CommandShell.captured(output, table: Self.table)
        for text in ["echo a & wait", "echo b & wait"] {
            #expect(await shell.runScript(text, file: "-c") == .success)
        }
        #expect(output.data == "a\nb\n")
    }

    @Test func `cancelling a job ends the program that it runs, and what that has started`() async throws {
        let output = CapturedOutput()
        let shell = try CommandShell.captured(output, table: Self.table)
        let text = "!sh -c 'echo begun >&2; sleep 600; true' & wait"
        let run = Task { await shell.runScript(text, file: "-c") }
        for await piece in output.pieces where piece.contains("begun") { break }
        shell.interpreter.jobs.cancel(1)
        #expect(await run.value == .interrupted)
    }

    @Test func `a file is checked without running it`() async throws {
        for (text, status, told) in [
            ("echo a\nfor i in 1 2 { fail }\nalias x echo; x", 0, "f.cast: 4 commands"),
            ("echo a\nfali", 2, "f.cast:2:1"),
        ] as [(String, Int32, String)] {
            let output = CapturedOutput()
            let shell = try CommandShell.captured(output, table: Self.table)
            #expect(await shell.checkScript(text, file: "f.cast").rawValue == status)
            #expect((output.data + output.talk).hasPrefix(told))
        }
    }

    @Test func `aliases of a sourced file are known before it runs, and unknown files may define any`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "castline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.cast").path(percentEncoded: false)
        try "alias hello 'echo hello'".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try await run("source '\(file)'; hello you").data == "hello you\n")
        #expect(try await run("source \"$1\"; hello you", [file]).data == "hello you\n")
        let unknown = try await run("echo a; source '\(file)'; helo you")
        #expect(unknown.status == 2 && unknown.data.isEmpty)
        #expect(unknown.talk.contains("`hello` or `help`?"))
    }

    @Test func `nobody who reads ends a text quietly`() async throws {
        let count = Mutex(0)
        let talk = CapturedOutput()
        var context = try CommandShell.captured(talk).interpreter.context
        let write: @Sendable (String) throws -> Void = { _ in
            count.withLock { $0 += 1 }
            throw OutputClosedError()
        }
        context.output.data = Sink(style: { .plain }, write: write)
        let status = await CommandShell(context, table: Self.table).runScript("echo a\necho b || echo c", file: "x")
        #expect(status == .success)
        #expect(count.withLock(\.self) == 1)
        #expect(talk.talk.isEmpty)
    }
}
