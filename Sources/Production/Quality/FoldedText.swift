/// A text in which blanks, case and the forms of quotation marks, apostrophes and dashes do not matter.
struct FoldedText: Hashable {
    private let bytes: [UInt8]

    var isEmpty: Bool { bytes.isEmpty }

    init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.lowercased().unicodeScalars {
            if scalar.isASCII, scalar.value > 0x20, scalar != "`" {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
                continue
            }
            switch scalar {
            case "‘", "’", "‚", "‛", "′", "`", "´": bytes.append(UInt8(ascii: "'"))
            case "“", "”", "„", "‟", "«", "»", "″": bytes.append(UInt8(ascii: "\""))
            case "‐", "‑", "‒", "–", "—", "―", "−": bytes.append(UInt8(ascii: "-"))
            case "…": bytes.append(contentsOf: "...".utf8)
            case "\u{00AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": continue
            case _ where scalar.properties.isWhitespace:
                if let last = bytes.last, last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
            default: bytes.append(contentsOf: UTF8.encode(scalar)?.map(\.self) ?? [])
            }
        }
        if bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        self.bytes = bytes
    }

    /// Whether another text stands in this one.
    ///
    /// Source: R. N. Horspool, "Practical fast searching in strings", 1980.
    func contains(_ other: FoldedText) -> Bool {
        let (text, word) = (bytes, other.bytes)
        guard !word.isEmpty else { return true }
        guard word.count <= text.count else { return false }
        var skip = [Int](repeating: word.count, count: 256)
        for (index, byte) in word.dropLast().enumerated() { skip[Int(byte)] = word.count - 1 - index }
        var start = 0
        while start + word.count <= text.count {
            var index = word.count - 1
            while text[start + index] == word[index] {
                if index == 0 { return true }
                index -= 1
            }
            start += skip[Int(text[start + word.count - 1])]
        }
        return false
    }
}
