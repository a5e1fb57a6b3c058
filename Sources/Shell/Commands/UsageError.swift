/// A line that is well formed and still cannot be run: an unknown command or option, a wrong value, too few words.
struct UsageError: Error, Hashable, Sendable {
    enum Code: String, Hashable, Sendable {
        case unknownCommand, unknownOption, missingValue, unexpectedValue, repeatedOption, invalidValue, missingArgument
        case tooManyArguments, undefinedVariable, keyInLine
    }

    var code: Code
    /// One sentence without a full stop.
    var message: String
    /// Which word it is about, the command itself being 0; `nil` for the end of the command.
    var word: Int?
    /// The nearest right words, best first.
    var suggestions: [String] = []
    /// What to do, where it is not one of the suggestions.
    var next: String?
}
