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
@Suite(.temporaryDirectory, .timeLimit(.minutes(2))) struct `Commands` {
    /// Runs texts on one shell; each with what it printed.
    private func withShell<Result>(
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
    private static func capturing(
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
    private func source() throws -> String {
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
            ("produce", "0.01", false, 1, 1), ("produce --until outline", "0.01", true, 0, 1),
            ("produce --yes", "0.01", false, 0, 0), ("research", "0.01", false, 1, 1),
            ("research", "100", false, 0, 0),
        ] as [(String, String, Bool, Int32, Int)]
    )
    func `asks before what may be dear, once, and makes nothing after a no`(
        command: String,
        limit: String,
        answer: Bool,
        status: Int32,
        count: Int
    ) async throws {
        let folder = TemporaryDirectory.current
        let source = try source()
        let settings = folder.appending(path: "castline.yaml")
        try "confirm:\n  above: \(limit)\n".write(to: settings, atomically: true, encoding: .utf8)
        let questions = Recorder<String>()
        let confirm: @Sendable (String) async throws -> Bool = { question in
            questions.append(question)
            return answer
        }
        try await withShell(confirm: confirm) { run in
            let run = Self.capturing(run)
            let result = try await run("\(command) 'Coral reefs' --source '\(source)' --minutes 2")
            #expect(result.status == status, "\(result.output.talk)")
        }
        #expect(questions.elements.count == count)
        #expect(questions.elements.allSatisfy { $0.hasPrefix("This may cost up to $") })
        let episode = folder.appending(path: "episodes/coral-reefs").path(percentEncoded: false)
        #expect(FileManager.default.fileExists(atPath: episode) == (status == 0))
    }

    @Test func `what destroys is asked about, and refused where nobody is there`() async throws {
        for (answer, line, status) in [
            (nil, "history x --erase", 2), (nil, "history x --erase --yes", 0), (true, "history x --erase", 0),
            (false, "history x --erase", 1), (true, "history x --erase & wait", 2),
        ] as [(Bool?, String, Int32)] {
            var confirm: (@Sendable (String) async throws -> Bool)?
            if let answer { confirm = { _ in answer } }
            try await withShell(confirm: confirm) { run in
                let result = try await Self.capturing(run)(
                    "\(line) --json".replacing("& wait --json", with: "--json & wait")
                )
                #expect(result.status == status, "\(line): \(result.output.data)")
                #expect(result.output.data.contains("notAgreed") == (status != 0))
            }
        }
    }

    @Test func `a check prices what it may cost and asks no model`() async throws {
        let folder = TemporaryDirectory.current
        try await withShell { run in
            let run = Self.capturing(run)
            let checked = try await run("-n for t in a b c { ask $t }; produce $1; echo $unset; script")
            #expect(checked.status == 0, "\(checked.output.talk)")
            let object = try checked.output.object()
            #expect(object["commands"] as? Int == 4)
            let prices = try #require(object["prices"] as? [[String: Any]])
            #expect(prices.map { $0["count"] as? Int } == [3, 1, 1])
            #expect(prices.map { $0["worstCase"] == nil } == [false, false, true])
            #expect(object["worstCase"] == nil)
            let requests = try await run("requests")
            #expect(requests.output.data.contains("no calls yet"))
        }
        let episodes = folder.appending(path: "episodes").path(percentEncoded: false)
        #expect(!FileManager.default.fileExists(atPath: episodes))
    }

    @Test func `lists, shows and asks models`() async throws {
        try await withShell { run in
            let run = Self.capturing(run)
            let models = try await run("models gemini --sort price --limit 3 --json")
            #expect(models.status == 0)
            let listed = try #require(try models.output.object()["models"] as? [[String: Any]])
            #expect(listed.count == 3)
            let first = try #require(listed.first?["id"] as? String)
            let model = try await run("model \(first)")
            #expect(model.status == 0)
            #expect(model.output.data.contains("provider"))
            let unknown = try await run("model google/gemini-2.5-flsh")
            #expect(unknown.status == 2)
            #expect(unknown.output.talk.contains("`google/gemini-2.5-flash`"), "\(unknown.output.talk)")
            let answer = try await run("ask 'Say hello.' --model google/gemini-2.5-flash && echo \"[$last]\"")
            #expect(answer.status == 0)
            let text = answer.output.data.split(separator: "[")[0]
            #expect(answer.output.data.contains("[\(text.trimmingCharacters(in: .newlines))"))
            #expect(answer.output.talk.contains("google/gemini-2.5-flash"))
            let json = try await run("ask 'Say hello.' --model google/gemini-2.5-flash --json")
            #expect(try (json.output.object()["text"] as? String)?.isEmpty == false)
            let template = try await run(
                "chaos add server500; ask hi --fresh --otherwise 'no answer today'; ask hi --fresh --strict --otherwise no"
            )
            #expect(template.output.data.contains("no answer today"))
            #expect(template.output.talk.contains("this is the text of --otherwise"))
            #expect(template.status == 4)
            #expect(try await run("chaos clear").status == 0)
            let typo = try await run("ask hi --model google/gemini-2.5-flsh")
            #expect(typo.status == 2)
            #expect(typo.output.talk.contains("google/gemini-2.5-flash"))
        }
    }

    @Test func `asks the providers that are named, or none`() async throws {
        try await withShell { run in
            let run = Self.capturing(run)
            let ask = "ask 'Say hello.' --model anthropic/claude-haiku-4.5"
            #expect(try await run("model anthropic/claude-haiku-4.5").output.data.contains("amazon-bedrock"))
            let one = try await run("\(ask) --provider together,amazon-bedrock --zdr --json")
            #expect(one.status == 0, "\(one.output.talk)")
            #expect(try one.output.object()["provider"] as? String == "Together")
            let why = try await run("why last").output.data
            #expect(why.contains("providers: only together, amazon-bedrock; first together"), "\(why)")
            let typo = try await run("\(ask) --provider amazon-bedrok")
            #expect(typo.status == 1)
            #expect(typo.output.talk.contains("providers.only is amazon-bedrok"), "\(typo.output.talk)")
            #expect(typo.output.talk.contains("the nearest is amazon-bedrock"))
            let other = try await run("\(ask) --provider openai")
            #expect(other.status == 6)
            #expect(other.output.talk.contains("No allowed providers are available"), "\(other.output.talk)")
            #expect(other.output.talk.contains("the terms are: only openai"))
        }
    }

    @Test func `keeps answers, counts them and forgets them`() async throws {
        try await withShell { run in
            let run = Self.capturing(run)
            let ask = "ask 'Say hello.' --model google/gemini-2.5-flash"
            let first = try await run("\(ask) --json")
            let again = try await run(ask)
            #expect(again.output.data.contains(try first.output.object()["text"] as? String ?? "?"))
            #expect(again.output.talk.contains("from the cache"))
            let why = try await run("why last")
            #expect(why.output.data.contains("cache: the answer of r-"), "\(why.output.data)")
            let fresh = try await run("\(ask) --fresh --json")
            #expect(try fresh.output.object()["isFromCache"] as? Bool == false)
            let statistics = try await run("cache --json")
            #expect(try statistics.output.object()["entries"] as? Int == 1)
            #expect(try statistics.output.object()["hits"] as? Int == 1)
            #expect(try await run("cache stats").output.data.contains("phase:ask"))
            let id = try #require(try fresh.output.object()["id"] as? String)
            #expect(try await run("cache show \(id)").output.data.contains("user: Say hello."))
            let forgotten = try await run("cache invalidate --older-than 1h; cache invalidate --tag phase:ask")
            #expect(forgotten.output.data == "0 answers forgotten\n1 answer forgotten\n")
            #expect(try await run("cache show \(id)").status == 1)
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
            ("why r-x", 1, "No call has the id \"r-x\""),
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
            ("chaos add refused", 1, "Refused needs seconds"),
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

    @Test func `breaks the simulator, explains what followed, and heals it`() async throws {
        try await withShell { run in
            let run = Self.capturing(run)
            let listed = try await run("chaos list 429")
            #expect(listed.output.data.contains("sharedPool429"))
            #expect(!listed.output.data.contains("server500"))
            let added = try await run("chaos add provider502 --model 'google/*' --first 1 --for 10m; chaos show")
            #expect(added.status == 0)
            #expect(added.output.data.contains("calls of google/*, the first 1, for 10"), "\(added.output.data)")
            #expect(try await run("ask hi --model google/gemini-2.5-flash").status == 0)
            let why = try await run("why last")
            #expect(why.output.data.contains("failed, serverError: Provider returned error: down (status 502"))
            #expect(why.output.data.contains("answered by google/gemini-2.5-flash"), "\(why.output.data)")
            #expect(why.output.data.contains("2 attempts"))
            let trace = try await run("trace last --json")
            let events = try #require(try trace.output.object()["trace"] as? [String: Any])["events"] as? [Any]
            #expect((events?.count ?? 0) >= 7)
            let failed = try await run("chaos add server500; ask hi --fresh --model google/gemini-2.5-flash")
            #expect(failed.status == 6)
            let requests = try await run("requests --failed --since 1h --model google/gemini-2.5-flash --json")
            #expect((try requests.output.object()["requests"] as? [Any])?.count == 1)
            #expect(try await run("requests --model openai/gpt-4o-mini").output.data.contains("no such calls"))
            let healed = try await run("chaos clear server500; chaos clear --json")
            #expect(healed.output.data.contains("one fault lifted; still in force:"))
            let latency = try await run("chaos latency lognormal:5ms,0.2 --gap 1ms --json")
            #expect(try latency.output.object()["firstToken"] as? String == "lognormal:5ms,0.2")
            #expect(try await run("ask hi --fresh --model google/gemini-2.5-flash").status == 0)
        }
    }

    @Test func `asks a call again, of the same model and of another`() async throws {
        try await withShell { run in
            let run = Self.capturing(run)
            #expect(try await run("ask 'Say hello.' --model google/gemini-2.5-flash").status == 0)
            let again = try await run("replay last --json")
            #expect(again.status == 0, "\(again.output.talk)")
            let object = try again.output.object()
            let (before, after) = (object["before"] as? [String: Any], object["after"] as? [String: Any])
            #expect(before?["model"] as? String == after?["model"] as? String)
            #expect(before?["id"] as? String != after?["id"] as? String)
            let other = try await run("replay last --model openai/gpt-4o-mini")
            #expect(other.output.data.contains("openai/gpt-4o-mini"))
        }
    }

    @Test func `breaks nothing but the simulator`() async throws {
        let output = CapturedOutput()
        var context = try CommandShell.captured(output).interpreter.context
        context.simulator = { SimulatorControl(baseURL: "https://openrouter.ai/api/v1", http: .shared) }
        let status = await CommandShell(context).runScript("chaos add garbage", file: "-c")
        #expect(status == .failure)
        #expect(output.talk.contains("Calls go to openrouter.ai, which is not the simulator."), "\(output.talk)")
        let none = CapturedOutput()
        #expect(await (try CommandShell.captured(none)).runScript("chaos", file: "-c") == .failure)
        #expect(none.talk.contains("There is no simulator to break."))
    }

    @Test func `tells prices beforehand, and what they came to afterwards`() async throws {
        try await withShell(caps: Caps(day: .cents(500))) { run in
            let run = Self.capturing(run)
            let question = "ask 'Name three coral species.' --model google/gemini-2.5-flash"
            let estimate = try await run("estimate \(question) --json")
            #expect(estimate.status == 0, "\(estimate.output.talk)")
            let object = try estimate.output.object()
            #expect(object["fits"] as? Bool == true)
            let most = try #require((object["total"] as? String).flatMap { USD($0) })
            let answer = try await run("\(question) --json")
            let cost = try #require((try answer.output.object()["cost"] as? String).flatMap { USD($0) })
            #expect(cost > .zero && cost <= most)
            let report = try await run("budget report --by model --since 1h --json")
            #expect(try report.output.object()["total"] as? String == cost.decimal)
            let budget = try await run("budget")
            #expect(budget.output.data.contains("forecast"))
            #expect(budget.output.data.contains("in the last hour"))

            let produce = try await run("estimate produce 'Coral reefs' --minutes 5 --json")
            let prices = try #require(try produce.output.object()["prices"] as? [[String: Any]])
            #expect(prices.map { $0["name"] as? String } == ["research", "outline", "script", "qa", "finalize"])
            let episodes = try await run("episodes --json")
            #expect(!episodes.output.data.contains("coral-reefs"))
        }
    }

    @Test func `decides by hand what a lost call has cost`() async throws {
        try await withShell(faults: [.first(1, .truncated)]) { run in
            let run = Self.capturing(run)
            let lost = try await run("ask 'Say hello.' --model google/gemini-2.5-flash")
            #expect(lost.status == 6)
            let budget = try await run("budget --json")
            let doubts = try #require(try budget.output.object()["inDoubt"] as? [[String: Any]])
            let hold = try #require(doubts.first?["id"] as? String)
            let shown = try await run("budget")
            #expect(shown.output.data.contains("in doubt: "))
            let resolved = try await run("budget resolve \(hold) 0.02 --json")
            let left = try resolved.output.object()["inDoubt"] as? [[String: Any]]
            #expect(left?.isEmpty == true)
            let report = try await run("budget report --by phase")
            #expect(report.output.data.contains("$0.02"))
        }
    }

    @Test func `a budget stops a call before it is made`() async throws {
        try await withShell(caps: Caps(call: USD("0.0000001"))) { run in
            let run = Self.capturing(run)
            let result = try await run("ask 'Say hello.' --model google/gemini-2.5-flash")
            #expect(result.status == 3)
            #expect(result.output.talk.contains("budget set SCOPE AMOUNT"))
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
