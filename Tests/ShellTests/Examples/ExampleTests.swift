import Foundation
import TestSupport
import Testing

@testable import Shell

/// Runs what help tells people to type, with the program itself and its embedded simulator, each in a home of its own.
@Suite(.temporaryDirectory, .timeLimit(.minutes(10))) struct `Examples` {
    /// Ends that are right besides 0: what an example is about, and what depends on made-up text.
    private static let statuses: [String: Set<Int32>] = [
        "budget resolve r-0k3v9m2c4d.1 0.02": [1],
        "cache show r-0k3v9m2c4d": [1],
        "gates lift g-7k2m": [1],
        "correct 'The year was 1948.' --turn t4 --say 'It was announced in 1948.'": [0, 7],
        "exit 1": [1], "open coral-reefs && finalize --strict": [0, 4], "qa": [0, 7],
        "qa --no-judge": [0, 7], "publish": [0, 1],
        "open coral-reefs; script; qa": [0, 7],
        "produce \"The history of the transistor\" --minutes 5 --yes": [0, 7],
        "produce 'Coral reefs' --source reefs.md --format interview": [0, 7],
    ]

    /// What must have been done before an example has something to work on.
    private static let before: [String: String] = [
        "show use deep-water && produce 'Coral reefs'": "show new 'Deep Water'",
        "edit outline": "set EDITOR true",
        "breakers reset openai/gpt-4o-mini": "breakers isolate openai/gpt-4o-mini",
    ]

    private static let python = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/validators/bin/python")

    /// Reads lines of `[schema, instance]` and prints what does not fit.
    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator as Validator
        for line in open(sys.argv[1]):
            schema, instance = json.loads(line)
            Validator.check_schema(schema)
            if not Validator(schema).is_valid(instance):
                # The alternative that fits best is the one with the fewest complaints.
                errors = [list(Validator(each).iter_errors(instance)) for each in schema["anyOf"]]
                best = min(errors, key=len)
                where = "; ".join(f"{error.json_path}: {error.message[:200]}" for error in best)
                print(f"{schema['title']}: {where}: {json.dumps(instance)[:300]}")
        """

    @Test func `every example of every command runs, and its JSON fits the schema of its command`() async throws {
        let folder = TemporaryDirectory.current
        let first = folder.appending(path: "first")
        try FileManager.default.createDirectory(at: first, withIntermediateDirectories: true)
        let home = try await ScratchHome(filling: first)
        let commands = CommandTable.standard.commands
        let lines = try await withThrowingTaskGroup(of: [String].self) { group in
            var running = 0
            var lines: [String] = []
            for command in commands {
                if running == 4, let more = try await group.next() {
                    lines += more
                    running -= 1
                }
                running += 1
                group.addTask { try await Self.lines(of: command, in: home) }
            }
            for try await more in group { lines += more }
            return lines
        }
        let succeeded = try Set(lines.filter { try Self.object($0)["error"] == nil }.map(Self.name))
        #expect(succeeded.isSuperset(of: commands.map(\.name)), "\(Set(commands.map(\.name)).subtracting(succeeded))")
        let problems = try await Self.problems(with: lines, in: folder)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test func `the schemas see what is wrong`() async throws {
        let lines = [
            #"{"castline":1,"command":"echo","text":"a"}"#, #"{"castline":2,"command":"echo","text":"a"}"#,
            #"{"castline":1,"command":"echo","txt":"a"}"#, #"{"castline":1,"command":"echo","text":1}"#,
            #"{"castline":1,"command":"credits","balance":0.1,"totalCredits":"1.00","totalUsage":"0.00"}"#,
        ]
        let problems = try await Self.problems(with: lines, in: TemporaryDirectory.current)
        #expect(problems.split(separator: "\n").count == 4, "\(problems)")
    }

    /// Runs the examples of a command, and the command where it must fail.
    ///
    /// - Returns: All lines of JSON.
    private static func lines(of command: Command, in first: ScratchHome) async throws -> [String] {
        var lines: [String] = []
        for example in command.examples {
            for isJSON in [false, true] {
                let home = try first.copy()
                defer { home.remove() }
                let before = before[example.line].map { "\($0) > /dev/null; " } ?? ""
                let text = "open coral-reefs > /dev/null; \(before)\(example.line)"
                let run = try await home.run((isJSON ? ["--json"] : []) + ["-c", text])
                let expected = statuses[example.line] ?? [0]
                #expect(expected.contains(run.status), "\(example.line): \(run.status) \(run.data) \(run.talk)")
                // What goes through programs, and the schema for people, are no lines of ours.
                guard isJSON, !example.line.contains(" | ") else { continue }
                lines += run.data.split(separator: "\n").map(String.init)
            }
        }
        // A command in words that are wrong, and one whose store is no store.
        let home = try first.copy()
        defer { home.remove() }
        let wrong = try await home.run(["-c", "\(command.name) --no-such-option --json"])
        #expect(wrong.status == 2 && wrong.talk.isEmpty, "\(command.name): \(wrong)")
        try "no store".write(
            to: home.folder.appending(path: "home/castline.sqlite"),
            atomically: true,
            encoding: .utf8
        )
        let broken = try await home.run(["--json", "-c", command.examples[0].line])
        #expect(broken.status < 128, "\(command.examples[0].line): \(broken.status) \(broken.talk)")
        return lines + [wrong, broken].flatMap { $0.data.split(separator: "\n").map(String.init) }
    }

    private static func object(_ line: String) throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            throw Failure(code: "test", "no object: \(line)")
        }
        return object
    }

    private static func name(_ line: String) throws -> String { try object(line)["command"] as? String ?? "" }

    /// What the validator says of lines, each against the schema of the command it names.
    private static func problems(with lines: [String], in folder: URL) async throws -> String {
        try #require(
            FileManager.default.isExecutableFile(atPath: python.path(percentEncoded: false)),
            "install the validators with: scripts/setup --test"
        )
        let pairs = try lines.map { line in
            // An error that names no command has the shape that all errors have.
            let command = CommandTable.standard[try name(line)] ?? CommandTable.standard.commands[0]
            return "[\(try JSONText.line(JSONSchema(of: command, isStrict: true))),\(line)]"
        }
        let file = folder.appending(path: "pairs.jsonl")
        try pairs.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let arguments = ["-c", validator, file.path(percentEncoded: false)]
        let run = try await ScratchHome.run(python, arguments, in: folder)
        return run.data + run.talk
    }
}
