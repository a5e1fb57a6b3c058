/// An exact amount of US dollars, in units of 10⁻¹² dollar.
///
/// The API writes prices as decimal strings per token (`"0.00000015"`) and amounts charged as JSON numbers. Both convert
/// without loss down to 10⁻¹² dollar; digits below that are rounded up, so that a hold or a cost is never understated.
/// The range is about ±9.2 million dollars. Arithmetic that leads beyond it ends at its end: no cost is understated then, and no
/// number that a server sends ends the program.
public struct USD: Hashable, Sendable {
    /// The amount in units of 10⁻¹² dollar.
    public var picodollars: Int64

    /// No money.
    public static let zero = USD(picodollars: 0)

    /// An amount given in units of 10⁻¹² dollar.
    public init(picodollars: Int64) {
        self.picodollars = picodollars
    }

    /// A whole number of cents, as people write caps.
    public static func cents(_ cents: Int64) -> USD {
        USD(picodollars: cents * 10_000_000_000)
    }

    /// Reads a decimal such as `12`, `0.00000015`, `-1` or `4.27e-4`.
    ///
    /// The amount is rounded away from zero at the twelfth place; `nil` means that the text is not a decimal or that
    /// the amount does not fit.
    ///
    /// - Parameter text: A JSON number or a decimal string, without blanks, sign of currency or grouping.
    public init?(_ text: some StringProtocol) {
        var digits: [UInt8] = []
        var isNegative = false
        var scale = 0
        var hasPoint = false
        var bytes = text.utf8[...]
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        while let byte = bytes.first {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte - UInt8(ascii: "0"))
                if hasPoint { scale += 1 }
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "e") where !digits.isEmpty, UInt8(ascii: "E") where !digits.isEmpty:
                guard let exponent = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)), abs(exponent) < 1000
                else {
                    return nil
                }
                scale -= exponent
                bytes = bytes[bytes.endIndex...]
                continue
            default: return nil
            }
            bytes.removeFirst()
        }
        guard !digits.isEmpty else { return nil }
        // Twelve places are kept: what lies below them decides only the rounding.
        var kept = digits.drop { $0 == 0 }
        var hasRemainder = false
        while scale > 12, !kept.isEmpty {
            hasRemainder = kept.removeLast() != 0 || hasRemainder
            scale -= 1
        }
        var magnitude: Int64 = 0
        for digit in kept {
            let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(Int64(digit))
            guard !overflow, !carry else { return nil }
            magnitude = sum
        }
        while scale < 12, magnitude != 0 {
            let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = shifted
            scale += 1
        }
        if hasRemainder {
            guard magnitude < .max else { return nil }
            magnitude += 1
        }
        self.init(picodollars: isNegative ? -magnitude : magnitude)
    }
}

extension USD: Comparable, AdditiveArithmetic {
    /// Whether one amount is less than another.
    public static func < (left: USD, right: USD) -> Bool { left.picodollars < right.picodollars }
    /// The sum.
    public static func + (left: USD, right: USD) -> USD {
        let (sum, isBeyond) = left.picodollars.addingReportingOverflow(right.picodollars)
        return isBeyond ? end(isNegative: right.picodollars < 0) : USD(picodollars: sum)
    }
    /// The difference.
    public static func - (left: USD, right: USD) -> USD {
        let (difference, isBeyond) = left.picodollars.subtractingReportingOverflow(right.picodollars)
        return isBeyond ? end(isNegative: right.picodollars > 0) : USD(picodollars: difference)
    }
    /// A price times a number of units, such as tokens.
    public static func * (price: USD, count: Int) -> USD {
        let (product, isBeyond) = price.picodollars.multipliedReportingOverflow(by: Int64(count))
        return isBeyond ? end(isNegative: (price.picodollars < 0) != (count < 0)) : USD(picodollars: product)
    }

    /// The end of the range on one side; both can be negated.
    private static func end(isNegative: Bool) -> USD { USD(picodollars: isNegative ? -.max : .max) }
}

extension USD: CustomStringConvertible, Codable {
    /// All twelve places that matter, without trailing zeros beyond cents: `0.25`, `0.000427`, `12.00`.
    public var decimal: String {
        let (dollars, rest) = picodollars.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000)
        var (fraction, places) = (rest, 12)
        while places > 2, fraction.isMultiple(of: 10) {
            fraction /= 10
            places -= 1
        }
        let digits = String(fraction)
        let zeros = String(repeating: "0", count: places - digits.utf8.count)
        return "\(picodollars < 0 ? "-" : "")\(dollars).\(zeros)\(digits)"
    }

    /// The amount with its sign of currency: `$0.000427`.
    public var description: String { picodollars < 0 ? "-$\(decimal.dropFirst())" : "$\(decimal)" }

    /// Reads the decimal string that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let amount = USD(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an amount in dollars: \(text)")
        }
        self = amount
    }

    /// Writes a decimal string in dollars: numbers in JSON are binary floats to many readers.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(decimal)
    }
}
