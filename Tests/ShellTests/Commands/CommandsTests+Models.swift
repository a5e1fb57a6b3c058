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
                "chaos add server500; ask hi --fresh --strict --otherwise 'no answer today'"
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
}
