/// How many tokens answers may have, from the words that are wanted.
///
/// Every limit has room for twice what is wanted, since what is cut off is lost, and for the JSON around it.
enum TokenBudget {
    /// For running words in JSON turns: 12 words a turn at worst, 40 tokens of JSON around each.
    static func turns(words: Int, language: String) -> Int {
        Int(Double(words) * LanguageName.tokensPerWord(language) * 2) + words / 12 * 40 + 400
    }

    /// For a list of objects of so many words each.
    static func list(of count: Int, words: Int, language: String) -> Int {
        Int(Double(count * words) * LanguageName.tokensPerWord(language) * 1.5) + count * 40 + 300
    }
}
