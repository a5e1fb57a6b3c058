import Foundation
import OpenRouter
import Testing

@testable import Gateway

@Suite struct `Budget pace` {
    private let now = Date(timeIntervalSince1970: 1_795_478_400)

    private func forecast(cap: USD?, spent: Int64, hourly: Int64, hours: Double) -> BudgetPace.Forecast {
        let balance = BudgetBalance(scope: .day("2026-11-24"), cap: cap, spent: .cents(spent), reserved: .cents(10))
        return BudgetPace.Forecast(
            balance,
            hourly: .cents(hourly),
            now: now,
            end: now.addingTimeInterval(hours * 3_600)
        )
    }

    @Test func `goes on as the last hour did, to the end of the window`() {
        let forecast = forecast(cap: nil, spent: 50, hourly: 20, hours: 4.5)
        #expect(forecast.amount == .cents(140))
        #expect(forecast.reachesCapAt == nil)
    }

    @Test(
        arguments: [
            (100, 2.0), (90, 1.5), (60, 0), (40, 0), (150, nil), (1_000, nil),
        ] as [(Int64, Double?)]
    )
    func `tells when the cap is reached, if that is before the end`(cap: Int64, hours: Double?) {
        let forecast = forecast(cap: .cents(cap), spent: 50, hourly: 20, hours: 4.5)
        #expect(forecast.reachesCapAt == hours.map { now.addingTimeInterval($0 * 3_600) })
    }

    @Test func `without spending there is nothing to come`() {
        let forecast = forecast(cap: .cents(10), spent: 50, hourly: 0, hours: 4.5)
        #expect(forecast.amount == .cents(50))
        #expect(forecast.reachesCapAt == nil)
    }

    @Test func `ends days and months where the zone ends them`() {
        let calendar = BudgetCalendar(timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)
        // 2026-11-24 00:00 UTC is one o'clock in Berlin.
        #expect(calendar.endOfDay(now) == now.addingTimeInterval(23 * 3_600))
        #expect(calendar.endOfMonth(now) == now.addingTimeInterval((6 * 24 + 23) * 3_600))
        #expect(calendar.timeZone.identifier == "Europe/Berlin")
    }
}
