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

extension `Commands` {
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
}
