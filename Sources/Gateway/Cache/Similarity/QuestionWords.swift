import Foundation

/// A text as words: letters and digits in lower case, numbers whole, signs that mean something on their own.
///
/// What says nothing is left out: punctuation, hesitations (*um*), greetings and thanks around a question. English
/// contractions are written out, so that *don't* has its *not*.
struct QuestionWords: Hashable, Sendable {
    /// One word.
    struct Word: Hashable, Sendable {
        var text: String
        /// Written with a capital letter where only names are.
        var isName: Bool
    }

    /// The words in order.
    private(set) var words: [Word] = []
    /// Whether it is English, as far as its commonest words tell.
    private(set) var isEnglish = false

    /// The words of a text.
    init(_ text: String) {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let scalars = Array((isASCII ? text : text.precomposedStringWithCompatibilityMapping).unicodeScalars)
        read(scalars)
        isEnglish = EnglishWords.isEnglish(words.map(\.text))
        guard isEnglish else { return }
        removeCommas()
        writeContractionsOut()
        strip()
    }

    /// All words, in order, with a blank between.
    var text: String { words.map(\.text).joined(separator: " ") }

    // MARK: Reading

    private static let signs = Set("<>=+*#%$^~".unicodeScalars)
    private static let ends = Set(".?!:\n".unicodeScalars)

    private mutating func read(_ scalars: [Unicode.Scalar]) {
        var isSentenceStart = true
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isDigit || (scalar == "-" && Self.isSign(at: index, in: scalars)) {
                let end = Self.endOfNumber(at: index, in: scalars)
                words.append(Word(text: Self.number(scalars[index..<end]), isName: false))
                (isSentenceStart, index) = (false, end)
            } else if scalar.isLetter {
                var end = index + 1
                while end < scalars.count, Self.continuesWord(at: end, in: scalars) { end += 1 }
                let text = String(String.UnicodeScalarView(scalars[index..<end]))
                let lowercased = text.utf8.count == end - index ? text.lowercased() : Self.lowercased(text)
                // A thousand million watts are in a MW, and a thousandth of one in a mW.
                let isUnit =
                    words.last.map { $0.text.unicodeScalars.first?.isDigit == true } == true && text.count <= 3
                    && text != lowercased && !["am", "pm"].contains(lowercased)
                words.append(
                    Word(
                        text: isUnit ? text : lowercased,
                        isName: isUnit
                            || (scalar.isUpper && !isSentenceStart && text != "I" && !text.hasPrefix("I'")
                                && !text.hasPrefix("I’"))
                    )
                )
                (isSentenceStart, index) = (false, end)
            } else {
                if scalar.isASCII ? Self.signs.contains(scalar) : scalar.isSign {
                    words.append(Word(text: String(scalar), isName: true))
                }
                if Self.ends.contains(scalar) { isSentenceStart = true }
                index += 1
            }
        }
        // In a title, or where somebody shouts, capitals mean nothing.
        let capitals = words.count { $0.isName }
        if capitals > 2, capitals * 10 > words.count * 6 {
            for index in words.indices where words[index].text.count > 1 { words[index].isName = false }
        }
    }

    private static func lowercased(_ text: String) -> String { text.lowercased().replacing("’", with: "'") }

    private static func isSign(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        index + 1 < scalars.count && scalars[index + 1].isDigit
            && (index == 0 || !(scalars[index - 1].isDigit || scalars[index - 1].isLetter))
    }

    private static func endOfNumber(at index: Int, in scalars: [Unicode.Scalar]) -> Int {
        var end = index + 1
        while end < scalars.count {
            let isJoint =
                ".,:/-–".unicodeScalars.contains(scalars[end]) && end + 1 < scalars.count && scalars[end + 1].isDigit
            guard scalars[end].isDigit || isJoint else { break }
            end += 1
        }
        return end
    }

    /// A number without idle zeros.
    private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String(String.UnicodeScalarView(scalars)).replacing("–", with: "-")
        while text.hasPrefix("0"), text.count > 1, text.dropFirst().first?.isNumber == true { text.removeFirst() }
        return text
    }

    private static func continuesWord(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let scalar = scalars[index]
        if scalar.isLetter || (!scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark) { return true }
        // C++ and C# are not C.
        if scalar == "+" || scalar == "#" { return true }
        guard scalar == "'" || scalar == "’" else { return false }
        return index + 1 < scalars.count && scalars[index + 1].isLetter
    }

    // MARK: Cleaning

    /// Takes the commas out that stand between thousands: elsewhere, and in other languages, they mean something else.
    private mutating func removeCommas() {
        for index in words.indices where words[index].text.utf8.contains(UInt8(ascii: ",")) {
            let groups = words[index].text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
            let isGrouped =
                groups.count > 1 && 1...3 ~= (groups.first?.count ?? 0)
                && groups.dropFirst().allSatisfy { $0.count == 3 }
                && groups.allSatisfy { $0.allSatisfy(\.isNumber) }
            if isGrouped { words[index].text = words[index].text.replacing(",", with: "") }
        }
    }

    private mutating func writeContractionsOut() {
        var out: [Word] = []
        out.reserveCapacity(words.count)
        for (position, word) in words.enumerated() {
            if !word.isName, let parts = EnglishWords.contractions[word.text] {
                out += parts.map { Word(text: $0, isName: false) }
                continue
            }
            guard let mark = word.text.firstIndex(of: "'") else {
                out.append(word)
                continue
            }
            let (stem, ending) = (String(word.text[..<mark]), word.text[word.text.index(after: mark)...])
            switch ending {
            case "t" where stem.hasSuffix("n"):
                out.append(Word(text: String(stem.dropLast()), isName: false))
                out.append(Word(text: "not", isName: false))
            case "re", "ve", "ll", "d", "m":
                out.append(Word(text: stem, isName: word.isName))
                out.append(Word(text: EnglishWords.endings[String(ending)] ?? "", isName: false))
            case "s":
                out.append(Word(text: stem, isName: word.isName))
                let isVerb = EnglishWords.questions.contains(stem) || ["it", "that", "there", "here"].contains(stem)
                if isVerb, position + 1 < words.count { out.append(Word(text: "is", isName: false)) }
            default: out.append(Word(text: word.text.replacing("'", with: ""), isName: word.isName))
            }
        }
        words = out
    }

    private mutating func strip() {
        words.removeAll { !$0.isName && EnglishWords.hesitations.contains($0.text) }
        while let opening = EnglishWords.openings.first(where: { words.starts(with: $0, by: { $0.text == $1 }) }),
            opening.count < words.count
        {
            words.removeFirst(opening.count)
        }
        while let closing = EnglishWords.closings.first(where: { closing in
            words.count > closing.count && words.suffix(closing.count).elementsEqual(closing, by: { $0.text == $1 })
        }) {
            words.removeLast(closing.count)
        }
    }
}

extension Unicode.Scalar {
    // Most texts are ASCII, of which no table need be asked.
    fileprivate var isDigit: Bool { isASCII ? ("0"..."9").contains(self) : properties.numericType == .decimal }
    fileprivate var isLetter: Bool {
        isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) : properties.isAlphabetic
    }
    fileprivate var isSign: Bool {
        switch properties.generalCategory {
        case .currencySymbol, .mathSymbol, .otherSymbol: true
        default: false
        }
    }
    fileprivate var isUpper: Bool { isASCII ? ("A"..."Z").contains(self) : properties.isUppercase }
}
