/// Characters written as `%41`, `&#65;`, `\u0041`, `\x41`.
enum Escapes {
    /// The text with all of them undone; `nil` where there are fewer than four.
    static func decoded(_ text: borrowing [UInt8]) -> HiddenText? {
        var result: [UInt8] = []
        var counts = (percent: 0, entity: 0, backslash: 0)
        var place = 0
        var first: Int?
        var last = 0
        while place < text.count {
            let start = place
            switch text[place] {
            case UInt8(ascii: "%"):
                if let value = number(text, place + 1, digits: 2...2, base: 16) {
                    result.append(UInt8(value.value))
                    counts.percent += 1
                    place = value.end
                }
            case UInt8(ascii: "&"):
                if place + 2 < text.count, text[place + 1] == UInt8(ascii: "#") {
                    let isHex = text[place + 2] | 0x20 == UInt8(ascii: "x")
                    let from = place + (isHex ? 3 : 2)
                    if let value = number(text, from, digits: 1...7, base: isHex ? 16 : 10),
                        append(value.value, to: &result)
                    {
                        counts.entity += 1
                        place = value.end < text.count && text[value.end] == 0x3B ? value.end + 1 : value.end
                    }
                }
            case UInt8(ascii: "\\"):
                if place + 1 < text.count {
                    let digits: ClosedRange<Int>? =
                        switch text[place + 1] {
                        case UInt8(ascii: "u"): 4...4
                        case UInt8(ascii: "U"): 8...8
                        case UInt8(ascii: "x"): 2...2
                        default: nil
                        }
                    if let digits, let value = number(text, place + 2, digits: digits, base: 16),
                        append(value.value, to: &result)
                    {
                        counts.backslash += 1
                        place = value.end
                    }
                }
            default: break
            }
            if place == start {
                result.append(text[place])
                place += 1
            } else {
                first = first ?? start
                last = place
            }
        }
        guard let first, counts.percent + counts.entity + counts.backslash >= 4 else { return nil }
        let code =
            counts.percent >= max(counts.entity, counts.backslash)
            ? "percent" : counts.entity >= counts.backslash ? "entities" : "escapes"
        let repaired = Array(String(decoding: result, as: UTF8.self).utf8)
        return HiddenText(code: code, bytes: repaired, place: first..<last)
    }

    private static func number(
        _ text: borrowing [UInt8],
        _ start: Int,
        digits: ClosedRange<Int>,
        base: UInt32
    ) -> (value: UInt32, end: Int)? {
        var value: UInt32 = 0
        var place = start
        while place < text.count, place - start < digits.upperBound, let digit = CodedRuns.hexDigit(text[place]),
            digit < base
        {
            value = value * base + UInt32(digit)
            place += 1
        }
        return place - start >= digits.lowerBound ? (value, place) : nil
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        bytes += Array(String(scalar).utf8)
        return true
    }
}
