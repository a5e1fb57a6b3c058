/// Money in whole picodollars (10⁻¹² dollar), written as the API writes it.
enum Money {
    static let dollar: Int64 = 1_000_000_000_000

    /// A decimal without exponent and without trailing zeros, such as `0.000001`; both a JSON number and a price.
    static func decimal(_ picodollars: Int64) -> String {
        var digits = picodollars.magnitude
        guard digits > 0 else { return "0" }
        var places = 12
        while places > 0, digits.isMultiple(of: 10) {
            digits /= 10
            places -= 1
        }
        let sign = picodollars < 0 ? "-" : ""
        let text = String(digits)
        guard places > 0 else { return sign + text }
        let padded = text.count > places ? text : String(repeating: "0", count: places + 1 - text.count) + text
        return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
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
