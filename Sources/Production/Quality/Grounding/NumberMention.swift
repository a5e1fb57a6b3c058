import Foundation

/// A number in a text, in figures or in words, with its unit.
struct NumberMention: Hashable {
    /// What it may stand for: `1.948` is one thing in London and another in Berlin, and so is a billion.
    var values: [Double]
    /// What is counted, where that is one of the known units.
    var unit: String?
    /// As it is written.
    var text: String
    /// Whether it is written in words.
    var isSpelled: Bool
    /// Whether it is said to be inexact: `about fifty`.
    var isRough = false
    /// Whether it is the name of a decade: `1950s`.
    var isDecade = false
    /// The word after it, in small letters.
    var next = ""

    /// Whether it states so much that somebody could look it up: small numbers in words are everywhere.
    var isClaim: Bool { !isSpelled || unit != nil || values.contains { $0 > 12 } }

    /// Whether a source's number says the same, or what this one is a round figure of.
    func stands(on other: NumberMention) -> Bool {
        if unit == NumberReader.percent, other.unit != NumberReader.percent { return false }
        if let unit, let theirs = other.unit, unit != theirs { return false }
        return values.contains { value in other.values.contains { stands(value, on: $0) } }
    }

    private func stands(_ value: Double, on other: Double) -> Bool {
        if abs(value - other) <= 1e-9 * max(1, abs(other)) { return true }
        if isDecade {
            // `1950s`, and `the 50s`.
            let year = value < 100 ? other.truncatingRemainder(dividingBy: 100) : other
            return year >= value && year < value + 10
        }
        // A year is never round; other numbers are, in their first two figures.
        let isYear = unit == nil && (1_000...2_100).contains(value) && value == value.rounded()
        if isRough { return abs(value - other) <= (isYear ? 3 : 0.1 * abs(other)) }
        guard !isYear, value >= 10, value.truncatingRemainder(dividingBy: 10) == 0 else { return false }
        let scale = pow(10, (log10(value) + 1e-9).rounded(.down) - 1)
        guard value.truncatingRemainder(dividingBy: scale) < 1e-6 * scale else { return false }
        let step = value.truncatingRemainder(dividingBy: 10 * scale) == 0 ? 5 * scale : scale / 2
        return abs(value - other) <= min(step, 0.05 * value)
    }
}
