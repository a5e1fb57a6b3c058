/// A word of a text as the search for figures and names needs it: with its case, and how it stands to the word before.
struct GroundingWord {
    var text: String
    /// In small letters.
    var small: String
    /// Whether a sentence, a clause after a colon, or a quotation begins with it.
    var isFirst: Bool
    /// Whether only blanks stand before it, or nothing.
    var isAdjacent: Bool
    /// Whether nothing stands before it, not even a blank.
    var isGlued: Bool

    /// The words of a text in order; signs that are spoken, such as `%` and `€`, are words too, and so is each character of a
    /// script without blanks.
    static func list(_ text: String) -> [GroundingWord] {
        var words: [GroundingWord] = []
        var current = String.UnicodeScalarView()
        var joiner: Unicode.Scalar?
        var (isFirst, isAdjacent, isGlued) = (true, true, false)
        func add(_ scalars: String.UnicodeScalarView) {
            let text = String(scalars)
            words.append(
                GroundingWord(
                    text: text,
                    small: text.lowercased(),
                    isFirst: isFirst,
                    isAdjacent: isAdjacent,
                    isGlued: isGlued
                )
            )
            (isFirst, isAdjacent, isGlued) = (false, true, true)
        }
        func end() {
            if !current.isEmpty { add(current) }
            current.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if SpokenWords.isPart(scalar) {
                if SpokenWords.weight(scalar) != nil {
                    end()
                    joiner = nil
                    add(String.UnicodeScalarView([scalar]))
                    continue
                }
                if let between = joiner {
                    current.append(between)
                    joiner = nil
                }
                current.append(scalar)
                continue
            }
            if !current.isEmpty, joiner == nil, isInner(scalar) {
                joiner = scalar == "’" ? "'" : scalar
                continue
            }
            // A joiner after which no word goes on was a mark after all: the point of a sentence, a closing quote.
            if let mark = joiner {
                end()
                joiner = nil
                note(mark)
            } else {
                end()
            }
            if signs.contains(scalar) {
                add(String.UnicodeScalarView([scalar]))
            } else {
                note(scalar)
            }
        }
        end()
        return words

        func note(_ mark: Unicode.Scalar) {
            isGlued = false
            if mark.properties.isWhitespace { return }
            // Hidden marks of direction are no marks of punctuation.
            if mark.properties.generalCategory == .format { return }
            isAdjacent = false
            if ends.contains(mark) { isFirst = true }
        }
    }

    private static let signs = Set("%$€£¥°٪".unicodeScalars)
    private static let ends = Set(".!?…。！？｡．؟۔।॥:\"“”„«»‘「」『』()[]–—•¿¡".unicodeScalars)

    private static func isInner(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "’", "-", "\u{2010}", "\u{2011}", ".", ",", "\u{00AD}", "\u{200C}", "\u{200D}", "٫", "٬": true
        default: false
        }
    }
}
