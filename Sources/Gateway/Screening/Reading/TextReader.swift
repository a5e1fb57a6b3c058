/// Cuts a text into words, folded, with everything undone that hides a single word.
struct TextReader {
    private let table: WordTable
    private let disguises: DisguisedWords
    private let folding = CharacterFolding.standard
    private let marks: Marks
    private var text = ScreenedText()
    /// The word under way.
    private var word: [UInt8] = []
    private var wordStart = 0
    private var hasLatin = false
    private var hasLookalike = false
    private var hasDigit = false
    private var hasLetter = false
    private var hasInvisible = false
    private var scalars = 0
    /// Words since the line began.
    private var wordsInLine = 0
    private var beginsLine = true
    /// A run of a script without blanks: its bytes, and where each scalar begins in run and text.
    private var run: [UInt8] = []
    private var runPlaces: [(inRun: Int, inText: Int)] = []
    /// Single letters in a row, each one separator apart: the last words.
    private var singles: [(bytes: [UInt8], start: Int, end: Int)] = []

    /// Hashes and lists of the marks between words.
    private struct Marks {
        let fence, tag, colon, quote: ScreenedText.Word

        init(_ table: WordTable) {
            func mark(_ name: String) -> ScreenedText.Word {
                let hash = CharacterFolding.standard.folded(name).reduce(WordTable.seed, WordTable.hash)
                return .init(start: 0, end: 0, hash: hash, lists: (table.word(hash), -1, -1), isMark: true)
            }
            fence = mark("§fence")
            tag = mark("§tag")
            colon = mark("§colon")
            quote = mark("§quote")
        }
    }

    init(table: WordTable, disguises: DisguisedWords) {
        self.table = table
        self.disguises = disguises
        marks = Marks(table)
    }

    /// Reads a text of well-formed UTF-8.
    mutating func read(_ bytes: borrowing [UInt8]) -> ScreenedText {
        text.words.reserveCapacity(bytes.count / 5 + 8)
        var place = 0
        var before: UInt32 = 0x0A
        var fence = (sign: UInt32(0), count: 0)
        while place < bytes.count {
            let (value, length) = Self.scalar(bytes, at: place)
            let next = place + length
            if value < 0x80 ? Self.isASCIILetter(value) : false {
                letter(value < 0x5B && value > 0x40 ? value + 0x20 : value, at: place)
            } else if value >= 0xE0000, value <= 0xE007F {
                if value >= 0xE0020 {
                    text.tags.append(UInt8(value & 0x7F))
                    text.tagPlace = (text.tagPlace?.lowerBound ?? place)..<next
                }
            } else if CharacterFolding.isInvisible(value) {
                hasInvisible = hasInvisible || !word.isEmpty
                place = next
                continue
            } else if value >= 0x80 {
                var folded: [UInt32] = []
                folding.fold(value) { folded.append($0) }
                for scalar in folded { other(scalar, at: place, next: next, bytes, before) }
                if folded.isEmpty {
                    place = next
                    continue
                }
            } else {
                other(value, at: place, next: next, bytes, before)
            }
            if value == fence.sign {
                fence.count += 1
                if fence.count == 3 { mark(marks.fence, place - 2, next) }
            } else {
                fence = (Self.isFence(value) ? value : 0, 1)
            }
            before = value
            place = next
        }
        endWord(at: bytes.count)
        endSingles()
        endRun()
        stop(at: bytes.count)
        return text
    }

    private static func isFence(_ value: UInt32) -> Bool {
        switch value {
        case 0x23, 0x2A, 0x2B, 0x2D, 0x3D, 0x3C, 0x3E, 0x5F, 0x60, 0x7E, 0x2014, 0x2550: true
        default: false
        }
    }

    private static func isASCIILetter(_ value: UInt32) -> Bool {
        (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A
    }

    @inline(__always)
    static func scalar(_ bytes: borrowing [UInt8], at place: Int) -> (value: UInt32, length: Int) {
        let first = UInt32(bytes[place])
        func rest(_ offset: Int) -> UInt32 {
            place + offset < bytes.count ? UInt32(bytes[place + offset]) & 0x3F : 0
        }
        return switch first {
        case 0..<0x80: (first, 1)
        case 0x80..<0xE0: ((first & 0x1F) << 6 | rest(1), 2)
        case 0xE0..<0xF0: ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
        default: ((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
        }
    }

    // MARK: Characters

    /// A folded character that is no plain letter.
    private mutating func other(
        _ value: UInt32,
        at place: Int,
        next: Int,
        _ bytes: borrowing [UInt8],
        _ before: UInt32
    ) {
        func following() -> UInt32 { next < bytes.count ? Self.scalar(bytes, at: next).value : 0x0A }
        switch value {
        case 0x61...0x7A: letter(value, at: place)
        case 0x30...0x39:
            hasDigit = true
            part(value, at: place)
        case 0x27 where !word.isEmpty && Self.isWordLike(following()):
            // don't is a word, l'utente is two.
            if Self.elisions.contains(word) { endWord(at: place) }
        case 0x40 where !word.isEmpty && Self.isWordLike(following()),
            0x24 where !word.isEmpty && Self.isWordLike(following()):
            hasDigit = true
            part(value, at: place)
        case 0x0A, 0x0D, 0x2028, 0x2029:
            endWord(at: place)
            endRun()
            endSingles()
            if before == 0x0A && value == 0x0A { stop(at: place) }
            beginsLine = true
            wordsInLine = 0
        case 0x2E, 0x21, 0x3F, 0x203D, 0x2026:
            endWord(at: place)
            endRun()
            // A dot within 3.14, a question mark within an address; full-width ones always end a sentence.
            if bytes[place] >= 0x80 || !Self.isWordLike(following()) { stop(at: place) }
        case 0x3002, 0xFF61, 0x964, 0x965, 0x61F, 0x6D4, 0x37E, 0x104B:
            endWord(at: place)
            endRun()
            stop(at: place)
        case 0x3C, 0x5B, 0x7B, 0x3010, 0x300A:
            endWord(at: place)
            endRun()
            let after = following()
            if Self.isWordLike(after) || after == 0x2F || after == 0x7C || after == value {
                mark(marks.tag, place, next)
            }
        case 0x3A:
            let isAfterWord = !word.isEmpty || before == 0x20 || before == 0x5D || before == 0x3E || before == 0x29
            endWord(at: place)
            endRun()
            if isAfterWord, wordsInLine <= 5 || isFirstOfSentence { mark(marks.colon, place, next) }
        case 0x22, 0x27, 0x201C, 0x201E, 0xAB, 0x300C, 0x300E:
            endWord(at: place)
            endRun()
            let after = following()
            if !(Self.isWordLike(before) || before == 0x2E || before == 0x21 || before == 0x3F), after > 0x20 {
                mark(marks.quote, place, next)
            }
        case 0..<0x80:
            endWord(at: place)
            if value != 0x20 || run.isEmpty { endRun() }
        default:
            if Self.isUnspaced(value) {
                endWord(at: place)
                runPlaces.append((run.count, place))
                CharacterFolding.append(value, to: &run)
            } else if Self.isLetter(value) {
                hasLookalike = hasLookalike || CharacterFolding.lookalike(value) != nil
                hasLetter = true
                part(value, at: place)
            } else {
                endWord(at: place)
                endRun()
            }
        }
    }

    private static let elisions: Set<[UInt8]> = Set(
        "l d j m t s n c qu dell all nell sull un quell dall jusqu lorsqu puisqu aujourd".split(separator: " ").map {
            Array($0.utf8)
        }
    )

    private mutating func letter(_ value: UInt32, at place: Int) {
        hasLatin = true
        hasLetter = true
        part(value, at: place)
    }

    @inline(__always)
    private mutating func part(_ value: UInt32, at place: Int) {
        if word.isEmpty {
            wordStart = place
            endRun()
        }
        scalars += 1
        CharacterFolding.append(value, to: &word)
    }

    private static func isWordLike(_ value: UInt32) -> Bool {
        isASCIILetter(value) || (0x30...0x39).contains(value) || (value >= 0xAA && isLetter(value))
    }

    private static func isLetter(_ value: UInt32) -> Bool {
        // The letters of most texts, without asking Unicode's tables.
        switch value {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x3B1...0x3C9, 0x430...0x45F, 0x621...0x64A, 0xAC00...0xD7A3:
            return true
        case 0x2000...0x206F, 0x3000...0x3004, 0x1F000...0x1FAFF: return false
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        if scalar.properties.isAlphabetic { return true }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: true
        default: value == 0xA7
        }
    }

    /// Whether words of the script stand without blanks: Han, kana, Thai, Lao, Khmer, Burmese.
    private static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FFFF:
            true
        default: false
        }
    }

    // MARK: Words

    private mutating func mark(_ mark: ScreenedText.Word, _ start: Int, _ end: Int) {
        endSingles()
        var mark = mark
        mark.start = Int32(start)
        mark.end = Int32(end)
        mark.beginsLine = beginsLine
        text.words.append(mark)
        beginsLine = false
    }

    /// Whether the last word begins its sentence.
    private var isFirstOfSentence: Bool {
        text.words.count >= 2 && text.words[text.words.count - 2].isStop
    }

    private mutating func stop(at place: Int) {
        endSingles()
        guard text.words.last?.isStop == false else { return }
        text.words.append(.init(start: Int32(place), end: Int32(place), hash: 0, isStop: true))
    }

    private mutating func endWord(at place: Int) {
        guard !word.isEmpty else { return }
        defer {
            word.removeAll(keepingCapacity: true)
            hasLatin = false
            hasLookalike = false
            hasDigit = false
            hasLetter = false
            hasInvisible = false
            scalars = 0
        }
        if scalars == 1, hasLetter {
            if let last = singles.last, wordStart - last.end > 1 { endSingles() }
            singles.append((word, wordStart, place))
            return append(look(word[...]), wordStart, place)
        }
        endSingles()
        var found = look(word[...])
        if !found.isKnown, word.count >= 3 {
            if let other = uncovered(&found) { found = other }
        } else if found.isKnown, hasInvisible {
            text.disguised[ScreenedText.Disguise.invisible.rawValue] += 1
        }
        append(found, wordStart, place)
    }

    /// What the table says of a word.
    private struct Found {
        var hash: UInt64
        var lists: (Int32, Int32, Int32)
        var isKnown: Bool { lists.0 >= 0 || lists.1 >= 0 }
    }

    private func look(_ bytes: ArraySlice<UInt8>) -> Found {
        var hash = WordTable.seed
        var lists: (Int32, Int32, Int32) = (-1, -1, -1)
        var length = 0
        for byte in bytes {
            hash = WordTable.hash(hash, byte)
            length += 1
            if length >= table.shortestPrefix {
                let list = table.prefix(hash)
                if list >= 0 { lists = (-1, list, lists.1) }
            }
        }
        lists.0 = table.word(hash)
        return Found(hash: hash, lists: lists)
    }

    /// A word of the rules under a disguise.
    private mutating func uncovered(_ found: inout Found) -> Found? {
        if hasLatin, hasLookalike {
            var plain: [UInt8] = []
            var place = 0
            while place < word.count {
                let (value, length) = Self.scalar(word, at: place)
                CharacterFolding.append(CharacterFolding.lookalike(value) ?? value, to: &plain)
                place += length
            }
            let other = look(plain[...])
            if other.isKnown { return disguised(other, .lookalike) }
        }
        if hasDigit, hasLetter {
            for one in [UInt8(ascii: "i"), UInt8(ascii: "l")] {
                let other = look(word.map { Self.unleet($0, one: one) }[...])
                if other.isKnown { return disguised(other, .leet) }
            }
        }
        guard hasLatin, !hasDigit else { return nil }
        if let shift = disguises.shift(of: found.hash) {
            text.shifted[shift].count(wordStart..<(wordStart + word.count))
        } else if disguises.isBackwards(found.hash) {
            text.reversed.count(wordStart..<(wordStart + word.count))
        } else if let plain = disguises.inOrder(word), plain != word {
            return disguised(look(plain[...]), .scrambled)
        }
        guard Self.hasDrawnOutLetters(word) else { return nil }
        let plain = Self.withoutDrawnOutLetters(word)
        let other = look(plain[...])
        return other.isKnown ? disguised(other, .spaced) : nil
    }

    private static func hasDrawnOutLetters(_ word: [UInt8]) -> Bool {
        guard word.count >= 5 else { return false }
        for place in 2..<word.count where word[place] == word[place - 1] && word[place] == word[place - 2] {
            return true
        }
        return false
    }

    /// `ignooore` as `ignore`: three and more of a letter become one.
    private static func withoutDrawnOutLetters(_ word: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var place = 0
        while place < word.count {
            var end = place + 1
            while end < word.count, word[end] == word[place] { end += 1 }
            plain += repeatElement(word[place], count: end - place >= 3 ? 1 : end - place)
            place = end
        }
        return plain
    }

    private mutating func disguised(_ found: Found, _ disguise: ScreenedText.Disguise) -> Found {
        text.disguised[disguise.rawValue] += 1
        return found
    }

    static func unleet(_ byte: UInt8, one: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"): one
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
        case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
        case UInt8(ascii: "7"): UInt8(ascii: "t")
        case UInt8(ascii: "8"): UInt8(ascii: "b")
        case UInt8(ascii: "9"): UInt8(ascii: "g")
        default: byte
        }
    }

    private mutating func append(_ found: Found, _ start: Int, _ end: Int) {
        text.words.append(
            .init(start: Int32(start), end: Int32(end), hash: found.hash, lists: found.lists, beginsLine: beginsLine)
        )
        beginsLine = false
        wordsInLine += 1
    }

    // MARK: Words in pieces, and words without blanks

    /// Joins the single letters at the end, where there are four or more of them: `i g n o r e`.
    private mutating func endSingles() {
        defer { singles.removeAll(keepingCapacity: true) }
        guard singles.count >= 4, text.words.count >= singles.count else { return }
        let begins = text.words[text.words.count - singles.count].beginsLine
        text.words.removeLast(singles.count)
        wordsInLine -= singles.count
        beginsLine = begins
        let joined = singles.flatMap(\.bytes)
        let whole = look(joined[...])
        if whole.isKnown || singles.contains(where: { $0.bytes.count > 1 }) {
            if whole.isKnown { text.disguised[ScreenedText.Disguise.spaced.rawValue] += 1 }
            return append(whole, singles[0].start, singles[singles.count - 1].end)
        }
        // No blank tells where words end: cut at the longest words of the rules.
        var index = 0
        while index < joined.count {
            var length = min(16, joined.count - index)
            while length > 1, table.word(joined[index..<(index + length)].reduce(WordTable.seed, WordTable.hash)) < 0 {
                length -= 1
            }
            append(look(joined[index..<(index + length)]), singles[index].start, singles[index + length - 1].end)
            if length > 2 { text.disguised[ScreenedText.Disguise.spaced.rawValue] += 1 }
            index += length
        }
    }

    /// Cuts a run of a script without blanks at the words of the rules; what is between counts a word for two signs.
    private mutating func endRun() {
        guard !run.isEmpty else { return }
        endSingles()
        defer {
            run.removeAll(keepingCapacity: true)
            runPlaces.removeAll(keepingCapacity: true)
        }
        let textEnd = runPlaces[runPlaces.count - 1].inText + 3
        func place(_ index: Int) -> (inRun: Int, inText: Int) {
            index < runPlaces.count ? runPlaces[index] : (run.count, textEnd)
        }
        var index = 0
        var unknown: (start: Int, count: Int)?
        while index < runPlaces.count {
            var hash = WordTable.seed
            var best: (end: Int, hash: UInt64, list: Int32)?
            var end = index
            while end < runPlaces.count, place(end).inRun - place(index).inRun < table.longestUnspaced {
                for byte in run[place(end).inRun..<place(end + 1).inRun] { hash = WordTable.hash(hash, byte) }
                end += 1
                let list = table.word(hash)
                if list >= 0 { best = (end, hash, list) }
            }
            if let best {
                unknown = nil
                append(Found(hash: best.hash, lists: (best.list, -1, -1)), place(index).inText, place(best.end).inText)
                index = best.end
            } else {
                if let open = unknown, open.count < 2 {
                    unknown = (open.start, open.count + 1)
                    text.words[text.words.count - 1].end = Int32(place(index + 1).inText)
                } else {
                    unknown = (index, 1)
                    let own = run[place(index).inRun..<place(index + 1).inRun].reduce(WordTable.seed, WordTable.hash)
                    append(Found(hash: own, lists: (-1, -1, -1)), place(index).inText, place(index + 1).inText)
                }
                index += 1
            }
        }
    }
}
