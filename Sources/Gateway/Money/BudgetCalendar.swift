package import Foundation
import Synchronization

/// Names the calendar windows that a moment falls into, in a stated zone.
///
/// Windows are derived from the calendar, never counted in hours, so that they end where people say they end. The
/// last answer is kept until its day is over: the calendar is slow beside everything else in a call.
package final class BudgetCalendar: Sendable {
    private struct Day {
        var start: Date
        var end: Date
        var scopes: [BudgetScope]
    }

    private let calendar: Calendar
    private let last = Mutex<Day?>(nil)

    package init(timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    /// The day and the month of a moment.
    package func scopes(at date: Date) -> [BudgetScope] {
        last.withLock { last in
            if let last, last.start <= date, date < last.end { return last.scopes }
            let day = makeDay(around: date)
            last = day
            return day.scopes
        }
    }

    /// The first moment of the day that a moment falls into.
    func startOfDay(_ date: Date) -> Date { calendar.startOfDay(for: date) }

    /// The end of the day that a moment falls into.
    func endOfDay(_ date: Date) -> Date { calendar.dateInterval(of: .day, for: date)?.end ?? date }

    /// The end of the month that a moment falls into.
    func endOfMonth(_ date: Date) -> Date { calendar.dateInterval(of: .month, for: date)?.end ?? date }

    /// The zone whose days and months these are.
    var timeZone: TimeZone { calendar.timeZone }

    /// A moment's day as `YYYY-MM-DD`.
    func day(of date: Date) -> String {
        scopes(at: date).lazy.compactMap { scope in
            guard case .day(let day) = scope else { return nil }
            return day
        }.first ?? ""
    }

    private func makeDay(around date: Date) -> Day {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let month = "\(padded(parts.year ?? 0, to: 4))-\(padded(parts.month ?? 0, to: 2))"
        // A day after the start is not always its end: where clocks go forward at midnight, it starts at one.
        let day = calendar.dateInterval(of: .day, for: date)
        return Day(
            start: day?.start ?? date,
            end: day?.end ?? date,
            scopes: [.day("\(month)-\(padded(parts.day ?? 0, to: 2))"), .month(month)]
        )
    }

    private func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
