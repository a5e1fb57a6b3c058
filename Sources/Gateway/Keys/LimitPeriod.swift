import Foundation

/// After how long the service resets the limit of a key.
///
/// Source: OpenRouter's OpenAPI description, `limit_reset`.
enum LimitPeriod: String {
    case daily, weekly, monthly

    /// When a limit is reset next: at midnight UTC, weeks beginning on Monday.
    func end(after date: Date) -> Date {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        let component: Calendar.Component =
            switch self {
            case .daily: .day
            case .weekly: .weekOfYear
            case .monthly: .month
            }
        return calendar.dateInterval(of: component, for: date)?.end ?? date
    }
}
