import FoundationEssentials

/// How long a server asks to wait, from any of the forms it says so in.
///
/// In order: `retry-after-ms` (milliseconds), `Retry-After` (seconds or an HTTP date), `X-RateLimit-Reset` (Unix
/// milliseconds at OpenRouter; Unix seconds or seconds from now elsewhere, told apart by size). A moment in the past
/// is no wait. A wait is at most a day: no limit that comes with one lasts longer, and whoever takes milliseconds for seconds shuts
/// nobody out for weeks.
///
/// Source: RFC 9110 §10.2.3 and §5.6.7 (its three forms of date); recorded 429 answers for the reset header.
enum RetryAfter {
    private static let longest = 86_400.0

    /// Reads the wait from header fields, looked up by lower-case name.
    static func wait(now: Date, header: (String) -> String?) -> Duration? {
        if let text = header("retry-after-ms"), let milliseconds = Double(text) {
            return duration(seconds: milliseconds / 1000)
        }
        if let text = header("retry-after") {
            if let seconds = Double(text) { return duration(seconds: seconds) }
            if let moment = unixTime(httpDate: text) {
                return duration(seconds: moment - now.timeIntervalSince1970)
            }
        }
        guard let text = header("x-ratelimit-reset"), let reset = Double(text) else { return nil }
        if reset >= 1e11 { return duration(seconds: reset / 1000 - now.timeIntervalSince1970) }
        if reset >= 1e9 { return duration(seconds: reset - now.timeIntervalSince1970) }
        return duration(seconds: reset)
    }

    /// A wait of so many seconds, to the millisecond.
    static func duration(seconds: Double) -> Duration? {
        guard !seconds.isNaN else { return nil }
        return .milliseconds(Int64((min(max(seconds, 0), longest) * 1000).rounded(.up)))
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` and the two obsolete forms: they hold the same parts in another dress.
    static func unixTime(httpDate: String) -> Double? {
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        var numbers: [Int] = []
        var month: Int?
        var clock: [Int] = []
        for word in httpDate.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }) {
            if let number = Int(word) {
                numbers.append(number)
            } else if word.contains(":") {
                clock = word.split(separator: ":").compactMap { Int($0) }
            } else if let index = months.firstIndex(of: word.lowercased()) {
                month = index + 1
            }
        }
        guard let month, numbers.count == 2, clock.count == 3, 1...31 ~= numbers[0], 0...9999 ~= numbers[1],
            clock.allSatisfy({ 0...60 ~= $0 })
        else { return nil }
        // A year of two digits is the one within half a century (RFC 9110 §5.6.7); these headers are of this one.
        let year = numbers[1] < 100 ? numbers[1] + 2000 : numbers[1]
        let seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
        return Double(daysSinceEpoch(year: year, month: month, day: numbers[0]) * 86_400 + seconds)
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
