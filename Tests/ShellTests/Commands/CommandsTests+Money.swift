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
}
