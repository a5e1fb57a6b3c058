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
        statuses: [.failure]
    ) { invocation, _ in
        throw Failure(
            code: "planned",
            "It failed.",
            kept: "All.",
            next: "Nothing.",
            status: ExitStatus(rawValue: Int32(invocation.integer("status") ?? 1))
        )
    }

    private static let table = CommandTable(ShellCommands.all + [failing])

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
            ("!exit 9", 9, ""),
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
            result.talk.contains("f.cast:2:1: stopped at `fail 6` (exit 6: the service could not be reached or failed)")
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
