import Foundation

/// Words as speech counts them, in any script.
///
/// Where blanks stand between words, a word is a run of letters, figures, marks, apostrophes and inner hyphens. Scripts
/// without blanks are counted by characters: at an even pace a minute takes about 250 Han characters, 375 kana or 600 Thai,
/// Lao, Khmer or Burmese letters, so that 150 words a minute make a Han character 0.6 of a word, a kana 0.4, and one of the
/// others 0.25. Korean has blanks.
public enum SpokenWords {
    /// How many words a text has, rounded.
    public static func count(_ text: String) -> Int { Int(amount(text).rounded()) }

    /// How many words a text has, as a measure of the time it takes.
    static func amount(_ text: String) -> Double {
        var sum = 0.0
        scan(text) { _, weight in sum += weight }
        return sum
    }

    /// The words of a text in small letters; each character of a script without blanks is one.
    static func list(_ text: String) -> [String] {
        var words: [String] = []
        scan(text.lowercased()) { word, _ in words.append(word) }
        return words
    }

    /// The part of a word that one character of a script without blanks is; `nil` for all others.
    static func weight(_ scalar: Unicode.Scalar) -> Double? {
        switch scalar.value {
        case 0..<0x0E00: nil
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: 0.25
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: 0.4
        case 0x3005, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: 0.6
        default: nil
        }
    }

    private static func scan(_ text: String, _ body: (String, Double) -> Void) {
        var word = String.UnicodeScalarView()
        var joiners = String.UnicodeScalarView()
        func end() {
            if !word.isEmpty { body(String(word), 1) }
            word.removeAll(keepingCapacity: true)
            joiners.removeAll()
        }
        for scalar in text.unicodeScalars {
            if isPart(scalar) {
                if let weight = weight(scalar) {
                    end()
                    body(String(scalar), weight)
                } else {
                    word.append(contentsOf: joiners)
                    joiners.removeAll()
                    word.append(scalar)
                }
            } else if !word.isEmpty, joiners.isEmpty, isJoiner(scalar) {
                // Counts only when the word goes on: `don't`, `well-known`, `3.5`.
                joiners.append(scalar == "’" ? "'" : scalar)
            } else {
                end()
            }
        }
        end()
    }

    static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        case 0..<0x80: return false
        default:
            let properties = scalar.properties
            return properties.isAlphabetic || properties.numericType != nil
                || properties.generalCategory == .nonspacingMark || properties.generalCategory == .spacingMark
        }
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "’", "-", "\u{2010}", "\u{2011}", ".", ",", "\u{00AD}", "\u{200C}", "\u{200D}": true
        default: false
        }
    }
}
