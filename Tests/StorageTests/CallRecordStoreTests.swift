import Foundation
import Gateway
import OpenRouter
import Storage
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct `Call records` {
    private func makeRecord(_ id: String, minute: Int, episode: String?, cents: Int64) -> CallRecord {
        var record = CallRecord(
            id: id,
            at: StoreKind.date.addingTimeInterval(Double(minute) * 60),
            server: "openrouter.ai",
            purpose: CompletionRequest.Purpose(phase: "script", unit: "segment 1", episode: episode),
            modelAsked: "acme/one",
            outcome: .answered
        )
        record.cost = .cents(cents)
        record.level = .fallback(model: "acme/two")
        record.modelServed = "acme/two"
        record.latencySeconds = 1.25
        return record
    }

    @Test(arguments: StoreKind.allCases)
    func `come back as they went in, the latest first`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let records = [
            makeRecord("r-1", minute: 1, episode: "reefs", cents: 1),
            makeRecord("r-2", minute: 2, episode: nil, cents: 2),
            makeRecord("r-3", minute: 3, episode: "reefs", cents: 3),
        ]
        var trace = Trace(id: "r-3")
        trace.events = [
            Trace.Event(at: 0, step: .accepted(promptTokens: 3, maxTokens: 4)),
            Trace.Event(at: 0.5, step: .settled(attempt: 1, amount: .cents(3), source: .reported)),
        ]
        for record in records {
            try await store.settle([], record: record, trace: record.id == "r-3" ? trace : nil, at: StoreKind.date)
        }
        #expect(try await store.calls(limit: 2, episode: nil) == [records[2], records[1]])
        #expect(try await store.calls(limit: 9, episode: "reefs") == [records[2], records[0]])
        let found = try await store.call(id: "r-3")
        #expect(found?.record == records[2])
        #expect(found?.trace == trace)
        #expect(try await store.call(id: "r-9") == nil)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `are kept with the settlement or not at all`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let record = makeRecord("r-1", minute: 1, episode: nil, cents: 1)
        try await store.settle([], record: record, trace: nil, at: StoreKind.date)
        _ = try await store.admit(makeHold("a", cents: 30), committed: .zero, caps: Caps())
        let end = Settlement(hold: "a", result: .released)
        // The same id again breaks the transaction, so that the hold must stay.
        await #expect(throws: StoreError.self) {
            try await store.settle([end], record: record, trace: nil, at: StoreKind.date)
        }
        #expect(try await store.balance(.day("2026-11-24")) == (.zero, .cents(30)))
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `remember what was said in the latest calls alone`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let count = 2_100
        try await withThrowingTaskGroup { group in
            for number in 0..<count {
                let record = makeRecord("r-\(number)", minute: number, episode: nil, cents: 1)
                let content = CallContent(body: "question \(number)", answer: number == 7 ? nil : "answer")
                group.addTask {
                    try await store.settle(
                        [],
                        record: record,
                        trace: nil,
                        content: content,
                        step: nil,
                        at: StoreKind.date
                    )
                }
            }
            try await group.waitForAll()
        }
        var kept = 0
        for number in 0..<count {
            guard let content = try await store.content(ofCall: "r-\(number)") else { continue }
            #expect(content.body == "question \(number)")
            kept += 1
        }
        #expect(2_000...2_064 ~= kept)
        #expect(try await store.content(ofCall: "r-\(count)") == nil)
        try await store.close()
    }

    @Test(arguments: StoreKind.allCases)
    func `stand beside the catalogue of each server`(kind: StoreKind) async throws {
        let store = kind.makeStore()
        let price = Model.Pricing(prompt: USD("0.00000015"), completion: nil)
        let models = [Model(id: "acme/one", name: "One", contextLength: 8_192, pricing: price)]
        try await store.keep(StoredCatalogue(models: [], fetchedAt: StoreKind.date), of: "https://a/v1")
        try await store.keep(StoredCatalogue(models: models, fetchedAt: StoreKind.date), of: "https://a/v1")
        let found = try await store.catalogue(of: "https://a/v1")
        #expect(found == StoredCatalogue(models: models, fetchedAt: StoreKind.date))
        #expect(try await store.catalogue(of: "https://b/v1") == nil)
        try await store.close()
    }
}
