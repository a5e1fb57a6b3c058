/// Codes that write every letter as a group of its own: hex, bits and numbers with blanks, and Morse.
enum CodedGroups {
    /// Fewer groups are a number or a dash.
    private static let fewest = 8

    static func collect(_ text: borrowing [UInt8], _ found: inout [HiddenText]) {
        var groups: [Range<Int>] = []
        // The codes that all groups so far may be written in.
        var kinds: [Kind] = []
        var place = 0
        func close(_ text: borrowing [UInt8]) {
            defer { groups.removeAll(keepingCapacity: true) }
            guard groups.count >= fewest else { return }
            var pieces: [[UInt8]] = []
            for group in groups { pieces.append(Array(text[group])) }
            for kind in kinds where found.count < HiddenText.limit.pieces {
                let bytes = kind.bytes(of: pieces)
                guard HiddenText.isReadable(bytes) else { continue }
                let range = groups[0].lowerBound..<groups[groups.count - 1].upperBound
                found.append(HiddenText(code: kind.rawValue, bytes: bytes, place: range))
                return
            }
        }
        while place < text.count {
            guard !isSeparator(text[place]) else {
                place += 1
                continue
            }
            var end = place
            while end < text.count, !isSeparator(text[end]), end - place < 12 { end += 1 }
            let isWhole = end == text.count || isSeparator(text[end])
            // Most words begin like none of the codes, and need no look at the rest.
            let mayBeCode = isWhole && (text[place] < 0x40 || end - place == 2)
            let group = mayBeCode ? Array(text[place..<end]) : []
            let shared = mayBeCode ? kinds.filter { $0.holds(group) } : []
            if !groups.isEmpty, !shared.isEmpty {
                kinds = shared
                groups.append(place..<end)
            } else {
                close(text)
                kinds = mayBeCode ? Kind.allCases.filter { $0.holds(group) } : []
                if !kinds.isEmpty { groups.append(place..<end) }
            }
            place = end
            while !isWhole, place < text.count, !isSeparator(text[place]) { place += 1 }
        }
        close(text)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
    }

    private enum Kind: String, CaseIterable {
        case binary, morse, decimal, hex

        func holds(_ group: [UInt8]) -> Bool {
            switch self {
            case .binary: group.count == 8 && group.allSatisfy { $0 == 0x30 || $0 == 0x31 }
            case .morse:
                group.count <= 7 && group.allSatisfy { $0 == 0x2E || $0 == 0x2D || $0 == 0x2F || $0 == 0x7C }
            case .decimal:
                (2...3).contains(group.count) && group.allSatisfy { (0x30...0x39).contains($0) }
                    && Self.printable.contains(group.reduce(0) { $0 * 10 + Int($1 & 0x0F) })
            case .hex: Self.digits(group).count == 2 && Self.digits(group).allSatisfy { CodedRuns.hexDigit($0) != nil }
            }
        }

        private static let printable = 32...126

        private static func digits(_ group: [UInt8]) -> ArraySlice<UInt8> {
            group.starts(with: [0x30, 0x78]) || group.starts(with: [0x5C, 0x78]) ? group.dropFirst(2) : group[...]
        }

        func bytes(of groups: [[UInt8]]) -> [UInt8] {
            switch self {
            case .binary: groups.map { $0.reduce(0) { $0 << 1 | ($1 & 1) } }
            case .decimal: groups.map { UInt8(clamping: $0.reduce(0) { $0 * 10 + Int($1 & 0x0F) }) }
            case .hex: groups.flatMap { CodedRuns.hex(Self.digits($0)) }
            case .morse: groups.map { Self.letters[$0] ?? 0x20 }
            }
        }

        /// Source: ITU-R M.1677-1.
        private static let letters: [[UInt8]: UInt8] = Dictionary(
            uniqueKeysWithValues: [
                (".-", "a"), ("-...", "b"), ("-.-.", "c"), ("-..", "d"), (".", "e"), ("..-.", "f"), ("--.", "g"),
                ("....", "h"), ("..", "i"), (".---", "j"), ("-.-", "k"), (".-..", "l"), ("--", "m"), ("-.", "n"),
                ("---", "o"), (".--.", "p"), ("--.-", "q"), (".-.", "r"), ("...", "s"), ("-", "t"), ("..-", "u"),
                ("...-", "v"), (".--", "w"), ("-..-", "x"), ("-.--", "y"), ("--..", "z"), ("-----", "0"),
                (".----", "1"), ("..---", "2"), ("...--", "3"), ("....-", "4"), (".....", "5"), ("-....", "6"),
                ("--...", "7"), ("---..", "8"), ("----.", "9"), (".-.-.-", "."), ("--..--", ","), ("..--..", "?"),
            ].map { (Array($0.0.utf8), $0.1.utf8.first ?? 0x20) }
        )
    }
}
