import Foundation
import Testing

@testable import Gateway

@Suite struct `Budget calendar` {
    @Test(
        arguments: [
            (1_795_564_799, "GMT", "2026-11-24", "2026-11"), (1_795_564_800, "GMT", "2026-11-25", "2026-11"),
            (1_795_564_800, "America/New_York", "2026-11-24", "2026-11"),
            (1_796_079_600, "GMT", "2026-11-30", "2026-11"), (1_796_079_600, "Asia/Tokyo", "2026-12-01", "2026-12"),
        ] as [(Double, String, String, String)]
    )
    func `names the day and the month in its zone`(
        seconds: Double,
        zone: String,
        day: String,
        month: String
    ) throws {
        let calendar = BudgetCalendar(timeZone: try #require(TimeZone(identifier: zone)))
        let date = Date(timeIntervalSince1970: seconds)
        #expect(calendar.scopes(at: date) == [.day(day), .month(month)])
        #expect(calendar.scopes(at: date) == [.day(day), .month(month)])
        #expect(calendar.day(of: date) == day)
    }

    @Test func `turns the day at midnight, not after 24 hours`() throws {
        let calendar = BudgetCalendar(timeZone: try #require(TimeZone(identifier: "Europe/Berlin")))
        // 25 October 2026 has 25 hours there.
        let morning = Date(timeIntervalSince1970: 1_792_879_200)
        #expect(calendar.day(of: morning) == "2026-10-25")
        #expect(calendar.day(of: morning.addingTimeInterval(24.5 * 3600)) == "2026-10-25")
        #expect(calendar.day(of: morning.addingTimeInterval(25 * 3600)) == "2026-10-26")
    }

    @Test(arguments: [.call, .episode("a:b"), .day("2026-11-24"), .month("2026-11"), .key("0f")] as [BudgetScope])
    func `scopes are read as they are written`(scope: BudgetScope) {
        #expect(BudgetScope(name: scope.name) == scope)
    }
}
