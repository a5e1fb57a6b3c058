import AsyncHTTPClient
import Foundation
import Gateway
import OpenRouter
import OpenRouterSimulator
import Operations
import Production
import TestSupport
import Testing

@testable import Shell

/// Commands from text to exit code, over a real session, store and socket.
@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Commands` {
    /// Runs texts on one shell; each with what it printed.
    func withShell<Result>(
        latency: SimulatorLatency = .zero,
        faults: [SimulatorFault] = [],
        caps: Caps = Caps(),
        key: Secret? = Secret("sk-or-v1-test"),
        confirm: (@Sendable (String) async throws -> Bool)? = nil,
        _ body: (@escaping @Sendable (String, CapturedOutput) async throws -> Int32) async throws -> Result
    ) async throws -> Result {
        let folder = TemporaryDirectory.current
        return try await withSession(
            in: folder,
            latency: latency,
            faults: faults,
            caps: caps,
            key: key
        ) { session, simulator in
            var base = try CommandShell.captured(CapturedOutput(), home: folder).interpreter.context
            base.session = { session }
            base.confirm = confirm
            base.simulator = { SimulatorControl(baseURL: simulator.baseURL, http: .shared) }
            return try await body { [base] text, captured in
                var context = base
                context.output = captured.output
                guard text.hasPrefix("-n ") else {
                    return await CommandShell(context).runScript(text, file: "-c").rawValue
                }
                context.wantsJSON = true
                return await CommandShell(context).checkScript(String(text.dropFirst(3)), file: "-c").rawValue
            }
        }
    }

    /// Runs with an output of its own, and hands that back.
    static func capturing(
        _ run: @escaping @Sendable (String, CapturedOutput) async throws -> Int32
    ) -> (String) async throws -> (status: Int32, output: CapturedOutput) {
        { text in
            let captured = CapturedOutput()
            return (try await run(text, captured), captured)
        }
    }

    @Test func `cancelling ends the running command and all that would follow, and nothing else`() async throws {
        try await withShell(latency: SimulatorLatency(firstToken: .fixed(.seconds(30)))) { run in
            let captured = CapturedOutput()
            let command = Task {
                try await run("on-error continue; produce 'Coral reefs' || echo no; echo no", captured)
            }
            for await piece in captured.pieces where piece.contains("coral-reefs") { break }
            command.cancel()
            let status = try await command.value
            #expect(status == 130)
            #expect(captured.data.isEmpty)
            #expect(captured.talk.contains("Interrupted."))
            let after = CapturedOutput()
            let opened = try await run("open coral-reefs", after)
            #expect(opened == 0)
            #expect(after.data.contains("research missing"))
        }
    }

    @Test func `top tells how many calls run, and how many wait for what`() async throws {
        try await withShell(latency: SimulatorLatency(firstToken: .fixed(.seconds(30)))) { run in
            let asking = CapturedOutput()
            // A model takes 32 at a time until it has shown that it bears more.
            let calls = 35
            let numbers = (1...calls).map(String.init).joined(separator: " ")
            let command = Task { try await run("for n in \(numbers) { ask \"Question $n\" & }; wait", asking) }
            let row = "queue     3 wait for model google/gemini-2.5-flash\n"
            var top = CapturedOutput()
            let end = ContinuousClock.now + .seconds(20)
            while !top.data.contains(row), ContinuousClock.now < end {
                top = CapturedOutput()
                #expect(try await run("top --times 1", top) == 0)
            }
            #expect(top.data.contains(row), "\(top.data)")
            #expect(top.data.contains("0 failed, \(calls) running\n"))
            #expect(top.data.contains("running   r-"))
            let json = CapturedOutput()
            #expect(try await run("top --json", json) == 0)
            let waiting = try json.object()["waiting"] as? [String: Int]
            #expect(waiting == ["model google/gemini-2.5-flash": 3])
            command.cancel()
            #expect(try await command.value == 130)
        }
    }

    @Test func `makes an episode, shows it and tells what it cost`() async throws {
        let folder = TemporaryDirectory.current
        let source = folder.appending(path: "reefs.txt")
        let sentences = (1...40).map { "Coral reef number \($0) grows by \($0) millimetres in a year near Palau." }
        try sentences.joined(separator: "\n\n").write(to: source, atomically: true, encoding: .utf8)
        try await withShell { run in
            let run = Self.capturing(run)
            let path = source.path(percentEncoded: false)
            let made = try await run("produce 'Coral reefs' --source '\(path)' --minutes 2 --yes --json")
            #expect([0, 7].contains(made.status), "\(made.output.data) \(made.output.talk)")
            let object = try made.output.object()
            #expect(object["episode"] as? String == "coral-reefs")
            #expect(object["exitCode"] as? Int == Int(made.status))
            #expect(made.output.talk.contains("research  coral-reefs (at most $"))
            #expect(made.output.talk.contains("script done: "))

            let status = try await run("status")
            #expect(status.status == 0)
            #expect(status.output.data.contains("research done → outline done → script done → qa done"))
            let view = try await run("view outline.json --json")
            #expect(try view.output.object()["mediaType"] as? String == "application/json")
            let plan = try await run("view outline")
            #expect(plan.output.data.contains("seg1, from about 00:00, ") && !plan.output.data.contains("{"))
            let episodes = try await run("episodes")
            #expect(episodes.output.data.contains("coral-reefs"))
            let requests = try await run("requests --limit 1; why $last")
            #expect(requests.status == 0)
            #expect(requests.output.data.contains("attempt 1: asked"))
            let budget = try await run("budget set day 3.5; budget --json")
            #expect(budget.output.data.contains("\"day\":\"3.50\""))
            let script = try await run("script --minutes 3; status --json")
            #expect(script.output.data.contains("\"minutes\":3"))
            let misspelt = try await run("open coral-reef")
            #expect(misspelt.status == 1)
            #expect(misspelt.output.talk.contains("Did you mean `open coral-reefs`?"))
        }
    }

    /// A source that lets the simulator write an episode that passes.
    func source() throws -> String {
        let file = TemporaryDirectory.current.appending(path: "reefs.txt")
        let text = """
            Coral reefs cover less than one percent of the ocean floor.

            About a quarter of all marine species spend part of their life on a reef.

            A reef is built by polyps, small animals that leave skeletons of limestone behind.

            When the water is too warm for weeks, the corals lose their algae and turn white.

            Reefs break the force of waves and protect the coasts behind them.

            In 1998 the first global bleaching was observed in all tropical oceans.
            """
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path(percentEncoded: false)
    }

    @Test func `a script that breaks a rule is rejected with a status of its own, and kept`() async throws {
        let source = try source()
        try await withShell { run in
            let run = Self.capturing(run)
            let made = try await run("research 'Coral reefs' --source '\(source)' --minutes 2; script --yes; qa")
            #expect(made.status == 0, "\(made.output.data) \(made.output.talk)")
            let file = TemporaryDirectory.current.appending(path: "episodes/coral-reefs/script.json")
            let script = try String(contentsOf: file, encoding: .utf8)
            let place = try #require(script.range(of: #""text" : ""#)).upperBound
            let spoilt = script[..<place] + "As an AI language model, I cannot. " + script[place...]
            try spoilt.write(to: file, atomically: true, encoding: .utf8)
            let result = try await run("open coral-reefs; qa --json")
            #expect(result.status == 7, "\(result.output.talk)")
            let later = try await run("open coral-reefs; qa || view qa; finalize")
            #expect(later.status == 0, "\(later.output.talk)")
            #expect(later.output.data.contains("rejected by the quality check; everything is kept"))
            #expect(later.output.data.contains("language model"))
            #expect(try String(contentsOf: file, encoding: .utf8) == String(spoilt))
        }
    }

    @Test func `with --strict another model's work is a status of its own`() async throws {
        let source = try source()
        let faults = [SimulatorFault(.noEndpoints404, model: "google/gemini-2.5-flash")]
        try await withShell(faults: faults) { run in
            let run = Self.capturing(run)
            let line = "'Coral reefs' --source '\(source)' --minutes 2"
            let strict = try await run("research \(line) --strict")
            #expect(strict.status == 4, "\(strict.output.talk)")
            #expect(strict.output.data.contains("degraded: fallback: deepseek/deepseek-chat-v3.1"))
            let lenient = try await run("research \(line)")
            #expect(lenient.status == 0)
            let whole = try await run("produce \(line) --strict --json")
            #expect(whole.status == 4, "\(whole.output.data)")
        }
    }

    @Test(
        arguments: [
            ("cache invalidate", 2, "needs one of --tag, --older-than, --all"),
            ("cache invalidate --all --tag x", 2, "needs one of"),
            ("cache stats --all", 2, "takes nothing more"),
            ("cache show", 2, "needs the id of a call"),
            ("cache forget", 2, "ACTION"),
            ("script", 1, "No episode is open."),
            ("status", 1, "No episode is open."),
            ("research 'x' --source /nowhere/file.txt", 1, "/nowhere/file.txt"),
            ("produce ''", 2, "TOPIC must not be empty"),
            ("produce '\(String(repeating: "x", count: 10_000))'", 2, "TOPIC has 10000 characters"),
            ("produce x --minutes 500", 2, "--minutes must be from 1 to 120, not 500"),
            ("produce x --format debat", 2, "did you mean `debate`?"),
            ("produce x --cast Nora", 2, "such as Nora:host,Felix:expert"),
            ("produce the history", 2, "nothing more can follow TOPIC"),
            ("open nothing", 1, "nothing"),
            ("why r-x", 1, "No call has the id \"r-x\""), ("why last", 1, "No call was made yet."),
            ("breakers isolate google/gemini-2.5-flsh", 2, "did you mean `google/gemini-2.5-flash`"),
            ("breakers isolate 'edge 127.0.0.2'", 1, "did you mean `edge 127.0.0.1`"),
            ("budget set day much", 2, "\"much\" is no amount in dollars"),
            ("budget set dya 5", 2, "did you mean `day`?"),
            ("budget show day", 2, "takes nothing more"),
            ("budget --by model", 2, "takes no --by"),
            ("budget report --by colour", 2, "--by must be one of"),
            ("budget resolve r-x.1 0.02", 1, "No hold in doubt has the id \"r-x.1\""),
            ("budget resolve r-x.1 much", 2, "\"much\" is no amount in dollars"),
            ("estimate script", 1, "No episode is open."),
            ("estimate script 'Coral reefs'", 2, "takes no topic"),
            ("estimate produce", 2, "needs a topic"),
            ("estimate ask hi --model google/gemini-2.5-flsh", 2, "google/gemini-2.5-flash"),
            ("history --since never", 2, "must be a time such as 90s"),
            ("requests --since never", 2, "must be a time such as 90s"),
            ("replay r-x", 1, "No call has the id \"r-x\""),
            ("chaos add overload529", 2, "did you mean `overloaded529`"),
            ("chaos add", 2, "needs the name of a fault"),
            ("chaos add garbage --share 2", 2, "must be from 0 to 1"),
            ("chaos add refused", 2, "needs --for"),
            ("chaos show --model a/b", 2, "does not go with --model"),
            ("chaos clear f9", 1, "There is no fault f9 in force"),
            ("chaos latency soon", 2, "WHAT must be such as none, 200ms, fixed:200ms"),
            ("chaos latency non", 2, "did you mean `none`?"),
            ("chaos latency lognromal:4s", 2, "did you mean `lognormal:4s`?"),
            ("chaos latency uniform:4s-1s", 2, "must be such as uniform:100ms-400ms, not `uniform:4s-1s`"),
            ("chaos latency 1s --gap 2h", 2, "--gap must be such as none"),
            ("chaos lsit", 2, "did you mean `list`?"),
            ("ls -l", 2, "`!ls` runs the program of that name"),
            ("export A=1", 2, "`set NAME VALUE`"), ("A=1 status", 2, "`set NAME VALUE`"),
            ("if x", 2, "`for`, && and ||"),
            ("set A=b", 2, "did you mean `A b`?"), ("logout", 2, "`exit` leaves"),
            ("kill 1", 2, "`cancel N` ends a job"),
            ("cd more", 2, "where castline was started"), ("lss", 2, "`help` lists the commands"),
        ] as [(String, Int32, String)]
    )
    func `says what is wrong, with the right exit code`(text: String, status: Int32, message: String) async throws {
        try await withShell { run in
            let run = Self.capturing(run)
            let result = try await run(text)
            #expect(result.status == status)
            #expect(result.output.data.isEmpty)
            #expect(result.output.talk.contains(message), "\(result.output.talk)")
        }
    }

    @Test func `a key that is refused and a service that fails have exit codes of their own`() async throws {
        try await withShell(key: Secret("sk-or-v1-bad-key-of-a-test")) { run in
            let run = Self.capturing(run)
            let result = try await run("ask hi --model google/gemini-2.5-flash")
            #expect(result.status == 5)
        }
        try await withShell(faults: [SimulatorFault(.server500)]) { run in
            let run = Self.capturing(run)
            let result = try await run("ask hi --model google/gemini-2.5-flash --json")
            #expect(result.status == 6)
            let error = try #require(try result.output.object()["error"] as? [String: Any])
            #expect(error["exitCode"] as? Int == 6)
        }
    }
}
