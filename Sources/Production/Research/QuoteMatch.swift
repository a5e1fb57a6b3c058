/// Looks up quotes in the text that they are said to come from.
///
/// Blanks, case, and the forms of quotation marks, apostrophes, dashes and ellipses do not matter; every letter and every
/// figure does.
struct QuoteMatch {
    private let original: [Unicode.Scalar]
    private let folded: [Unicode.Scalar]
    /// For each folded scalar the place of its original.
    private let places: [Int]

    init(_ text: String) {
        original = Array(text.unicodeScalars)
        (folded, places) = Self.fold(original)
    }

    /// The source's own words for a quote, blanks reduced to one; `nil` when they are not there.
    ///
    /// A quote needs three words or twelve characters; shorter ones would be found anywhere.
    func words(for quote: String) -> String? {
        let bare = quote.trimming { $0.isWhitespace || "\"'“”„‘’«»…`".contains($0) }
        var needle = Self.fold(Array(bare.unicodeScalars)).scalars[...]
        while needle.last == "." || needle.last == " " { needle = needle.dropLast() }
        guard needle.count >= 12 || (bare.words.count >= 3 && needle.count >= 6), needle.count <= 1_200 else {
            return nil
        }
        guard let start = place(of: Array(needle)) else { return nil }
        var end = places[start + needle.count - 1] + 1
        if end < original.count, ".!?".unicodeScalars.contains(original[end]) { end += 1 }
        let found = String(String.UnicodeScalarView(original[places[start]..<end]))
        return Prompt.oneLine(found)
    }

    private func place(of needle: [Unicode.Scalar]) -> Int? {
        guard let first = needle.first, needle.count <= folded.count else { return nil }
        for start in 0...(folded.count - needle.count) where folded[start] == first {
            // Within a word is nowhere: `he cat` does not stand in `the cat`.
            if start > 0, Self.continues(folded[start - 1], with: first) { continue }
            var length = 1
            while length < needle.count, folded[start + length] == needle[length] { length += 1 }
            guard length == needle.count else { continue }
            let end = start + length
            if end < folded.count, let last = needle.last, Self.continues(last, with: folded[end]) { continue }
            return start
        }
        return nil
    }

    /// Whether a word or a number goes on: `75` does not stand in `750`.
    private static func continues(_ last: Unicode.Scalar, with next: Unicode.Scalar) -> Bool {
        guard last.isASCII, next.isASCII else { return false }
        return (last.properties.isAlphabetic && next.properties.isAlphabetic)
            || (last.properties.numericType != nil && next.properties.numericType != nil)
    }

    private static func fold(_ scalars: [Unicode.Scalar]) -> (scalars: [Unicode.Scalar], places: [Int]) {
        var folded: [Unicode.Scalar] = []
        var places: [Int] = []
        folded.reserveCapacity(scalars.count)
        places.reserveCapacity(scalars.count)
        func append(_ scalar: Unicode.Scalar, _ place: Int) {
            folded.append(scalar)
            places.append(place)
        }
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "‘", "’", "‚", "‛", "′", "`", "´": append("'", place)
            case "“", "”", "„", "‟", "«", "»", "″": append("\"", place)
            case "‐", "‑", "‒", "–", "—", "―", "−": append("-", place)
            case "…": for _ in 0..<3 { append(".", place) }
            case "\u{00AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": continue
            case _ where scalar.properties.isWhitespace:
                if let last = folded.last, last != " " { append(" ", place) }
            case _ where scalar.isASCII:
                append(scalar.value >= 65 && scalar.value <= 90 ? lowered(scalar) : scalar, place)
            default: for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower, place) }
            }
        }
        return (folded, places)
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(scalar.value) + 32)
    }
}
