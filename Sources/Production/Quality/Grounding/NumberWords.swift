import Foundation
import Synchronization

/// Numbers in words: `forty-seven`, `neunzehnhundertsiebenundvierzig`, `千九百四十七`.
///
/// The forms are those of CLDR's rules for spelling out, 0…2,100 and the round ones above, in the language asked for; in some
/// languages years have forms of their own.
struct NumberWords: Sendable {
    /// By the words in small letters, with one blank between them.
    private let values: [String: Double]
    /// The words with which numbers begin.
    private let beginnings: Set<String>
    /// The most words that one number has here.
    let longest: Int

    private static let known = Mutex<[String: NumberWords]>([:])

    /// The numbers in words of a language.
    static func of(_ language: String) -> NumberWords {
        known.withLock { known in
            if let words = known[language] { return words }
            let words = NumberWords(language)
            known[language] = words
            return words
        }
    }

    private init(_ language: String) {
        let formatter = NumberFormatter()
        formatter.locale = Locale(identifier: language)
        formatter.numberStyle = .spellOut
        func spelled(_ value: Int) -> String { formatter.string(from: NSNumber(value: value)) ?? "" }
        var values: [String: Double] = [:]
        func add(_ form: String, _ value: Int) {
            let key = Self.key(form)
            if !key.isEmpty, values[key] == nil { values[key] = Double(value) }
        }
        for value in 0...2_100 { add(spelled(value), value) }
        for value in stride(from: 2_200, through: 20_000, by: 100) { add(spelled(value), value) }
        for value in stride(from: 30_000, through: 900_000, by: 10_000) { add(spelled(value), value) }
        switch language {
        case "en":
            for value in 101...999 {
                let rest = value % 100
                if rest > 0 { add("\(spelled(value - rest)) and \(spelled(rest))", value) }
            }
            for year in 1_100...2_099 where year % 100 >= 10 {
                add("\(spelled(year / 100)) \(spelled(year % 100))", year)
            }
            for hundreds in 11...99 where hundreds % 10 > 0 { add("\(spelled(hundreds)) hundred", hundreds * 100) }
        case "de", "nl", "sv", "da":
            let hundred = ["de": "hundert", "nl": "honderd", "sv": "hundra", "da": "hundrede"][language] ?? ""
            for year in 1_100...1_999 {
                let rest = year % 100
                add("\(spelled(year / 100))\(hundred)\(rest > 0 ? spelled(rest) : "")", year)
            }
        default: break
        }
        longest = values.keys.reduce(1) { max($0, $1.utf8.count { $0 == UInt8(ascii: " ") } + 1) }
        beginnings = Set(values.keys.map { String($0.prefix { $0 != " " }) })
        self.values = values
    }

    /// Whether a number can begin with a word.
    func canBegin(with word: String) -> Bool {
        beginnings.contains(word) || (word.contains("-") && beginnings.contains(String(word.prefix { $0 != "-" })))
    }

    private static func key(_ form: String) -> String {
        let bare = form.replacing("\u{AD}", with: "").replacing("-", with: " ").lowercased()
        // Each character of a script without blanks is a word.
        guard bare.unicodeScalars.contains(where: { SpokenWords.weight($0) != nil }) else { return bare }
        return bare.unicodeScalars.map { String($0) }.joined(separator: " ")
    }

    /// The number that words spell out; `nil` where they spell none.
    subscript(words: String) -> Double? { values[words] }
}
