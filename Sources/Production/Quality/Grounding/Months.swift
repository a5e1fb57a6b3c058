import Foundation

/// The months of the year, by their names in the languages that write names for them.
enum Months {
    private static let numbers: [String: Int] = {
        var numbers: [String: Int] = [:]
        let formatter = DateFormatter()
        for language in [
            "en", "de", "es", "fr", "it", "pt", "nl", "sv", "da", "ru", "uk", "pl", "cs", "tr", "ar", "hi",
        ] {
            formatter.locale = Locale(identifier: language)
            for symbols in [formatter.monthSymbols, formatter.standaloneMonthSymbols] {
                for (index, symbol) in symbols.enumerated() {
                    let name = symbol.lowercased()
                    // `may` and `mars` are other words too, and taken for months only with a number beside them.
                    if numbers[name] == nil { numbers[name] = index + 1 }
                }
            }
        }
        return numbers
    }()

    /// The month of a name, or of its first three letters in English, 1…12; `nil` for another word.
    static func number(of word: String) -> Int? {
        if let number = numbers[word] { return number }
        let short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return short.firstIndex(of: word == "sept" ? "sep" : word).map { $0 + 1 }
    }

    /// The months that stand beside a number, as dates do, 1…12.
    static func mentioned(in list: [GroundingWord]) -> Set<Int> {
        var found: Set<Int> = []
        for (index, word) in list.enumerated() {
            guard let month = numbers[word.small] else { continue }
            let near = [index - 2, index - 1, index + 1, index + 2].filter(list.indices.contains)
            if near.contains(where: { list[$0].text.first?.isNumber == true }) { found.insert(month) }
        }
        return found
    }
}
