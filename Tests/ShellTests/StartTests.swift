import Foundation
import TestSupport
import Testing

@testable import Shell

/// The ways to give the program its commands.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Start` {
    private static let program = ScratchHome.program

    private func run(
        _ arguments: [String],
        program: URL = ScratchHome.program,
        input: String = ""
    ) async throws -> ScratchHome.Run {
        let folder = TemporaryDirectory.current
        let home = folder.path(percentEncoded: false)
        // `env` of a #! line looks for the program there.
        let path = "\(Self.program.deletingLastPathComponent().path(percentEncoded: false)):/usr/bin:/bin"
        return try await ScratchHome.run(
            program,
            arguments,
            in: folder,
            environment: ["PATH": path, "HOME": home, "CASTLINE_HOME": home],
            input: input
        )
    }

    @Test func `the same commands run from -c, a file, standard input and a #! line`() async throws {
        let text = "#!/usr/bin/env castline\nfor x in $1 two { echo $x }\nmodel nonsense\necho never\n"
        let file = TemporaryDirectory.current.appending(path: "lines.cast")
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700],
            ofItemAtPath: file.path(percentEncoded: false)
        )
        let ways: [(URL, [String], String)] = [
            (Self.program, ["-c", text, "one"], ""), (Self.program, ["lines.cast", "one"], ""),
            (Self.program, ["-e", "-f", "lines.cast", "one"], ""),
            (Self.program, ["-", "one"], text), (file, ["one"], ""),
        ]
        for (program, arguments, input) in ways {
            let run = try await run(arguments, program: program, input: input)
            #expect(run.data == "one\ntwo\n", "\(arguments)")
            #expect(run.status == 2)
            #expect(run.talk.contains("nonsense"))
        }
    }

    @Test(arguments: [["+e"], ["--keep-going"], ["-q", "+e"]])
    func `a text goes on after errors where that was asked for`(options: [String]) async throws {
        let run = try await run(options + ["-c", "model nonsense\necho $1", "+e"])
        #expect(run.data == "+e\n")
        #expect(run.status == 0)
    }

    @Test(arguments: [["-c", "status", "-f", "x.cast"], ["-e", "--keep-going"]])
    func `options that exclude each other are refused`(arguments: [String]) async throws {
        let run = try await run(arguments)
        #expect(run.status == 2)
        #expect(run.talk.contains("do not go together"))
    }

    @Test func `standard output has data and nothing else, without a single escape`() async throws {
        let run = try await run(["--json", "-c", "models --limit 1; status; nonsense"])
        #expect(run.status == 2)
        let rest = try await self.run(["--json", "-c", "models --limit 1; open nothing"])
        for line in (run.data + rest.data).split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["castline"] as? Int == 1)
        }
        #expect(!(run.data + run.talk + rest.data + rest.talk).contains("\u{1B}"))
    }

    @Test func `a mistyped option of the program is met with the nearest one`() async throws {
        for (typed, meant) in [("--jsn", "--json"), ("--privat", "--private"), ("--nocr", "--norc")] {
            let run = try await run([typed])
            #expect(run.status == 2)
            #expect(run.talk.contains("did you mean \(meant)?"), "\(run.talk)")
        }
    }

    @Test(arguments: [["--help"], ["run", "--help"], ["run", "-h"], ["simulate", "--help"]])
    func `each part of the program explains itself`(arguments: [String]) async throws {
        let run = try await run(arguments)
        #expect(run.status == 0)
        #expect(run.data.contains("USAGE: castline"), "\(run.talk)")
    }

    @Test(arguments: [([], 0, 0), (["-v"], 1, 0), (["--verbose", "-v"], 1, 1), (["-vv"], 1, 1)])
    func `what goes on inside is told as -v asks for it`(options: [String], calls: Int, steps: Int) async throws {
        let run = try await run(options + ["-c", "ask hello"])
        #expect(run.status == 0)
        #expect(run.talk.ranges(of: "debug: call settled ").count == calls, "\(run.talk)")
        #expect((run.talk.ranges(of: "trace: step of a call ").count > 3) == (steps > 0), "\(run.talk)")
        #expect(!run.data.contains("call settled"))
    }

    @Test func `the level of the log changes at once`() async throws {
        let lines =
            "ask one; set log.level debug; ask two; set log.level; config log.level; set log.level off; ask three"
        let run = try await run(["-q", "-c", lines])
        #expect(run.status == 0)
        #expect(run.talk.ranges(of: "debug: call settled ").count == 1, "\(run.talk)")
        #expect(run.data.contains("\ndebug\n") && run.data.contains("set since the start"), "\(run.data)")
        let wrong = try await self.run(["-c", "set log.level debugg"])
        #expect(wrong.status == 2)
        #expect(wrong.talk.contains("debug"), "\(wrong.talk)")
    }
}
