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

    @Test(arguments: [
        "Africa/Cairo", "America/Havana", "Asia/Beirut", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Tokyo",
    ])
    func `knows every moment of a year, whatever was asked before`(zone: String) throws {
        let zone = try #require(TimeZone(identifier: zone))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let remembering = BudgetCalendar(timeZone: zone)
        // From 1 January 2026, every half hour; where clocks go forward at midnight, a day has none.
        for step in 0..<(365 * 48) {
            let date = Date(timeIntervalSince1970: 1_767_225_600 + Double(step) * 1_800)
            let parts = calendar.dateComponents([.month, .day], from: date)
            let day = remembering.day(of: date)
            #expect(day.hasSuffix(String(format: "%02d-%02d", parts.month ?? 0, parts.day ?? 0)), "\(date)")
        }
    }

    @Test func `goes back with a clock that is set back`() throws {
        let calendar = BudgetCalendar(timeZone: .gmt)
        #expect(calendar.day(of: Date(timeIntervalSince1970: 1_795_564_800)) == "2026-11-25")
        #expect(calendar.day(of: Date(timeIntervalSince1970: 1_795_564_799)) == "2026-11-24")
    }

    @Test(arguments: [.call, .episode("a:b"), .day("2026-11-24"), .month("2026-11"), .key("0f")] as [BudgetScope])
    func `scopes are read as they are written`(scope: BudgetScope) {
        #expect(BudgetScope(name: scope.name) == scope)
    }
}
