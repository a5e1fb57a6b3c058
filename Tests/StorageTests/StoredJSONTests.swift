import Foundation
import Gateway
import OpenRouter
import Testing

@testable import Storage

@Suite struct `Stored JSON` {
    private struct Odd: Codable, Hashable {
        struct Inner: Codable, Hashable { var list: [[Int]] }
        enum Choice: Codable, Hashable {
            case plain
            case pair(Int, name: String?)
        }
        var text: String
        var none: String?
        var inner: Inner
        var choices: [Choice]
        var map: [String: Double]
        var empty: [Inner]
        var flag = true
        var small: UInt8 = 255
    }

    @Test(arguments: ["", "plain", "\"quoted\" \\ back", "line\nbreak\ttab\u{0}\u{1F}", "Köln 日本 🎙️ \u{2028}"])
    func `reads back with Foundation as it was, whatever the text`(text: String) throws {
        let value = Odd(
            text: text,
            inner: Odd.Inner(list: [[], [1, -2], [.max, .min]]),
            choices: [.plain, .pair(1, name: text), .pair(2, name: nil)],
            map: [text: 1e-300, "a": -0.1, "b": 3],
            empty: []
        )
        let data = try StoredJSON.encode(value)
        #expect(try JSONDecoder().decode(Odd.self, from: data) == value)
    }

    @Test func `records and traces say the same as Foundation writes`() throws {
        let purpose = CompletionRequest.Purpose(phase: "script", unit: "segment 1", episode: "reefs")
        var record = CallRecord(
            id: "r-1",
            at: Date(timeIntervalSince1970: 1_795_478_400.123),
            server: "openrouter.ai",
            purpose: purpose,
            modelAsked: "acme/one",
            outcome: .answered
        )
        record.level = .similar(score: 0.91, source: "r-0")
        record.cost = USD(picodollars: 427_000_001)
        record.latencySeconds = 0.1 + 0.2
        var trace = Trace(id: "r-1")
        let balance = BudgetBalance(scope: .day("2026-11-24"), cap: .cents(5), spent: .zero, reserved: .cents(1))
        let failure = Trace.Failure(kind: .overloaded, message: "busy", status: 529, countsAgainst: ["edge", "model"])
        trace.events = [
            .init(at: 0, step: .accepted(promptTokens: 3, maxTokens: 4)),
            .init(at: 1e-7, step: .refused(model: "a", refusal: BudgetRefusal(balance: balance, wanted: .cents(9)))),
            .init(at: 2.5, step: .failed(attempt: 1, failure: failure)),
            .init(at: 3, step: .settled(attempt: 2, amount: .cents(3), source: .reported)),
        ]
        let (recordData, traceData) = (try StoredJSON.encode(record), try StoredJSON.encode(trace))
        #expect(try JSONDecoder().decode(CallRecord.self, from: recordData) == record)
        #expect(try JSONDecoder().decode(Trace.self, from: traceData) == trace)
        let ours = try JSONSerialization.jsonObject(with: traceData) as? NSDictionary
        let foundation = try JSONSerialization.jsonObject(with: JSONEncoder().encode(trace)) as? NSDictionary
        #expect(ours == foundation)
    }

    @Test(
        arguments: [
            .accepted(promptTokens: 3, maxTokens: 4),
            .held(attempt: 1, model: "a \"b\"", amount: USD(picodollars: 1), prices: "1 / 2"),
            .held(attempt: 1, model: "a", amount: .zero, prices: nil),
            .sent(attempt: 1, model: "a", probing: []), .sent(attempt: 2, model: "a", probing: ["edge", "model\n"]),
            .answered(attempt: 1, model: "a", provider: "P", generation: "gen-1", finish: "stop"),
            .answered(attempt: 1, model: nil, provider: nil, generation: nil, finish: nil),
            .settled(attempt: 1, amount: .cents(-3), source: .worstCase), .released(attempt: 1),
            .degraded(level: .stale(ageSeconds: 0.5, source: "r-0"), reason: "\u{1}"),
        ] as [Trace.Step]
    )
    func `each step says the same as Foundation writes`(step: Trace.Step) throws {
        var trace = Trace(id: "r-1")
        trace.events = [.init(at: 0, step: step), .init(at: 0.25, step: step)]
        let ours = try StoredJSON.encode(trace)
        #expect(try JSONDecoder().decode(Trace.self, from: ours) == trace)
        #expect(try Self.object(ours) == Self.object(JSONEncoder().encode(trace)))
    }

    @Test(arguments: [Completion.Level.preferred, .budget(model: "acme/three")])
    func `a record has all its members`(level: Completion.Level) throws {
        var record = CallRecord(
            id: "r-1",
            at: Date(timeIntervalSince1970: 1_795_478_400.123),
            server: "openrouter.ai",
            purpose: CompletionRequest.Purpose(phase: "ask", unit: "“one”", episode: "reefs"),
            modelAsked: "acme/one",
            outcome: .truncated
        )
        record.modelServed = "acme/two"
        record.provider = "P"
        record.level = level
        record.promptTokens = 5
        record.completionTokens = 7
        record.cost = .cents(1)
        record.costSource = .computed
        record.inDoubt = .cents(2)
        record.latencySeconds = 1.5
        record.firstTextSeconds = 0.5
        record.attempts = 2
        record.error = .truncated
        record.generationID = "gen-1"
        record.isFromCache = true
        let ours = try StoredJSON.encode(record)
        #expect(try JSONDecoder().decode(CallRecord.self, from: ours) == record)
        #expect(try Self.object(ours) == Self.object(JSONEncoder().encode(record)))
        let members = Mirror(reflecting: record).children.compactMap(\.label)
        #expect(Set(try Self.object(ours).allKeys.compactMap { $0 as? String }) == Set(members))
    }

    @Test func `a number that JSON does not have is an error`() {
        #expect(throws: EncodingError.self) { try StoredJSON.encode(["x": Double.nan]) }
        var trace = Trace(id: "r-1")
        trace.events = [.init(at: .infinity, step: .released(attempt: 1))]
        #expect(throws: EncodingError.self) { try StoredJSON.encode(trace) }
    }

    private static func object(_ data: Data) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    }
}
