import Foundation
import GRDB
import Gateway
import OpenRouter
import TestSupport
import Testing

@Suite(.temporaryDirectory, .timeLimit(.minutes(5))) struct `Settlements that cannot be written` {
    typealias Under = GatewayUnderTest

    @Test func `leave the money set aside, hand the answer out, and are not told as nothing spent`() async throws {
        try await Under.run { test in
            _ = try await test.gateway.models()
            // Holds can be written and records of calls cannot, as on a disk that fills up in between.
            let file = TemporaryDirectory.current.appending(path: "castline.sqlite").path(percentEncoded: false)
            let other = try DatabaseQueue(path: file)
            try await other.write { db in
                try db.execute(
                    sql: "CREATE TRIGGER full BEFORE INSERT ON calls BEGIN SELECT RAISE(ABORT, 'no room'); END"
                )
            }
            let answer = try await test.gateway.complete(Under.makeRequest())
            #expect(!answer.text.isEmpty)
            #expect(test.billed > .zero)
            for await event in test.gateway.events {
                guard case .notice(let text) = event else { continue }
                #expect(text.contains("could not be stored, and what was set aside for it stays so"))
                #expect(!text.contains("nothing is spent"))
                break
            }
            let money = try await test.money()
            #expect(money.spent == .zero)
            #expect(money.reserved >= test.billed)
        }
    }
}
