/// A text as the screen reads it: words by what they mean, with their places.
struct ScreenedText {
    /// A word, a mark, or the end of a sentence.
    struct Word {
        /// The first byte of it in the text.
        var start: Int32
        /// The byte behind it.
        var end: Int32
        /// What identifies it; equal words have equal hashes.
        var hash: UInt64
        /// Lists of the ``WordTable``: of the word, of its longest prefix and of the next; -1 for none.
        var lists: (Int32, Int32, Int32) = (-1, -1, -1)
        var isStop = false
        var isMark = false
        var beginsLine = false
    }

    /// Ways of hiding words that show in the words themselves.
    enum Disguise: Int, Sendable, CaseIterable {
        case invisible, lookalike, leet, spaced, scrambled
    }

    var words: [Word] = []
    /// How many words of the rules were found under each disguise.
    var disguised: [Int] = Array(repeating: 0, count: Disguise.allCases.count)
    /// Characters of the invisible tag block, as the ASCII that they stand for.
    var tags: [UInt8] = []
    /// Where the tags begin and end.
    var tagPlace: Range<Int>?
    /// For each shift of the alphabet, the words of the text that are common words so shifted.
    var shifted: [Tally] = Array(repeating: Tally(), count: 26)
    /// The words that are common words written backwards.
    var reversed = Tally()

    /// Some words of a text, by number and by the stretch from the first to the last.
    struct Tally {
        private(set) var count = 0
        private(set) var place = 0..<0

        mutating func count(_ word: Range<Int>) {
            place = count == 0 ? word : place.lowerBound..<word.upperBound
            count += 1
        }
    }
}
