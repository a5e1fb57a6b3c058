/// Money in whole picodollars (10⁻¹² dollar), written as the API writes it.
enum Money {
    static let dollar: Int64 = 1_000_000_000_000

    /// A decimal without exponent and without trailing zeros, such as `0.000001`; both a JSON number and a price.
    static func decimal(_ picodollars: Int64) -> String {
        let magnitude = picodollars.magnitude
        let fraction = String(magnitude % UInt64(dollar))
        let sign = picodollars < 0 ? "-" : ""
        let padded = String(repeating: "0", count: 12 - fraction.count) + fraction
        let digits = padded.replacing(/0+$/, with: "")
        return "\(sign)\(magnitude / UInt64(dollar))\(digits.isEmpty ? "" : ".")\(digits)"
    }

    /// Picodollars of a decimal with up to `places` digits after the point, such as `0.15` dollars per million tokens.
    static func parse(_ text: some StringProtocol, unit: Int64) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]), whole >= 0 else { return nil }
        var value = whole * unit
        var place = unit
        for digit in parts.dropFirst().joined() {
            guard let number = digit.wholeNumberValue else { return nil }
            place /= 10
            value += Int64(number) * place
        }
        return value
    }

    static func json(_ picodollars: Int64) -> JSON { .number(decimal(picodollars)) }
}
