/// The text of a line and the place of the cursor, with the edits that commands make to it.
struct LineText: Equatable {
    /// The characters.
    var scalars: [Unicode.Scalar] = []
    /// How many of them stand before the cursor.
    var cursor = 0

    /// The text as a string.
    var text: String { String.make(scalars) }

    /// A line with the cursor at its end unless it is given.
    init(_ text: String = "", cursor: Int? = nil) {
        scalars = Array(text.unicodeScalars)
        self.cursor = min(cursor ?? scalars.count, scalars.count)
    }

    /// Changes the case of the word after the cursor, and goes to its end.
    mutating func changeCase(_ change: (String, _ isFirst: Bool) -> String) {
        let range = wordAfter
        var isFirst = true
        var changed: [Unicode.Scalar] = []
        for scalar in scalars[range] {
            changed += Array(change(String(scalar), isFirst && scalar.isWordPart).unicodeScalars)
            if scalar.isWordPart { isFirst = false }
        }
        replace(range, with: changed)
    }

    /// Swaps the word at the cursor, or the last one before it, with the word before that, and goes behind both.
    ///
    /// - Returns: `false` where there are no two words.
    mutating func transposeWords() -> Bool {
        var place = self
        if scalars[cursor...].contains(where: \.isWordPart) { place.cursor = wordAfter.upperBound }
        guard let end = scalars[..<place.cursor].lastIndex(where: \.isWordPart).map({ $0 + 1 }) else { return false }
        place.cursor = end
        let later = place.wordBefore
        guard let middle = scalars[..<later.lowerBound].lastIndex(where: \.isWordPart).map({ $0 + 1 }) else {
            return false
        }
        place.cursor = middle
        let earlier = place.wordBefore
        replace(
            earlier.lowerBound..<end,
            with: Array(scalars[later]) + scalars[middle..<later.lowerBound] + scalars[earlier]
        )
        return true
    }

    /// The blanks around the cursor.
    var blanksAround: Range<Int> {
        let start = scalars[..<cursor].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
        return start..<(scalars[cursor...].firstIndex { !$0.isBlank } ?? scalars.count)
    }

    /// Puts text in place of a part of the line; the cursor goes to its end.
    mutating func replace(_ range: Range<Int>, with text: some Collection<Unicode.Scalar>) {
        let range = range.clamped(to: 0..<scalars.count)
        scalars.replaceSubrange(range, with: text)
        cursor = range.lowerBound + text.count
    }

    /// Takes a part away.
    mutating func delete(_ range: Range<Int>) { replace(range, with: []) }

    /// Puts text at the cursor.
    mutating func insert(_ text: some Collection<Unicode.Scalar>) {
        replace(cursor..<cursor, with: text)
    }

    /// The row the cursor is in, counted in line ends.
    var rowStart: Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    var rowEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }

    /// Moves to the row above or below.
    ///
    /// - Returns: `false` when there is none.
    mutating func moveRow(up: Bool) -> Bool {
        let column = cursor - rowStart
        if up {
            guard rowStart > 0 else { return false }
            cursor = rowStart - 1
        } else {
            guard rowEnd < scalars.count else { return false }
            cursor = rowEnd + 1
        }
        cursor = min(rowStart + column, rowEnd)
        return true
    }

    /// The character before the cursor, with the marks on it.
    var characterBefore: Range<Int> {
        let start = scalars[..<cursor].lastIndex { LineLayout.width(of: $0) > 0 }
        return (start ?? 0)..<cursor
    }

    /// The character after the cursor, with the marks on it.
    var characterAfter: Range<Int> {
        let end = scalars[cursor...].dropFirst().firstIndex { LineLayout.width(of: $0) > 0 }
        return cursor..<(end ?? scalars.count)
    }

    /// The part from the cursor back to the start of a word made of anything but blanks.
    var blankWordBefore: Range<Int> {
        var start = cursor
        while start > 0, scalars[start - 1].properties.isWhitespace { start -= 1 }
        while start > 0, !scalars[start - 1].properties.isWhitespace { start -= 1 }
        return start..<cursor
    }

    /// The part from the cursor to the end of a word made of anything but blanks.
    var blankWordAfter: Range<Int> {
        var end = cursor
        while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
        while end < scalars.count, !scalars[end].properties.isWhitespace { end += 1 }
        return cursor..<end
    }

    /// The part from the cursor back to the start of a word made of letters and digits.
    var wordBefore: Range<Int> {
        var start = cursor
        while start > 0, !scalars[start - 1].isWordPart { start -= 1 }
        while start > 0, scalars[start - 1].isWordPart { start -= 1 }
        return start..<cursor
    }

    /// The part from the cursor to the end of a word made of letters and digits.
    var wordAfter: Range<Int> {
        var end = cursor
        while end < scalars.count, !scalars[end].isWordPart { end += 1 }
        while end < scalars.count, scalars[end].isWordPart { end += 1 }
        return cursor..<end
    }

    /// From the start of the row to the cursor; the line end before it when the cursor is at the start already.
    var rowBefore: Range<Int> { rowStart == cursor && cursor > 0 ? (cursor - 1)..<cursor : rowStart..<cursor }
    /// From the cursor to the end of the row; the line end itself when the cursor is there already.
    var rowAfter: Range<Int> { cursor..<(rowEnd == cursor ? min(cursor + 1, scalars.count) : rowEnd) }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { self == " " || self == "\t" }
    fileprivate var isWordPart: Bool { properties.isAlphabetic || properties.numericType != nil }
}

extension String {
    /// A string of scalars.
    static func make(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
