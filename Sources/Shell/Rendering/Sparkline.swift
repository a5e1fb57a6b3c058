/// Numbers as a row of small bars, for where one would rather look than read.
enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar for each value, the highest for the largest; the lowest for zero and for all, where all are zero.
    static func of(_ values: [Double]) -> String {
        let most = values.max() ?? 0
        return String(
            values.map { value in
                guard most > 0, value > 0 else { return bars[0] }
                return bars[min(bars.count - 1, max(1, Int((value / most * Double(bars.count - 1)).rounded())))]
            }
        )
    }

    /// Amounts summed up in spans of equal length that end at a moment.
    ///
    /// - Parameters:
    ///   - amounts: What happened and how long ago, in seconds.
    ///   - spans: How many spans there are, the latest last.
    ///   - seconds: The length of each.
    /// - Returns: The sum of each span.
    static func sums(
        _ amounts: some Sequence<(age: Double, amount: Double)>,
        spans: Int,
        of seconds: Double
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: spans)
        for (age, amount) in amounts where age >= 0 && age < seconds * Double(spans) {
            sums[spans - 1 - Int(age / seconds)] += amount
        }
        return sums
    }

    /// The value below which the given share lies, by nearest rank; `nil` of no values.
    static func percentile(_ share: Double, of values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let rank = Int((share * Double(values.count)).rounded(.up)) - 1
        return values.sorted()[min(max(rank, 0), values.count - 1)]
    }
}
