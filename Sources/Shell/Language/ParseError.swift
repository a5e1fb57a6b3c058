/// Why a text is not a text of commands.
struct ParseError: Error, Hashable, Sendable {
    enum Code: String, Hashable, Sendable {
        case unclosedQuote, unclosedBrace, trailingBackslash, missingCommand, missingTarget, unexpectedToken,
            nestedTooDeep
    }

    var code: Code
    /// One sentence.
    var message: String
    /// What it is about.
    var range: Range<Int>
    /// Whether more text could still make it right, so that an editor asks for another line.
    var isIncomplete: Bool
}
