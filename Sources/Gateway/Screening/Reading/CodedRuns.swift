/// Codes that make one long word of a text: base64, base32, hex, bits, ascii85 and base85.
enum CodedRuns {
    /// Shorter runs are words, numbers or ids.
    private static let shortest = 16

    static func collect(_ text: borrowing [UInt8], _ found: inout [HiddenText]) {
        var place = 0
        while place < text.count, found.count < HiddenText.limit.pieces {
            guard text[place] > 0x20 else {
                place += 1
                continue
            }
            var end = place
            while end < text.count, text[end] > 0x20 || isWrap(text, at: end, from: place) { end += 1 }
            if end - place >= shortest { decode(text, place..<min(end, place + HiddenText.limit.bytes), &found) }
            place = end
        }
    }

    /// Whether a line break stands in the middle of lines of equal length, as mail wraps base64.
    private static func isWrap(_ text: borrowing [UInt8], at place: Int, from start: Int) -> Bool {
        guard text[place] == 0x0A, place - start >= 60, place + 1 < text.count, text[place + 1] > 0x20 else {
            return false
        }
        return sixBits(text[place - 1]) != nil && sixBits(text[place + 1]) != nil
    }

    private static func decode(_ text: borrowing [UInt8], _ range: Range<Int>, _ found: inout [HiddenText]) {
        var run: [UInt8] = []
        for place in range where text[place] > 0x20 { run.append(text[place]) }
        let core = run.trimmed { !isLetterOrDigit($0) && $0 != UInt8(ascii: "=") && $0 != 0x2B && $0 != 0x2F }
        func take(_ code: String, _ bytes: [UInt8]?) -> Bool {
            guard let bytes, HiddenText.isReadable(bytes) else { return false }
            found.append(HiddenText(code: code, bytes: bytes, place: range))
            return true
        }
        if core.count >= shortest {
            if core.allSatisfy({ hexDigit($0) != nil }) {
                if core.allSatisfy({ $0 == 0x30 || $0 == 0x31 }) {
                    if core.count % 8 == 0, take("binary", bits(core)) { return }
                } else if core.count % 2 == 0, take("hex", hex(core)) {
                    return
                }
            }
            if core.count >= 24, core.allSatisfy({ fiveBits($0) != nil || $0 == 0x3D }), take("base32", base32(core)) {
                return
            }
            if core.allSatisfy({ sixBits($0) != nil || $0 == 0x3D }), take("base64", base64(core)) { return }
        }
        if run.count >= 24 {
            if run.starts(with: [0x3C, 0x7E]), run.suffix(2) == [0x7E, 0x3E],
                take("ascii85", base85(run[2..<(run.count - 2)], digits: ascii85Digits))
            {
                return
            }
            let signs = run.count { !isLetterOrDigit($0) }
            if signs >= 3, take("base85", base85(run[...], digits: base85Digits)) { return }
        }
    }

    // MARK: Digits

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func fiveBits(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x32...0x37: byte - 0x18
        default: nil
        }
    }

    private static func sixBits(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x47
        case 0x30...0x39: byte + 4
        case 0x2B, 0x2D: 62
        case 0x2F, 0x5F: 63
        default: nil
        }
    }

    private static let ascii85Digits: [UInt8: UInt8] = Dictionary(
        uniqueKeysWithValues: (0..<85).map { (UInt8(0x21 + $0), UInt8($0)) }
    )
    /// The alphabet of RFC 1924.
    private static let base85Digits: [UInt8: UInt8] = Dictionary(
        uniqueKeysWithValues:
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~".utf8.enumerated()
            .map { ($0.element, UInt8($0.offset)) }
    )

    // MARK: Codes

    static func hex(_ digits: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var half: UInt8?
        for digit in digits.compactMap(hexDigit) {
            if let high = half {
                bytes.append(high << 4 | digit)
                half = nil
            } else {
                half = digit
            }
        }
        return bytes
    }

    private static func bits(_ digits: ArraySlice<UInt8>) -> [UInt8] {
        joined(digits.map { $0 & 1 }, width: 1)
    }

    private static func base32(_ digits: ArraySlice<UInt8>) -> [UInt8] { joined(digits.compactMap(fiveBits), width: 5) }

    private static func base64(_ digits: ArraySlice<UInt8>) -> [UInt8] { joined(digits.compactMap(sixBits), width: 6) }

    /// Bytes of digits of so many bits; what is left of the last one is padding.
    private static func joined(_ digits: [UInt8], width: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * width / 8)
        var value: UInt32 = 0
        var count = 0
        for digit in digits {
            value = value << UInt32(width) | UInt32(digit)
            count += width
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(count)))
            }
        }
        return bytes
    }

    /// Five digits make four bytes; the last group may be shorter by as many digits as bytes.
    private static func base85(_ text: ArraySlice<UInt8>, digits: [UInt8: UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var group: [UInt8] = []
        func close(_ group: [UInt8]) -> Bool {
            var value: UInt64 = 0
            for place in 0..<5 { value = value * 85 + UInt64(place < group.count ? group[place] : 84) }
            guard value <= 0xFFFF_FFFF else { return false }
            for place in 0..<(group.count - 1) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(24 - 8 * place)))
            }
            return true
        }
        for byte in text {
            guard let digit = digits[byte] else { return nil }
            group.append(digit)
            if group.count == 5 {
                guard close(group) else { return nil }
                group.removeAll(keepingCapacity: true)
            }
        }
        if group.count >= 2, !close(group) { return nil }
        return bytes
    }
}

extension [UInt8] {
    /// Without the bytes at both ends that satisfy a condition.
    fileprivate func trimmed(_ isOutside: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        guard let first = firstIndex(where: { !isOutside($0) }), let last = lastIndex(where: { !isOutside($0) }) else {
            return []
        }
        return self[first...last]
    }
}
